//! HTTP statuses in running text. A number is a status only where its neighbours say so: ports, durations,
//! counts and dates are left alone.

mod neighbours;
mod reasons;
mod told;

use std::cell::OnceCell;

use super::inert::is_told;
use super::signals::{Place, Signals, StatusPlace};

use neighbours::{
    at_line_start, begins_reason, begins_sentence, followed_by_body, is_quantity, is_quoted,
    stands_free,
};
pub(crate) use reasons::meant;
use reasons::reasons;
use told::{in_english, in_korean, is_called_status};

/// Whether a number is a status that servers answer with: under `code` stand other numbers as well.
pub(crate) fn is_met(number: u16) -> bool {
    !reasons(number).is_empty()
}

/// A message that is nothing but a reason phrase (`{"detail":"Unauthorized"}`) says its status, where none is given;
/// so does a code or a class (`Error: TooManyRequests`).
pub(super) fn read_reasons(signals: &mut Signals<'_>) {
    if !signals.statuses.is_empty() {
        return;
    }
    let worded = |text: &str| {
        let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
        (400..=504).find(|number| reasons(*number).first() == Some(&text.as_str()))
    };
    let messages = signals
        .messages
        .iter()
        .filter(|message| message.text.len() < 40)
        .filter_map(|message| Some((worded(&message.text)?, message.depth)));
    let names = signals
        .names
        .iter()
        .filter(|name| name.place >= Place::Exception && name.text.len() < 40)
        .filter_map(|name| Some((meant(&name.text)?, name.depth)));
    let found = messages.chain(names).next();
    if let Some((number, depth)) = found {
        signals.status(number, StatusPlace::Text, depth);
    }
}

/// Finds every status in `text`.
pub(super) fn read(text: &str, signals: &mut Signals<'_>) {
    let bytes = text.as_bytes();
    // Asked for few numbers, and answered from the whole text.
    let reported = OnceCell::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + found;
        let length = bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        at = start + length;
        if length == 3
            && let Ok(number) = text[start..at].parse::<u16>()
            && (100..600).contains(&number)
            && stands_free(bytes, start, at)
        {
            let met = || {
                let (before, after) = (before(text, start), &text[at..]);
                let by_somebody =
                    || before.contains("://") || *reported.get_or_init(|| is_told(text));
                let tells = number >= 400
                    && (in_korean(after) || in_english(before, after) && by_somebody());
                tells.then_some(StatusPlace::Text)
            };
            if let Some(place) = place(text, start, at, number).or_else(met) {
                signals.status(number, place, 0);
            }
        }
    }
}

/// Words after which a number is a status.
const BEFORE: [&str; 36] = [
    "rejected",
    "refused",
    "http",
    "status",
    "statuscode",
    "status_code",
    "httpstatus",
    "http_status",
    "httpcode",
    "error",
    "errors",
    "err",
    "returned",
    "response",
    "responded",
    "received",
    "got",
    "answered",
    "failed",
    "오류",
    "에러",
    "상태",
    "응답",
    "状态码",
    "狀態碼",
    "错误码",
    "错误",
    "エラー",
    "响应码",
    "ステータスコード",
    "エラーコード",
    "statuscode:",
    "api",
    "rc",
    "http_code",
    "responsecode",
];

/// Why the number is a status, or `None` where nothing says so.
fn place(text: &str, start: usize, end: usize, number: u16) -> Option<StatusPlace> {
    let before = before(text, start);
    let after = &text[end..];
    let word = last_word(before);
    if word.starts_with("http/") {
        // `"GET / HTTP/1.1" 200` is what a server of the user's answered: its success says nothing of what failed.
        let is_served = text[..start].trim_end().ends_with('"');
        if is_served {
            return (number >= 400).then_some(StatusPlace::Text);
        }
        return Some(StatusPlace::Line);
    }
    // `RateLimitError: 429 ...`
    let thrown = word.ends_with("error")
        || word.ends_with("exception")
        // `HttpClientErrorException$NotFound: 404 : [no body]`
        || word.contains("exception$");
    if BEFORE.contains(&word.as_str()) || thrown {
        return (!is_quantity(after)).then_some(StatusPlace::Text);
    }
    let second = last_word(before[..word_start(before)].trim_end_matches([' ', '(']));
    if word == "code" && second.ends_with("statuscode") || is_called_status(&word, &second) {
        return Some(StatusPlace::Text);
    }
    if word == "code"
        && matches!(
            second.as_str(),
            "status" | "error" | "response" | "http" | "errors"
        )
    {
        return Some(StatusPlace::Text);
    }
    if matches!(word.as_str(), "of" | "with" | "was" | "is" | "code")
        && (second.starts_with("status") || second == "code")
    {
        return Some(StatusPlace::Text);
    }
    // `GET /repos failed with 403: ...`
    let ended = matches!(
        second.as_str(),
        "failed" | "fails" | "responded" | "replied"
    );
    if word == "with" && ended {
        return (!is_quantity(after)).then_some(StatusPlace::Text);
    }
    // `[403 ] Permission denied`: a reason phrase that HTTP/2 left out.
    let is_bracketed = text[..start].ends_with('[') && after.starts_with(" ]");
    if is_bracketed
        || begins_reason(after, number)
        || (!text[..start].ends_with('=') && followed_by_body(after))
        || (at_line_start(text, start) && begins_sentence(after))
        || is_quoted(&text[..start], after)
    {
        return Some(StatusPlace::Text);
    }
    // `... (400 status code)`, `400 client error`
    let next = after
        .trim_start_matches([' ', ')', ']'])
        .get(..12)
        .unwrap_or(after)
        .to_ascii_lowercase();
    if next.starts_with("status code")
        || next.starts_with("client error")
        || next.starts_with("server error")
    {
        return Some(StatusPlace::Text);
    }
    // `<-- 401 https://api.example.com/v1 (120ms)`, as OkHttp logs it.
    if text[..start].ends_with("<-- ") {
        return Some(StatusPlace::Line);
    }
    // `GET https://api.example.com/v1 401`, with nothing behind it but a code: `400 -2`.
    let ends = after.trim_start_matches([' ', ')']);
    let ends = match ends.strip_prefix('-') {
        Some(code) => code.trim_start_matches(|each: char| each.is_ascii_digit()),
        None => ends,
    };
    if (ends.is_empty() || ends.starts_with('\n'))
        && before.contains("://")
        && text[..start].ends_with([' ', '('])
    {
        return Some(StatusPlace::Text);
    }
    let lead = text[..start].trim_end();
    let arrow = ["->", "=>", "\u{2192}"]
        .iter()
        .find_map(|arrow| lead.strip_suffix(arrow));
    // `GET https://api.example.com/v1 -> 403 Denied`
    let is_answer = |asked: &str| {
        let line = asked.rsplit('\n').next().unwrap_or(asked);
        after.trim_start().is_empty() || line.contains("://") && !is_quantity(after)
    };
    arrow.is_some_and(is_answer).then_some(StatusPlace::Text)
}

