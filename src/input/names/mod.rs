//! Names in running text: codes, classes and symbols outside of documents, each with its place.
//!
//! A word counts as a name by its form (an underscore, a dot, inner capitals) or by what stands before it.

mod called;
mod forms;
mod leads;
mod printed;
mod talk;
mod tokens;
mod wordings;

use super::signals::{Place, Signals};

use called::called_error;
use forms::{ends_in, is_capital, is_code_like, is_number, is_titled};
pub(crate) use forms::{is_symbol, leading_code, series};
use leads::without_lead;
use printed::{exit_code, printed};
pub(crate) use talk::is_parameter;
use talk::{is_setting, is_shouted};
use tokens::{Token, is_plain, tokens};

/// Finds every name in `text`.
pub(super) fn read<'t>(text: &'t str, signals: &mut Signals<'t>) {
    wordings::read(text, signals);
    exit_code(text, signals);
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
        let leads = token.start == offset;
        let after = previous.replace(token);
        if !leads && is_plain(line, after, token) {
            continue;
        }
        let word = &line[token.start..token.end];
        if leads
            && (is_exception(line, token) || !signals.frames.is_empty() && is_thrown(line, token))
        {
            signals.name(word, Place::Exception, 0);
            // What an exception says is a message of its own.
            if let Some(said) = line[token.end..].trim_start().strip_prefix(": ") {
                signals.message(said, 0);
            }
        } else {
            named_by(line, after, token, signals);
            called_error(line, token, signals);
            mention(line, token, signals);
        }
        if leads {
            speaker(line, token, signals);
            if let Some(code) = leading_code(start) {
                signals.name(code, Place::Code, 0);
            }
        }
    }
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
    is_class
        && named
        && (after.is_empty()
            || after.starts_with([':', '[', '(', '{', '<', ','])
            || after.starts_with("- "))
}

/// Whether a word at a line's start, above a stack, is the name of what was thrown: `Throttling: Rate exceeded`.
fn is_thrown(line: &str, token: Token) -> bool {
    let word = &line[token.start..token.end];
    line[token.end..].starts_with(": ")
        && word.len() > 3
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The longest word that says what the next one is, in bytes.
const LONGEST: usize = 15;

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
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..before.end - before.start) else {
        return;
    };
    lower.copy_from_slice(&line.as_bytes()[before.start..before.end]);
    lower.make_ascii_lowercase();
    let lead = std::str::from_utf8(lower).unwrap_or_default();
    let assigned = gap.contains([':', '=']);
    let is_failure = lead.len() == 3 && is_number(lead) && lead.starts_with(['4', '5']);
    if printed(line, before, lead, token, signals) {
        return;
    }
    // `status code: 400` and `closed: code=1006` are no codes, and `error StatusCode: 400` names none.
    let asked = line[..before.start].trim_end_matches([' ', ':', ',', '(', '{']);
    if lead == "code"
        && is_number(word)
        && ends_in(asked, &["status", "closed", "close", "closed with"])
        || word.eq_ignore_ascii_case("statuscode")
    {
        return;
    }
    let place = match lead {
        // `error code: invalid character` is a sentence.
        "code" | "error_code" | "errorcode" | "errcode" | "error-code" | "err_code" | "코드"
        | "오류코드" | "에러코드"
            if !word.bytes().all(|byte| byte.is_ascii_lowercase()) || ends_clause(line, token) =>
        {
            Place::Code
        }
        // `error: invalid input` is a sentence; `error: channel_not_found` and `error: denied` are codes.
        "error" | "err" | "오류" | "에러" | "desc"
            if is_code_like(word) || is_number(word) || assigned && ends_clause(line, token) =>
        {
            Place::Code
        }
        "provider" | "custom_llm_provider" if assigned => Place::Router,
        "type" | "error_type" | "reason" | "status" | "name" | "symbol" | "finish_reason"
        | "finishreason" | "block_reason" | "blockreason"
            if assigned =>
        {
            Place::Type
        }
        _ if gap.contains(": (") && is_number(word) => Place::Code,
        // `a curl (7) connection refused`
        "curl" if gap == " (" && is_number(word) => {
            signals.name("curl", Place::Speaker, 0);
            Place::Code
        }
        // `14 UNAVAILABLE: No connection established`
        _ if gap == " "
            && lead.len() < 3
            && is_number(lead)
            && is_capital(&line[..before.start], word, &line[token.end..]) =>
        {
            Place::Code
        }
        // `https://api.example.com/v1 400 -2`
        _ if gap == " " && is_failure && word.starts_with('-') => Place::Code,
        _ if gap == " (" && is_titled(word, &line[token.end..]) => Place::Code,
        _ => return,
    };
    // `Error: 404` is a status, and statuses have a reader of their own.
    let digits = word.trim_start_matches('-');
    let is_status = is_number(word) && digits.len() == 3 && !word.starts_with(['-', '0']);
    if is_status && !gap.contains('(') && lead != "code" {
        return;
    }
    let is_told = gap.contains('(') || assigned || lead == "code" || word.starts_with('-');
    if is_number(word) && digits.len() < 2 && !is_told {
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

/// A name anywhere: it must look like one, and neither be set to a value nor stand among shouted words.
fn mention<'t>(line: &'t str, token: Token, signals: &mut Signals<'t>) {
    let word = &line[token.start..token.end];
    // A browser's `net::ERR_CONNECTION_RESET`.
    let word = word.strip_prefix("net::").unwrap_or(word);
    if is_code_like(word)
        && !is_parameter(word)
        && !is_setting(&line[token.end..])
        && !is_shouted(line, token)
    {
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
    fn a_php_class_is_named_with_backslashes() {
        check(
            "PHP Fatal error:  Uncaught Stripe\\Exception\\CardException: declined",
            "Stripe.Exception.CardException",
            Place::Exception,
        );
    }

    #[test]
    fn codes_are_known_by_what_stands_before() {
        check("curl: (6) Could not resolve host", "6", Place::Code);
        check("curl: (6) Could not resolve host", "curl", Place::Speaker);
        check("Error 1015 Ray ID", "1015", Place::Code);
        check("{ code: 'x_y' }", "x_y", Place::Code);
        check("친구 조회 시 -402 에러가 납니다", "-402", Place::Code);
        check("40063번 오류", "40063", Place::Code);
        check(
            "botocore.errorfactory.X: An error occurred (NoSuchKey) when calling the GetObject operation: gone",
            "NoSuchKey",
            Place::Code,
        );
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
