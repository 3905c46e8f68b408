//! Evidence to order: adds up, compares, and lets wrappers and protocols step back. Knows no language.

use crate::candidates::Candidate;
use crate::catalog::ProviderKind;
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::KNOWN;
use crate::rivals;
use crate::score::{Confidence, GROUP, MATCH, Ranked};
use crate::weights::{self, SHORT_BYTES};

/// The candidates by score, the best first.
pub(crate) fn order(candidates: Vec<Candidate<'_>>) -> Vec<Ranked<'_>> {
    let mut ranked: Vec<Ranked<'_>> = candidates.into_iter().map(rank).collect();
    rivals::settle(&mut ranked);
    // Where nothing tells who sent it, an API that others copy is more often meant than its copies.
    let copied: Vec<&str> = ranked
        .iter()
        .flat_map(|ranked| ranked.candidate.provider.compatible())
        .collect();
    let is_copied = |ranked: &Ranked<'_>| {
        copied.contains(&ranked.candidate.provider.id()) && ranked.candidate.traced().is_none()
    };
    ranked.sort_by(|one, other| {
        // Of equals, what an API may mean by it comes behind what it means in general.
        let is_api = |ranked: &Ranked<'_>| ranked.candidate.provider.kind() == ProviderKind::Api;
        let order = other.score.cmp(&one.score);
        order
            .then_with(|| is_api(one).cmp(&is_api(other)))
            .then_with(|| is_copied(other).cmp(&is_copied(one)))
            .then_with(|| {
                one.candidate
                    .entry
                    .key()
                    .1
                    .cmp(&other.candidate.entry.key().1)
            })
    });
    ranked
}

/// More than these are no answer but a list, which `--all` gives.
const MOST_SHOWN: usize = 12;

/// How many of the best belong together: nothing in the input tells them apart.
pub(crate) fn best_group(ranked: &[Ranked<'_>]) -> usize {
    let Some(best) = ranked.first() else { return 0 };
    ranked
        .iter()
        .take_while(|other| other.score >= MATCH && best.score - other.score <= GROUP)
        .take(MOST_SHOWN)
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
