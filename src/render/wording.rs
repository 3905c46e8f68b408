//! Every sentence of the tool itself, in both languages. The engine says what; this says how.

use crate::catalog::{Lang, Verdict};
use crate::input::Place;
use crate::report::{Match, ProviderFrom, ReasonKind};

/// What goes wrong outside the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Complaint {
    NothingAsked,
    UnknownProvider { name: String, near: Option<String> },
    Read(String),
    ReadFile { name: String, why: String },
    Write(String),
}

/// A complaint as one line.
pub(crate) fn complaint(complaint: &Complaint, lang: Lang) -> String {
    match (complaint, lang) {
        (Complaint::NothingAsked, Lang::En) => {
            "give a code or a message, or pipe an error into it".to_owned()
        }
        (Complaint::NothingAsked, Lang::Ko) => {
            "코드나 메시지를 입력하거나 오류 내용을 파이프로 넘깁니다".to_owned()
        }
        (Complaint::UnknownProvider { name, near }, Lang::En) => {
            let near = near
                .as_ref()
                .map_or_else(String::new, |near| format!("; did you mean '{near}'?"));
            format!("unknown provider '{name}'{near} ('errlookup providers' lists them)")
        }
        (Complaint::UnknownProvider { name, near }, Lang::Ko) => {
            let near = near
                .as_ref()
                .map_or_else(String::new, |near| format!(" 혹시 '{near}'인가요?"));
            format!(
                "'{name}'은(는) 모르는 제공자입니다.{near} ('errlookup providers'로 목록을 볼 수 있습니다)"
            )
        }
        (Complaint::Read(why), Lang::En) => format!("cannot read standard input: {why}"),
        (Complaint::Read(why), Lang::Ko) => format!("표준 입력을 읽을 수 없습니다: {why}"),
        (Complaint::ReadFile { name, why }, Lang::En) => format!("cannot read '{name}': {why}"),
        (Complaint::ReadFile { name, why }, Lang::Ko) => {
            format!("'{name}'을(를) 읽을 수 없습니다: {why}")
        }
        (Complaint::Write(why), Lang::En) => format!("cannot write the answer: {why}"),
        (Complaint::Write(why), Lang::Ko) => format!("결과를 쓸 수 없습니다: {why}"),
    }
}

pub(crate) fn nothing_found(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "nothing found",
        Lang::Ko => "일치하는 오류를 찾지 못했습니다",
    }
}

/// Whose error it is, and whose words an API has that answers in another's.
pub(crate) fn sender(matched: &Match<'_>, lang: Lang) -> String {
    let name = matched.provider.name(lang);
    let Some(original) = matched.words_of() else {
        return name.to_owned();
    };
    match lang {
        Lang::En => format!("{name} (in the words of {})", original.name(lang)),
        Lang::Ko => format!("{name} ({} 문구와 같음)", original.name(lang)),
    }
}

/// Who sent an error that has no entry, and where its documentation is.
pub(crate) fn recognised(what: &str, docs: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("recognised: {what}; no entry has it, see {docs}"),
        Lang::Ko => {
            format!("인식한 내용: {what}. 등록되지 않은 오류이므로 {docs} 문서를 확인합니다.")
        }
    }
}

pub(crate) fn perhaps(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "nearest names, perhaps not what you meant:",
        Lang::Ko => "비슷한 항목입니다. 찾으시는 오류가 아닐 수 있습니다.",
    }
}

/// The headings of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Provider,
    Error,
    Message,
    Cause,
    Fix,
    Retry,
    Source,
    Why,
    Via,
    Count,
    Code,
    Status,
    Name,
    Entries,
    Reviewed,
    Docs,
    Id,
    Note,
}

/// A heading's word.
pub(crate) fn heading(heading: Heading, lang: Lang) -> &'static str {
    let (en, ko) = match heading {
        Heading::Provider => ("Provider", "제공자"),
        Heading::Error => ("Error", "오류"),
        Heading::Message => ("Message", "메시지"),
        Heading::Cause => ("Cause", "원인"),
        Heading::Fix => ("Fix", "해결"),
        Heading::Retry => ("Retry", "재시도"),
        Heading::Source => ("Source", "출처"),
        Heading::Why => ("Why", "근거"),
        Heading::Via => ("Via", "경유"),
        Heading::Count => ("Count", "횟수"),
        Heading::Code => ("Code", "코드"),
        Heading::Status => ("HTTP", "HTTP"),
        Heading::Name => ("Name", "이름"),
        Heading::Entries => ("Entries", "항목"),
        Heading::Reviewed => ("Reviewed", "검토일"),
        Heading::Docs => ("Documentation", "문서"),
        Heading::Id => ("Id", "ID"),
        Heading::Note => ("Note", "참고"),
    };
    match lang {
        Lang::En => en,
        Lang::Ko => ko,
    }
}

