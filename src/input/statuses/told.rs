//! How people tell of a status in a sentence of their own: `401 에러가 납니다`, `it gives me a 401`. Knows no reason
//! phrase.

use super::{last_word, word_start};

/// Verbs of what comes back, before a status.
const ENGLISH: [&str; 23] = [
    "get",
    "gets",
    "got",
    "getting",
    "gives",
    "gave",
    "giving",
    "return",
    "returns",
    "returning",
    "throws",
    "threw",
    "throwing",
    "receive",
    "receives",
    "receiving",
    "shows",
    "hit",
    "hitting",
    "see",
    "seeing",
    "me",
    "with",
];

/// What may stand between such a verb and the status.
const ARTICLES: [&str; 5] = ["a", "an", "the", "http", "back"];

/// Verbs of what comes up, behind a status.
const KOREAN: [&str; 20] = [
    "뜨",
    "뜹",
    "떠",
    "떴",
    "뜸",
    "떨어",
    "나오",
    "나와",
    "나옵",
    "나왔",
    "나옴",
    "나는",
    "나고",
    "납니다",
    "나요",
    "났",
    "발생",
    "돌아",
    "찍",
    "에러",
];

/// What makes a sentence one about what might be: `401 에러가 나면`, `발생할 수 있습니다`.
const CONDITIONS: [&str; 8] = ["면", "경우", "때", "시 ", "수 있", "수도", "처리", "페이지"];

/// How many characters behind a verb tell whether it is one about what might be.
const NEAR: usize = 12;

/// As far as a sentence is looked through for Hangul.
const SENTENCE: usize = 60;

/// Whether a Korean sentence says that the number before `after` came up as an error.
pub(super) fn in_korean(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ')', '"', '\'', '`', '번']);
    let called = ["에러", "오류"]
        .iter()
        .find_map(|call| rest.strip_prefix(call))
        .or_else(|| {
            let english = rest
                .get(..5)
                .is_some_and(|call| call.eq_ignore_ascii_case("error"));
            let rest = rest.get(5..).filter(|_| english)?;
            let mut line = rest
                .chars()
                .take(SENTENCE)
                .take_while(|letter| *letter != '\n');
            line.any(|letter| matches!(letter, '가'..='힣'))
                .then_some(rest)
        });
    let met = called.or_else(|| {
        let rest = rest.trim_start_matches(['이', '가', '로', '으', '만', '도']);
        let rest = rest.trim_start();
        let verb = KOREAN.iter().find(|verb| rest.starts_with(**verb))?;
        rest.strip_prefix(verb)
    });
    met.is_some_and(|rest| {
        let near: String = rest
            .chars()
            .take(NEAR)
            .take_while(|letter| *letter != '\n')
            .collect();
        !CONDITIONS.iter().any(|condition| near.contains(condition))
    })
}

/// Whether an English sentence says before its number, where `before` ends, that something came back. Whether somebody
/// met it, the rest of the text must say.
pub(super) fn in_english(before: &str, after: &str) -> bool {
    let mut before = before.trim_end();
    let mut word = last_word(before);
    for _ in 0..2 {
        if ARTICLES.contains(&word.as_str()) {
            before = before[..word_start(before)].trim_end();
            word = last_word(before);
        }
    }
    // `with 404 packages` counts them.
    let rest = after.trim_start_matches(['`', '"', '\'', ')', '*']);
    let ends =
        rest.trim_start().is_empty() || rest.starts_with(['.', ',', ';', ':', '!', '?', '\n', '(']);
    let goes_on = [
        " error",
        " response",
        " status",
        " from",
        " when",
        " on",
        " for",
        " back",
        " while",
        " code",
        " HTTP",
        " with",
        " and",
        " -",
        " (",
    ]
    .iter()
    .any(|next| rest.starts_with(next));
    ENGLISH.contains(&word.as_str()) && (ends || goes_on)
}

/// Whether `before` says that the number behind it is a status: `상태코드가`, `응답 코드는`.
pub(super) fn is_called_status(word: &str, second: &str) -> bool {
    let word = word.trim_end_matches(['가', '는', '은', '이', '로']);
    matches!(word, "상태코드" | "응답코드" | "에러코드" | "오류코드")
        || word == "코드" && matches!(second, "상태" | "응답" | "에러" | "오류")
}
