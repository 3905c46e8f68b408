//! Names in running text: codes, classes and symbols outside of documents, each with its place.
//!
//! A word counts as a name by its form (an underscore, a dot, inner capitals) or by what stands before it.

mod forms;

use super::signals::{Place, Signals};

pub(crate) use forms::is_symbol;
use forms::{is_code_like, is_number};

/// Finds every name in `text`.
pub(super) fn read<'t>(text: &'t str, signals: &mut Signals<'t>) {
    for line in text.split('\n') {
        if line.len() < 20_000 {
            read_line(line, signals);
        } else {
            tokens(line).for_each(|token| mention(line, token, signals));
        }
    }
}

fn read_line<'t>(line: &'t str, signals: &mut Signals<'t>) {
    let start = without_lead(line);
    let offset = line.len() - start.len();
    let mut previous: Option<Token> = None;
    for token in tokens(line) {
        let word = &line[token.start..token.end];
        if token.start == offset && is_exception(line, token) {
            signals.name(word, Place::Exception, 0);
            // What an exception says is a message of its own.
            if let Some(said) = line[token.end..].trim_start().strip_prefix(": ") {
                signals.message(said, 0);
            }
        } else {
            named_by(line, previous, token, signals);
            mention(line, token, signals);
        }
        if token.start == offset {
            speaker(line, token, signals);
        }
        previous = Some(token);
    }
}

/// A line without the words that lead in an exception.
fn without_lead(line: &str) -> &str {
    let mut rest = line.trim_start();
    for lead in [
        "Caused by: ",
        "Uncaught ",
        "Unhandled ",
        "Exception: ",
        "Error: ",
        "ERROR: ",
        "[ERROR] ",
        "ERROR ",
        "fatal: ",
        "panic: ",
        "Fatal error: ",
    ] {
        if let Some(after) = rest.strip_prefix(lead) {
            rest = after.trim_start();
        }
    }
    if let Some(after) = rest.strip_prefix("Exception in thread \"") {
        rest = after.split_once("\" ").map_or(after, |(_, rest)| rest);
    }
    rest
}

/// Whether the name at a line's start is an exception's class: `pkg.Class: text`, `Class [CODE]: text`, alone.
fn is_exception(line: &str, token: Token) -> bool {
    let word = &line[token.start..token.end];
    let last = word.rsplit(['.', ':', '$']).next().unwrap_or(word);
    let is_class = last.starts_with(|first: char| first.is_ascii_uppercase())
        || last.ends_with("error")
        || word.contains("._");
    let named = word.contains('.')
        || word.contains("::")
        || last.ends_with("Error")
        || last.ends_with("Exception")
        || last.ends_with("Fault");
    let after = line[token.end..].trim_start();
    is_class && named && (after.is_empty() || after.starts_with([':', '[', '(', '{', '<', ',']))
}

/// `code: X`, `error_type=X`, `api error X`, `Error 1015`, `curl: (6)`, `오류 코드 40063`.
fn named_by<'t>(line: &'t str, previous: Option<Token>, token: Token, signals: &mut Signals<'t>) {
    let Some(before) = previous else { return };
    let word = &line[token.start..token.end];
    let gap = &line[before.end..token.start];
    if gap.len() > 6
        || !gap.chars().all(|character| {
            matches!(
                character,
                ' ' | ':' | '=' | '\'' | '"' | '(' | '[' | '#' | '>' | '`'
            )
        })
    {
        return;
    }
    // The words below are short; most words of a text are not looked at further.
    if before.end - before.start > 15 {
        return;
    }
    let lead = line[before.start..before.end].to_ascii_lowercase();
    let assigned = gap.contains([':', '=']);
    let place = match lead.as_str() {
        "code" | "error_code" | "errorcode" | "errcode" | "error-code" | "err_code" | "코드"
        | "오류코드" | "에러코드" => Place::Code,
        // `error: invalid input` is a sentence; `error: channel_not_found` and `error: denied` are codes.
        "error" | "err" | "오류" | "에러" | "desc"
            if is_code_like(word) || is_number(word) || assigned && ends_clause(line, token) =>
        {
            Place::Code
        }
        "provider" | "custom_llm_provider" if assigned => Place::Router,
        "type" | "error_type" | "reason" | "status" | "name" | "symbol" if assigned => Place::Type,
        _ if gap.contains(": (") && is_number(word) => Place::Code,
        _ => return,
    };
    // `Error: 404` is a status, and statuses have a reader of their own.
    let digits = word.trim_start_matches('-');
    if is_number(word)
        && digits.len() == 3
        && !word.starts_with('-')
        && !gap.contains('(')
        && lead != "code"
    {
        return;
    }
    if is_number(word) && digits.len() < 2 && !gap.contains('(') && !assigned && lead != "code" {
        return;
    }
    if is_number(word) || is_code_like(word) || assigned && word.len() > 2 {
        signals.name(word, place, 0);
    }
}

