//! Evidence to order: adds up, compares, and lets wrappers and protocols step back. Knows no language.

use crate::candidates::Candidate;
use crate::catalog::ProviderKind;
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::KNOWN;
use crate::weights::{self, PHRASE_BYTES, SHORT_BYTES, Weighed, is_short_number};

/// How far a match may be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Only a suggestion.
    Weak,
    /// One good reason.
    Strong,
    /// Provider and code or message agree.
    Exact,
}

impl Confidence {
    /// The word that the JSON output uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::Exact => "exact",
        }
    }
}

/// A candidate with its score.
#[derive(Debug, Clone)]
pub(crate) struct Ranked<'a> {
    pub(crate) candidate: Candidate<'a>,
    pub(crate) weighed: Weighed,
    pub(crate) score: i32,
    pub(crate) confidence: Confidence,
}

/// From this score on, an entry is a match.
pub(crate) const MATCH: i32 = 300;
/// A candidate this far below the best is not of its group.
const GROUP: i32 = 45;
/// An error that another one of the text is the cause of.
const CAUSED: i32 = -260;
/// A wrapper or client library, where an error of somebody behind it is known as well.
const WRAPPER: i32 = -450;
/// A protocol's general meaning, where somebody above it explains the error.
const PROTOCOL: i32 = -300;
/// A client library's view of a failure that the API it called has an entry for.
const CLIENT: i32 = -260;
/// A class or a status alone, where some entry's own message was found.
const EXPLAINED: i32 = -190;

/// The candidates by score, the best first.
pub(crate) fn order(candidates: Vec<Candidate<'_>>) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = candidates.into_iter().map(rank).collect();
    step_back(&mut ranked);
    prefer_own_messages(&mut ranked);
    ranked.sort_by(|one, other| {
        other.score.cmp(&one.score).then_with(|| {
            one.candidate
                .entry
                .key()
                .1
                .cmp(&other.candidate.entry.key().1)
        })
    });
    ranked
}

