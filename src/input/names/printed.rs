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
