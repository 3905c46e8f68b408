//! Rules between candidates: who steps back behind whom. Knows evidence and kinds of providers, no input.

mod wordings;

use crate::catalog::{Provider, ProviderKind};
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::KNOWN;
use crate::score::{GROUP, MATCH, Ranked};
use crate::weights::{PHRASE_BYTES, SHORT_BYTES, is_short_number};

use wordings::{
    leave_to_answers, leave_to_called, leave_to_fuller_words, leave_to_messages,
    leave_to_originals, leave_to_own, leave_to_words, prefer_own_fields, prefer_own_messages,
};

/// An error that another one of the text is the cause of.
const CAUSED: i32 = -260;
/// A wrapper or client library, where an error of somebody behind it is known as well.
const WRAPPER: i32 = -450;
/// A protocol's general meaning, where somebody above it explains the error.
const PROTOCOL: i32 = -420;
/// A client library's view of a failure that the API it called has an entry for.
const CLIENT: i32 = -260;

/// Applies every rule to the scores.
pub(crate) fn settle(ranked: &mut [Ranked<'_>]) {
    step_back(ranked);
    leave_to_words(ranked);
    leave_to_messages(ranked);
    leave_to_called(ranked);
    leave_to_answers(ranked);
    leave_to_originals(ranked);
    leave_to_own(ranked);
    leave_to_fuller_words(ranked);
    prefer_own_messages(ranked);
    prefer_own_fields(ranked);
    leave_to_causes(ranked);
}

/// Of a provider's errors, what another one leads to comes behind that one; a client's comes behind whatever
/// somebody says from beginning to end, by its code or by a status.
fn leave_to_causes(ranked: &mut [Ranked<'_>]) {
    struct Cause<'a> {
        of: Provider<'a>,
        score: i32,
        is_long: bool,
        is_whole: bool,
    }
    let causes: Vec<Cause<'_>> = ranked
        .iter()
        .filter(|other| good(other, 0) || names_its_code(other) || is_answer(other))
        .filter(|other| !is_symptom(other))
        .map(|other| Cause {
            of: other.candidate.provider,
            score: other.score,
            is_long: good(other, SHORT_BYTES) || names_its_code(other),
            is_whole: is_whole(other) || names_its_code(other) || is_answer(other),
        })
        .collect();
    for other in ranked.iter_mut().filter(|other| is_symptom(other)) {
        let (provider, is_client) = (
            other.candidate.provider,
            kind(other) == ProviderKind::Client,
        );
        let is_behind = |cause: &&Cause<'_>| {
            cause.is_long && cause.of == provider || cause.is_whole && is_client
        };
        let behind = causes.iter().filter(is_behind).map(|cause| cause.score);
        if let Some(cause) = behind.max() {
            other.score = other.score.min(cause - GROUP - 1);
        }
    }
}

/// Whether a code of the entry's own stands anywhere in the text.
fn names_its_code(other: &Ranked<'_>) -> bool {
    let mut evidence = other.candidate.evidence.iter();
    other.score >= MATCH && evidence.any(|evidence| is_code_at(evidence, Place::Word))
}