/// The retry verdict in words, with the wait where it is known.
pub(crate) fn verdict(matched: &Match<'_>, lang: Lang) -> String {
    match (matched.verdict, matched.after_seconds, lang) {
        (Verdict::No, _, Lang::En) => "No. Fix the cause first; the same request will fail again.".to_owned(),
        (Verdict::No, _, Lang::Ko) => "재시도해도 소용없습니다. 원인을 먼저 해결해야 합니다.".to_owned(),
        (Verdict::Wait, Some(seconds), Lang::En) => format!("Yes, after {}.", duration(seconds, lang)),
        (Verdict::Wait, Some(seconds), Lang::Ko) => format!("{} 기다린 뒤 재시도합니다.", duration(seconds, lang)),
        (Verdict::Wait, None, Lang::En) => "Yes, once the limit has reset. Wait before you retry.".to_owned(),
        (Verdict::Wait, None, Lang::Ko) => "한도가 초기화된 뒤에 재시도합니다.".to_owned(),
        (Verdict::Backoff, Some(seconds), Lang::En) => format!("Yes, after {}, then with exponential backoff.", duration(seconds, lang)),
        (Verdict::Backoff, Some(seconds), Lang::Ko) => format!("{} 기다린 뒤 지수 백오프로 재시도합니다.", duration(seconds, lang)),
        (Verdict::Backoff, None, Lang::En) => "Yes, with exponential backoff and a limit on the attempts.".to_owned(),
        (Verdict::Backoff, None, Lang::Ko) => "횟수 제한을 두고 지수 백오프로 재시도합니다.".to_owned(),
        (Verdict::Check, _, Lang::En) => "Check first. It may have gone through; a second request may do it twice.".to_owned(),
        (Verdict::Check, _, Lang::Ko) => "먼저 처리 결과를 확인합니다. 이미 처리되었을 수 있어 다시 보내면 두 번 실행될 수 있습니다.".to_owned(),
    }
}

/// The retry verdict as one word, for comparing.
pub(crate) fn short_verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let (en, ko) = match verdict {
        Verdict::No => ("no, fix first", "불가, 먼저 해결"),
        Verdict::Wait => ("yes, after waiting", "기다린 뒤 가능"),
        Verdict::Backoff => ("yes, with backoff", "백오프로 가능"),
        Verdict::Check => ("check first", "결과 확인 먼저"),
    };
    match lang {
        Lang::En => en,
        Lang::Ko => ko,
    }
}

/// Seconds as people say them: `20 s`, `7 min 12 s`, `24 h`.
pub(crate) fn duration(seconds: f64, lang: Lang) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "waits are positive and below a month"
    )]
    let whole = seconds.ceil() as u64;
    let (hours, minutes, rest) = (whole / 3_600, whole % 3_600 / 60, whole % 60);
    let (h, m, s) = match lang {
        Lang::En => (" h", " min", " s"),
        Lang::Ko => ("시간", "분", "초"),
    };
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours}{h}"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes}{m}"));
    }
    // Beyond an hour, seconds are noise.
    if parts.is_empty() || rest > 0 && hours == 0 {
        parts.push(format!("{rest}{s}"));
    }
    parts.join(" ")
}

/// A remark over several matches.
pub(crate) fn several(count: usize, undecided: bool, lang: Lang) -> String {
    match (undecided, lang) {
        (true, Lang::En) => format!(
            "This alone can mean {count} things. The response body (its code, type or message) would tell which."
        ),
        (true, Lang::Ko) => format!(
            "이 정보만으로는 {count}가지 원인이 가능합니다. 응답 본문의 코드, 유형, 메시지가 있으면 구분할 수 있습니다."
        ),
        (false, Lang::En) => format!("{count} errors fit."),
        (false, Lang::Ko) => format!("{count}개의 오류가 해당합니다."),
    }
}

/// A remark over the errors of a log.
pub(crate) fn several_in_log(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} different errors, the most frequent first."),
        Lang::Ko => format!("서로 다른 오류 {count}개를 찾았습니다. 잦은 순서입니다."),
    }
}

