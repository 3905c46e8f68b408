//! Numbers that a Korean sentence calls an error.

use super::forms::is_number;
use super::tokens::Token;
use crate::input::signals::{Place, Signals};

/// `-402 에러`, `40063 오류`, `024라는 에러코드`, `30번 에러`: a number that is called an error.
pub(super) fn called_error<'t>(line: &'t str, token: Token, signals: &mut Signals<'t>) {
    let word = &line[token.start..token.end];
    if !word.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return;
    }
    let word = word.trim_end_matches(|last: char| !last.is_ascii());
    let after = &line[token.start + word.len()..];
    let is_numbered = after.starts_with('번');
    let digits = word.trim_start_matches('-').len();
    // A status has a reader of its own.
    let is_status = digits == 3 && word.starts_with(|first: char| ('1'..='5').contains(&first));
    if !is_number(word) || is_status || digits < if is_numbered { 2 } else { 3 } {
        return;
    }
    let after = after.trim_start_matches([' ', '번', '\'', '"', ')', ']', '`']);
    let after = ["이라는 ", "라는 "]
        .iter()
        .find_map(|called| after.strip_prefix(called))
        .unwrap_or(after);
    let is_called = |calls: &[&str]| calls.iter().any(|call| after.starts_with(call));
    // `20번 에러가 났어요`: so many times.
    if is_numbered && is_called(&["에러가 났", "에러가 발생", "오류가 났", "오류가 발생"])
    {
        return;
    }
    // `42901 뜨는데`: years and prices do not come up so.
    let is_met = digits > 4 && is_called(&["뜨는", "뜨고", "뜨면", "뜨네", "뜹니다", "떠요", "떴"]);
    if is_met || is_called(&["에러", "오류", "error"]) && !after.starts_with("errors") {
        signals.name(word, Place::Code, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(line: &str, code: Option<&str>) {
        let mut signals = Signals::default();
        for token in tokens(line) {
            called_error(line, token, &mut signals);
        }
        let found = signals.names.first().map(|name| name.text.as_ref());
        assert_eq!(found, code, "{line}");
    }

    #[test]
    fn numbers_that_are_called_an_error_are_codes() {
        check("-402 에러", Some("-402"));
        check("024라는 에러코드와 함께", Some("024"));
        check("30번 에러가 계속 나와요", Some("30"));
        check("42901 뜨는데 뭔가요", Some("42901"));
        check("40063 오류", Some("40063"));
    }

    #[test]
    fn counts_statuses_years_and_prices_are_none() {
        check("20번 에러가 났어요", None);
        check("401 에러", None);
        check("2025 뜨는 서비스", None);
        check("10000 나와요", None);
    }
}