/// Wrappers, protocols, clients and caused errors step back where something behind, above or below them
/// explains the error.
fn step_back(ranked: &mut [Ranked<'_>]) {
    let behind = ranked.iter().any(|other| {
        good(other, SHORT_BYTES)
            && matches!(kind(other), ProviderKind::Api | ProviderKind::Protocol)
    });
    // A provider that is known answers for its statuses as well.
    let above = ranked.iter().any(|other| {
        let sure = is_known(other) || coded(other) || is_unmistakable(other);
        let least = if is_traced(other) || speaks_what_is_known(other, ranked) {
            SHORT_BYTES
        } else {
            PHRASE_BYTES
        };
        // A part of a message, at an API that nothing else speaks for, explains nothing.
        let said = worded(other, least) && (is_traced(other) || is_whole(other));
        // A client that says a whole sentence around a protocol's code knows what it was doing.
        let told = kind(other) == ProviderKind::Client
            && worded(other, PHRASE_BYTES)
            && is_whole(other)
            && is_traced(other);
        is_api(other) && (said || other.score >= MATCH && sure) || told
    });
    // `Too Many Requests` is short, and says more than the wrapper's class around it.
    let told: Vec<u16> = ranked
        .iter()
        .filter(|other| other.candidate.entry.is_status_itself())
        .filter(|other| worded(other, 0) && is_whole(other))
        .filter_map(|other| other.candidate.entry.status())
        .collect();
    let asked = ranked
        .iter()
        .any(|other| is_api(other) && is_known(other) && worded(other, SHORT_BYTES));
    // A wrapper that only says whom it asked and how that ended has no error of its own.
    let passed_on = ranked
        .iter()
        .filter(|other| is_api(other) && is_known(other) && other.score >= MATCH)
        .map(|other| other.score)
        .max();
    // What a socket said below an API's own exception is how the call failed, not whose error it is.
    let depth_of = |client: bool| {
        let of_kind = ranked
            .iter()
            .filter(|other| client || kind(other) != ProviderKind::Client);
        of_kind
            .filter(|other| good(other, SHORT_BYTES))
            .filter_map(cause_depth)
            .max()
            .unwrap_or(0)
    };
    let (deepest_api, deepest) = (depth_of(false), depth_of(true));
    let answered = ranked.iter().any(is_answer);
    let explained = answered
        || ranked
            .iter()
            .any(|other| good(other, 0) && !is_symptom(other));
    for other in ranked {
        match kind(other) {
            _ if explained && is_symptom(other) => other.score += WRAPPER,
            ProviderKind::Wrapper if behind || is_less_than(other, &told) => other.score += WRAPPER,
            ProviderKind::Wrapper if !other.candidate.entry.is_worded() => {
                if let Some(score) = passed_on {
                    other.score = other.score.min(score - GROUP - 1);
                }
            }
            ProviderKind::Protocol if above => other.score += PROTOCOL,
            ProviderKind::Client if asked || answered && !worded(other, 0) => other.score += CLIENT,
            _ => {}
        }
        let deepest = if kind(other) == ProviderKind::Client {
            deepest
        } else {
            deepest_api
        };
        if cause_depth(other).is_some_and(|depth| depth < deepest) {
            other.score += CAUSED;
        }
    }
}

/// Whether a wrapper's entry says nothing of its own, and of the statuses that are told in words not one.
fn is_less_than(other: &Ranked<'_>, told: &[u16]) -> bool {
    let entry = other.candidate.entry;
    !told.is_empty() && !worded(other, 0) && !told.iter().any(|status| entry.has_status(*status))
}

fn kind(other: &Ranked<'_>) -> ProviderKind {
    other.candidate.provider.kind()
}

/// Whether an HTTP status was seen and the entry is what it means, at the provider that is known or in general.
fn is_answer(other: &Ranked<'_>) -> bool {
    let seen = |evidence: &Evidence| matches!(evidence, Evidence::Status(_));
    other.score >= MATCH
        && other.candidate.evidence.iter().any(seen)
        && (is_api(other) && is_known(other) || other.candidate.entry.is_status_itself())
}

fn is_symptom(other: &Ranked<'_>) -> bool {
    other.candidate.entry.is_symptom()
}

fn is_api(other: &Ranked<'_>) -> bool {
    kind(other) == ProviderKind::Api
}

/// Whether the entry's provider sent the input for all that is known.
fn is_known(other: &Ranked<'_>) -> bool {
    other.candidate.traced() >= Some(KNOWN)
}

/// Whether the entry words a message that nobody else does, and its provider speaks a protocol that is known.
fn speaks_what_is_known(other: &Ranked<'_>, ranked: &[Ranked<'_>]) -> bool {
    let own = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::Message {
                coverage: 100,
                shared: 1,
                ..
            }
        )
    };
    let provider = other.candidate.provider;
    let known =
        |protocol: &Ranked<'_>| is_known(protocol) && provider.speaks(protocol.candidate.provider);
    other.candidate.evidence.iter().any(own) && ranked.iter().any(known)
}

