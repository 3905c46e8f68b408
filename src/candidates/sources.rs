//! Where candidates come from: messages and statuses of an input. Weighs nothing.

use crate::catalog::{
    Catalogs, Entry, Named, Owner, Provider, ProviderKind, Role, name_key, slots,
};
use crate::evidence::{Evidence, NameKind};
use crate::input::Signals;
use crate::messages::Found;
use crate::provider::{KNOWN, Suspect};

use super::Pool;

pub(super) fn from_messages<'a>(signals: &Signals<'_>, found: &[Found<'a>], pool: &mut Pool<'a>) {
    for hit in found {
        if let Owner::Entry(entry) = hit.template.owner() {
            let candidate = pool.of(entry);
            candidate.evidence.push(Evidence::Message {
                template: hit.template.text().to_owned(),
                coverage: hit.coverage,
                weight: hit.template.weight(),
                shared: hit.template.shared(),
                bounded: hit.bounded,
                depth: signals.causes_around(hit.at),
            });
            for (slot, value) in &hit.captures {
                if candidate.captures.iter().all(|(known, _)| known != slot) {
                    candidate.captures.push(((*slot).to_owned(), value.clone()));
                }
            }
        }
    }
}

/// Messages of a word or two count only where they are the whole message, or begin it.
pub(super) fn from_short_messages<'a>(
    signals: &Signals<'_>,
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    for message in &signals.messages {
        let text = message.text.trim();
        let key = name_key(text);
        if key.len() <= MAX_SHORT {
            short_message(&key, Role::Message, text, None, catalogs, pool);
        }
        let end = text.find([':', '\'', '"', '`']).unwrap_or(0);
        if (1..MAX_SHORT).contains(&end) {
            let value = text[end..].trim_matches(|character: char| !character.is_alphanumeric());
            short_message(
                &name_key(&text[..end]),
                Role::Lead,
                text,
                Some(value),
                catalogs,
                pool,
            );
        }
    }
}

/// Messages longer than this are found inside a text.
const MAX_SHORT: usize = 40;

fn short_message<'a>(
    key: &str,
    wanted: Role,
    text: &str,
    value: Option<&str>,
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    let is_bearer = |role: &Role| *role == wanted;
    let shared = catalogs
        .named(key)
        .filter(|(role, _)| is_bearer(role))
        .count();
    let shared = u32::try_from(shared).unwrap_or(u32::MAX);
    for (role, named) in catalogs.named(key) {
        let (true, Named::Entry(entry)) = (role == wanted, named) else {
            continue;
        };
        let candidate = pool.of(entry);
        let is_message = |evidence: &Evidence| matches!(evidence, Evidence::Message { .. });
        if candidate.evidence.iter().any(is_message) {
            continue;
        }
        let weight = u32::try_from(key.len()).unwrap_or(u32::MAX);
        let template = text.to_owned();
        let evidence = Evidence::Message {
            template,
            coverage: 100,
            weight,
            shared,
            bounded: true,
            depth: 0,
        };
        candidate.evidence.push(evidence);
        let slot = entry.messages().flat_map(slots).next();
        if let (Some(value), Some(slot)) = (value, slot) {
            candidate.captures.push((slot.to_owned(), value.to_owned()));
        }
    }
}

/// Entries of the API that was called, by the status that a framework's message (`Field required`) or a wrapper's class
/// (`wrapper.NotFoundError`) stands for, where none is said and nothing of the API's own.
pub(super) fn from_implied_status<'a>(
    signals: &Signals<'_>,
    found: &[Found<'a>],
    suspects: &[Suspect<'a>],
    pool: &mut Pool<'a>,
) {
    if signals.error_statuses().next().is_some() {
        return;
    }
    let worded = found.iter().find_map(|hit| match hit.template.owner() {
        Owner::Entry(entry)
            // `Not Found` is said of much else.
            if hit.coverage == 100
                && entry.provider().kind() == ProviderKind::Protocol
                && !entry.is_common() =>
        {
            entry.status()
        }
        _ => None,
    });
    let Some(status) = worded.or_else(|| wrapped_status(pool)) else {
        return;
    };
    let told: Vec<Provider<'a>> = pool
        .candidates
        .iter()
        .map(|candidate| candidate.entry.provider())
        .collect();
    let called = suspects.iter().filter(|suspect| {
        suspect.weight >= KNOWN
            && suspect.provider.kind() == ProviderKind::Api
            && !told.contains(&suspect.provider)
    });
    let of_status = |entry: &Entry<'a>| entry.has_status(status);
    for entry in called
        .flat_map(|suspect| suspect.provider.entries())
        .filter(of_status)
    {
        pool.of(entry).evidence.push(Evidence::Status(status));
    }
}

/// The status that the class of a wrapper stands for.
fn wrapped_status(pool: &Pool<'_>) -> Option<u16> {
    let is_class = |evidence: &Evidence| matches!(evidence, Evidence::Name { how, .. } if matches!(how, NameKind::Exception | NameKind::Class));
    pool.candidates.iter().find_map(|candidate| {
        let is_wrapper = candidate.entry.provider().kind() == ProviderKind::Wrapper;
        (is_wrapper && candidate.evidence.iter().any(is_class)).then(|| candidate.entry.status())?
    })
}

/// With the provider known, its entries of the status; and the protocols' beneath.
pub(super) fn from_statuses<'a>(
    signals: &Signals<'_>,
    suspects: &[Suspect<'a>],
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    if let Some(class) = signals.status_class {
        let known = suspects
            .iter()
            .filter(|suspect| suspect.weight >= KNOWN)
            .map(|suspect| suspect.provider);
        let beneath = catalogs
            .providers()
            .filter(|provider| provider.kind() == ProviderKind::Protocol);
        for entry in known.chain(beneath).flat_map(Provider::entries) {
            if entry.status().is_some_and(|status| status / 100 == class) {
                pool.of(entry).evidence.push(Evidence::Status(class * 100));
            }
        }
    }
    let Some(status) = signals.best_status() else {
        return;
    };
    for suspect in suspects.iter().filter(|suspect| suspect.weight >= KNOWN) {
        for entry in suspect
            .provider
            .entries()
            .filter(|entry| entry.has_status(status))
        {
            pool.of(entry);
        }
    }
    let key = status.to_string();
    let named = catalogs.named(&key);
    let bearers: Vec<Entry<'a>> = named
        .filter_map(|(role, named)| match (role, named) {
            (Role::Code, Named::Entry(entry)) if entry.status() == Some(status) => Some(entry),
            _ => None,
        })
        .collect();
    let standard = bearers
        .iter()
        .any(|entry| entry.provider().kind() == ProviderKind::Protocol);
    for entry in bearers {
        let candidate = pool.of(entry);
        if !standard {
            candidate.evidence.push(Evidence::OwnStatus(status));
        }
    }
}
