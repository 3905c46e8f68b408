//! The help and the usage errors in Korean; clap has the English ones. Knows no answer.

/// Clap's help with Korean headings.
pub(crate) const TEMPLATE: &str = "{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";

pub(crate) const COMMANDS: &str = "명령";
pub(crate) const OPTIONS: &str = "옵션";
pub(crate) const ARGUMENTS: &str = "인자";
pub(crate) const HELP: &str = "도움말을 봅니다";
pub(crate) const VERSION: &str = "버전을 봅니다";

/// What a command is for.
pub(crate) fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "errlookup" => "API 오류의 뜻과 원인, 해결 방법, 재시도 여부를 알려 줍니다.",
        "list" => "제공자 하나 또는 전체의 항목을 보여 줍니다",
        "providers" => "내장된 제공자를 보여 줍니다",
        "check" => "카탈로그 파일을 검사합니다",
        "completions" => "자동 완성 스크립트를 출력합니다",
        _ => return None,
    })
}

/// How a command is called.
pub(crate) fn usage(command: &str) -> Option<&'static str> {
    Some(match command {
        "errlookup" => "errlookup [옵션] [검색어]...\n       errlookup <명령>",
        "list" => "errlookup list [옵션] [제공자]",
        "providers" => "errlookup providers [옵션]",
        "check" => "errlookup check [옵션] <파일>...",
        "completions" => "errlookup completions <셸>",
        _ => return None,
    })
}

/// What an argument of a command is for.
pub(crate) fn argument(command: &str, argument: &str) -> Option<&'static str> {
    Some(match (command, argument) {
        ("list", "provider") => "이 제공자의 항목만 보여 줍니다. 없으면 전체를 보여 줍니다",
        ("list", "status") => "이 HTTP 상태 코드의 항목만 보여 줍니다",
        (_, "query") => "코드, 상태 코드, 이름 또는 메시지. 없으면 표준 입력을 읽습니다",
        (_, "provider") => "이 제공자와 그 아래 프로토콜에서만 찾습니다",
        (_, "lang") => "답변 언어 [기본값: ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG 순]",
        (_, "format") => "출력 형식",
        (_, "all") => "가장 가까운 항목뿐 아니라 일치하는 항목을 모두 보여 줍니다",
        (_, "status") => "따로 알고 있는 HTTP 상태 코드",
        (_, "why") => "각 항목을 고른 근거를 보여 줍니다",
        (_, "color") => "색을 쓰는 경우",
        (_, "files") => "카탈로그 파일",
        (_, "shell") => "스크립트를 쓸 셸",
        _ => return None,
    })
}

/// What stands for an argument's value.
pub(crate) fn value_name(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "query" => "검색어",
        "provider" => "제공자",
        "status" => "코드",
        "lang" => "언어",
        "format" => "형식",
        "color" => "경우",
        "files" => "파일",
        "shell" => "셸",
        _ => return None,
    })
}

/// What one of an argument's possible values means; nothing where its name says it.
pub(crate) fn value(argument: &str, value: &str) -> Option<&'static str> {
    Some(match (argument, value) {
        ("lang", "ko") => "한국어",
        ("lang", "en") => "영어",
        ("format", "table") => "터미널에서 읽기 좋은 형식",
        ("format", "plain") => "테두리 없는 형식. 화면 낭독기와 grep에 맞습니다",
        ("format", "json") => "프로그램에서 읽는 형식",
        ("format", "markdown") => "이슈나 대화에 붙이는 형식",
        ("color", "auto") => "터미널일 때",
        ("color", "always") => "항상",
        ("color", "never") => "쓰지 않음",
        _ => return None,
    })
}

/// The possible values of an argument in one line or, where there is room, with their meanings.
pub(crate) fn values(
    argument: &str,
    values: &[String],
    default: Option<&str>,
    long: bool,
) -> String {
    let default = default.map(|default| format!("[기본값: {default}]"));
    if values.is_empty() {
        return default.map_or_else(String::new, |default| format!(" {default}"));
    }
    if !long {
        let default = default.map_or_else(String::new, |default| format!(" {default}"));
        return format!(" [값: {}]{default}", values.join(", "));
    }
    let lines: Vec<String> = values
        .iter()
        .map(|name| match value(argument, name) {
            Some(meaning) => format!("- {name}: {meaning}"),
            None => format!("- {name}"),
        })
        .collect();
    let default = default.map_or_else(String::new, |default| format!("\n\n{default}"));
    format!("\n\n가능한 값:\n{}{default}", lines.join("\n"))
}

/// What is wrong with the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misuse<'e> {
    Unknown(&'e str),
    NoValue(&'e str),
    BadValue { value: &'e str, of: &'e str },
    Missing(&'e str),
    Conflict(&'e str),
}

/// A misuse as one sentence.
pub(crate) fn misuse(misuse: Misuse<'_>) -> String {
    match misuse {
        Misuse::Unknown(argument) => format!("'{argument}'은(는) 알 수 없는 인자입니다"),
        Misuse::NoValue(argument) => format!("'{argument}'에 값이 필요합니다"),
        Misuse::BadValue { value, of } => format!("'{value}'은(는) '{of}'에 쓸 수 없는 값입니다"),
        Misuse::Missing(arguments) => format!("필요한 인자가 없습니다: {arguments}"),
        Misuse::Conflict(argument) => format!("'{argument}'은(는) 다른 인자와 함께 쓸 수 없습니다"),
    }
}

/// Where the values that fit, or the nearest name, are known.
pub(crate) fn hint(fitting: &[String], near: Option<&str>) -> Option<String> {
    if !fitting.is_empty() {
        return Some(format!("가능한 값: {}", fitting.join(", ")));
    }
    near.map(|near| format!("혹시 '{near}'인가요?"))
}

/// Where to read on.
pub(crate) const READ_ON: &str = "자세한 내용은 'errlookup --help'에서 볼 수 있습니다.";
