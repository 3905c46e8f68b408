//! What a message is worth, and the words of a typed query. Knows no other evidence.

use crate::candidates::Candidate;
use crate::evidence::Evidence;

/// A found message counts from here ...
const MESSAGE_BASE: i32 = 260;

/// ... plus this for each folded byte of its words, ...
const MESSAGE_BYTE: i32 = 9;

/// ... up to this many bytes: beyond, a message is certain anyway ...
const MESSAGE_BYTES: i32 = 60;

/// ... and more of it only tells a longer wording from a shorter one that it contains.
const MESSAGE_LONG_BYTE: i32 = 1;

/// A short message amid other words is chance.
const UNBOUNDED_SHORT: i32 = -420;

/// Below this many bytes a message is short.
pub(crate) const SHORT_BYTES: u32 = 18;

/// Word for word the same message at another entry: something else must decide.
const SHARED_MESSAGE: i32 = -60;

/// A message by how much of it was found and how long it is.
pub(super) fn message(evidence: &Evidence) -> i32 {
    let Evidence::Message {
        coverage,
        weight,
        shared,
        bounded,
        ..
    } = evidence
    else {
        return 0;
    };
    let bytes = i32::try_from(*weight).unwrap_or(MESSAGE_BYTES).min(240);
    let full = MESSAGE_BASE
        + bytes.min(MESSAGE_BYTES) * MESSAGE_BYTE
        + (bytes - MESSAGE_BYTES).max(0) * MESSAGE_LONG_BYTE;
    let covered = i32::try_from(*coverage).unwrap_or(100);
    let mut score = full * covered / 100 * covered / 100;
    if !bounded && *weight < SHORT_BYTES {
        score += UNBOUNDED_SHORT;
    }
    if *shared > 1 {
        score += SHARED_MESSAGE;
    }
    score.max(0)
}

/// A second wording of the same entry adds nothing.
pub(super) fn best_message_only(candidate: &Candidate<'_>, points: &mut [i32]) {
    let messages = || {
        candidate
            .evidence
            .iter()
            .enumerate()
            .filter(|(_, evidence)| matches!(evidence, Evidence::Message { .. }))
    };
    let best = messages()
        .map(|(number, _)| number)
        .max_by_key(|number| points[*number]);
    for (number, _) in messages() {
        if Some(number) != best || repeats_code(candidate, number) {
            points[number] = 0;
        }
    }
}

/// Whether a message is nothing but the entry's code, which counts as a code already.
fn repeats_code(candidate: &Candidate<'_>, number: usize) -> bool {
    let code = candidate.entry.code();
    matches!(&candidate.evidence[number], Evidence::Message { template, .. } if !code.is_empty() && template == code)
        && candidate
            .evidence
            .iter()
            .any(|evidence| matches!(evidence, Evidence::Name { .. }))
}

/// Every word of a typed query was found.
const ALL_WORDS: i32 = 290;

/// What rare words can add to that.
const RARE_WORDS: i32 = 180;

/// A single word is rarely the whole question.
const ONE_WORD: i32 = -90;

/// A word was spelled otherwise.
const INEXACT: i32 = -15;

/// Words of a typed query: how many of them, and how rare they are.
pub(super) fn words(found: u32, of: u32, strength: u32, inexact: bool) -> i32 {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX / 1_000);
    let (found, of) = (number(found), number(of.max(1)));
    let mut score =
        ALL_WORDS * found * found / (of * of) + (number(strength) * 6 / of).min(RARE_WORDS);
    if of == 1 {
        score += ONE_WORD;
    }
    if inexact {
        score += INEXACT;
    }
    score
}