/// The text before a number, without the punctuation between.
fn before(text: &str, start: usize) -> &str {
    let mut from = start.saturating_sub(160);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = &text[from..start];
    let line = window.rfind('\n').map_or(window, |at| &window[at + 1..]);
    line.trim_end_matches(|character: char| {
        matches!(
            character,
            ' ' | ':' | '=' | '"' | '\'' | '(' | '[' | '\\' | '>' | '-' | '*' | '`' | '#' | '\t'
        )
    })
}

/// The last word of `text` in lower case.
fn last_word(text: &str) -> String {
    text[word_start(text)..].to_lowercase()
}

/// Where the last word of `text` begins.
fn word_start(text: &str) -> usize {
    let joins =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '/' | '.' | '$');
    let gap = text
        .char_indices()
        .rev()
        .find(|(_, character)| !joins(*character));
    gap.map_or(0, |(at, character)| at + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[u16]) {
        let mut signals = Signals::default();
        read(text, &mut signals);
        let found: Vec<u16> = signals
            .statuses
            .iter()
            .map(|status| status.number)
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn statuses_are_known_by_their_neighbours() {
        for text in [
            "HTTP/1.1 429 Too Many Requests",
            "HTTP/2 429",
            "HTTP 429",
            "HTTP Error 429: Too Many Requests",
            "Request failed with status code 429",
            "Error code: 429 - {'error': 1}",
            "status=429 body={}",
            "statusCode: 429,",
            "429 Too Many Requests",
            "responded with a status of 429 (Too many)",
            "429 You exceeded your quota",
            "Error: 429 {\"type\":1}",
            "429 {'msg': 1}",
            "(400: x) [429 Too Many Requests]",
            "\"POST / HTTP/1.1\" 429 305",
            "429 잔액 부족",
            "error, status code: 429, message",
            "res (429 status code)",
            "GET https://api.example.com/v1 429",
            "RateLimitError: 429 something",
            "İ status 429",
            "요청을 보내면 429 에러가 납니다. 왜 그럴까요?",
            "호출하면 429에러 발생",
            "요청 시 429 error가 나와요",
            "api 호출하면 429가 떨어집니다",
            "https://api.example.com 에서 429 나옴",
            "상태코드 429가 옵니다",
            "응답 코드는 429",
            "I get a 429 error",
            "it gives me a `429`",
            "https://api.example.com/v1 returns 429 error",
            "<-- 429 https://api.example.com/v1 (120ms)",
            "https://api.example.com/v1 (429)",
            "错误429",
            "GET /repos/x failed with 429: slow down",
        ] {
            check(text, &[429]);
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "took 429 ms",
            "added 404 packages",
            "port 500",
            "line 404",
            "at 12:404",
            "429 passed",
            "2024-05-429",
            "$404",
            "v4.0.404",
            "VALUES (404,'kim')",
            "status_line(b, 505);",
            "\"statusCodes\": [429, 502, 503]",
            "error 404ms",
            "127.0.0.500",
            "id 500",
            "exit code 400",
            "그때 401 에러가 나면 토큰을 갱신합니다",
            "이때 500 오류가 발생할 수 있습니다",
            "상품 500개가 나옵니다",
            "returns 401 error to the caller",
            "I see 404 packages",
            "failed with 404 files left",
        ] {
            check(text, &[]);
        }
    }
}