/// Whether nothing but punctuation follows on the line or in the clause.
fn ends_clause(line: &str, token: Token) -> bool {
    let rest = line[token.end..].trim_start();
    rest.is_empty() || rest.starts_with(['"', '\'', ',', '}', ')', ']', '&', ';'])
}

/// A name anywhere: it must look like one.
fn mention<'t>(line: &'t str, token: Token, signals: &mut Signals<'t>) {
    let word = &line[token.start..token.end];
    if is_code_like(word) {
        signals.name(word, Place::Mention, 0);
    }
}

/// Who prints a line: `curl: (6) ...`, `npm ERR! ...`, `docker: Error response ...`.
fn speaker<'t>(line: &'t str, token: Token, signals: &mut Signals<'t>) {
    let after = &line[token.end..];
    let word = &line[token.start..token.end];
    let speaks =
        after.starts_with(": ") || after.starts_with(" ERR") || after.starts_with(" error ");
    if speaks && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        signals.name(word, Place::Speaker, 0);
    }
}

/// A word of a line, in bytes.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
}

/// The words of a line that may be names: letters, digits and what joins them; no path and no address.
fn tokens(line: &str) -> impl Iterator<Item = Token> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(|byte| is_part(*byte))?;
            let end = start + length(&bytes[start..]);
            at = end;
            if is_path(bytes, start, end) {
                let rest = &bytes[end..];
                at = end
                    + rest
                        .iter()
                        .position(|byte| ends_path(*byte))
                        .unwrap_or(rest.len())
                        .max(1);
                continue;
            }
            let leads = bytes[start..end]
                .iter()
                .take_while(|byte| matches!(byte, b'.' | b':' | b'$'))
                .count();
            let from = start + leads;
            let trails = bytes[from..end]
                .iter()
                .rev()
                .take_while(|byte| matches!(byte, b'.' | b':' | b'-' | b'$'));
            let to = end - trails.count();
            if to > from {
                return Some(Token {
                    start: from,
                    end: to,
                });
            }
        }
    })
}

/// How long the word is at the start of `bytes`: a colon joins only where it is doubled, as in `Module::Error`.
fn length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b':' if bytes.get(at + 1) == Some(&b':') => at += 2,
            b':' => break,
            byte if is_part(*byte) => at += 1,
            _ => break,
        }
    }
    at.max(1)
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'$' | b':') || byte >= 0x80
}

/// Whether a word is part of a path or an address.
fn is_path(bytes: &[u8], start: usize, end: usize) -> bool {
    let next = bytes.get(end + 1);
    bytes.get(end) == Some(&b'/')
        || start > 0 && bytes[start - 1] == b'/'
        || bytes.get(end) == Some(&b'\\')
            && next.is_some_and(u8::is_ascii_alphabetic)
            && next != Some(&b'n')
}

fn ends_path(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'"' | b'\'' | b'\t' | b',' | b')' | b'?' | b'#'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, place: Place) {
        let mut signals = Signals::default();
        read(text, &mut signals);
        let found = signals
            .names
            .iter()
            .any(|seen| seen.text == name && seen.place == place);
        assert!(found, "{text}: {:?}", signals.names);
    }

    #[test]
    fn exceptions_stand_at_a_line_start() {
        check(
            "openai.RateLimitError: Error code: 429",
            "openai.RateLimitError",
            Place::Exception,
        );
        check(
            "Caused by: org.springframework.web.client.HttpClientErrorException$TooManyRequests: 429",
            "org.springframework.web.client.HttpClientErrorException$TooManyRequests",
            Place::Exception,
        );
        check(
            "Stripe::IdempotencyError: Keys",
            "Stripe::IdempotencyError",
            Place::Exception,
        );
        check(
            "APICallError [AI_APICallError]: Cannot",
            "APICallError",
            Place::Exception,
        );
        check(
            "APICallError [AI_APICallError]: Cannot",
            "AI_APICallError",
            Place::Mention,
        );
    }

    #[test]
    fn codes_are_known_by_what_stands_before() {
        check("curl: (6) Could not resolve host", "6", Place::Code);
        check("curl: (6) Could not resolve host", "curl", Place::Speaker);
        check("Error 1015 Ray ID", "1015", Place::Code);
        check("{ code: 'x_y' }", "x_y", Place::Code);
        check(
            "An API error occurred: channel_not_found",
            "channel_not_found",
            Place::Mention,
        );
        check("npm error code E404", "E404", Place::Code);
        check(
            "rpc error: code = Unavailable desc = x",
            "Unavailable",
            Place::Code,
        );
        check(
            "error_code=insufficient_quota",
            "insufficient_quota",
            Place::Code,
        );
        check(
            "NOT_FOUND_PAYMENT_SESSION - 결제 시간이",
            "NOT_FOUND_PAYMENT_SESSION",
            Place::Mention,
        );
    }

    #[test]
    fn paths_and_addresses_hold_no_names() {
        let mut signals = Signals::default();
        read(
            "see https://example.com/a_b/C_D and /usr/lib/node_modules/a_b.js here",
            &mut signals,
        );
        assert!(signals.names.is_empty(), "{:?}", signals.names);
    }
}
