//! Secrets out of whatever is echoed: keys, tokens, cookies, passwords, e-mail addresses.
//!
//! Request ids stay, since support asks for them. Knows no provider: what a provider's keys begin with is given.

mod forms;

use std::borrow::Cow;
use std::ops::Range;

use forms::{
    is_identifier, is_mixed, is_part, is_plain, is_scheme, is_secret_name, is_unbroken, words,
};

/// What stands for a secret.
const MASK: &str = "***";

/// Prefixes that keys of many services begin with, each followed by the key itself.
const PREFIXES: [&str; 32] = [
    "sk-", "sk_", "pk_", "rk_", "whsec_", "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "glpat-",
    "xoxb-", "xoxp-", "xoxa-", "xoxs-", "xapp-", "AKIA", "ASIA", "AIza", "ya29.", "hf_", "gsk_",
    "r8_", "pplx-", "fw_", "nvapi-", "npm_", "eyJ", "test_sk", "live_sk", "test_gsk", "live_gsk",
];

/// Takes secrets out of texts.
#[derive(Debug, Clone)]
pub(crate) struct Masker<'a> {
    prefixes: Vec<&'a str>,
}

impl<'a> Masker<'a> {
    /// Masks keys that begin with one of `prefixes`, beside everything that looks like a secret by itself.
    pub(crate) fn new(prefixes: impl Iterator<Item = &'a str>) -> Self {
        Self {
            prefixes: PREFIXES.into_iter().chain(prefixes).collect(),
        }
    }

    /// `text` with its secrets replaced.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut masked = String::new();
        let mut kept = 0;
        let mut before = Before::default();
        for (start, end) in words(text) {
            if start < kept {
                continue;
            }
            let word = &text[start..end];
            if let Some(from) = self.secret(word, &before) {
                masked.push_str(&text[kept..start + from]);
                masked.push_str(MASK);
                kept = end;
            }
            before.note(word, &text[end..]);
            if let Some(credentials) = credentials(word, text, end) {
                masked.push_str(&text[kept..credentials.start]);
                masked.push_str(MASK);
                kept = credentials.end;
                before = Before::default();
            }
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(&text[kept..]);
        Cow::Owned(masked)
    }

    /// Where a key begins that something was typed before without a space, behind its prefix.
    fn glued(&self, word: &str) -> Option<usize> {
        const SURE_PREFIX: usize = 7;
        const SURE_KEY: usize = 16;
        if word.len() < SURE_PREFIX + SURE_KEY || !is_mixed(word) {
            return None;
        }
        let sure = self
            .prefixes
            .iter()
            .filter(|prefix| prefix.len() >= SURE_PREFIX);
        sure.filter_map(|prefix| word.find(*prefix).map(|at| at + prefix.len()))
            .find(|from| word.len() - from >= SURE_KEY && is_mixed(&word[*from..]))
    }

    /// From which byte on a word is a secret.
    fn secret(&self, word: &str, before: &Before) -> Option<usize> {
        let first = word.as_bytes().first();
        for prefix in &self.prefixes {
            if first == prefix.as_bytes().first()
                && let Some(rest) = word.strip_prefix(prefix)
                && rest.len() >= 8
                && (!is_plain(rest) || is_unbroken(rest))
            {
                return Some(prefix.len());
            }
        }
        if let Some(from) = self.glued(word) {
            return Some(from);
        }
        // `left-pad@1.3.0` is a package and its version.
        let is_version = |host: &str| {
            host.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
                && host.matches('.').count() < 3
        };
        let is_address = word.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !is_version(host)
        });
        if is_address {
            return Some(0);
        }
        let mixed = is_mixed(word);
        let scheme = is_scheme(word);
        let is_secret = before.number >= 6 && word.len() >= 25
            || before.assigned && !scheme && word.len() >= 6 && !is_plain(word)
            || before.scheme && word.len() >= 8 && !is_plain(word)
            || before.cookie && word.len() >= 6 && mixed
            || before.spoken > 0 && word.len() >= 16 && mixed && !is_identifier(word);
        is_secret.then_some(0)
    }
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
    /// With how many digits the word before ends, where a colon follows: a bot's number before its token.
    number: usize,
}

impl Before {
    fn note(&mut self, word: &str, after: &str) {
        let mut letters = [0; LONGEST_NAME];
        let letters = name_letters(word, &mut letters);
        let end = after.find(is_part).unwrap_or(after.len()).min(8);
        let gap = after.get(..end).unwrap_or_default();
        let assigns = gap.contains([':', '=', '>']) && !gap.contains('\n');
        let named = is_secret_name(letters);
        self.scheme = is_scheme(word);
        self.assigned = named && assigns || self.assigned && self.scheme;
        self.spoken = if named || matches!(word, "키" | "토큰" | "비밀번호") {
            5
        } else {
            self.spoken.saturating_sub(1)
        };
        self.cookie =
            !gap.contains('\n') && (self.cookie || letters.ends_with("cookie") && assigns);
        let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
        self.number = if after.starts_with(':') { digits } else { 0 };
    }
}

