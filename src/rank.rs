//! Evidence to order. Every weight is a named constant with its reason. Knows no provider and no language.

use crate::candidates::Candidate;
use crate::catalog::{Entry, ProviderKind};
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::KNOWN;

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
    pub(crate) score: i32,
    pub(crate) confidence: Confidence,
}

/// A provider's own code is all but proof.
const CODE: i32 = 700;
/// Three digits are the code of many, and a status besides.
const SHORT_CODE: i32 = 240;
/// A former code or a symbol that the documentation has and the body has not.
const ALIAS: i32 = 620;
/// An SDK's class with its module: certain of the class, not of the cause.
const EXCEPTION: i32 = 300;
/// The class alone: several SDKs share class names.
const CLASS: i32 = 200;
/// A symbol that only this entry's field takes.
const FIELD_NAME: i32 = 260;
/// Dozens of errors are of one type.
const TYPE: i32 = 130;
/// A code-like word somewhere in the text may be part of another sentence.
const MENTIONED_PERCENT: i32 = 60;
/// A found message counts from here ...
const MESSAGE_BASE: i32 = 260;
/// ... plus this for each folded byte of its words, ...
const MESSAGE_BYTE: i32 = 9;
/// ... up to this many bytes: beyond, a message is certain anyway.
const MESSAGE_BYTES: i32 = 60;
/// A short message amid other words is chance.
const UNBOUNDED_SHORT: i32 = -420;
/// Below this many bytes a message is short.
const SHORT_BYTES: u32 = 18;
/// Word for word the same message at another entry: something else must decide.
const SHARED_MESSAGE: i32 = -60;
/// The field that tells siblings apart has this entry's value.
const FIELD: i32 = 340;
/// It has another.
const OTHER_FIELD: i32 = -520;
/// The status agrees.
const STATUS: i32 = 130;
/// The status disagrees: gateways translate statuses, so that this does not rule an entry out.
const OTHER_STATUS: i32 = -220;
/// Nothing but the status speaks, and the entry is what the status itself means.
const STATUS_ALONE: i32 = 260;
/// Somebody else sent this.
const OTHER_PROVIDER: i32 = -520;
/// The message is known, and it is not this entry's.
const OTHER_MESSAGE: i32 = -170;
/// What a status or class most often means, where nothing else decides.
const COMMON: i32 = 40;
/// Each document around a name: the innermost is the root cause.
const DEPTH: i32 = 25;
/// A wrapper or client library, where an error of somebody behind it is known as well.
const WRAPPER: i32 = -450;
/// A protocol's general meaning, where somebody above it explains the error.
const PROTOCOL: i32 = -200;

/// From this score on, an entry is a match.
pub(crate) const MATCH: i32 = 300;
/// A candidate this far below the best is not of its group.
const GROUP: i32 = 45;

/// The candidates by score, the best first.
pub(crate) fn order(candidates: Vec<Candidate<'_>>) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = candidates.into_iter().map(rank).collect();
    step_back(&mut ranked);
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
    let score = score(&candidate);
    let confidence = confidence(&candidate, score);
    Ranked {
        candidate,
        score,
        confidence,
    }
}

fn score(candidate: &Candidate<'_>) -> i32 {
    let entry = candidate.entry;
    let mut score = names(candidate) + messages(candidate);
    let mut only_status = score == 0;
    let mut known = 0;
    for evidence in &candidate.evidence {
        score += match evidence {
            Evidence::Field { .. } => FIELD,
            Evidence::OtherField { .. } => OTHER_FIELD,
            Evidence::Status(_) => STATUS,
            Evidence::OtherStatus(_) => OTHER_STATUS,
            Evidence::Provider { weight } => {
                known = i32::try_from(*weight).unwrap_or(0);
                known
            }
            Evidence::OtherProvider => OTHER_PROVIDER,
            Evidence::OtherMessage => {
                if entry.is_common() {
                    OTHER_MESSAGE / 3
                } else {
                    OTHER_MESSAGE
                }
            }
            Evidence::Words {
                found,
                of,
                strength,
                inexact,
            } => words(*found, *of, *strength, *inexact),
            Evidence::Name { .. } | Evidence::Message { .. } => 0,
        };
        only_status &= !matches!(evidence, Evidence::Words { .. } | Evidence::Field { .. });
    }
    let has_status = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Status(_)));
    if only_status && !has_status {
        // A provider alone is no error.
        return 0;
    }
    if only_status && is_status_itself(entry) {
        score += STATUS_ALONE;
    }
    if entry.is_common() {
        score += COMMON;
    }
    if only_status && known < i32::try_from(KNOWN).unwrap_or(0) && !is_status_itself(entry) {
        score -= MATCH;
    }
    score
}

