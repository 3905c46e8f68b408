//! The evidence of a match as reasons, without secrets. Knows no language.

use crate::evidence::{Evidence, NameKind, Sign};
use crate::input::Place;
use crate::mask::Masker;
use crate::provider::{self, Suspect};
use crate::report::{Reason, ReasonKind};
use crate::score::Ranked;

use super::shortened;

/// The evidence of a match as reasons, each kind once, with what it added to the score.
pub(super) fn reasons(
    ranked: &Ranked<'_>,
    suspects: &[Suspect<'_>],
    masker: &Masker<'_>,
) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let entry = ranked.candidate.entry;
    let mut add = |kind: ReasonKind, found: &str, place: Option<Place>, points: i32| {
        let known = reasons.iter().position(|known| known.kind == kind);
        if known.is_some_and(|at| reasons[at].points != 0 || points == 0) {
            return;
        }
        // A template is the catalog's, and no secret.
        let found = if entry.messages().any(|template| template == found) {
            shortened(found)
        } else {
            shortened(&masker.mask(found))
        };
        let reason = Reason {
            kind,
            found,
            place,
            points,
        };
        match known {
            Some(at) => reasons[at] = reason,
            None => reasons.push(reason),
        }
    };
    let provider = ranked.candidate.provider;
    let suspect = suspects.iter().find(|suspect| suspect.provider == provider);
    for evidence in suspect.iter().flat_map(|suspect| &suspect.evidence) {
        let points = i32::try_from(provider::weight(evidence.sign)).unwrap_or(0);
        add(sign_reason(evidence.sign), &evidence.text, None, points);
    }
    for (evidence, points) in ranked.candidate.evidence.iter().zip(&ranked.weighed.points) {
        let (kind, found, place) = match evidence {
            Evidence::Name {
                how, text, place, ..
            } => (name_reason(*how), text.clone(), Some(*place)),
            Evidence::Message {
                template,
                coverage: 100,
                ..
            } => (ReasonKind::Message, template.clone(), None),
            Evidence::Message { template, .. } => {
                (ReasonKind::PartOfMessage, template.clone(), None)
            }
            Evidence::Field { key, value } => (ReasonKind::Field, format!("{key}: {value}"), None),
            Evidence::OtherField { key, value } => {
                (ReasonKind::OtherField, format!("{key}: {value}"), None)
            }
            Evidence::Status(status) | Evidence::OwnStatus(status) => {
                (ReasonKind::Status, status.to_string(), None)
            }
            Evidence::OtherStatus(status) => (ReasonKind::OtherStatus, status.to_string(), None),
            Evidence::Words { found, of, .. } => (ReasonKind::Words, format!("{found}/{of}"), None),
            Evidence::OtherProvider { .. } => {
                let first = suspects.first().map_or("", |first| first.provider.id());
                (ReasonKind::OtherProvider, first.to_owned(), None)
            }
            Evidence::OtherMessage => (ReasonKind::OtherMessage, String::new(), None),
            Evidence::Provider { .. } => continue,
        };
        add(kind, &found, place, *points);
    }
    reasons.sort_by_key(|reason| !reason.kind.speaks_for());
    reasons
}

fn name_reason(how: NameKind) -> ReasonKind {
    match how {
        NameKind::Code | NameKind::Alias => ReasonKind::Code,
        NameKind::Exception | NameKind::Class => ReasonKind::Exception,
        NameKind::Field => ReasonKind::Field,
        NameKind::Type => ReasonKind::Type,
        NameKind::Message => ReasonKind::Message,
    }
}

fn sign_reason(sign: Sign) -> ReasonKind {
    match sign {
        Sign::Given | Sign::Named | Sign::NamedProtocol => ReasonKind::Option,
        Sign::Envelope | Sign::SharedEnvelope => ReasonKind::Envelope,
        Sign::Exception | Sign::Frame => ReasonKind::Exception,
        Sign::Router | Sign::Speaker => ReasonKind::Router,
        Sign::Host => ReasonKind::Host,
        Sign::Header => ReasonKind::Header,
        Sign::Link | Sign::Phrase | Sign::KeyPrefix | Sign::Talk | Sign::Asked => {
            ReasonKind::Phrase
        }
    }
}
