//! Entries worth scoring, and why each is here.
//!
//! Gathers evidence; weighs nothing.

mod context;
mod names;
mod sources;

use std::collections::HashMap;

use crate::catalog::{
    Catalogs, Entry, Owner, Provider, ProviderKind, name_key, words as search_words,
};
use crate::evidence::{Evidence, NameKind, Sign};
use crate::input::{Name, Place, Signals};
use crate::messages::Found;
use crate::provider::{KNOWN, Suspect};
use crate::words;

use context::context;
use names::{from_envelopes, from_names, from_typed};
use sources::{from_implied_status, from_messages, from_short_messages, from_statuses};

/// An entry in question.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) entry: Entry<'a>,
    /// Whose error it is: the entry's provider, or an API that copies it and says its words.
    pub(crate) provider: Provider<'a>,
    pub(crate) evidence: Vec<Evidence>,
    /// What the slots of its messages and fields took from the input.
    pub(crate) captures: Vec<(String, String)>,
}

impl Candidate<'_> {
    /// How much speaks for its provider; `None` where nothing does.
    pub(crate) fn traced(&self) -> Option<u32> {
        self.evidence.iter().find_map(|evidence| match evidence {
            Evidence::Provider { weight } => Some(*weight),
            _ => None,
        })
    }

    /// Whether another API than the entry's says its words.
    pub(crate) fn is_lent(&self) -> bool {
        self.provider != self.entry.provider()
    }

    /// Whether its messages are symbols only, which are found as names, and one of its names was found.
    pub(crate) fn is_named_by_symbol(&self) -> bool {
        let named = |evidence: &Evidence| matches!(evidence, Evidence::Name { how, .. } if matches!(how, NameKind::Code | NameKind::Alias));
        !self.entry.is_worded() && self.evidence.iter().any(named)
    }
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
    from_envelopes(signals, suspects, catalogs, &mut pool);
    from_messages(signals, found, &mut pool);
    from_short_messages(signals, catalogs, &mut pool);
    from_statuses(signals, suspects, catalogs, &mut pool);
    from_implied_status(signals, found, suspects, &mut pool);
    if signals.typed {
        let known = understood(signals, catalogs);
        let named = known
            .iter()
            .any(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        // `Request failed with status code 429` says a status; the words around it are talk of one.
        let status = said_status(signals, found);
        let mut asked = search_words(&signals.text);
        if let Some((_, said)) = status {
            let said = search_words(said);
            asked.retain(|word| !said.contains(word));
        }
        let named_api = suspects.iter().find(|suspect| suspect.has(Sign::Named));
        let meant = words::search(&asked, &known, named, catalogs, |entry, evidence| {
            // Of an API that was named, one word suggests no error of somebody else.
            let is_chance = matches!(evidence, Evidence::Words { found: 1, .. })
                && named_api.is_some_and(|named| named.provider != entry.provider());
            if !is_chance && status.is_none_or(|(status, _)| entry.has_status(status)) {
                pool.of(entry).evidence.push(evidence);
            }
        });
        for meant in meant {
            from_typed(meant, catalogs, &mut pool);
        }
    }
    let asked = signals
        .provider
        .as_deref()
        .and_then(|id| catalogs.providers().find(|provider| provider.id() == id));
    let is_of = |provider: Provider<'a>| {
        asked.is_none_or(|asked| asked == provider || asked.speaks(provider))
    };
    let mut candidates = pool.candidates;
    candidates.retain(|candidate| {
        let own = candidate.entry.provider();
        is_of(own) || asked.is_some_and(|asked| asked.copies(own))
    });
    candidates.retain(|candidate| catalogs.is_visible(candidate.entry.provider()));
    if signals.prose && !signals.typed {
        // Talk of errors names codes, statuses and pages; whoever met one quotes the API or its program.
        let quoted = |suspect: &&Suspect<'a>| {
            let signs = [Sign::Exception, Sign::Router, Sign::Speaker, Sign::Phrase];
            suspect.weight >= KNOWN && signs.iter().any(|sign| suspect.has(*sign))
        };
        let known: Vec<Provider<'a>> = suspects
            .iter()
            .filter(quoted)
            .map(|suspect| suspect.provider)
            .collect();
        candidates.retain(|candidate| {
            let is_told = known.contains(&candidate.entry.provider())
                || candidate.evidence.iter().any(is_said);
            is_told && !candidate.entry.is_status_itself()
        });
    }
    if signals.succeeded() {
        // A redirect that was followed, a refusal that was answered: what came last counts.
        candidates.retain(|candidate| candidate.entry.provider().kind() != ProviderKind::Protocol);
    }
    if signals.says_success() {
        let coded = |evidence: &Evidence| match evidence {
            Evidence::Name { place, .. } => *place >= Place::Exception,
            Evidence::Field { .. } => true,
            _ => false,
        };
        let known = |entry: Entry<'a>| {
            suspects
                .iter()
                .any(|suspect| suspect.weight >= KNOWN && suspect.provider == entry.provider())
        };
        candidates
            .retain(|candidate| known(candidate.entry) || candidate.evidence.iter().any(coded));
    }
    // `index: 0` is no message.
    let is_message = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .nth(5)
            .is_some()
    };
    let has_message = signals
        .messages
        .iter()
        .any(|message| is_message(&message.text));
    for candidate in &mut candidates {
        context(candidate, signals, suspects, has_message);
    }
    candidates.retain(|candidate| is_of(candidate.provider));
    candidates
}

/// Whether a piece of evidence is an error's own words rather than talk about errors.
fn is_said(evidence: &Evidence) -> bool {
    match evidence {
        // A status is restated in talk: `500 Internal Server Error`.
        Evidence::Message {
            weight, template, ..
        } => *weight >= 20 && !template.starts_with(|first: char| first.is_ascii_digit()),
        Evidence::Name { place, .. } => *place >= Place::Exception,
        Evidence::Field { .. } => true,
        _ => false,
    }
}

/// The words of a typed query that name a provider or a status.
fn understood(signals: &Signals<'_>, catalogs: &Catalogs<'_>) -> Vec<String> {
    let is_provider = |name: &&Name<'_>| {
        matches!(name.place, Place::Typed | Place::Word)
            && catalogs.called(&name_key(&name.text)).next().is_some()
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

/// The status that is said beside a message of nobody's own, and that message.
fn said_status<'a>(signals: &Signals<'_>, found: &[Found<'a>]) -> Option<(u16, &'a str)> {
    found.iter().find_map(|hit| {
        let Owner::Entry(entry) = hit.template.owner() else {
            return None;
        };
        let status = entry.status().filter(|_| entry.is_status_itself())?;
        let mut said = signals.statuses.iter().map(|said| said.number);
        said.any(|said| said == status)
            .then(|| (status, hit.template.text()))
    })
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
                provider: entry.provider(),
                evidence: Vec::new(),
                captures: Vec::new(),
            });
            self.candidates.len() - 1
        });
        &mut self.candidates[at]
    }
}