/// Whether the entry explains an HTTP status as such.
fn is_status_itself(entry: Entry<'_>) -> bool {
    entry.provider().kind() == ProviderKind::Protocol
        && entry
            .status()
            .is_some_and(|status| status.to_string() == entry.code())
}

/// The best name of each kind counts once.
fn names(candidate: &Candidate<'_>) -> i32 {
    let mut best = [0; 7];
    for evidence in &candidate.evidence {
        let Evidence::Name {
            how,
            text,
            place,
            depth,
            exact,
            owners,
        } = evidence
        else {
            continue;
        };
        let full = match how {
            NameKind::Code | NameKind::Message if is_short_number(text) => SHORT_CODE,
            NameKind::Code | NameKind::Message => CODE,
            NameKind::Alias => ALIAS,
            NameKind::Exception => EXCEPTION,
            NameKind::Class => CLASS,
            NameKind::Field => FIELD_NAME,
            NameKind::Type => TYPE,
        };
        let mut score = full * place_percent(*place, *how, text) / 100;
        if !exact && *place != Place::Typed {
            score -= score / 8;
        }
        // A name that several providers bear says less about each.
        score -= (i32::try_from(*owners).unwrap_or(1) - 1).min(4) * score / 16;
        score += i32::from(*depth).min(4) * DEPTH * i32::from(score > 0);
        let slot = &mut best[*how as usize];
        *slot = (*slot).max(score);
    }
    let strongest = best.iter().max().copied().unwrap_or(0);
    let rest: i32 = best.iter().sum::<i32>() - strongest;
    // Code, class and exception say the same thing three times.
    strongest + rest / 3
}

fn is_short_number(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn place_percent(place: Place, how: NameKind, text: &str) -> i32 {
    match (place, how) {
        (Place::Code | Place::Typed, _) => 100,
        (Place::Exception, NameKind::Exception | NameKind::Class | NameKind::Alias) => 100,
        (Place::Type, NameKind::Type | NameKind::Class | NameKind::Field | NameKind::Exception) => {
            100
        }
        (Place::Type, _) => 85,
        (Place::Mention, _) if text.bytes().all(|byte| byte.is_ascii_digit()) => 0,
        // Longer symbols are rarer.
        (Place::Mention, _) if text.len() >= 12 && text.contains('_') => 80,
        (Place::Mention | Place::Exception, _) => MENTIONED_PERCENT,
        (Place::Speaker | Place::Router, _) => 0,
    }
}

/// The best message counts; a second wording of the same entry adds nothing.
fn messages(candidate: &Candidate<'_>) -> i32 {
    candidate
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Message {
                coverage,
                weight,
                shared,
                bounded,
                ..
            } => {
                let bytes = i32::try_from(*weight)
                    .unwrap_or(MESSAGE_BYTES)
                    .min(MESSAGE_BYTES);
                let full = MESSAGE_BASE + bytes * MESSAGE_BYTE;
                let covered = i32::try_from(*coverage).unwrap_or(100);
                let mut score = full * covered / 100 * covered / 100;
                if !bounded && *weight < SHORT_BYTES {
                    score += UNBOUNDED_SHORT;
                }
                if *shared > 1 {
                    score += SHARED_MESSAGE;
                }
                Some(score.max(0))
            }
            _ => None,
        })
        .max()
        .unwrap_or(0)
}

/// Words of a typed query: how many of them, and how rare they are.
fn words(found: u32, of: u32, strength: u32, inexact: bool) -> i32 {
    let share = found * 100 / of.max(1);
    let rare = (strength * 6 / of.max(1)).min(180);
    let score = i32::try_from(share * 3 / 2 + rare).unwrap_or(0);
    if inexact { score - 20 } else { score }
}

/// Wrappers and protocols step back where somebody behind or above them explains the error.
fn step_back(ranked: &mut [Ranked<'_>]) {
    let own_words = |other: &Ranked<'_>| {
        other.score >= MATCH
            && other.candidate.evidence.iter().any(|evidence| {
                matches!(evidence, Evidence::Message { .. } | Evidence::Field { .. })
                    || matches!(
                        evidence,
                        Evidence::Name {
                            how: NameKind::Code | NameKind::Alias,
                            ..
                        }
                    )
            })
    };
    let kind = |other: &Ranked<'_>| other.candidate.entry.provider().kind();
    let behind = ranked.iter().any(|other| {
        own_words(other) && matches!(kind(other), ProviderKind::Api | ProviderKind::Protocol)
    });
    let above = ranked
        .iter()
        .any(|other| own_words(other) && kind(other) == ProviderKind::Api);
    for other in ranked {
        match kind(other) {
            ProviderKind::Wrapper if behind => other.score += WRAPPER,
            ProviderKind::Protocol if above => other.score += PROTOCOL,
            _ => {}
        }
    }
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
