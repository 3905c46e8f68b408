//! Finds message templates in a text, wherever they stand and however they were pasted.
//!
//! One pass over the folded text: a gram that a template has as an anchor leads to an alignment of the
//! template's pieces around it. Knows no ranking.

use crate::catalog::{Catalogs, Folded, GRAM, Template, anchors, gram_hash, pieces};

/// A template that was found.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) template: Template<'a>,
    /// How much of its literal text is there, in percent.
    pub(crate) coverage: u32,
    /// Slots and what stood in them.
    pub(crate) captures: Vec<(&'a str, String)>,
    /// Whether it is set off from the words around it.
    pub(crate) bounded: bool,
    /// Where it begins in the text, in bytes.
    pub(crate) at: usize,
}

/// A slot's value is at most this many folded bytes long; model names and paths stay below it.
const MAX_SLOT: usize = 240;

/// Less than this much of a template, in percent, is not the message.
const MIN_COVERAGE: u32 = 55;

/// Bytes of literal text from which a template cut at an end is still told from chance.
const MIN_PARTIAL: usize = 24;

/// Alignments tried for one template: a text that repeats one message tells nothing new after that.
const MAX_TRIES: u8 = 6;

/// Every template of `catalogs` that stands in `text`, whose folding is `folded`.
pub(crate) fn find<'a>(text: &str, folded: &Folded, catalogs: &Catalogs<'a>) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let bytes = folded.text.as_bytes();
    for image in catalogs.images() {
        let mut tries: Vec<(u32, u8)> = Vec::new();
        for at in 0..(bytes.len() + 1).saturating_sub(GRAM) {
            let Some(window) = bytes[at..].first_chunk::<GRAM>() else {
                break;
            };
            let hash = gram_hash(u64::from_le_bytes(*window));
            if !image.may_have_gram(hash) {
                continue;
            }
            for (template, piece, offset) in anchors(image, hash) {
                let known = tries
                    .iter_mut()
                    .find(|(number, _)| *number == template.number);
                let count = match known {
                    Some((_, count)) => count,
                    None => {
                        tries.push((template.number, 0));
                        &mut tries[..]
                            .last_mut()
                            .unwrap_or_else(|| unreachable!("just pushed"))
                            .1
                    }
                };
                if *count >= MAX_TRIES {
                    continue;
                }
                *count += 1;
                let Some(start) = at.checked_sub(offset) else {
                    continue;
                };
                if let Some(hit) = align(text, folded, template, piece, start) {
                    keep(&mut found, hit);
                }
            }
        }
    }
    found
}

/// Keeps the better of two findings of one template.
fn keep<'a>(found: &mut Vec<Found<'a>>, hit: Found<'a>) {
    let rank = |found: &Found<'_>| (found.coverage, found.bounded, found.captures.len());
    match found
        .iter_mut()
        .find(|other| other.template.text() == hit.template.text() && same_owner(other, &hit))
    {
        Some(other) if rank(other) < rank(&hit) => *other = hit,
        Some(_) => {}
        None => found.push(hit),
    }
}

fn same_owner(one: &Found<'_>, other: &Found<'_>) -> bool {
    one.template.number == other.template.number
}

/// A literal piece of a template, placed in the folded text.
#[derive(Clone, Copy)]
struct Placed {
    start: usize,
    end: usize,
}

/// Lays `template` over the text so that its piece number `known` begins at folded byte `start`.
fn align<'a>(
    text: &str,
    folded: &Folded,
    template: Template<'a>,
    known: usize,
    start: usize,
) -> Option<Found<'a>> {
    let pieces = pieces(template.text());
    let literals: Vec<String> = pieces
        .iter()
        .map(|(literal, _)| Folded::new(literal).text)
        .collect();
    let hay = folded.text.as_bytes();
    let anchor = literals.get(known)?.as_bytes();
    let matched = common(hay.get(start..)?, anchor);
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
    let coverage = u32::try_from(literal * 100 / total.max(1)).unwrap_or(100);
    if coverage < MIN_COVERAGE || coverage < 100 && total < MIN_PARTIAL {
        return None;
    }
    let first = placed.iter().flatten().map(|piece| piece.start).min()?;
    let last = placed.iter().flatten().map(|piece| piece.end).max()?;
    if !reads_alike(text, folded, &pieces, &placed) {
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
        !(spaced && symbol) && !braced && !loose
    })
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