/// A remark below, where matches were left out.
pub(crate) fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} more with --all"),
        Lang::Ko => format!("--all 옵션으로 {count}개를 더 볼 수 있습니다"),
    }
}

pub(crate) fn derived(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "The provider documents no cause or fix; this is reasoned from the message.",
        Lang::Ko => "공식 문서에 원인이나 해결 방법이 없어 메시지를 바탕으로 정리했습니다.",
    }
}

pub(crate) fn times(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} times"),
        Lang::Ko => format!("{count}회"),
    }
}

/// A kind of evidence in words.
pub(crate) fn reason(kind: ReasonKind, lang: Lang) -> &'static str {
    let (en, ko) = match kind {
        ReasonKind::Option => ("the provider you named", "지정한 제공자"),
        ReasonKind::Envelope => ("the shape of the body", "응답 본문의 형식"),
        ReasonKind::Host => ("host", "호스트"),
        ReasonKind::Header => ("header", "헤더"),
        ReasonKind::Exception => ("exception class", "예외 클래스"),
        ReasonKind::Router => (
            "named by the program that asked",
            "호출한 프로그램이 밝힌 이름",
        ),
        ReasonKind::Phrase => (
            "link, phrase or key of the provider",
            "제공자 고유의 링크, 문구, 키",
        ),
        ReasonKind::Code => ("code", "코드"),
        ReasonKind::Type => ("type", "유형"),
        ReasonKind::Message => ("message", "메시지"),
        ReasonKind::PartOfMessage => ("part of the message", "메시지 일부"),
        ReasonKind::Field => ("field", "필드"),
        ReasonKind::Status => ("HTTP status", "HTTP 상태 코드"),
        ReasonKind::OtherStatus => ("against it: HTTP status", "불일치: HTTP 상태 코드"),
        ReasonKind::Words => ("words of the query", "검색어의 단어"),
        ReasonKind::OtherProvider => ("against it: recognised provider", "불일치: 인식된 제공자"),
        ReasonKind::OtherMessage => (
            "against it: the message is another one",
            "불일치: 메시지가 다름",
        ),
        ReasonKind::OtherField => ("against it: field", "불일치: 필드"),
    };
    match lang {
        Lang::En => en,
        Lang::Ko => ko,
    }
}

/// Where a name stood.
pub(crate) fn place(place: Place, lang: Lang) -> &'static str {
    let (en, ko) = match place {
        Place::Word => ("as a word", "단어"),
        Place::Mention => ("in the text", "본문 중"),
        Place::Speaker => ("at the start of a line", "줄 머리"),
        Place::Router => ("as the router's provider", "라우터가 밝힌 제공자"),
        Place::Type => ("as the type", "유형 자리"),
        Place::Exception => ("as the exception", "예외 자리"),
        Place::Code => ("as the code", "코드 자리"),
        Place::Typed => ("as typed", "입력한 그대로"),
    };
    match lang {
        Lang::En => en,
        Lang::Ko => ko,
    }
}

/// The word that JSON uses for how a provider was known.
pub(crate) fn provider_from(from: ProviderFrom) -> &'static str {
    match from {
        ProviderFrom::Option => "option",
        ProviderFrom::Envelope => "envelope",
        ProviderFrom::Exception => "exception",
        ProviderFrom::Router => "router",
        ProviderFrom::Host => "host",
        ProviderFrom::Header => "header",
        ProviderFrom::Text => "text",
        ProviderFrom::Query => "query",
        ProviderFrom::Match => "match",
    }
}

/// What is said where standard input was too large to be looked at whole.
pub(crate) fn cut(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "the input is very large: only its first and last part were read",
        Lang::Ko => "입력이 너무 커서 처음과 끝부분만 읽었습니다",
    }
}

/// What `errlookup check` says of good files.
pub(crate) fn checked(files: usize, entries: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let file = if files == 1 { "file" } else { "files" };
            let entry = if entries == 1 { "entry" } else { "entries" };
            format!("{files} {file}, {entries} {entry}, no problem\n")
        }
        Lang::Ko => format!("파일 {files}개, 항목 {entries}개: 문제가 없습니다\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        for (seconds, en, ko) in [
            (20.0, "20 s", "20초"),
            (432.0, "7 min 12 s", "7분 12초"),
            (86_400.0, "24 h", "24시간"),
            (0.4, "1 s", "1초"),
        ] {
            assert_eq!(duration(seconds, Lang::En), en);
            assert_eq!(duration(seconds, Lang::Ko), ko);
        }
    }
}
