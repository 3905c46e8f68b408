//! One template laid over a text around a piece of it that was noticed. Knows no other template.

use crate::catalog::{Folded, Template, pieces};

use super::captures::captures;
use super::{Found, MAX_SLOT};

/// Less than this much of a template, in percent, is not the message.
const MIN_COVERAGE: u32 = 55;

/// Bytes of literal text from which a template cut at an end is still told from chance.
const MIN_PARTIAL: usize = 24;

/// A literal piece of a template, placed in the folded text.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A part of a message within this many folded bytes of the text's end or beginning may have been cut there.
const CUT: usize = 80;

/// This many bytes at the beginning of a piece tell where it was cut off.
const CUT_HEAD: usize = 10;

/// A part amid other text is rather another message that begins alike.
const UNCUT_PERCENT: u32 = 75;

/// Lays `template` over the text so that its piece number `known` begins at folded byte `start`.
pub(super) fn align<'a>(
    text: &str,
    folded: &Folded,
    template: Template<'a>,
    known: usize,
    start: usize,
) -> Option<Found<'a>> {
    let pieces = pieces(template.text());
    let hay = folded.text.as_bytes();
    let fold = |number: usize| Some(Folded::new(pieces.get(number)?.0).text);
    let anchor = fold(known)?;
    let matched = common(hay.get(start..)?, anchor.as_bytes());
    // Nearly every chance meeting ends here: a message that goes another way after a word or two.
    let share = matched * 100 / (template.weight() as usize).max(1);
    if known == 0 && matched < anchor.len() && share < MIN_COVERAGE as usize {
        return None;
    }
    let literals: Vec<String> = (0..pieces.len())
        .filter_map(|number| {
            if number == known {
                Some(anchor.clone())
            } else {
                fold(number)
            }
        })
        .collect();
    let total: usize = literals.iter().map(String::len).sum();
    let mut placed: Vec<Option<Placed>> = vec![None; literals.len()];
    let mut literal = 0;
    if matched == anchor.len() {
        placed[known] = Some(Placed {
            start,
            end: start + matched,
        });
        literal += matched + forward(hay, &literals, &mut placed, known, start + matched);
        literal += backward(hay, &literals, &mut placed, known, start);
    } else if total >= MIN_PARTIAL {
        // Cut off or misspelled within this piece: it counts as far as it goes.
        literal += matched;
        placed[known] = Some(Placed {
            start,
            end: start + matched,
        });
        literal += backward(hay, &literals, &mut placed, known, start);
    }
    let first = placed.iter().flatten().map(|piece| piece.start).min()?;
    let last = placed.iter().flatten().map(|piece| piece.end).max()?;
    let mut coverage = u32::try_from(literal * 100 / total.max(1)).unwrap_or(100);
    let whole = |(piece, literal): (&Option<Placed>, &String)| {
        piece.is_some_and(|piece| piece.end - piece.start == literal.len())
    };
    let tail = placed.iter().zip(&literals).next_back().is_some_and(whole);
    let ended = coverage < 100 && hay.len() - last < CUT && ends_at(text, folded, last);
    let head = placed.first().is_some_and(Option::is_some) || literals[0].is_empty() || first < CUT;
    let cut = tail && head && matched == anchor.len() || ended;
    if coverage < 100 && !cut {
        coverage = coverage * UNCUT_PERCENT / 100;
    }
    if coverage < MIN_COVERAGE || coverage < 100 && total < MIN_PARTIAL {
        return None;
    }
    if !reads_alike(text, folded, &pieces, &placed)
        || is_inside_word(text, folded.origin(text, first), template.text())
        || lacks_bracket(
            text,
            folded.origin(text, first),
            end_of(text, folded, last),
            template,
        )
    {
        return None;
    }
    Some(Found {
        template,
        coverage,
        captures: captures(text, folded, &pieces, &placed),
        bounded: is_bounded(
            text,
            folded,
            first,
            last,
            pieces.first().is_some_and(|piece| piece.0.is_empty()),
        ),
        at: folded.origin(text, first),
    })
}

/// Whether the text, or what was quoted in it, ends behind the folded byte `end`: what goes on with other words is
/// another message.
fn ends_at(text: &str, folded: &Folded, end: usize) -> bool {
    let rest = &text[end_of(text, folded, end)..];
    let rest = rest.trim_start_matches([' ', '.']);
    rest.is_empty() || rest.starts_with(['\n', '(', '"', '\'', '\u{2026}', '}', ']', '<', '\\'])
}

/// Whether the places of a template's pieces read like the template: folding drops what tells a symbol
/// (`authentication_error`) or a class from a sentence (`Authentication error`), and a body's structure
/// (`"error":{"code":524`) from a message (`error code: 524`).
fn reads_alike(
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
        !(braced || loose || short || spaced && symbol || is_joined_otherwise(found, literal))
    })
}

