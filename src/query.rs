//! What was asked: text from standard input or words from the command line, with what was added by options.
//!
//! Reads `provider:40063`, `429`, `5xx` and provider names in a typed query. Knows no entry.

use crate::catalog::{Catalogs, Provider, ProviderKind, name_key, words};
use crate::input::{self, Place, Signals, StatusPlace};

/// One query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    /// The text, decoded.
    pub(crate) text: String,
    /// Whether it was typed on the command line rather than piped.
    pub(crate) typed: bool,
    /// The provider's id, where the user named one.
    pub(crate) provider: Option<String>,
    /// The provider's id, where another part of the input names one.
    pub(crate) hint: Option<String>,
    /// The HTTP status, where it is known from elsewhere.
    pub(crate) status: Option<u16>,
    /// Whether every match is wanted, not only the best group.
    pub(crate) all: bool,
}

/// Finds the provider that `name` means: an id, a name, or an alias.
pub(crate) fn find_provider<'a>(name: &str, catalogs: &Catalogs<'a>) -> Option<Provider<'a>> {
    let exact = catalogs
        .providers()
        .find(|provider| provider.id().eq_ignore_ascii_case(name));
    exact.or_else(|| {
        let key = name_key(name);
        let mut called = catalogs.called(&key);
        called.next()
    })
}

/// Splits `provider:40063` into provider and rest, where the part before the colon names a provider.
pub(crate) fn split<'q, 'a>(
    text: &'q str,
    catalogs: &Catalogs<'a>,
) -> Option<(Provider<'a>, &'q str)> {
    let (name, rest) = text.split_once(':')?;
    // A body begins with `{"status":`, which is no provider's name.
    let is_name =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    let plain = name.chars().all(is_name) && !rest.is_empty() && !rest.starts_with([' ', '/']);
    plain
        .then(|| find_provider(name, catalogs))
        .flatten()
        .map(|provider| (provider, rest))
}

/// Adds to `signals` what the query says besides its text.
pub(crate) fn apply(query: &Query, catalogs: &Catalogs<'_>, signals: &mut Signals<'_>) {
    signals.provider.clone_from(&query.provider);
    if let Some(hint) = &query.hint {
        signals.name(hint.clone(), Place::Router, 0);
    }
    if let Some(status) = query.status {
        signals.status(status, StatusPlace::Given, 0);
    }
    if query.typed {
        signals.typed = true;
        typed(query.text.trim(), catalogs, signals);
    }
}

/// Longer queries are sentences, whose words are not looked up one by one.
const MAX_WORDS: usize = 12;

/// Longer ones are texts, in which a name is talk.
const MAX_SENTENCE: usize = 60;

fn typed(text: &str, catalogs: &Catalogs<'_>, signals: &mut Signals<'_>) {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|character: char| {
                matches!(
                    character,
                    '"' | '\'' | ',' | '.' | '(' | ')' | ':' | '`' | '?'
                )
            })
        })
        .collect();
    if words.len() > MAX_SENTENCE || text.contains('{') {
        return;
    }
    let sentence = words.len() > MAX_WORDS;
    let mut spelt_out = Vec::new();
    let named = providers(&words, sentence, catalogs, signals, &mut spelt_out);
    if words.len() > 1 && !sentence {
        signals.name(text.to_owned(), Place::Typed, 0);
    }
    let told = named || words.iter().any(|word| calls_an_error(word));
    let called = told || words.len() <= FEW_WORDS || text.contains("://");
    for (at, word) in words.iter().enumerate() {
        // `403에`, `40300이`, `502's`, `429s`
        let number = word.trim_end_matches(|last: char| !last.is_ascii());
        let several = number.trim_end_matches(['s', '\'', '\u{2019}']);
        let is_several = several.len() == 3 && several.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_several { several } else { number };
        if called || number.len() < word.len() {
            status(number, words.len(), signals);
        }
        // Half of a name may be another name.
        if spelt_out.contains(&at) {
            continue;
        }
        let whole = words.len() == 1;
        let is_number = number.len() > 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        if sentence {
            // `429에러가`, `403 오류`
            let next = words.get(at + 1).copied().unwrap_or_default();
            let is_called = [&word[number.len()..], next]
                .map(calls_an_error)
                .contains(&true);
            let is_status = number.parse().is_ok_and(input::is_met) && is_called;
            if is_status || is_number && (named || is_status_code(number)) {
                signals.name(number.to_owned(), Place::Typed, 0);
            }
            continue;
        }
        // `thinking.budget_tokens must be less than max_tokens`
        if !whole && word.contains(char::is_lowercase) && input::is_parameter(word) {
            continue;
        }
        // `5.3` is a quantity.
        let is_measure = word.contains('.') && word.bytes().all(|byte| !byte.is_ascii_alphabetic());
        let place = if whole || input::is_symbol(word) && !is_measure {
            Place::Typed
        } else {
            Place::Word
        };
        // `listening on port 3000`, but `40063 Invalid image ratio`
        if is_number && at > 0 && !told {
            continue;
        }
        let word = if is_number { number } else { word };
        signals.name((*word).to_owned(), place, 0);
    }
}

