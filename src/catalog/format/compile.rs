//! Catalog files to rows of strings and numbers. What it is given has passed `lint`; it decides nothing about
//! meaning.

use super::file::{CatalogFile, EntryFile, Kind};
use super::grams::GRAM;
use super::layout::{Role, entry::Facts, owner, small};
use super::own::OwnNames;
use super::pattern::{is_symbol, pieces};
use super::prose::join;
use super::stems::SYLLABLES;
use super::text::{Folded, name_key, words};
use super::traces::Traces;
use std::collections::{BTreeMap, HashMap};

/// The compiled catalogs: one text, the cells of one table, and causes and fixes apart, English and Korean.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) text: String,
    pub(crate) cells: Vec<u32>,
    pub(crate) prose: [Vec<String>; 2],
}

/// Compiles `files` in the order given.
pub(crate) fn compile(files: &[CatalogFile]) -> Compiled {
    let mut writer = Writer::default();
    for file in files {
        writer.provider(file);
    }
    writer.finish()
}

/// How much a word in each part of an entry tells; packed into the low bits of a word's item.
const WORD_BITS: u32 = 2;

const WORD_IN_CAUSE: u32 = 0;

const WORD_IN_MESSAGE: u32 = 1;

const WORD_IN_KEYWORD: u32 = 2;

/// Messages below this many folded bytes are looked up whole: inside a text they would be found everywhere.
const SHORT_MESSAGE: u32 = 20;

#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) starts: Vec<u32>,
    pub(super) interned: HashMap<String, u32>,
    pub(super) lists: Vec<u32>,
    interned_lists: HashMap<Vec<u32>, u32>,
    pub(super) providers: Vec<u32>,
    pub(super) entries: Vec<u32>,
    pub(super) entry_count: u32,
    pub(super) templates: Vec<(u32, u32, u32, String)>,
    pub(super) names: BTreeMap<String, Vec<u32>>,
    pub(super) words: BTreeMap<String, Vec<u32>>,
    pub(super) traces: Traces,
    pub(super) prose: [Vec<String>; 2],
}

impl Writer {
    pub(super) fn string(&mut self, text: &str) -> u32 {
        if self.starts.is_empty() {
            // String 0 is the empty one: "not there".
            self.starts.push(0);
            self.interned.insert(String::new(), 0);
        }
        if let Some(&number) = self.interned.get(text) {
            return number;
        }
        let number = small(self.starts.len());
        self.starts.push(small(self.text.len()));
        self.text.push_str(text);
        self.interned.insert(text.to_owned(), number);
        number
    }

    pub(super) fn list(&mut self, items: &[u32]) -> u32 {
        if self.lists.is_empty() {
            self.lists.push(0);
        }
        if items.is_empty() {
            return 0;
        }
        if let Some(&at) = self.interned_lists.get(items) {
            return at;
        }
        let at = small(self.lists.len());
        self.lists.push(small(items.len()));
        self.lists.extend_from_slice(items);
        self.interned_lists.insert(items.to_vec(), at);
        at
    }

    pub(super) fn strings(&mut self, texts: &[String]) -> u32 {
        let items: Vec<u32> = texts.iter().map(|text| self.string(text)).collect();
        self.list(&items)
    }

    pub(super) fn pairs(&mut self, pairs: &BTreeMap<String, String>) -> Vec<u32> {
        pairs
            .iter()
            .flat_map(|(key, value)| [self.string(key), self.string(value)])
            .collect()
    }

    pub(super) fn name(&mut self, name: &str, role: Role, index: u32) {
        let key = name_key(name);
        if !key.is_empty() {
            let items = self.names.entry(key).or_default();
            let item = role.pack(index);
            if !items.contains(&item) {
                items.push(item);
            }
        }
    }

    fn provider(&mut self, file: &CatalogFile) {
        let number = small(self.providers.len() / super::provider::STRIDE);
        let provider = &file.provider;
        let row = [
            self.string(&provider.id),
            self.string(&provider.name.en),
            self.string(&provider.name.ko),
            self.strings(&provider.aliases),
            kind(provider.kind),
            self.strings(&provider.protocols),
            self.string(&provider.docs),
            self.string(&provider.reviewed),
            self.entry_count,
            small(file.errors.len()),
            self.strings(&provider.fingerprint.key_prefixes),
            self.strings(&provider.compatible),
        ];
        self.providers.extend_from_slice(&row);
        self.fingerprint(number, provider);
        let names = [&provider.id, &provider.name.en, &provider.name.ko];
        let names = OwnNames::new(
            names.into_iter().map(String::as_str),
            provider.aliases.iter().map(String::as_str),
        );
        for entry in &file.errors {
            self.entry(number, &names, entry);
        }
    }

