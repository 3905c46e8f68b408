//! Where candidates come from: the codes, classes and types that an input names. Weighs nothing.

use crate::catalog::{Catalogs, Entry, Named, Provider, Role, name_key};
use crate::evidence::{Evidence, NameKind, Sign};
use crate::input::{Name, Place, Signals, series};
use crate::provider::Suspect;

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

/// Two letters are anybody's.
const SERIES: usize = 3;

/// The entries that bear a name: all, or those of one provider.
fn by_name<'a>(
    key: &str,
    name: &Name<'_>,
    only: Option<Provider<'a>>,
    catalogs: &Catalogs<'a>,
    pool: &mut Pool<'a>,
) {
    let of_key = |key: &str| -> Vec<(NameKind, Entry<'a>)> {
        catalogs
            .named(key)
            .filter_map(|(role, named)| match named {
                Named::Entry(entry) => kind(role, name.place).map(|kind| (kind, entry)),
                Named::Provider(_) => None,
            })
            .collect()
    };
    let mut bearers = of_key(key);
    let mut spelling = name.text.trim();
    if bearers.is_empty()
        && let Some(letters) = series(spelling).filter(|letters| letters.len() >= SERIES)
    {
        // What the series as a whole is about.
        bearers = of_key(&name_key(letters));
        bearers.retain(|(kind, _)| *kind == NameKind::Alias);
        spelling = letters;
    }
    let mut providers: Vec<&str> = bearers
        .iter()
        .map(|(_, entry)| entry.provider().id())
        .collect();
    providers.sort_unstable();
    providers.dedup();
    let owners = u32::try_from(providers.len()).unwrap_or(u32::MAX);
    let sole = bearers
        .iter()
        .all(|(_, entry)| entry.key() == bearers[0].1.key());
    let bearers = bearers
        .into_iter()
        .filter(|(_, entry)| only.is_none_or(|only| entry.provider() == only));
    for (how, entry) in bearers {
        let exact = match how {
            NameKind::Code => spelling == entry.code(),
            NameKind::Type => spelling == entry.kind(),
            // A message that is a symbol is a name as well.
            NameKind::Alias => entry
                .aliases()
                .chain(entry.messages())
                .any(|alias| alias == spelling),
            NameKind::Exception | NameKind::Class | NameKind::Field | NameKind::Message => true,
        };
        let candidate = pool.of(entry);
        let (place, depth) = (name.place, name.depth);
        let evidence = Evidence::Name {
            how,
            text: name.text.trim().to_owned(),
            place,
            depth,
            exact,
            owners,
            sole,
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