/// Whether the bracket is missing by which a template tells a page from data (`Unexpected token '<'`): folding drops
/// it. Tags, which have both brackets, are lost where a page is copied from a browser.
fn lacks_bracket(text: &str, start: usize, end: usize, template: Template<'_>) -> bool {
    /// A quotation mark, an escape and the bracket may stand behind the last letter.
    const BEHIND: usize = 8;
    let sought = template.text().contains('<') && !template.text().contains('>');
    let behind = text[end..]
        .chars()
        .take(BEHIND)
        .map(char::len_utf8)
        .sum::<usize>();
    let before = text[..start]
        .chars()
        .rev()
        .take(1)
        .map(char::len_utf8)
        .sum::<usize>();
    let found = &text[start - before..end + behind];
    sought
        && !["<", "&lt;", "u003c", "\u{2039}"]
            .iter()
            .any(|bracket| found.contains(bracket))
}

/// Whether what was found of `template` at `start` goes on with a word that began before: `FooDatabase` is no
/// `database`.
fn is_inside_word(text: &str, start: usize, template: &str) -> bool {
    let (before, after) = text.as_bytes().split_at(start);
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    letter(before.last())
        && letter(after.first())
        && !(capital(after.first()) && capital(template.as_bytes().first()))
        // `\nfoo` and `\u003cfoo` are escapes.
        && !before.iter().rev().take(6).any(|byte| matches!(byte, b'\\' | b'%' | b'&'))
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

/// How many bytes the two have in common at their start.
fn common(hay: &[u8], needle: &[u8]) -> usize {
    hay.iter()
        .zip(needle)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Places the pieces behind piece `known`, which ends at `end`; how many bytes of them were found.
fn forward(
    hay: &[u8],
    literals: &[String],
    placed: &mut [Option<Placed>],
    known: usize,
    end: usize,
) -> usize {
    let (mut from, mut sum) = (end, 0);
    for number in known + 1..literals.len() {
        let literal = literals[number].as_bytes();
        if literal.is_empty() {
            placed[number] = Some(Placed {
                start: from,
                end: from,
            });
            continue;
        }
        let window = &hay[from..hay.len().min(from + MAX_SLOT + literal.len())];
        let Some(found) = memchr::memmem::find(window, literal) else {
            // Cut off within this piece: it counts as far as it goes.
            let head = &literal[..literal.len().min(CUT_HEAD)];
            if let Some(found) = memchr::memmem::find(window, head) {
                let start = from + found;
                let length = common(&hay[start..], literal);
                placed[number] = Some(Placed {
                    start,
                    end: start + length,
                });
                sum += length;
            }
            break;
        };
        let start = from + found;
        from = start + literal.len();
        placed[number] = Some(Placed { start, end: from });
        sum += literal.len();
    }
    sum
}

/// Places the pieces before piece `known`, which begins at `start`.
fn backward(
    hay: &[u8],
    literals: &[String],
    placed: &mut [Option<Placed>],
    known: usize,
    start: usize,
) -> usize {
    let (mut until, mut sum) = (start, 0);
    for number in (0..known).rev() {
        let literal = literals[number].as_bytes();
        if literal.is_empty() {
            continue;
        }
        let from = until.saturating_sub(MAX_SLOT + literal.len());
        let Some(found) = memchr::memmem::rfind(&hay[from..until], literal) else {
            break;
        };
        until = from + found;
        placed[number] = Some(Placed {
            start: until,
            end: until + literal.len(),
        });
        sum += literal.len();
    }
    sum
}

/// Where in the text the folded byte before `end` ends.
pub(super) fn end_of(text: &str, folded: &Folded, end: usize) -> usize {
    if end == 0 {
        return 0;
    }
    let mut last = end - 1;
    while !folded.text.is_char_boundary(last) {
        last -= 1;
    }
    let start = folded.origin(text, last);
    start + text[start..].chars().next().map_or(0, char::len_utf8)
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
fn is_bounded(
    text: &str,
    folded: &Folded,
    first: usize,
    last: usize,
    opens_with_slot: bool,
) -> bool {
    let start = folded.origin(text, first);
    let end = end_of(text, folded, last);
    let before = text[..start].trim_end_matches(' ').chars().next_back();
    let after = text[end..].chars().next();
    let joins = |character: char| character.is_alphanumeric() || character == '_';
    let begins = opens_with_slot
        || before.is_none_or(|character| !joins(character) && character != ',')
        || text[..start].ends_with("  ")
        || follows_status(&text[..start]);
    let runs_on = text[end..]
        .trim_start()
        .starts_with(|next: char| next.is_lowercase());
    let ends = after.is_none_or(|character| !(joins(character) || character == ' ' && runs_on));
    begins && ends
}