/// How many of the best belong together: nothing in the input tells them apart.
pub(crate) fn best_group(ranked: &[Ranked<'_>]) -> usize {
    let Some(best) = ranked.first() else { return 0 };
    ranked
        .iter()
        .take_while(|other| other.score >= MATCH && best.score - other.score <= GROUP)
        .count()
}

fn rank(candidate: Candidate<'_>) -> Ranked<'_> {
    let weighed = weights::weigh(&candidate);
    let score = weighed.score();
    let confidence = confidence(&candidate, score);
    Ranked {
        candidate,
        weighed,
        score,
        confidence,
    }
}

/// Whether an entry is known by more than a class or a status: a message, a field, or a code in its place.
fn has_own_words(other: &Ranked<'_>, least: u32) -> bool {
    other
        .candidate
        .evidence
        .iter()
        .any(|evidence| match evidence {
            Evidence::Message {
                weight, coverage, ..
            } => *weight >= least && *coverage >= 80,
            Evidence::Field { .. } => true,
            Evidence::Name {
                how: NameKind::Code | NameKind::Alias,
                text,
                place,
                ..
            } => *place >= Place::Code && !is_short_number(text),
            _ => false,
        })
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

/// Wrappers, protocols and general entries step back where something behind or above them explains the error.
fn step_back(ranked: &mut [Ranked<'_>]) {
    let kind = |other: &Ranked<'_>| other.candidate.entry.provider().kind();
    let known =
        |other: &Ranked<'_>| {
            other.candidate.evidence.iter().any(
                |evidence| matches!(evidence, Evidence::Provider { weight } if *weight >= KNOWN),
            )
        };
    let good = |other: &Ranked<'_>, least: u32| other.score >= MATCH && has_own_words(other, least);
    let behind = ranked.iter().any(|other| {
        good(other, SHORT_BYTES)
            && matches!(kind(other), ProviderKind::Api | ProviderKind::Protocol)
    });
    let named =
        |other: &Ranked<'_>| {
            other.candidate.evidence.iter().any(|evidence| {
                matches!(evidence, Evidence::Name { .. } | Evidence::Message { .. })
            })
        };
    let worded = |other: &Ranked<'_>, least: u32| {
        other.score >= MATCH
            && other
                .candidate
                .evidence
                .iter()
                .any(|evidence| match evidence {
                    Evidence::Message {
                        weight, coverage, ..
                    } => *weight >= least && *coverage >= 80,
                    Evidence::Field { .. } => true,
                    _ => false,
                })
    };
    let is_api = |other: &Ranked<'_>| kind(other) == ProviderKind::Api;
    let above = ranked.iter().any(|other| {
        is_api(other)
            && (worded(other, PHRASE_BYTES) || other.score >= MATCH && named(other) && known(other))
    });
    let asked = ranked
        .iter()
        .any(|other| is_api(other) && known(other) && worded(other, SHORT_BYTES));
    // What a socket said below an API's own exception is how the call failed, not whose error it is.
    let is_client = |other: &Ranked<'_>| kind(other) == ProviderKind::Client;
    let depth_of = |client: bool| {
        let of_kind = ranked.iter().filter(|other| client || !is_client(other));
        of_kind
            .filter(|other| good(other, SHORT_BYTES))
            .filter_map(cause_depth)
            .max()
            .unwrap_or(0)
    };
    let (deepest_api, deepest) = (depth_of(false), depth_of(true));
    let explained = ranked.iter().any(|other| good(other, SHORT_BYTES));
    for other in ranked {
        match kind(other) {
            ProviderKind::Wrapper if behind => other.score += WRAPPER,
            ProviderKind::Protocol if above => other.score += PROTOCOL,
            ProviderKind::Client if asked => other.score += CLIENT,
            _ => {}
        }
        let deepest = if is_client(other) {
            deepest
        } else {
            deepest_api
        };
        if cause_depth(other).is_some_and(|depth| depth < deepest) {
            other.score += CAUSED;
        }
        if explained && !has_own_words(other, 0) {
            other.score += EXPLAINED;
        }
    }
}

/// Of a provider's entries whose messages stand in the input, the one with the deeper or longer message is meant:
/// what the other shares with it (a class, a status, being common) must not lift it above.
fn prefer_own_messages(ranked: &mut [Ranked<'_>]) {
    let found: Vec<(usize, (u16, i32))> = ranked
        .iter()
        .enumerate()
        .filter_map(|(at, other)| Some((at, message_found(other)?)))
        .take(MOST_MESSAGES)
        .collect();
    for (at, own) in &found {
        for (other, longer) in &found {
            let (this, that) = (&ranked[*at], &ranked[*other]);
            let same = this.candidate.entry.provider() == that.candidate.entry.provider();
            if same && longer > own && !contradicted(that) && !has_own_code(this) {
                ranked[*at].score = this.score.min(that.score - 1 - GROUP / 2);
            }
        }
    }
}

/// More messages than this are no one's error but a text about errors.
const MOST_MESSAGES: usize = 60;

/// How deep the best message of an entry lies, and what it is worth.
fn message_found(other: &Ranked<'_>) -> Option<(u16, i32)> {
    let points = other.candidate.evidence.iter().zip(&other.weighed.points);
    let found = points.filter_map(|(evidence, points)| match evidence {
        Evidence::Message {
            depth, coverage, ..
        } if *coverage >= 80 && *points > 0 => Some((*depth, *points)),
        _ => None,
    });
    found.max()
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
    other.candidate.evidence.iter().any(|evidence| {
        matches!(evidence, Evidence::Name { how: NameKind::Code | NameKind::Alias, place, text, .. }
            if *place >= Place::Code && !is_short_number(text))
            || matches!(evidence, Evidence::Field { .. })
    })
}

fn confidence(candidate: &Candidate<'_>, score: i32) -> Confidence {
    let mut names = false;
    let mut known = false;
    let mut words_only = true;
    for evidence in &candidate.evidence {
        match evidence {
            Evidence::Name {
                how: NameKind::Code | NameKind::Alias,
                place: Place::Code | Place::Typed,
                exact: true,
                ..
            } => names = true,
            Evidence::Message {
                coverage: 100,
                weight,
                ..
            } if *weight >= SHORT_BYTES => names = true,
            Evidence::Provider { weight } if *weight >= KNOWN => known = true,
            _ => {}
        }
        words_only &= matches!(
            evidence,
            Evidence::Words { .. } | Evidence::Provider { .. } | Evidence::OtherMessage
        );
    }
    if score < MATCH {
        Confidence::Weak
    } else if names && (known || score >= 800) && !words_only {
        Confidence::Exact
    } else {
        Confidence::Strong
    }
}
