//! Rules about what entries word: who says the same, who says more of it. Knows no kinds of providers but copies.

use crate::catalog::{Folded, Provider, ProviderKind, pieces};
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::TALK;
use crate::score::{GROUP, MATCH, Ranked};
use crate::weights::{PHRASE_BYTES, SHORT_BYTES};

use super::{
    contradicted, good, has_own_code, has_own_words, is_answer, is_api, is_known, is_symptom,
    is_traced, is_whole, worded,
};

/// A class or a status alone, where some entry's own message was found.
const EXPLAINED: i32 = -190;

/// What only some words speak for, where a message is known.
const SUGGESTED: i32 = -450;

/// What stands before an API, where the API is known.
const BEFORE: i32 = -450;

/// A copy's wording of what the original words as well.
const COPIED: i32 = -160;

/// A class or a status alone steps back where an entry's own words were found.
pub(super) fn leave_to_words(ranked: &mut [Ranked<'_>]) {
    // The symbol of a protocol that an API which is known speaks (`500 INTERNAL`) explains nothing.
    let is_beneath = |other: &Ranked<'_>| {
        let own = other.candidate.provider;
        let speaks = |api: &Ranked<'_>| {
            is_api(api) && is_known(api) && api.score >= MATCH && api.candidate.provider.speaks(own)
        };
        own.kind() == ProviderKind::Protocol
            && !worded(other, SHORT_BYTES)
            && ranked.iter().any(speaks)
    };
    // Nor does a status restated in words: `429 Client Error: Too Many Requests`.
    let explained = |other: &Ranked<'_>| {
        good(other, SHORT_BYTES) && !other.candidate.entry.is_status_itself() && !is_beneath(other)
    };
    if ranked.iter().any(explained) {
        for other in ranked.iter_mut().filter(|other| !has_own_words(other, 0)) {
            other.score += EXPLAINED;
        }
    }
}

/// What a typed query's words suggest steps back where it words somebody's message from beginning to end.
pub(super) fn leave_to_messages(ranked: &mut [Ranked<'_>]) {
    let is_said = |other: &Ranked<'_>| {
        // A short one tells at the API that is named.
        let least = if is_traced(other) {
            SHORT_WORDS
        } else {
            PHRASE_BYTES
        };
        is_whole(other) && worded(other, least)
    };
    if !ranked.iter().any(is_said) {
        return;
    }
    for other in ranked.iter_mut().filter(|other| !has_own_words(other, 0)) {
        let typed = |evidence: &Evidence| matches!(evidence, Evidence::Words { .. });
        if other.candidate.evidence.iter().any(typed) {
            other.score += SUGGESTED;
        }
    }
}

/// Fewer folded bytes than this are a word or two.
const SHORT_WORDS: u32 = 14;

/// The page of what stands before an API steps back behind the API whose own exception carries it.
pub(super) fn leave_to_called(ranked: &mut [Ranked<'_>]) {
    let raised = |other: &Ranked<'_>| {
        let own = |evidence: &Evidence| matches!(evidence, Evidence::Name { how, .. } if *how == NameKind::Exception);
        is_api(other) && is_answer(other) && other.candidate.evidence.iter().any(own)
    };
    let called: Vec<Provider<'_>> = ranked
        .iter()
        .filter(|other| raised(other))
        .map(|other| other.candidate.provider)
        .collect();
    let is_page = |evidence: &Evidence| matches!(evidence, Evidence::Message { template, .. } if template.contains(['<', '>']));
    for other in ranked.iter_mut().filter(|other| is_answer(other)) {
        let is_behind = called
            .iter()
            .any(|called| *called != other.candidate.provider);
        if is_behind && other.candidate.evidence.iter().any(is_page) {
            other.score += BEFORE;
        }
    }
}

