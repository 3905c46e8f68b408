//! Whether what folding found reads like the template: folding drops signs, and some of them tell. Knows no search.

use crate::catalog::{Folded, Template, is_hangul};

use super::placed::{Placed, end_of};

/// Whether the text, or what was quoted in it, ends behind the folded byte `end`: what goes on with other words is
/// another message.
pub(super) fn ends_at(text: &str, folded: &Folded, end: usize) -> bool {
    let rest = &text[end_of(text, folded, end)..];
    let rest = rest.trim_start_matches([' ', '.']);
    // A quotation mark before a word begins what the message goes on with.
    let opens =
        rest.starts_with(['"', '\'']) && rest[1..].starts_with(|next: char| next.is_alphanumeric());
    rest.is_empty()
        || !opens && rest.starts_with(['\n', '(', '"', '\'', '\u{2026}', '}', ']', '<', '\\'])
}

/// Whether the places of a template's pieces read like the template: folding drops what tells a symbol
/// (`authentication_error`) or a class from a sentence (`Authentication error`), and a body's structure
/// (`"error":{"code":524`) from a message (`error code: 524`).
pub(super) fn reads_alike(
    text: &str,
    folded: &Folded,
    pieces: &[(&str, Option<&str>)],
    placed: &[Option<Placed>],
) -> bool {
    pieces.iter().zip(placed).all(|((literal, _), place)| {
        let Some(place) = place.filter(|place| place.end > place.start) else {
            return true;
        };
        let found = &text[folded.origin(text, place.start)..end_of(text, folded, place.end)];
        let literal = literal.trim_matches(|character: char| !character.is_alphanumeric());
        let spaced = literal.contains(' ');
        let symbol = found
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let braced = found.contains(['{', '}']) && !literal.contains(['{', '}']);
        let loose = found.contains(' ') && !found.contains('\n') && !spaced && is_symbol(literal);
        let short = literal.len() < SHORT_WORDS && is_assembled(found, literal);
        let named = spaced && is_camel(found) && !is_camel(literal);
        let joined = named || is_joined_otherwise(found, literal);
        !(braced || loose || short || spaced && symbol || joined)
    })
}

/// Fewer bytes than this are words that stand beside each other by chance.
const SHORT_WORDS: usize = 24;

/// Whether what was found of a few words is put together from several things: `[type=missing, input_value={}` is no
/// `Missing input value`.
fn is_assembled(found: &str, literal: &str) -> bool {
    let joins = |sign: char| matches!(sign, '=' | ',' | ';' | '[' | ']' | '_');
    found
        .chars()
        .any(|sign| joins(sign) && !literal.contains(sign))
}

/// Whether words are joined to a name: `httpStatusCode: 404` is no `HTTP status code 404`.
fn is_camel(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// Whether a value of a short template goes on into another sentence: what stands there was said of something else.
pub(super) fn crosses_sentences(
    text: &str,
    folded: &Folded,
    placed: &[Option<Placed>],
    weight: u32,
) -> bool {
    /// Longer templates meet by no chance.
    const SHORT: u32 = 40;
    weight < SHORT
        && placed.windows(2).any(|pair| {
            let [Some(before), Some(after)] = pair else {
                return false;
            };
            let value = end_of(text, folded, before.end)..folded.origin(text, after.start);
            let value = text.get(value).unwrap_or_default();
            value.match_indices(". ").any(|(at, end)| {
                value[at + end.len()..].starts_with(|next: char| next.is_uppercase())
            })
        })
}

/// Whether the bracket is missing by which a template tells a page from data (`Unexpected token '<'`): folding drops
/// it. Tags, which have both brackets, are lost where a page is copied from a browser.
pub(super) fn lacks_bracket(text: &str, start: usize, end: usize, template: Template<'_>) -> bool {
    /// A quotation mark, an escape and the bracket may stand behind the last letter.
    const BEHIND: usize = 8;
    if !template.text().contains('<') || template.text().contains('>') {
        return false;
    }
    let length = |character: char| character.len_utf8();
    let before = text[..start].chars().next_back().map_or(0, length);
    let behind: usize = text[end..].chars().take(BEHIND).map(length).sum();
    let found = &text[start - before..end + behind];
    !["<", "&lt;", "u003c", "\u{2039}"]
        .iter()
        .any(|bracket| found.contains(bracket))
}

/// Whether what was found of `template` at `start` goes on with a word that began before: `FooDatabase` is no
/// `database`.
pub(super) fn is_inside_word(text: &str, start: usize, template: &str) -> bool {
    let (before, after) = text.as_bytes().split_at(start);
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    letter(before.last())
        && letter(after.first())
        && !(capital(after.first()) && capital(template.as_bytes().first()))
        // `\nfoo` and `\u003cfoo` are escapes.
        && !before.iter().rev().take(6).any(|byte| matches!(byte, b'\\' | b'%' | b'&'))
}

/// Whether what was found joins with a hyphen what the template keeps apart: `Retry-After` is a header's name,
/// `retry after` a sentence's end.
fn is_joined_otherwise(found: &str, literal: &str) -> bool {
    let inner = |text: &str| text.trim_matches('-').contains('-');
    found.contains('-')
        && !literal.contains('-')
        && found
            .split(|character: char| !(character.is_alphanumeric() || character == '-'))
            .any(inner)
}

/// Whether a literal is one symbol, such as `toomanyrequests:` or `invalid_api_key`.
fn is_symbol(literal: &str) -> bool {
    !literal.contains(char::is_whitespace) && literal.is_ascii() && literal.len() > 3
}

/// Whether a text ends with a status, as SDKs write one before a message: `400 Unknown parameter`.
fn follows_status(before: &str) -> bool {
    let number = before.strip_suffix(' ').unwrap_or_default();
    let number = number
        .rsplit([' ', ':', '(', '\n'])
        .next()
        .unwrap_or_default();
    number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the message is set off: begun by a line, a quote or a colon, and ended by punctuation or a line.
pub(super) fn is_bounded(text: &str, start: usize, end: usize, template: &str) -> bool {
    let before = text[..start].trim_end_matches(' ').chars().next_back();
    let after = text[end..].chars().next();
    let joins = |character: char| character.is_alphanumeric() || character == '_';
    let begins = template.starts_with('{')
        || before.is_none_or(|character| !joins(character) && character != ',')
        || text[..start].ends_with("  ")
        // `거기서 Rate limit exceeded 에러가 납니다`: a Korean sentence quotes an English message.
        || before.is_some_and(is_hangul) && template.starts_with(|first: char| first.is_ascii())
        || follows_status(&text[..start]);
    let runs_on = text[end..]
        .trim_start()
        .starts_with(|next: char| next.is_lowercase());
    let ends = after.is_none_or(|character| !(joins(character) || character == ' ' && runs_on));
    // `connect ETIMEDOUT api.example.com:443`: an address is a value and no further word.
    let is_value = |word: &str| word.trim_end_matches('.').contains(['.', '/', ':', '_']);
    let valued =
        template.ends_with('}') && text[end..].split_whitespace().next().is_some_and(is_value);
    begins && (ends || valued)
}
