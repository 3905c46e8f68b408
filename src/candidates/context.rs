//! What the rest of an input says of a candidate that something speaks for. Weighs nothing.

use crate::catalog::{Entry, Glob, Provider, ProviderKind};
use crate::evidence::{Evidence, NameKind, Sign};
use crate::input::{Place, Signals};
use crate::provider::{KNOWN, Suspect, copy_of};

use super::Candidate;

/// What the rest of the input says of a candidate: status, fields, provider, message.
pub(super) fn context<'a>(
    candidate: &mut Candidate<'a>,
    signals: &Signals<'_>,
    suspects: &[Suspect<'a>],
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
    candidate.evidence.extend(sibling_code(entry, signals));
    if let Some(speaker) = speaker(candidate, suspects) {
        candidate.provider = speaker;
    }
    let weight = suspects
        .iter()
        .find(|suspect| suspect.provider == candidate.provider)
        .map_or(0, |suspect| suspect.weight);
    if weight > 0 {
        candidate.evidence.push(Evidence::Provider { weight });
    }
    if let Some(firm) = contradicted(candidate.provider, weight, suspects) {
        let (own, first) = (candidate.provider, suspects.first());
        let unmistakable = is_unmistakable(candidate);
        // A connection fails in the client, whichever API was called; a library has errors of its own beside each.
        let carried = matches!(own.kind(), ProviderKind::Client | ProviderKind::Wrapper);
        // An API that speaks a protocol is met with the protocol's exceptions.
        let spoken = first.is_some_and(|first| own.speaks(first.provider));
        // A shape can be copied; the words that only one API says are its own.
        let shaped =
            first.is_some_and(|first| first.is_known_by_shape() && !first.provider.copies(own));
        if !(unmistakable && (carried || spoken)) {
            let firm = firm && !(unmistakable && shaped);
            candidate.evidence.push(Evidence::OtherProvider { firm });
        }
    }
    let said = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Message { .. }));
    if has_message && !said && entry.messages().len() > 0 && !candidate.is_named_by_symbol() {
        candidate.evidence.push(Evidence::OtherMessage);
    }
}

/// The API that says an entry's own words in the place of the entry's provider.
fn speaker<'a>(candidate: &Candidate<'a>, suspects: &[Suspect<'a>]) -> Option<Provider<'a>> {
    let entry = candidate.entry;
    let is_worded = |evidence: &Evidence| matches!(evidence, Evidence::Message { coverage: 100, weight, .. } if *weight >= OWN_WORDS);
    if !entry.is_portable() || !candidate.evidence.iter().any(is_worded) {
        return None;
    }
    copy_of(entry.provider(), suspects)
}

/// A code of the same series as the entry's that is said instead: `KOE400`, where the entry's is `KOE202`.
fn sibling_code(entry: Entry<'_>, signals: &Signals<'_>) -> Option<Evidence> {
    let series = |code: &str| {
        let digits = code.len()
            - code
                .trim_end_matches(|last: char| last.is_ascii_digit())
                .len();
        (digits > 1).then(|| code.len() - digits)
    };
    let own = entry.code();
    let length = series(own).filter(|length| *length > 1)?;
    let said = |code: &str| entry.aliases().chain([own]).any(|name| name == code);
    let mut codes = signals
        .names
        .iter()
        .filter(|name| name.place == Place::Code);
    let sibling = codes
        .find(|name| series(&name.text) == Some(length) && name.text[..length] == own[..length])?;
    let is_said = signals.names.iter().any(|name| said(&name.text));
    (!is_said).then(|| Evidence::OtherField {
        key: "code".to_owned(),
        value: sibling.text.to_string(),
    })
}

/// Whether a name that hardly anybody else bears, or a message that nobody else words, was found.
fn is_unmistakable(candidate: &Candidate<'_>) -> bool {
    candidate.evidence.iter().any(|evidence| match evidence {
        Evidence::Name {
            exact: true,
            owners: ..=3,
            how,
            text,
            ..
        } => *how != NameKind::Type && text.len() > 5,
        Evidence::Message {
            coverage: 100,
            shared: 1,
            weight,
            ..
        } => *weight >= OWN_WORDS,
        _ => false,
    })
}

/// Whether only words of the provider's stand in a body that is another's by its shape: copies answer with the words
/// of the original.
fn is_quoted(own: Provider<'_>, suspects: &[Suspect<'_>]) -> bool {
    // Copies are called with the original's SDK as well, where the address says so.
    let called = suspects
        .iter()
        .any(|suspect| suspect.has(Sign::Host) && suspect.provider.copies(own));
    let words = |sign| match sign {
        Sign::Phrase | Sign::Link | Sign::SharedEnvelope | Sign::KeyPrefix => true,
        Sign::Exception | Sign::Frame => called,
        _ => false,
    };
    // Its own words name a copy as well as its bodies do.
    let named = suspects.iter().any(|suspect| {
        (suspect.has(Sign::Envelope) || suspect.has(Sign::Phrase)) && suspect.provider.copies(own)
    });
    (named || called)
        && suspects
            .iter()
            .find(|suspect| suspect.provider == own)
            .is_some_and(|suspect| suspect.evidence.iter().all(|evidence| words(evidence.sign)))
}

/// From this many folded bytes on a message that nobody else words is an entry's own.
const OWN_WORDS: u32 = 18;

/// Whether somebody else than `own`, which has `weight`, sent the input; and whether firmly so.
fn contradicted(own: Provider<'_>, weight: u32, suspects: &[Suspect<'_>]) -> Option<bool> {
    if weight > 0 && is_quoted(own, suspects) {
        return Some(true);
    }
    let known = |suspect: &&Suspect<'_>| suspect.weight >= KNOWN && suspect.weight > weight;
    // What lies beneath a provider speaks for it where it has no entry of its own.
    let beneath = |first: &Suspect<'_>| first.provider.speaks(own);
    if weight >= KNOWN
        || suspects
            .iter()
            .any(|suspect| suspect.weight >= KNOWN && beneath(suspect))
    {
        return None;
    }
    let first = suspects.first().filter(known)?;
    let api = suspects
        .iter()
        .find(|suspect| suspect.provider.kind() == ProviderKind::Api)
        .filter(known);
    match (own.kind(), first.provider.kind()) {
        // An API's error is met in some client, which says nothing against it; a protocol or a wrapper says little.
        (ProviderKind::Api, ProviderKind::Client) => api.map(Suspect::firm),
        (ProviderKind::Api, _) => Some(api.is_some_and(Suspect::firm)),
        _ => Some(first.firm()),
    }
}

fn fields(candidate: &mut Candidate<'_>, signals: &Signals<'_>) {
    for (key, pattern) in candidate.entry.fields() {
        let Some(value) = signals.value_of(key) else {
            continue;
        };
        // Go prints `{Resource:Pull Field: Code:custom}`: a value ends where the next key begins.
        let value = match value.split_once(' ') {
            Some((first, rest))
                if rest
                    .split(' ')
                    .next()
                    .is_some_and(|next| next.contains(':')) =>
            {
                first
            }
            _ => value,
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
