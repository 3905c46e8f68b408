//! One template laid over a text around a piece of it that was noticed. Knows no other template.

use crate::catalog::{Folded, Template, pieces};

use super::captures::captures;
use super::likeness::{
    crosses_sentences, ends_at, is_bounded, is_inside_word, lacks_bracket, reads_alike,
};
use super::placed::{Placed, end_of};
use super::{Found, MAX_SLOT};

/// Less than this much of a template, in percent, is not the message.
const MIN_COVERAGE: u32 = 55;

/// Letters of literal text from which a template cut at an end is still told from chance; a syllable counts as two.
const MIN_PARTIAL: usize = 24;

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
    // Nearly every chance meeting ends here: a message that goes another way after a word or two.
    let is_chance =
        |matched: usize| matched * 100 < MIN_COVERAGE as usize * template.weight() as usize;
    if known == 0 && parted(hay.get(start..)?, pieces[0].0).is_some_and(is_chance) {
        return None;
    }
    let fold = |number: usize| Some(Folded::new(pieces.get(number)?.0).text);
    let anchor = fold(known)?;
    let matched = common(hay.get(start..)?, anchor.as_bytes());
    if known == 0 && matched < anchor.len() && is_chance(matched) {
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
    let letters = literals.iter().flat_map(|literal| literal.chars());
    let long = letters
        .map(|letter| letter.len_utf8().min(2))
        .sum::<usize>()
        >= MIN_PARTIAL;
    let mut placed: Vec<Option<Placed>> = vec![None; literals.len()];
    let mut literal = 0;
    if matched == anchor.len() {
        placed[known] = Some(Placed {
            start,
            end: start + matched,
        });
        literal += matched + forward(hay, &literals, &mut placed, known, start + matched);
        literal += backward(hay, &literals, &mut placed, known, start);
    } else if long && !is_other_number(&hay[start..], anchor.as_bytes(), matched) {
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
    if coverage < MIN_COVERAGE || coverage < 100 && !long {
        return None;
    }
    let (from, to) = (folded.origin(text, first), end_of(text, folded, last));
    if !reads_alike(text, folded, &pieces, &placed)
        || is_inside_word(text, from, template.text())
        || crosses_sentences(text, folded, &placed, template.weight())
        || lacks_bracket(text, from, to, template)
    {
        return None;
    }
    Some(Found {
        template,
        coverage,
        captures: captures(text, folded, &pieces, &placed),
        bounded: is_bounded(text, from, to, template.text()),
        at: from,
    })
}

/// After how many bytes folded text and a literal part, without folding the literal; `None` where they do not, or where
/// folding does more than to drop signs and to lower letters.
fn parted(hay: &[u8], literal: &str) -> Option<usize> {
    let mut matched = 0;
    for byte in literal.bytes() {
        if !byte.is_ascii() || byte == b'\\' {
            return None;
        }
        if byte.is_ascii_alphanumeric() {
            if hay.get(matched) != Some(&byte.to_ascii_lowercase()) {
                return Some(matched);
            }
            matched += 1;
        }
    }
    None
}

/// Whether the two go on with different numbers after `matched` bytes: `status code 400` is no part of `status code
/// 520`.
fn is_other_number(hay: &[u8], needle: &[u8], matched: usize) -> bool {
    let is_digit = |bytes: &[u8]| bytes.get(matched).is_some_and(u8::is_ascii_digit);
    is_digit(hay) && is_digit(needle)
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
                if is_other_number(&hay[start..], literal, length) {
                    break;
                }
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
