//! Codes by what certain programs print around them. Knows no code.

use crate::input::signals::{Place, Signals};

use super::forms::is_number;
use super::tokens::Token;

/// What certain programs print around a code: `status = StatusCode.UNAVAILABLE` (gRPC's Python package), `cURL error
/// 7:` (PHP and others). Whether it was one.
pub(super) fn printed<'t>(
    line: &'t str,
    before: Token,
    lead: &str,
    token: Token,
    signals: &mut Signals<'t>,
) -> bool {
    let word = &line[token.start..token.end];
    match lead {
        "status" => {
            let Some(code) = word.strip_prefix("StatusCode.") else {
                return false;
            };
            signals.name(code, Place::Code, 0);
        }
        "error" if is_number(word) => {
            let front = line[..before.start].trim_end().as_bytes();
            let Some((_, curl)) = front.split_last_chunk::<4>() else {
                return false;
            };
            if !curl.eq_ignore_ascii_case(b"curl") {
                return false;
            }
            signals.name("curl", Place::Speaker, 0);
            signals.name(word, Place::Code, 0);
        }
        _ => return false,
    }
    true
}

/// The exit code of a command that is a call of curl: `Command: curl -f ...` and, further down, `Exit code: 6`.
pub(super) fn exit_code<'t>(text: &'t str, signals: &mut Signals<'t>) {
    const CURL: &[u8] = b"curl ";
    const MARKS: [&str; 4] = ["Exit code: ", "exit code: ", "exit code ", "exit status "];
    let is_call = |at: usize| {
        ["-", "http"]
            .iter()
            .any(|next| text[at + CURL.len()..].starts_with(next))
    };
    if !memchr::memmem::find_iter(text.as_bytes(), CURL).any(is_call) {
        return;
    }
    for mark in MARKS {
        let Some((_, rest)) = text.split_once(mark) else {
            continue;
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // 0 is success, 1 what anything around it ends with; a shell's own codes have three digits.
        if (1..=2).contains(&digits) && !matches!(&rest[..digits], "0" | "1") {
            signals.name("curl", Place::Speaker, 0);
            signals.name(&rest[..digits], Place::Code, 0);
            return;
        }
    }
}