/// Among so few words a status is what is asked for.
const FEW_WORDS: usize = 3;

/// Whether a word says that the number beside it is an error's.
fn calls_an_error(word: &str) -> bool {
    const CALLS: [&str; 11] = [
        "error", "err", "code", "status", "http", "failed", "에러", "오류", "코드", "응답", "상태",
    ];
    let word = word.to_lowercase();
    CALLS.iter().any(|call| word.starts_with(call))
}

/// `40082`: a status with two more digits is somebody's code, and no count.
fn is_status_code(number: &str) -> bool {
    number.len() == 5
        && number[..3].parse().is_ok_and(input::is_met)
        && number.starts_with(['4', '5'])
}

/// Notes the providers that are named, with or without a particle, in one word or in up to three: `애저 오픈AI에서`.
/// In a sentence, a name in small letters is a word of the language (`together`). Whether there is one; `spelt_out` are
/// the words of those that have several.
fn providers(
    typed: &[&str],
    sentence: bool,
    catalogs: &Catalogs<'_>,
    signals: &mut Signals<'_>,
    spelt_out: &mut Vec<usize>,
) -> bool {
    // A possessive or a particle is no part of the name.
    let parts: Vec<Vec<String>> = typed
        .iter()
        .map(|word| words(word.strip_suffix("'s").unwrap_or(word)))
        .collect();
    let stems: Vec<String> = parts.iter().map(|parts| parts.concat()).collect();
    let mut named = false;
    let mut from = 0;
    while from < typed.len() {
        let proper = typed[from].starts_with(|first: char| !first.is_ascii_lowercase());
        let known = |length: &usize| {
            let name = stems.get(from..from + length)?.join(" ");
            let provider = find_provider(&name, catalogs)?;
            let is_api = provider.kind() == ProviderKind::Api;
            // A word that is a name as it stands is noted with the other words.
            let is_new = *length > 1 || sentence || name != typed[from].to_lowercase();
            // `Too Many Requests` names no client.
            let fits = if is_new { !sentence || is_api } else { is_api };
            fits.then_some((name, *length))
        };
        let lengths = if proper || !sentence {
            &[3, 2, 1][..]
        } else {
            &[]
        };
        let found = lengths.iter().find_map(known);
        let next = from + found.as_ref().map_or(1, |(_, length)| *length);
        spelt_out.extend((from..next).filter(|_| next > from + 1));
        from = next;
        if let Some((name, _)) = found {
            signals.name(name, Place::Word, 0);
            named = true;
        }
    }
    // `런유어AI` is a name and another word.
    for (word, parts) in typed.iter().zip(parts) {
        for part in parts {
            if !part.is_ascii() && part != *word && find_provider(&part, catalogs).is_some() {
                signals.name(part, Place::Word, 0);
                named = true;
            }
        }
    }
    named
}

/// A status as people type it: `429`, `HTTP 429` (which the reader of texts knows), `5xx`.
fn status(word: &str, of: usize, signals: &mut Signals<'_>) {
    if let Ok(number) = word.parse::<u16>()
        && (100..600).contains(&number)
        && word.len() == 3
    {
        let place = if of == 1 {
            StatusPlace::Given
        } else {
            StatusPlace::Text
        };
        signals.status(number, place, 0);
    }
    if let [class @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] = word.as_bytes() {
        signals.status_class = Some(u16::from(class - b'0'));
    }
}
