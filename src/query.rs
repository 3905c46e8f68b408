//! What was asked: text from standard input or words from the command line, with what was added by options.
//!
//! Reads `provider:40063`, `429`, `5xx` and provider names in a typed query. Knows no entry.

use crate::catalog::{Catalogs, Named, Provider, Role, name_key};
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
        catalogs
            .named(&name_key(name))
            .find_map(|(role, named)| match (role, named) {
                (Role::Provider, Named::Provider(provider)) => Some(provider),
                _ => None,
            })
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

/// Longer queries are texts, not words to look up one by one.
const MAX_WORDS: usize = 12;

fn typed(text: &str, catalogs: &Catalogs<'_>, signals: &mut Signals<'_>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MAX_WORDS || text.contains(['{', '\n']) {
        return;
    }
    if words.len() > 1 {
        signals.name(text.to_owned(), Place::Typed, 0);
    }
    for word in &words {
        let word = word.trim_matches(|character: char| {
            matches!(character, '"' | '\'' | ',' | '.' | '(' | ')' | ':' | '`')
        });
        status(word, words.len(), signals);
        let whole = words.len() == 1;
        let place = if whole || input::is_symbol(word) {
            Place::Typed
        } else {
            Place::Word
        };
        signals.name(word.to_owned(), place, 0);
    }
    // Names of two or three words: `애저 오픈AI`.
    for length in 2..=3 {
        for part in words.windows(length) {
            let name = part.join(" ");
            if find_provider(&name, catalogs).is_some() {
                signals.name(name, Place::Typed, 0);
            }
        }
    }
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