/// Longer words name no secret.
const LONGEST_NAME: usize = 32;

/// The letters and digits of `word` in lower case, the first ones where it has too many.
fn name_letters<'b>(word: &str, letters: &'b mut [u8; LONGEST_NAME]) -> &'b str {
    let mut length = 0;
    let kept = word.bytes().filter(u8::is_ascii_alphanumeric);
    for (slot, byte) in letters.iter_mut().zip(kept) {
        *slot = byte.to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(&letters[..length]).unwrap_or_default()
}

/// What an `Authorization` header carries behind its scheme, whatever the scheme is called; the header's name is
/// `word`, which ends at `end` in `text`.
fn credentials(word: &str, text: &str, end: usize) -> Option<Range<usize>> {
    if !word.eq_ignore_ascii_case("authorization")
        && !word.eq_ignore_ascii_case("proxy-authorization")
    {
        return None;
    }
    let gap = text[end..].find(is_part)?;
    let between = &text[end..end + gap];
    if !between.contains(':') || between.contains('\n') {
        return None;
    }
    let start = end + gap;
    let value = text[start..]
        .split(['"', '\'', '`', '\n', '\\'])
        .next()
        .unwrap_or_default()
        .trim_end();
    let (scheme, rest) = value.split_once(' ')?;
    let rest = rest.trim_start();
    if !scheme.chars().all(is_part) || rest.is_empty() || is_prose(rest) {
        return None;
    }
    Some(start + value.len() - rest.len()..start + value.len())
}

/// Whether what stands for credentials is a sentence or a placeholder.
fn is_prose(text: &str) -> bool {
    let mut count = 0;
    let plain = words(text).all(|(start, end)| {
        count += 1;
        is_plain(&text[start..end])
    });
    plain && (count > 1 || text.len() <= 12)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{Catalogs, Provider};

    fn masker() -> Masker<'static> {
        Masker::new(
            Catalogs::new(None)
                .providers()
                .flat_map(Provider::key_prefixes),
        )
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(masker().mask(text), expected);
    }

    #[test]
    fn keys_of_every_kind_are_masked() {
        check(
            "Incorrect API key provided: sk-proj-abcDEF123456.",
            "Incorrect API key provided: sk-***",
        );
        check(
            "키는 Ask-proj-a1B2c3D4a1B2c3D4a1B2 입니다",
            "키는 Ask-proj-*** 입니다",
        );
        check(
            "the task-proj-planning-2025 board",
            "the task-proj-planning-2025 board",
        );
        check(
            "Authorization: Bearer abcdef1234567890",
            "Authorization: Bearer ***",
        );
        check(
            "Authorization: KakaoAK 0123456789abcdef",
            "Authorization: KakaoAK ***",
        );
        check(
            "> Proxy-Authorization: Brand-New Credential=abc, Signature=f00\n> Accept: */*",
            "> Proxy-Authorization: Brand-New ***\n> Accept: */*",
        );
        check(
            "{\"Authorization\": \"Own x y9 z\", \"a\": 1}",
            "{\"Authorization\": \"Own ***\", \"a\": 1}",
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
        check("left-pad@1.3.0 failed", "left-pad@1.3.0 failed");
    }

    #[test]
    fn what_support_asks_for_stays() {
        for text in [
            "request id req_011CAbcDefGhiJkLmNoPqRsT",
            "x-request-id: 01234567-89ab-cdef-0123-456789abcdef",
            "The model `gpt-4o-mini-2024-07-18` does not exist",
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth",
            "organization org-AbCd1234",
            "Authorization: Bearer <token>",
            "Authorization: missing or malformed header",
        ] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn no_key_with_a_prefix_of_a_catalog_survives(key in "[A-Za-z0-9]{20}") {
            let masker = masker();
            for prefix in Catalogs::new(None).providers().flat_map(Provider::key_prefixes) {
                for text in [format!("{prefix}{key}"), format!("key \"{prefix}{key}\", sent"), format!("a={prefix}{key}&b=c")] {
                    let masked = masker.mask(&text);
                    prop_assert!(!masked.contains(&key), "{prefix}: {masked}");
                }
            }
        }

        #[test]
        fn no_credentials_survive_whatever_their_scheme(scheme in "[A-Z][A-Za-z0-9-]{1,12}", key in "[a-z]{2}[A-Z0-9]{18}") {
            let masked = masker().mask(&format!("Authorization: {scheme} {key}\nHost: example.com")).into_owned();
            prop_assert_eq!(masked, format!("Authorization: {scheme} ***\nHost: example.com"));
        }
    }
}
