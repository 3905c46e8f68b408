//! Entries worth scoring, and why each is here.
//!
//! Gathers evidence; weighs nothing.

use std::collections::HashMap;

use crate::catalog::{
    Catalogs, Entry, Glob, Named, Owner, Provider, ProviderKind, Role, name_key, slots,
    words as search_words,
};
use crate::evidence::{Evidence, NameKind};
use crate::input::{Name, Place, Signals};
use crate::messages::Found;
use crate::provider::{KNOWN, Suspect};
use crate::words;

/// An entry in question.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) entry: Entry<'a>,
    pub(crate) evidence: Vec<Evidence>,
    /// What the slots of its messages and fields took from the input.
    pub(crate) captures: Vec<(String, String)>,
}

/// Every entry that something in the input speaks for.
pub(crate) fn find<'a>(
    signals: &Signals<'_>,
    found: &[Found<'a>],
    suspects: &[Suspect<'a>],
    catalogs: &Catalogs<'a>,
) -> Vec<Candidate<'a>> {
    let mut pool = Pool {
        places: HashMap::new(),
        candidates: Vec::new(),
    };
    from_names(signals, catalogs, &mut pool);
    from_messages(signals, found, &mut pool);
    from_short_messages(signals, catalogs, &mut pool);
    from_statuses(signals, suspects, catalogs, &mut pool);
    if signals.typed {
        let known = understood(signals, catalogs);
        words::search(&signals.text, &known, catalogs, |entry, evidence| {
            pool.of(entry).evidence.push(evidence);
        });
    }
    let only = signals.provider.as_deref();
    let mut candidates = pool.candidates;
    candidates.retain(|candidate| only.is_none_or(|id| is_of(candidate.entry, id, catalogs)));
    candidates.retain(|candidate| catalogs.is_visible(candidate.entry.provider()));
    if signals.prose && !signals.typed {
        candidates.retain(|candidate| candidate.evidence.iter().any(is_said));
    }
    if signals.succeeded() {
        // A redirect that was followed, a refusal that was answered: what came last counts.
        candidates.retain(|candidate| candidate.entry.provider().kind() != ProviderKind::Protocol);
    }
    let has_message = !signals.messages.is_empty();
    for candidate in &mut candidates {
        context(candidate, signals, suspects, has_message);
    }
    candidates
}

/// Whether a piece of evidence is an error's own words rather than talk about errors.
fn is_said(evidence: &Evidence) -> bool {
    match evidence {
        Evidence::Message {
            weight, bounded, ..
        } => *weight >= 30 || *bounded && *weight >= 20,
        Evidence::Name { place, .. } => *place >= Place::Exception,
        Evidence::Field { .. } => true,
        _ => false,
    }
}

/// The words of a typed query that name a provider or a status.
fn understood(signals: &Signals<'_>, catalogs: &Catalogs<'_>) -> Vec<String> {
    let is_provider = |name: &&Name<'_>| {
        let key = name_key(&name.text);
        let mut bearers = catalogs.named(&key);
        matches!(name.place, Place::Typed | Place::Word)
            && bearers.any(|(role, _)| role == Role::Provider)
    };
    let names = signals
        .names
        .iter()
        .filter(is_provider)
        .flat_map(|name| search_words(&name.text));
    names
        .chain(
            signals
                .statuses
                .iter()
                .map(|status| status.number.to_string()),
        )
        .collect()
}

/// Whether the entry is of provider `id` or of a protocol beneath it.
fn is_of(entry: Entry<'_>, id: &str, catalogs: &Catalogs<'_>) -> bool {
    let provider = entry.provider();
    provider.id() == id
        || catalogs
            .providers()
            .find(|asked| asked.id() == id)
            .is_some_and(|asked| asked.protocols().any(|protocol| protocol == provider.id()))
}

struct Pool<'a> {
    places: HashMap<(usize, u32), usize>,
    candidates: Vec<Candidate<'a>>,
}

impl<'a> Pool<'a> {
    fn of(&mut self, entry: Entry<'a>) -> &mut Candidate<'a> {
        let at = *self.places.entry(entry.key()).or_insert_with(|| {
            self.candidates.push(Candidate {
                entry,
                evidence: Vec::new(),
                captures: Vec::new(),
            });
            self.candidates.len() - 1
        });
        &mut self.candidates[at]
    }
}

fn from_names<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, pool: &mut Pool<'a>) {
    for name in &signals.names {
        by_name(&name_key(&name.text), name, catalogs, pool);
        // `openai.RateLimitError` is also known by its class alone.
        if let Some((_, class)) = name.text.rsplit_once(['.', '$', ':', '#'])
            && name.place != Place::Speaker
            && class.starts_with(|first: char| first.is_alphabetic())
        {
            by_name(&name_key(class), name, catalogs, pool);
        }
    }
}

fn by_name<'a>(key: &str, name: &Name<'_>, catalogs: &Catalogs<'a>, pool: &mut Pool<'a>) {
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
    for (how, entry) in bearers {
        let exact = match how {
            NameKind::Code => text == entry.code(),
            NameKind::Type => text == entry.kind(),
            NameKind::Alias => entry.aliases().any(|alias| alias == text),
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
        Role::Field => NameKind::Field,
        Role::Message if place == Place::Typed => NameKind::Message,
        _ => return None,
    })
}

fn from_messages<'a>(signals: &Signals<'_>, found: &[Found<'a>], pool: &mut Pool<'a>) {
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
fn from_short_messages<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, pool: &mut Pool<'a>) {
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

/// With the provider known, its entries of the status; and the protocols' beneath.
fn from_statuses<'a>(
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
    for (role, named) in catalogs.named(&key) {
        if let (Role::Code, Named::Entry(entry)) = (role, named)
            && entry.status() == Some(status)
        {
            pool.of(entry);
        }
    }
}

/// What the rest of the input says of a candidate: status, fields, provider, message.
fn context(
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
