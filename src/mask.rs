//! Secrets out of whatever is echoed: keys, tokens, cookies, passwords, e-mail addresses.
//!
//! Request ids stay, since support asks for them. Knows no provider.

use std::borrow::Cow;

/// What stands for a secret.
const MASK: &str = "***";

/// Prefixes that keys of many services begin with, each followed by the key itself.
const PREFIXES: [&str; 34] = [
    "sk-",
    "sk_",
    "pk_",
    "rk_",
    "whsec_",
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxs-",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ya29.",
    "hf_",
    "gsk_",
    "r8_",
    "pplx-",
    "xai-",
    "fw_",
    "nvapi-",
    "npm_",
    "eyJ",
    "test_sk",
    "live_sk",
    "test_gsk",
    "live_gsk",
];

/// Names before a value that make it a secret; compared without punctuation and in lower case.
const NAMES: [&str; 30] = [
    "key",
    "apikey",
    "xapikey",
    "appkey",
    "accesskey",
    "secretkey",
    "servicekey",
    "restapikey",
    "adminkey",
    "secret",
    "clientsecret",
    "token",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "authtoken",
    "bottoken",
    "sessiontoken",
    "password",
    "passwd",
    "pwd",
    "authorization",
    "proxyauthorization",
    "cookie",
    "setcookie",
    "credential",
    "credentials",
    "signature",
    "xncpiamaccesskey",
    "awsaccesskeyid",
];

/// Words before a value that make it a secret.
const SCHEMES: [&str; 6] = [
    "bearer",
    "basic",
    "kakaoak",
    "portone",
    "token",
    "secret_key",
];

/// `text` with its secrets replaced.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut kept = 0;
    let mut before = Before::default();
    for (start, end) in words(text) {
        let word = &text[start..end];
        if let Some(from) = secret(word, &before) {
            masked.push_str(&text[kept..start + from]);
            masked.push_str(MASK);
            kept = end;
        }
        before.note(word, &text[end..]);
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[kept..]);
    Cow::Owned(masked)
}

/// What stood before a word.
#[derive(Default)]
struct Before {
    /// The word before is a secret's name and assigned to.
    assigned: bool,
    /// The word before is an authentication scheme.
    scheme: bool,
    /// A word among the last few speaks of a key.
    spoken: u8,
    /// The rest of the line is a cookie's.
    cookie: bool,
    /// The word before ends in a bot's number, and a colon follows.
    bot: bool,
}

impl Before {
    fn note(&mut self, word: &str, after: &str) {
        let letters: String = word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let end = after.find(is_part).unwrap_or(after.len()).min(8);
        let gap = after.get(..end).unwrap_or_default();
        let assigns = gap.contains([':', '=', '>']) && !gap.contains('\n');
        let named = NAMES.contains(&letters.as_str());
        self.scheme = SCHEMES.contains(&word.to_ascii_lowercase().as_str());
        self.assigned = named && assigns || self.assigned && self.scheme;
        self.spoken = if named || matches!(word, "키" | "토큰" | "비밀번호") {
            5
        } else {
            self.spoken.saturating_sub(1)
        };
        self.cookie =
            !gap.contains('\n') && (self.cookie || letters.ends_with("cookie") && assigns);
        let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
        self.bot = digits >= 6 && after.starts_with(':');
    }
}

/// From which byte on a word is a secret.
fn secret(word: &str, before: &Before) -> Option<usize> {
    if let Some(prefix) = PREFIXES.iter().find(|prefix| word.starts_with(**prefix)) {
        let rest = &word[prefix.len()..];
        if rest.len() >= 8 && !is_plain(rest) {
            return Some(prefix.len());
        }
    }
    let is_address = word
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    if is_address {
        return Some(0);
    }
    let has = |test: fn(&u8) -> bool| word.bytes().any(|byte| test(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    let scheme = SCHEMES.contains(&word.to_ascii_lowercase().as_str());
    let is_secret = before.bot && word.len() >= 25
        || before.assigned && !scheme && word.len() >= 6 && !is_plain(word)
        || before.scheme && word.len() >= 8 && !is_plain(word)
        || before.cookie && word.len() >= 6 && mixed
        || before.spoken > 0 && word.len() >= 16 && mixed && !is_identifier(word);
    is_secret.then_some(0)
}

/// Whether a word is a word of a language or a placeholder rather than a random one.
fn is_plain(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b'.'))
        || word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        || matches!(
            word,
            "null" | "None" | "undefined" | "true" | "false" | "Bearer"
        )
}

/// Whether a word is a model, a version or an id of a request rather than a key.
fn is_identifier(word: &str) -> bool {
    word.starts_with("req_")
        || word.starts_with("org-")
        || word.starts_with("proj_")
        || (word.contains('-')
            && word
                .split('-')
                .all(|part| part.len() <= 12 && !part.is_empty()))
}

/// The words of a text as secrets are spelled, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_part)?;
        let length = text[start..]
            .find(|character| !is_part(character))
            .unwrap_or(text.len() - start);
        at = start + length;
        Some((start, at))
    })
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '-' | '_' | '.' | '+' | '/' | '@' | '~' | '*' | '%'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text), expected);
    }

    #[test]
    fn keys_of_every_kind_are_masked() {
        check(
            "Incorrect API key provided: sk-proj-abcDEF123456.",
            "Incorrect API key provided: sk-***",
        );
        check(
            "Authorization: Bearer abcdef1234567890",
            "Authorization: Bearer ***",
        );
        check(
            "Authorization: KakaoAK 0123456789abcdef",
            "Authorization: KakaoAK ***",
        );
        check("?serviceKey=Ab12%2Bcd34ef&x=1", "?serviceKey=***&x=1");
        check(
            "\"client_secret\": \"s3cr3tvalue99\"",
            "\"client_secret\": \"***\"",
        );
        check(
            "api key 0123456789abcdef0123 is wrong",
            "api key *** is wrong",
        );
    }

    #[test]
    fn people_are_masked() {
        check("contact kim@example.com now", "contact *** now");
    }

    #[test]
    fn what_support_asks_for_stays() {
        for text in [
            "request id req_011CAbcDefGhiJkLmNoPqRsT",
            "x-request-id: 01234567-89ab-cdef-0123-456789abcdef",
            "The model `gpt-4o-mini-2024-07-18` does not exist",
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth",
            "organization org-AbCd1234",
        ] {
            check(text, text);
        }
    }
}
