//! Finds message templates in a text, wherever they stand and however they were pasted.
//!
//! One pass over the folded text: a gram that a template has as an anchor leads to an alignment of the
//! template's pieces around it. Knows no ranking.

mod align;
mod captures;
mod likeness;
mod placed;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::catalog::{Catalogs, Folded, GRAM, Template, anchors, gram_hash};

use align::align;

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

/// Alignments tried for one template: a text that repeats one message tells nothing new after that.
const MAX_TRIES: u8 = 6;

/// How often a template was tried.
struct Tries {
    count: u8,
    /// The piece and the place that were tried last: several grams of a piece lead to one place.
    last: (usize, usize),
}

/// Whether `template` is worth another try at `place`, which is noted in `tries`.
fn allow(tries: &mut BTreeMap<u32, Tries>, template: u32, place: (usize, usize)) -> bool {
    let known = match tries.entry(template) {
        Entry::Vacant(vacant) => {
            vacant.insert(Tries {
                count: 1,
                last: place,
            });
            return true;
        }
        Entry::Occupied(known) => known.into_mut(),
    };
    if known.count >= MAX_TRIES || known.last == place {
        return false;
    }
    known.count += 1;
    known.last = place;
    true
}

/// Every template of `catalogs` that stands in `text`, whose folding is `folded`.
pub(crate) fn find<'a>(text: &str, folded: &Folded, catalogs: &Catalogs<'a>) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let bytes = folded.text.as_bytes();
    for image in catalogs.images() {
        let mut tries = BTreeMap::new();
        let filter = image.gram_filter();
        for at in 0..(bytes.len() + 1).saturating_sub(GRAM) {
            let Some(window) = bytes[at..].first_chunk::<GRAM>() else {
                break;
            };
            let hash = gram_hash(u64::from_le_bytes(*window));
            if !filter.may_have(hash) {
                continue;
            }
            for (template, piece, offset) in anchors(image, hash) {
                let Some(start) = at.checked_sub(offset) else {
                    continue;
                };
                if !allow(&mut tries, template.number, (piece, start)) {
                    continue;
                }
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
