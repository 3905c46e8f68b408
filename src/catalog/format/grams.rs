//! Grams: eight folded bytes by which a template is noticed in a running text.
//!
//! Each template gives a few anchors, the rarest first. The reader of an input computes one hash a byte and
//! asks a Bloom filter; only a hit costs more. Knows nothing of how a hit is checked.

use std::collections::HashMap;

use super::layout::place;
use super::pattern::pieces;
use super::text::Folded;

/// How many bytes a gram has: one machine word, two or three Hangul syllables.
pub(crate) const GRAM: usize = 8;

/// How many anchors a template gives at most: one would do for whole messages; more of them find a message
/// that was cut at either end.
const ANCHORS: usize = 3;

/// The hash of a gram, given as the little-endian word of its bytes.
pub(crate) fn gram_hash(gram: u64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the upper half of a product is its best half"
    )]
    let hash = (gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
    hash
}

/// The two bits of a gram in a filter of `mask` + 1 bits.
pub(crate) fn filter_bits(hash: u32, mask: u32) -> [u32; 2] {
    [hash & mask, hash.rotate_left(16) & mask]
}

/// A place in a template by which it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) hash: u32,
    /// Which literal piece of the template.
    pub(super) piece: u32,
    /// At which byte of the folded piece.
    pub(super) offset: u32,
}

impl Anchor {
    /// The anchor of template `number` in one cell; `None` for one so far into a template that no cell holds it.
    pub(super) fn pack(self, number: usize) -> Option<u32> {
        let template = u16::try_from(number).ok()?;
        let fits = self.piece < 1 << place::PIECE_BITS && self.offset < 1 << place::OFFSET_BITS;
        let within = self.piece << place::OFFSET_BITS | self.offset;
        fits.then_some(u32::from(template) << 16 | within)
    }
}

/// Counts the grams of all templates, so that the rare ones can be chosen.
#[derive(Default)]
pub(super) struct GramCounts(HashMap<u32, u32>);

impl GramCounts {
    pub(super) fn add(&mut self, template: &str) {
        for (_, _, hash) in grams(template) {
            *self.0.entry(hash).or_default() += 1;
        }
    }

    /// The anchors of `template`: its rarest gram, then the rarest that do not overlap the ones before.
    pub(super) fn anchors(&self, template: &str) -> Vec<Anchor> {
        let mut places: Vec<_> = grams(template).collect();
        places.sort_by_key(|(piece, offset, hash)| {
            (self.0.get(hash).copied().unwrap_or(0), *piece, *offset)
        });
        let mut chosen: Vec<(usize, usize, u32)> = Vec::new();
        for place in places {
            let apart = |other: &(usize, usize, u32)| {
                place.0 != other.0 || place.1.abs_diff(other.1) >= GRAM
            };
            if chosen.len() < ANCHORS && chosen.iter().all(apart) {
                chosen.push(place);
            }
        }
        chosen
            .into_iter()
            .map(|(piece, offset, hash)| Anchor {
                hash,
                piece: small(piece),
                offset: small(offset),
            })
            .collect()
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Every gram of a template: piece, offset, hash.
fn grams(template: &str) -> impl Iterator<Item = (usize, usize, u32)> {
    pieces(template)
        .into_iter()
        .enumerate()
        .flat_map(|(piece, (literal, _))| {
            let folded = Folded::new(literal).text.into_bytes();
            folded
                .windows(GRAM)
                .enumerate()
                .map(|(offset, window)| (piece, offset, gram_hash(word(window))))
                .collect::<Vec<_>>()
        })
}

fn word(window: &[u8]) -> u64 {
    window
        .iter()
        .rev()
        .fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_prefer_what_no_other_template_has() {
        let mut counts = GramCounts::default();
        let (one, two) = ("Invalid image ratio", "Invalid image size");
        counts.add(one);
        counts.add(two);
        let anchor = counts.anchors(one)[0];
        assert!(anchor.offset > 4, "{anchor:?} lies in what both share");
    }

    #[test]
    fn a_template_shorter_than_a_gram_has_no_anchor() {
        assert!(GramCounts::default().anchors("no").is_empty());
    }
}
