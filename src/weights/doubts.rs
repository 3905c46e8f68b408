//! What makes a candidate doubtful: which kinds of evidence it has, and which it lacks. Weighs nothing.

use crate::candidates::Candidate;
use crate::catalog::{Entry, Glob};
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::words::NEAR_CODE;

use super::PHRASE_BYTES;
use super::texts::SHORT_BYTES;

/// Whether all that was found is a code like the one that was typed.
pub(super) fn is_near_code(candidate: &Candidate<'_>) -> bool {
    candidate.evidence.iter().all(|evidence| match evidence {
        Evidence::Words {
            found, of, inexact, ..
        } => *inexact && found * NEAR_CODE == *of,
        Evidence::Provider { .. } | Evidence::OtherProvider { .. } => true,
        _ => false,
    })
}

/// Whether a message was found that no other entry words so.
pub(super) fn has_own_message(candidate: &Candidate<'_>) -> bool {
    candidate.evidence.iter().any(|evidence| {
        matches!(evidence, Evidence::Message { coverage: 100, shared: 1, weight, .. } if *weight >= SHORT_BYTES)
    })
}

/// Whether all that speaks for an entry is a part of a message.
pub(super) fn only_a_part(candidate: &Candidate<'_>) -> bool {
    let mut parts = false;
    let whole = candidate.evidence.iter().any(|evidence| match evidence {
        Evidence::Message { coverage, .. } => {
            parts |= *coverage < 100;
            *coverage == 100
        }
        Evidence::Name { .. } | Evidence::Field { .. } => true,
        _ => false,
    });
    parts && !whole
}

/// Whether the entry words messages and none of them was found: a sibling without any is the more general reading.
pub(super) fn is_unsaid(candidate: &Candidate<'_>) -> bool {
    // A status that only this provider sends needs no words.
    let said = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::Message { .. } | Evidence::Field { .. } | Evidence::OwnStatus(_)
        )
    };
    let words = candidate.entry.messages().len() > 0 || is_told_by_fields(candidate.entry);
    words && !candidate.is_named_by_symbol() && !candidate.evidence.iter().any(said)
}

/// Whether the only words found are a phrase of a word or two that others use as well.
pub(super) fn only_a_phrase(candidate: &Candidate<'_>) -> bool {
    candidate.evidence.iter().all(|evidence| match evidence {
        Evidence::Message { weight, shared, .. } => *weight < PHRASE_BYTES && *shared > 1,
        Evidence::Name { how, .. } => *how == NameKind::Message,
        Evidence::Field { .. } | Evidence::Words { .. } => false,
        _ => true,
    })
}

/// Whether the entry has a code or messages of its own, and none of them was found: a sibling without them is
/// the more general reading.
pub(super) fn is_particular(candidate: &Candidate<'_>) -> bool {
    let entry = candidate.entry;
    let found = candidate.evidence.iter().any(|evidence| {
        matches!(
            evidence,
            Evidence::Message { .. } | Evidence::Field { .. } | Evidence::Words { .. }
        ) || matches!(
            evidence,
            Evidence::Name {
                how: NameKind::Code | NameKind::Alias | NameKind::Exception | NameKind::Message,
                ..
            } | Evidence::Name {
                // Thrown as such, the class alone says as much as with its module.
                how: NameKind::Class,
                place: Place::Exception,
                owners: 1,
                ..
            }
        )
    });
    let plain = entry.code().is_empty() && !entry.is_worded() && !is_told_by_fields(entry);
    !(found || entry.is_common() || plain)
}

/// Whether fields tell the entry from its siblings.
fn is_told_by_fields(entry: Entry<'_>) -> bool {
    entry
        .fields()
        .any(|(_, pattern)| Glob(pattern).slot().is_none())
}
