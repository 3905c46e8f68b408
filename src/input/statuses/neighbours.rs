//! What stands beside a number that may be a status. Knows no other number.

use super::reasons::reasons;

/// Whether what follows makes the number a count or a duration.
pub(super) fn is_quantity(after: &str) -> bool {
    let rest = after.trim_start();
    let word: String = rest
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .take(12)
        .collect();
    matches!(
        word.to_ascii_lowercase().as_str(),
        "ms" | "s"
            | "sec"
            | "secs"
            | "seconds"
            | "second"
            | "milliseconds"
            | "minutes"
            | "min"
            | "bytes"
            | "byte"
            | "kb"
            | "mb"
            | "px"
            | "packages"
            | "files"
            | "items"
            | "rows"
            | "tests"
            | "passed"
            | "times"
            | "requests"
            | "lines"
            | "results"
            | "tokens"
            | "users"
    ) || rest.starts_with(['%', '개', '건', '초', '명', '원'])
}

/// Whether the status's own reason phrase follows, also as programs write it: `429 TooManyRequests`.
pub(super) fn begins_reason(after: &str, number: u16) -> bool {
    let rest = after.trim_start_matches([' ', ':', '-', '(', '|', '"', '\'', ',']);
    reasons(number).iter().any(|reason| {
        let mut said = joined(rest);
        joined(reason).all(|byte| said.next() == Some(byte))
    })
}

/// The beginning of a text without what parts its words, in small letters.
fn joined(text: &str) -> impl Iterator<Item = u8> {
    /// No reason phrase is nearly as long.
    const MOST: usize = 60;
    let bytes = text.bytes().take(MOST);
    bytes
        .filter(|byte| !matches!(byte, b' ' | b'_' | b'-'))
        .map(|byte| byte.to_ascii_lowercase())
}

pub(super) fn followed_by_body(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ':', '-', ',', '\n', '"', '\'']);
    rest.starts_with("{\"")
        || rest.starts_with("{'")
        || rest.starts_with("{\\\"")
        || rest.starts_with("{\n")
        || rest.starts_with("{ ")
}

pub(super) fn at_line_start(text: &str, start: usize) -> bool {
    text[..start]
        .trim_end_matches([' ', '\t', '"', '\'', '[', '('])
        .chars()
        .next_back()
        .is_none_or(|last| last == '\n')
}

/// Whether a message may follow: a capital, a quote, Hangul; `404 packages` is none.
pub(super) fn begins_sentence(after: &str) -> bool {
    let rest = after.trim_start_matches([')', ']', ':', '-']);
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    !is_quantity(after)
        && rest.trim_start().chars().next().is_some_and(|first| {
            first.is_uppercase() || matches!(first, '"' | '\'' | '\u{ac00}'..='\u{d7a3}')
        })
}

/// Whether a quotation begins with the number and goes on with a sentence: a `401 - Invalid API Key`.
pub(super) fn is_quoted(before: &str, after: &str) -> bool {
    let parted = after
        .strip_prefix(" - ")
        .or_else(|| after.strip_prefix(": "));
    before.ends_with(['`', '"', '\'', '\u{201c}', '\u{2018}'])
        && parted.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// Whether the digits are a number of their own.
pub(super) fn stands_free(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let joined = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$' | b'#' | b'+' | b'%')
    };
    // `错误429` is written in one.
    let is_called = || {
        ["错误", "エラー", "에러", "오류"]
            .iter()
            .any(|call| bytes[..start].ends_with(call.as_bytes()))
    };
    let is_joined =
        |byte: u8| joined(byte) || matches!(byte, b'-' | b'/') || byte >= 0x80 && !is_called();
    if before.is_some_and(is_joined) {
        return false;
    }
    if before == Some(b':') && start >= 2 && bytes[start - 2].is_ascii_digit() {
        return false;
    }
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'.' | b',' | b':' | b'-' | b'/'), Some(next)) => !next.is_ascii_digit(),
        (Some(byte), _) => !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'%')),
        (None, _) => true,
    }
}