/// A status in whatever words steps back behind the entry that the API which is known has for it.
pub(super) fn leave_to_answers(ranked: &mut [Ranked<'_>]) {
    let answers = ranked
        .iter()
        .filter(|other| is_api(other) && is_answer(other) && !contradicted(other));
    let Some(best) = answers.map(|other| other.score).max() else {
        return;
    };
    for other in ranked
        .iter_mut()
        .filter(|other| other.candidate.entry.is_status_itself())
    {
        other.score = other.score.min(best - GROUP - 1);
    }
}

/// Where nothing says who sent it, an API that copies another's steps back behind the original that says the same.
pub(super) fn leave_to_originals(ranked: &mut [Ranked<'_>]) {
    let originals: Vec<(Provider<'_>, u32, bool, Option<i32>)> = ranked
        .iter()
        .filter(|other| good(other, SHORT_BYTES))
        .map(|other| {
            (
                other.candidate.entry.provider(),
                said(other),
                contradicted(other),
                is_whole(other).then_some(other.score),
            )
        })
        .collect();
    if originals.len() < 2 {
        return;
    }
    for other in ranked.iter_mut().filter(|other| !is_meant(other)) {
        let own = said(other);
        let provider = other.candidate.provider;
        let doubted = contradicted(other);
        // What says more than the original's is the copy's own.
        let original = originals
            .iter()
            .filter(|(original, said, contradicted, _)| {
                *said + FULLER >= own && contradicted <= &doubted && provider.copies(*original)
            })
            .map(|(.., score)| *score)
            .max();
        if let Some(score) = original {
            other.score += COPIED;
            // Keywords do not lift a copy above the original that says all of it.
            if let Some(score) = score {
                other.score = other.score.min(score - 1);
            }
        }
    }
}

/// What an API says in another's words steps back behind an entry of its own that words as much.
pub(super) fn leave_to_own(ranked: &mut [Ranked<'_>]) {
    let own: Vec<(Provider<'_>, i32)> = ranked
        .iter()
        .filter(|other| !other.candidate.is_lent() && worded(other, SHORT_BYTES))
        .filter(|other| !contradicted(other))
        .map(|other| (other.candidate.provider, other.score))
        .collect();
    let lent = ranked.iter_mut().filter(|other| other.candidate.is_lent());
    for other in lent {
        let same = own
            .iter()
            .filter(|(provider, _)| *provider == other.candidate.provider);
        if let Some(score) = same.map(|(_, score)| *score).max() {
            other.score = other.score.min(score - GROUP - 1);
        }
    }
}

/// Whether more speaks for the entry's provider than a shape that others share.
fn is_meant(other: &Ranked<'_>) -> bool {
    other.candidate.traced() >= Some(TALK)
}

/// How many folded bytes the longest message has that was found whole, or nearly.
fn said(other: &Ranked<'_>) -> u32 {
    let lengths = other
        .candidate
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Message {
                coverage, weight, ..
            } if *coverage >= 80 => Some(*weight),
            _ => None,
        });
    lengths.max().unwrap_or(0)
}

/// Whose message is a part of the longer message that an API's entry found whole steps back: it has heard half the
/// sentence. So does a status in anybody's message.
pub(super) fn leave_to_fuller_words(ranked: &mut [Ranked<'_>]) {
    let found: Vec<(usize, String)> = ranked
        .iter()
        .enumerate()
        .filter(|(_, other)| other.score >= MATCH)
        .filter_map(|(at, other)| Some((at, whole_words(other)?)))
        .take(MOST_MESSAGES)
        .collect();
    for (at, part) in &found {
        for (other, whole) in &found {
            let (this, that) = (&ranked[*at], &ranked[*other]);
            let (own, other_own) = (this.candidate.provider, that.candidate.provider);
            // Copies are called with the original's SDK.
            let copied = other_own.copies(own);
            let certain = is_known(this) && !copied || has_own_code(this);
            let sure = is_api(this) && certain || contradicted(that);
            let heard = is_api(that) || this.candidate.entry.is_status_itself();
            let fuller = heard && part.len() + FULLER as usize <= whole.len();
            if !sure && fuller && whole.contains(part.as_str()) {
                ranked[*at].score = this.score.min(that.score - 1 - GROUP / 2);
            }
        }
    }
}

/// How many folded bytes longer a sentence must be to make a part of it another sentence.
const FULLER: u32 = 12;

/// The folded words of the longest message that was found whole.
fn whole_words(other: &Ranked<'_>) -> Option<String> {
    let whole = other
        .candidate
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Message {
                coverage: 100,
                weight,
                template,
                ..
            } => Some((*weight, template)),
            _ => None,
        });
    let (_, template) = whole.max_by_key(|(weight, _)| *weight)?;
    let words = pieces(template)
        .into_iter()
        .map(|(literal, _)| Folded::new(literal).text);
    Some(words.collect())
}

/// Of a provider's entries whose messages stand in the input, the one with the deeper or longer message is meant:
/// what the other shares with it (a class, a status, being common) must not lift it above.
pub(super) fn prefer_own_messages(ranked: &mut [Ranked<'_>]) {
    let found: Vec<(usize, (u16, i32))> = ranked
        .iter()
        .enumerate()
        // What another error leads to says nothing of which that is, however long.
        .filter(|(_, other)| !is_symptom(other))
        .filter_map(|(at, other)| Some((at, message_found(other)?)))
        .take(MOST_MESSAGES)
        .collect();
    for (at, own) in &found {
        for (other, longer) in &found {
            let (this, that) = (&ranked[*at], &ranked[*other]);
            let same = this.candidate.entry.provider() == that.candidate.entry.provider();
            if same
                && longer > own
                && !contradicted(that)
                && !has_own_code(this)
                && (has_exit_code(that) || !has_exit_code(this))
            {
                ranked[*at].score = this.score.min(that.score - 1 - GROUP / 2);
            }
        }
    }
}

/// Whether a client ended with the entry's code: one exit code has many messages.
fn has_exit_code(other: &Ranked<'_>) -> bool {
    let ended = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::Name {
                how: NameKind::Code,
                place: Place::Code,
                exact: true,
                ..
            }
        )
    };
    other.candidate.provider.kind() == ProviderKind::Client
        && other.candidate.evidence.iter().any(ended)
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

/// Of a provider's entries of one code, class and status, the one whose field has its value is meant: fields are there
/// to tell them apart.
pub(super) fn prefer_own_fields(ranked: &mut [Ranked<'_>]) {
    // A pattern that takes many values tells less than a message.
    let told = |other: &Ranked<'_>| {
        let mut fields = other.candidate.entry.fields();
        fields.any(|(key, pattern)| {
            !pattern.contains(['*', '#', '{'])
                && other.candidate.evidence.iter().any(
                    |evidence| matches!(evidence, Evidence::Field { key: found, .. } if found == key),
                )
        })
    };
    for at in 0..ranked.len() {
        let this = &ranked[at];
        if this.score < MATCH || !told(this) || contradicted(this) {
            continue;
        }
        let entry = this.candidate.entry;
        let sibling = |other: &&Ranked<'_>| {
            let of = other.candidate.entry;
            of.provider() == entry.provider()
                && (of.code(), of.kind(), of.status())
                    == (entry.code(), entry.kind(), entry.status())
                && !told(other)
        };
        let best = ranked.iter().filter(sibling).map(|other| other.score).max();
        if let Some(best) = best.filter(|best| *best >= this.score) {
            ranked[at].score = best + 1 + GROUP / 2;
        }
    }
}
