//! Where candidates come from: names, messages and statuses of an input. Weighs nothing.

use crate::catalog::{
    Catalogs, Entry, Named, Owner, Provider, ProviderKind, Role, name_key, slots,
};
use crate::evidence::{Evidence, NameKind, Sign};
use crate::input::{Name, Place, Signals};
use crate::messages::Found;
use crate::provider::{KNOWN, Suspect};

use super::Pool;

pub(super) fn from_names<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, pool: &mut Pool<'a>) {
    for name in &signals.names {
        by_name(&name_key(&name.text), name, None, catalogs, pool);
        // `package.RateLimitError` is also known by its class alone.
        if let Some((_, class)) = name.text.rsplit_once(['.', '$', ':', '#'])
            && name.place != Place::Speaker
            && class.starts_with(|first: char| first.is_alphabetic())
        {
            by_name(&name_key(class), name, None, catalogs, pool);
            // `Kit.FailureReason.Permission` is known by its last two words as well.
            if let Some(two) = last_two(&name.text) {
                by_name(&name_key(two), name, None, catalogs, pool);
            }
        }
    }
}

/// The last two words of a dotted name of three or more.
fn last_two(name: &str) -> Option<&str> {
    let (front, _) = name.rsplit_once('.')?;
    let from = front.rfind('.')? + 1;
    Some(&name[from..])
}

/// What a typed query as a whole may be the name of.
pub(super) fn from_typed<'a>(query: String, catalogs: &Catalogs<'a>, pool: &mut Pool<'a>) {
    let name = Name {
        text: query.into(),
        place: Place::Typed,
        depth: 0,
    };
    by_name(&name_key(&name.text), &name, None, catalogs, pool);
}

/// What a provider's own bodies name as code and type, at its own entries.
pub(super) fn from_envelopes<'a>(
    signals: &Signals<'_>,
    suspects: &[Suspect<'a>],
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    for suspect in suspects {
        for (place, said) in &suspect.said {
            let same = || signals.names.iter().filter(|name| name.text == *said);
            // What stands where everybody's code stands was looked up already.
            if same().any(|name| name.place >= *place) {
                continue;
            }
            let name = Name {
                text: said.into(),
                place: *place,
                depth: same().map(|name| name.depth).max().unwrap_or(0),
            };
            by_name(
                &name_key(said),
                &name,
                Some(suspect.provider),
                catalogs,
                pool,
            );
        }
        // A body in a shape of its own is an error of the provider's; which one, its other fields may say.
        if suspect.has(Sign::Envelope) {
            let told_apart = |entry: &Entry<'_>| entry.fields().next().is_some();
            for entry in suspect.provider.entries().filter(told_apart) {
                pool.of(entry);
            }
        }
    }
}

/// The entries that bear a name: all, or those of one provider.
fn by_name<'a>(
    key: &str,
    name: &Name<'_>,
    only: Option<Provider<'a>>,
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    let bearers: Vec<(NameKind, Entry<'a>)> = catalogs
        .named(key)
        .filter_map(|(role, named)| match named {
            Named::Entry(entry) => kind(role, name.place).map(|kind| (kind, entry)),
            Named::Provider(_) => None,
        })
        .collect();
    let mut providers: Vec<&str> = bearers
        .iter()
        .map(|(_, entry)| entry.provider().id())
        .collect();
    providers.sort_unstable();
    providers.dedup();
    let owners = u32::try_from(providers.len()).unwrap_or(u32::MAX);
    let text = name.text.trim();
    let bearers = bearers
        .into_iter()
        .filter(|(_, entry)| only.is_none_or(|only| entry.provider() == only));
    for (how, entry) in bearers {
        let exact = match how {
            NameKind::Code => text == entry.code(),
            NameKind::Type => text == entry.kind(),
            // A message that is a symbol is a name as well.
            NameKind::Alias => entry
                .aliases()
                .chain(entry.messages())
                .any(|alias| alias == text),
            NameKind::Exception | NameKind::Class | NameKind::Field | NameKind::Message => true,
        };
        let candidate = pool.of(entry);
        let (place, depth) = (name.place, name.depth);
        let evidence = Evidence::Name {
            how,
            text: text.to_owned(),
            place,
            depth,
            exact,
            owners,
        };
        if !candidate.evidence.contains(&evidence) {
            candidate.evidence.push(evidence);
        }
    }
}

/// As what an entry that bears a name in `role` is meant by that name at `place`.
fn kind(role: Role, place: Place) -> Option<NameKind> {
    if matches!(place, Place::Speaker | Place::Router | Place::Word) {
        return None;
    }
    Some(match role {
        Role::Code => NameKind::Code,
        Role::Type => NameKind::Type,
        Role::Alias => NameKind::Alias,
        Role::Exception => NameKind::Exception,
        Role::Class => NameKind::Class,
        // A key or a word of that name is not the field's value.
        Role::Field if place > Place::Mention => NameKind::Field,
        Role::Message if place == Place::Typed => NameKind::Message,
        _ => return None,
    })
}

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

/// Entries of the API that was called, by the status that a framework's message stands for (`Field required`), where
/// none is said and nothing of the API's own.
pub(super) fn from_implied_status<'a>(
    signals: &Signals<'_>,
    found: &[Found<'a>],
    suspects: &[Suspect<'a>],
    pool: &mut Pool<'a>,
) {
    if signals.error_statuses().next().is_some() {
        return;
    }
    let status = found.iter().find_map(|hit| match hit.template.owner() {
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
    let Some(status) = status else { return };
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
