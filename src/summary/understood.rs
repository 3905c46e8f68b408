//! What of the input was understood: provider, status, code, message. Knows no language.

use crate::catalog::{Provider, ProviderKind};
use crate::evidence::Sign;
use crate::findings::{Analysis, Finding};
use crate::input::Place;
use crate::mask::Masker;
use crate::provider::KNOWN;
use crate::query::Query;
use crate::report::{Match, ProviderFrom, ReasonKind, Understood};

use super::shortened;

pub(super) fn understood<'a>(
    query: &Query,
    whole: &Analysis<'_, 'a>,
    findings: &[Finding<'_, 'a>],
    matches: &[Match<'a>],
    masker: &Masker<'_>,
) -> Understood<'a> {
    let analysis = findings.first().map_or(whole, |_| whole);
    let signals = &findings
        .first()
        .map_or(&analysis.signals, |finding| &finding.analysis.signals);
    let answered = matches.first().map(|best| best.provider);
    // Who answers in another's words is known by whatever names him.
    let is_lent = matches
        .first()
        .is_some_and(|best| best.words_of().is_some());
    let known = analysis.suspects.iter().find(|suspect| {
        (suspect.weight >= KNOWN || is_lent)
            && answered.is_none_or(|answered| answered == suspect.provider)
    });
    let from = known
        .and_then(|suspect| suspect.evidence.iter().map(|evidence| evidence.sign).min())
        .map(provider_from);
    let code = matches.first().and_then(|best| {
        let own = best.entry.code();
        let seen = best
            .evidence
            .iter()
            .find(|reason| reason.kind == ReasonKind::Code)
            .map(|reason| reason.found.clone());
        seen.or_else(|| {
            signals
                .names
                .iter()
                .find(|name| name.place == Place::Code && name.text == own)
                .map(|_| own.to_owned())
        })
    });
    let stray = || {
        signals
            .names
            .iter()
            .filter(|name| name.place == Place::Code)
            .max_by_key(|name| name.depth)
            .map(|name| shortened(&masker.mask(&name.text)))
    };
    let message = signals
        .messages
        .iter()
        .max_by_key(|message| message.depth)
        .map(|message| shortened(&masker.mask(message.text.trim())));
    let message = message.or_else(|| {
        let reason = matches
            .first()?
            .evidence
            .iter()
            .find(|reason| reason.kind == ReasonKind::Message)?;
        Some(reason.found.clone())
    });
    Understood {
        provider: known.map(|suspect| suspect.provider).or(answered),
        provider_from: if query.provider.is_some() {
            Some(ProviderFrom::Option)
        } else {
            from.or(answered.map(|_| ProviderFrom::Match))
        },
        status: signals
            .best_status()
            .or_else(|| whole.signals.best_status()),
        code: code.or_else(stray),
        message,
        via: via(whole, answered),
    }
}

fn provider_from(sign: Sign) -> ProviderFrom {
    match sign {
        Sign::Given => ProviderFrom::Option,
        Sign::Envelope | Sign::SharedEnvelope => ProviderFrom::Envelope,
        Sign::Exception | Sign::Frame => ProviderFrom::Exception,
        Sign::Router | Sign::Speaker => ProviderFrom::Router,
        Sign::Host => ProviderFrom::Host,
        Sign::Header => ProviderFrom::Header,
        Sign::Link | Sign::Phrase | Sign::KeyPrefix | Sign::Talk | Sign::Asked => {
            ProviderFrom::Text
        }
        Sign::Named | Sign::NamedProtocol => ProviderFrom::Query,
    }
}

/// The wrappers around the matched provider, in the order in which the text names them.
fn via<'a>(analysis: &Analysis<'_, 'a>, matched: Option<Provider<'a>>) -> Vec<&'a str> {
    let mut wrappers: Vec<(usize, &'a str)> = analysis
        .suspects
        .iter()
        .filter(|suspect| {
            suspect.provider.kind() == ProviderKind::Wrapper && Some(suspect.provider) != matched
        })
        .filter_map(|suspect| {
            let place = suspect
                .evidence
                .iter()
                .filter_map(|evidence| analysis.signals.text.find(&evidence.text))
                .min()?;
            Some((place, suspect.provider.id()))
        })
        .collect();
    wrappers.sort_unstable();
    wrappers.into_iter().map(|(_, id)| id).collect()
}
