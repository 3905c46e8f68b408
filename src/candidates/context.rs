//! What the rest of an input says of a candidate that something speaks for. Weighs nothing.

use crate::catalog::Glob;
use crate::evidence::Evidence;
use crate::input::Signals;
use crate::provider::{KNOWN, Suspect};

use super::Candidate;

/// What the rest of the input says of a candidate: status, fields, provider, message.
pub(super) fn context(
    candidate: &mut Candidate<'_>,
    signals: &Signals<'_>,
    suspects: &[Suspect<'_>],
    has_message: bool,
) {
    let entry = candidate.entry;
    let mut statuses = signals.error_statuses().peekable();
    if entry.status().is_some() && statuses.peek().is_some() {
        let seen: Vec<u16> = statuses.map(|status| status.number).collect();
        match seen.iter().find(|status| entry.has_status(**status)) {
            Some(status) => candidate.evidence.push(Evidence::Status(*status)),
            None => candidate.evidence.push(Evidence::OtherStatus(seen[0])),
        }
    }
    fields(candidate, signals);
    let weight = suspects
        .iter()
        .find(|suspect| suspect.provider == entry.provider())
        .map_or(0, |suspect| suspect.weight);
    if weight > 0 {
        candidate.evidence.push(Evidence::Provider { weight });
    }
    let first = suspects
        .first()
        .filter(|first| first.weight >= KNOWN && first.weight > weight);
    if let Some(first) = first.filter(|_| weight < KNOWN) {
        // What lies beneath the provider speaks for it where it has no entry of its own.
        let beneath = first
            .provider
            .protocols()
            .any(|protocol| protocol == entry.provider().id());
        if !beneath {
            candidate
                .evidence
                .push(Evidence::OtherProvider { firm: first.firm() });
        }
    }
    let said = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Message { .. }));
    if has_message && !said && entry.messages().len() > 0 {
        candidate.evidence.push(Evidence::OtherMessage);
    }
}

fn fields(candidate: &mut Candidate<'_>, signals: &Signals<'_>) {
    for (key, pattern) in candidate.entry.fields() {
        let Some(value) = signals.value_of(key) else {
            continue;
        };
        let (key, value) = (key.to_owned(), value.to_owned());
        if let Some(slot) = Glob(pattern).slot() {
            candidate.captures.push((slot.to_owned(), value));
        } else if Glob(pattern).matches(&value) {
            candidate.evidence.push(Evidence::Field { key, value });
        } else {
            candidate.evidence.push(Evidence::OtherField { key, value });
        }
    }
}