    fn entry(&mut self, provider: u32, names: &OwnNames, file: &EntryFile) {
        let number = self.entry_count;
        self.entry_count += 1;
        let also: Vec<u32> = file
            .also_status
            .iter()
            .map(|status| u32::from(*status))
            .collect();
        let fields = self.pairs(&file.fields);
        let facts = Facts {
            provider,
            status: file.status.unwrap_or(0),
            retry: file.retry as u32,
            common: file.common,
            derived: file.derived,
            symptom: file.symptom,
            portable: is_portable(file, names),
        };
        let span = [self.string(&file.since), self.string(&file.until)];
        let has_span = span.iter().any(|string| *string > 0);
        let row = [
            facts.pack(),
            self.string(&file.id),
            self.string(&file.code),
            self.list(&also),
            self.string(&file.kind),
            self.strings(&file.messages),
            self.strings(&file.exceptions),
            self.strings(&file.aliases),
            self.list(&fields),
            self.list(if has_span { &span } else { &[] }),
            self.string(&file.source),
            self.strings(&file.see),
        ];
        self.entries.extend_from_slice(&row);
        let texts = [
            (&file.cause.en, &file.fix.en),
            (&file.cause.ko, &file.fix.ko),
        ];
        for (prose, (cause, steps)) in self.prose.iter_mut().zip(texts) {
            prose.push(join(cause, steps));
        }
        self.entry_names(number, file);
        self.entry_words(number, file);
    }

    fn entry_names(&mut self, number: u32, file: &EntryFile) {
        self.name(&file.code, Role::Code, number);
        self.name(&file.kind, Role::Type, number);
        for alias in &file.aliases {
            self.name(alias, Role::Alias, number);
        }
        for exception in &file.exceptions {
            self.name(exception, Role::Exception, number);
            if let Some((_, class)) = exception.rsplit_once(['.', '$', ':']) {
                self.name(class, Role::Class, number);
            } else {
                self.name(exception, Role::Class, number);
            }
        }
        for value in file.fields.values() {
            if !value.contains(['*', '#', '{', ':']) && value.len() > 2 {
                self.name(value, Role::Field, number);
            }
        }
        for message in &file.messages {
            if is_lead(message) {
                self.name(pieces(message)[0].0, Role::Lead, number);
            }
            // Longer ones are found by their grams, wherever they stand.
            if is_symbol(message) && *message != file.code {
                self.name(message, Role::Alias, number);
            }
            if pieces(message).len() == 1 && folded_length(message) < SHORT_MESSAGE {
                self.name(message, Role::Message, number);
            }
            self.templates.push((
                number,
                owner::ENTRY,
                folded_length(message),
                message.clone(),
            ));
        }
    }

    fn entry_words(&mut self, number: u32, file: &EntryFile) {
        let mut best: BTreeMap<String, u32> = BTreeMap::new();
        let mut note = |text: &str, weight: u32| {
            // In an explanation words of one syllable are everywhere; in a keyword they are what it says.
            let telling =
                |word: &String| weight > WORD_IN_CAUSE || !SYLLABLES.contains(&word.as_str());
            for word in words(text).into_iter().filter(telling) {
                let slot = best.entry(word).or_default();
                *slot = (*slot).max(weight);
            }
        };
        note(&file.cause.en, WORD_IN_CAUSE);
        note(&file.cause.ko, WORD_IN_CAUSE);
        for message in &file.messages {
            for (literal, _) in pieces(message) {
                note(literal, WORD_IN_MESSAGE);
            }
        }
        for name in file.aliases.iter().chain([&file.code, &file.kind]) {
            note(name, WORD_IN_MESSAGE);
        }
        for keyword in file.keywords.en.iter().chain(&file.keywords.ko) {
            note(keyword, WORD_IN_KEYWORD);
        }
        for (word, weight) in best {
            self.words
                .entry(word)
                .or_default()
                .push(number << WORD_BITS | weight);
        }
    }
}

/// Whether an entry helps where another API says its words: its cause and one step at least speak of nothing that only
/// its provider has.
fn is_portable(entry: &EntryFile, names: &OwnNames) -> bool {
    let mut steps = entry.fix.en.iter().zip(&entry.fix.ko);
    names.are_silent(&entry.cause.en, &entry.cause.ko)
        && steps.any(|(en, ko)| names.are_silent(en, ko))
}

fn kind(kind: Kind) -> u32 {
    match kind {
        Kind::Api => 0,
        Kind::Protocol => 1,
        Kind::Client => 2,
        Kind::Wrapper => 3,
    }
}

pub(super) fn folded_length(template: &str) -> u32 {
    pieces(template)
        .into_iter()
        .map(|(literal, _)| small(Folded::new(literal).text.len()))
        .sum()
}

/// Whether a message with slots has no piece long enough to be found inside a text, and begins with words.
fn is_lead(message: &str) -> bool {
    let pieces = pieces(message);
    let length = |literal: &str| Folded::new(literal).text.len();
    pieces.len() > 1
        && length(pieces[0].0) > 1
        && pieces.iter().all(|(literal, _)| length(literal) < GRAM)
}