/// What stood in the slots, as the text wrote it: each run of slots lies between two placed pieces, and the
/// punctuation between its slots parts them.
fn captures<'a>(
    text: &str,
    folded: &Folded,
    pieces: &[(&'a str, Option<&'a str>)],
    placed: &[Option<Placed>],
) -> Vec<(&'a str, String)> {
    let mut captures = Vec::new();
    let mut number = 0;
    while number < pieces.len() {
        // A run of slots begins behind piece `number` and ends before piece `next`.
        let next = (number + 1..pieces.len())
            .find(|next| has_letters(pieces[*next].0))
            .unwrap_or(pieces.len());
        let slots = number..next.min(pieces.len());
        let run: Vec<(&'a str, &'a str)> = slots
            .filter_map(|at| {
                Some((
                    pieces[at].1?,
                    pieces
                        .get(at + 1)
                        .filter(|_| at + 1 < next)
                        .map_or("", |piece| piece.0),
                ))
            })
            .collect();
        let begins = placed[number].filter(|_| has_letters(pieces[number].0));
        if let (Some(begins), false) = (begins, run.is_empty()) {
            let from = end_of(text, folded, begins.end);
            let to = match placed.get(next) {
                Some(Some(after)) => Some(folded.origin(text, after.start)),
                Some(None) => None,
                None => Some(value_end(text, from)),
            };
            if let Some(raw) = to.and_then(|to| text.get(from..to)) {
                part(raw, &run, &mut captures);
            }
        }
        number = next;
    }
    captures
}

fn has_letters(literal: &str) -> bool {
    literal.chars().any(char::is_alphanumeric)
}

/// Parts `raw` among the slots of a run, each with the punctuation behind it.
fn part<'a>(raw: &str, run: &[(&'a str, &'a str)], captures: &mut Vec<(&'a str, String)>) {
    let mut rest = raw.trim_start_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, ':' | '=' | '"' | '\'' | '`' | '\\' | '(' | '[')
    });
    for (number, (slot, separator)) in run.iter().enumerate() {
        let separator = if separator.trim().is_empty() {
            " "
        } else {
            separator.trim()
        };
        let (value, after) = if number + 1 < run.len() {
            rest.split_once(separator).unwrap_or((rest, ""))
        } else {
            (rest, "")
        };
        rest = after.trim_start();
        let value = value
            .trim_matches(is_wrapping)
            .trim_end_matches('.')
            .trim_matches(is_wrapping);
        if !value.is_empty() && value.len() <= MAX_SLOT {
            captures.push((slot, value.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
}

/// Whether a character belongs to the quoting of a value rather than to the value.
fn is_wrapping(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\''
                | '`'
                | '\\'
                | ':'
                | '\u{201c}'
                | '\u{201d}'
                | ','
                | '('
                | ')'
                | '*'
                | '['
                | ']'
        )
}

/// Where in the text the folded byte before `end` ends.
fn end_of(text: &str, folded: &Folded, end: usize) -> usize {
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

/// Where a value ends that nothing of the template follows: at the end of its sentence, string or line.
fn value_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let lead = rest.len()
        - rest
            .trim_start_matches([' ', '"', '\'', '`', ':', '\\', '(', '['])
            .len();
    let body = &rest[lead..];
    let mut end = body.len().min(MAX_SLOT);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let stop = body[..end].char_indices().find(|(at, character)| {
        matches!(
            character,
            '"' | '\'' | '`' | '\n' | ',' | ';' | '\\' | '}' | ')' | ']'
        ) || *character == '.' && body[at + 1..].starts_with([' ', '"', '\'', '\n'])
    });
    from + lead + stop.map_or(end, |(at, _)| at)
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
        || text[..start].ends_with("  ");
    let runs_on = text[end..]
        .trim_start()
        .starts_with(|next: char| next.is_lowercase());
    let ends = after.is_none_or(|character| !joins(character) && !(character == ' ' && runs_on));
    begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_with_its_sentence() {
        for (text, expected) in [
            ("'gpt-4'.", " 'gpt-4"),
            (" 20s. Visit", " 20s"),
            (" v1.2, see", " v1.2"),
            (" x\"}", " x"),
        ] {
            let text = format!(" {}", text.trim_start());
            assert_eq!(
                text[..value_end(&text, 0)].trim_start(),
                expected.trim_start(),
                "{text}"
            );
        }
    }
}