/// Whether anything speaks for the entry's provider.
fn is_traced(other: &Ranked<'_>) -> bool {
    other.candidate.traced().is_some()
}

fn good(other: &Ranked<'_>, least: u32) -> bool {
    other.score >= MATCH && has_own_words(other, least)
}

/// Whether a piece of evidence is the entry's message, of at least `least` bytes, or a field of its.
fn is_said(evidence: &Evidence, least: u32) -> bool {
    match evidence {
        Evidence::Message {
            weight, coverage, ..
        } => *weight >= least && *coverage >= 80,
        Evidence::Field { .. } => true,
        _ => false,
    }
}

/// Whether a piece of evidence is a code of the entry's in a code's place.
fn is_own_code(evidence: &Evidence) -> bool {
    is_code_at(evidence, Place::Code)
}

/// Whether a piece of evidence is a code of the entry's at `least` or at a place that says more.
fn is_code_at(evidence: &Evidence, least: Place) -> bool {
    matches!(evidence, Evidence::Name { how: NameKind::Code | NameKind::Alias, place, text, .. }
        if *place >= least && !is_short_number(text))
}

/// Whether a code that nobody else has stands in the text, wherever that is: `KOE320`.
fn is_unmistakable(other: &Ranked<'_>) -> bool {
    other.candidate.evidence.iter().any(|evidence| {
        let Evidence::Name {
            how: NameKind::Code,
            text,
            exact: true,
            owners: 1,
            ..
        } = evidence
        else {
            return false;
        };
        let has = |test: fn(&u8) -> bool| text.bytes().any(|byte| test(&byte));
        text.len() > 4
            && has(u8::is_ascii_uppercase)
            && has(|byte| byte.is_ascii_digit() || *byte == b'_')
    })
}

/// Whether a message or a field of the entry was found.
fn worded(other: &Ranked<'_>, least: u32) -> bool {
    other.score >= MATCH
        && other
            .candidate
            .evidence
            .iter()
            .any(|evidence| is_said(evidence, least))
}

/// Whether a message of the entry's was found from its beginning to its end, or a field of its.
fn is_whole(other: &Ranked<'_>) -> bool {
    other.candidate.evidence.iter().any(|evidence| {
        matches!(
            evidence,
            Evidence::Message { coverage: 100, .. } | Evidence::Field { .. }
        )
    })
}

/// Whether a code that hardly anybody else has stood in a code's place, spelled as the provider spells it.
fn coded(other: &Ranked<'_>) -> bool {
    is_traced(other)
        && other.candidate.evidence.iter().any(|evidence| {
        matches!(evidence, Evidence::Name { how: NameKind::Code, place: Place::Code, exact: true, owners, text, .. }
            if *owners <= 3 && !is_short_number(text))
    })
}

/// Whether an entry is known by more than a class or a status: a message, a field, or a code in its place.
fn has_own_words(other: &Ranked<'_>, least: u32) -> bool {
    other
        .candidate
        .evidence
        .iter()
        .any(|evidence| is_said(evidence, least) || is_own_code(evidence))
}

/// How many errors the message of an entry is the cause of.
fn cause_depth(other: &Ranked<'_>) -> Option<u16> {
    let depths = other
        .candidate
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Message {
                depth, coverage, ..
            } if *coverage >= 80 => Some(*depth),
            _ => None,
        });
    depths.max()
}

/// Whether something in the input says that it is not this entry.
fn contradicted(other: &Ranked<'_>) -> bool {
    let against = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::OtherStatus(_)
                | Evidence::OtherField { .. }
                | Evidence::OtherProvider { firm: true }
        )
    };
    other.candidate.evidence.iter().any(against)
}

/// Whether a code of the entry's own stood in a code's place, or a field has its value.
fn has_own_code(other: &Ranked<'_>) -> bool {
    let own =
        |evidence: &Evidence| is_own_code(evidence) || matches!(evidence, Evidence::Field { .. });
    other.candidate.evidence.iter().any(own)
}
