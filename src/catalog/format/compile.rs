//! Catalog files to tables. What it is given has passed `lint`; it decides nothing about meaning.

use std::collections::{BTreeMap, HashMap};

use super::file::{CatalogFile, EntryFile, EnvelopeFile, Kind, ProviderFile};
use super::grams::{GRAM, GramCounts};
use super::layout::{Role, hash_key, owner, section};
use super::pattern::pieces;
use super::text::{Folded, letters, name_key, words};

/// The compiled catalogs: one text, and the cells of one table.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) text: String,
    pub(crate) cells: Vec<u32>,
}

/// Compiles `files` in the order given.
pub(crate) fn compile(files: &[CatalogFile]) -> Compiled {
    let mut writer = Writer::default();
    for file in files {
        writer.provider(file);
    }
    writer.count_shapes();
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
struct Writer {
    text: String,
    starts: Vec<u32>,
    interned: HashMap<String, u32>,
    lists: Vec<u32>,
    providers: Vec<u32>,
    entries: Vec<u32>,
    entry_count: u32,
    templates: Vec<(u32, u32, u32, String)>,
    names: BTreeMap<String, Vec<u32>>,
    words: BTreeMap<String, Vec<u32>>,
    envelopes: Vec<(usize, u32, String)>,
}

impl Writer {
    fn string(&mut self, text: &str) -> u32 {
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

    fn list(&mut self, items: &[u32]) -> u32 {
        if self.lists.is_empty() {
            self.lists.push(0);
        }
        if items.is_empty() {
            return 0;
        }
        let at = small(self.lists.len());
        self.lists.push(small(items.len()));
        self.lists.extend_from_slice(items);
        at
    }

    fn strings(&mut self, texts: &[String]) -> u32 {
        let items: Vec<u32> = texts.iter().map(|text| self.string(text)).collect();
        self.list(&items)
    }

    fn pairs(&mut self, pairs: &BTreeMap<String, String>) -> Vec<u32> {
        pairs
            .iter()
            .flat_map(|(key, value)| [self.string(key), self.string(value)])
            .collect()
    }

    fn name(&mut self, name: &str, role: Role, index: u32) {
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
        let envelopes: Vec<u32> = provider
            .fingerprint
            .envelopes
            .iter()
            .map(|envelope| self.envelope(number, envelope))
            .collect();
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
            self.strings(&provider.fingerprint.hosts),
            self.strings(&provider.fingerprint.headers),
            self.list(&envelopes),
            self.strings(&provider.fingerprint.key_prefixes),
        ];
        self.providers.extend_from_slice(&row);
        self.fingerprint(number, provider);
        for entry in &file.errors {
            self.entry(number, entry);
        }
    }

    fn fingerprint(&mut self, number: u32, provider: &ProviderFile) {
        self.name(&provider.id, Role::Provider, number);
        self.name(&provider.name.en, Role::Provider, number);
        self.name(&provider.name.ko, Role::Provider, number);
        for alias in &provider.aliases {
            self.name(alias, Role::Provider, number);
        }
        for module in &provider.fingerprint.exceptions {
            self.name(module, Role::Module, number);
        }
        for wrapped in &provider.fingerprint.wrapped_as {
            self.name(wrapped, Role::Wrapped, number);
        }
        for phrase in &provider.fingerprint.phrases {
            if is_name(phrase) {
                self.name(phrase, Role::Phrase, number);
            } else {
                self.templates
                    .push((number, owner::PHRASE, folded_length(phrase), phrase.clone()));
            }
        }
        for link in &provider.fingerprint.links {
            self.templates
                .push((number, owner::LINK, folded_length(link), link.clone()));
        }
    }

    fn envelope(&mut self, provider: u32, envelope: &EnvelopeFile) -> u32 {
        let pointers = [
            &envelope.code,
            &envelope.message,
            &envelope.kind,
            &envelope.status,
            &envelope.param,
            &envelope.request_id,
        ];
        let mut items: Vec<u32> = pointers
            .into_iter()
            .map(|pointer| self.string(pointer))
            .collect();
        items.push(u32::from(envelope.unique));
        items.push(0);
        let when = self.pairs(&envelope.when);
        items.extend(when);
        let at = self.list(&items);
        self.envelopes
            .push((at as usize, provider, shape(envelope)));
        at
    }

    /// Notes for each envelope how many other providers' bodies have the same shape.
    fn count_shapes(&mut self) {
        for (at, provider, shape) in &self.envelopes {
            let others: std::collections::BTreeSet<u32> = self
                .envelopes
                .iter()
                .filter(|(_, other, its)| other != provider && its == shape)
                .map(|(_, other, _)| *other)
                .collect();
            self.lists[at + 1 + super::envelope::SHARED] = small(others.len());
        }
    }

    fn entry(&mut self, provider: u32, file: &EntryFile) {
        let number = self.entry_count;
        self.entry_count += 1;
        let also: Vec<u32> = file
            .also_status
            .iter()
            .map(|status| u32::from(*status))
            .collect();
        let fields = self.pairs(&file.fields);
        let row = [
            provider,
            self.string(&file.id),
            self.string(&file.code),
            u32::from(file.status.unwrap_or(0)),
            self.list(&also),
            self.string(&file.kind),
            self.strings(&file.messages),
            self.strings(&file.exceptions),
            self.strings(&file.aliases),
            self.list(&fields),
            self.string(&file.cause.en),
            self.string(&file.cause.ko),
            self.strings(&file.fix.en),
            self.strings(&file.fix.ko),
            file.retry as u32,
            u32::from(file.common) | u32::from(file.derived) << 1,
            self.string(&file.since),
            self.string(&file.until),
            self.string(&file.source),
            self.strings(&file.see),
            self.strings(&file.keywords.en),
            self.strings(&file.keywords.ko),
        ];
        self.entries.extend_from_slice(&row);
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
            for word in words(text) {
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

    fn finish(mut self) -> Compiled {
        let mut header = vec![0; section::COUNT];
        header[section::PROVIDER_COUNT] = small(self.providers.len() / super::provider::STRIDE);
        header[section::ENTRY_COUNT] = self.entry_count;
        header[section::TEMPLATE_COUNT] = small(self.templates.len());
        let (templates, grams, filter) = self.template_tables();
        let names = std::mem::take(&mut self.names);
        let names = self.hash_table(names);
        let vocabulary = self.vocabulary();
        header[section::VOCABULARY_COUNT] = small(vocabulary.len() / 2);
        let words = std::mem::take(&mut self.words);
        let words = self.hash_table(words);
        header[section::NAMES_MASK] = small(names.len() / 2 - 1);
        header[section::WORDS_MASK] = small(words.len() / 2 - 1);
        header[section::GRAMS_MASK] = small(grams.len() / 2 - 1);
        header[section::FILTER_MASK] = small(filter.len() * 32 - 1);
        let mut starts = std::mem::take(&mut self.starts);
        starts.push(small(self.text.len()));
        let mut cells = header;
        for (name, part) in [
            (section::STRINGS, starts),
            (section::PROVIDERS, self.providers),
            (section::ENTRIES, self.entries),
            (section::TEMPLATES, templates),
            (section::NAMES, names),
            (section::WORDS, words),
            (section::VOCABULARY, vocabulary),
            (section::GRAMS, grams),
            (section::FILTER, filter),
            (section::LISTS, self.lists),
        ] {
            cells[name] = small(cells.len());
            cells.extend(part);
        }
        Compiled {
            text: self.text,
            cells,
        }
    }

    /// Rows of templates, the table of their grams, and the filter before it.
    fn template_tables(&mut self) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let templates = std::mem::take(&mut self.templates);
        let mut counts = GramCounts::default();
        let mut wordings: HashMap<String, u32> = HashMap::new();
        for (_, kind, _, text) in &templates {
            counts.add(text);
            if *kind == owner::ENTRY {
                *wordings.entry(Folded::new(text).text).or_default() += 1;
            }
        }
        let mut rows = Vec::new();
        let mut grams: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, (index, kind, weight, text)) in templates.iter().enumerate() {
            let shared = wordings.get(&Folded::new(text).text).copied().unwrap_or(1);
            rows.extend_from_slice(&[self.string(text), *index, *kind, *weight, shared]);
            for anchor in counts.anchors(text) {
                let place = grams.entry(anchor.hash).or_default();
                place.extend_from_slice(&[small(number), anchor.piece << 16 | anchor.offset]);
            }
        }
        let bits = (grams.len() * 24).next_power_of_two().max(1 << 10);
        let mut filter = vec![0_u32; bits / 32];
        let mut table = empty_table(grams.len());
        let mask = table.len() / 2 - 1;
        for (hash, places) in grams {
            let bit = hash as usize & (bits - 1);
            filter[bit / 32] |= 1 << (bit % 32);
            let list = self.list(&places);
            insert(&mut table, mask, hash, hash, list);
        }
        (rows, table, filter)
    }

    fn hash_table(&mut self, map: BTreeMap<String, Vec<u32>>) -> Vec<u32> {
        let mut table = empty_table(map.len());
        let mask = table.len() / 2 - 1;
        for (key, items) in map {
            let string = self.string(&key);
            let list = self.list(&items);
            insert(&mut table, mask, hash_key(&key), string, list);
        }
        table
    }

    fn vocabulary(&mut self) -> Vec<u32> {
        let mut words: Vec<String> = self
            .words
            .keys()
            .filter(|word| word.chars().nth(1).is_some())
            .cloned()
            .collect();
        words.sort_by_key(|word| (word.len(), word.clone()));
        words
            .iter()
            .flat_map(|word| [self.string(word), letters(word)])
            .collect()
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or_else(|_| unreachable!("catalogs are far below 4 GiB"))
}

fn kind(kind: Kind) -> u32 {
    match kind {
        Kind::Api => 0,
        Kind::Protocol => 1,
        Kind::Client => 2,
        Kind::Wrapper => 3,
    }
}

fn folded_length(template: &str) -> u32 {
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

/// Whether a phrase is one name, which the reader of an input looks up whole.
fn is_name(phrase: &str) -> bool {
    !phrase.contains(char::is_whitespace) && folded_length(phrase) < 16
}

fn shape(envelope: &EnvelopeFile) -> String {
    format!(
        "{}|{}|{}|{}|{:?}",
        envelope.code, envelope.message, envelope.kind, envelope.status, envelope.when
    )
}

/// An open-addressing table of pairs, half full at most. A list number of 0 marks a free slot.
fn empty_table(keys: usize) -> Vec<u32> {
    vec![0; (keys * 2).next_power_of_two().max(2) * 2]
}

fn insert(table: &mut [u32], mask: usize, hash: u32, key: u32, list: u32) {
    let mut slot = hash as usize & mask;
    while table[slot * 2 + 1] != 0 {
        slot = (slot + 1) & mask;
    }
    table[slot * 2] = key;
    table[slot * 2 + 1] = list;
}
