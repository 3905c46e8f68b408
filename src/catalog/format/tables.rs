//! The gathered rows as one table of cells, with hash tables of names, words and grams. Decides nothing about meaning.

use std::collections::{BTreeMap, HashMap};

use super::compile::{Compiled, Writer};
use super::grams::{GramCounts, filter_bits};
use super::layout::{ALONE, NO_USE, first_slot, hash_key, owner, section, small, template};
use super::pattern::is_symbol;
use super::text::{Folded, letters};
use super::traces::{KEY_FILTER_CELLS, key_bit};

impl Writer {
    pub(super) fn finish(mut self) -> Compiled {
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
        let words = self.hash_table(
            words
                .into_iter()
                .map(|(word, uses)| (word, halves(&uses)))
                .collect(),
        );
        let traces = std::mem::take(&mut self.traces);
        let key_filter = key_filter(&traces.key_prefixes);
        let envelopes = self.by_pointer(traces.envelopes);
        let [hosts, headers, key_prefixes, envelopes] =
            [traces.hosts, traces.headers, traces.key_prefixes, envelopes]
                .map(|map| self.hash_table(map));
        for (slots, table) in [
            (section::NAMES_SLOTS, &names),
            (section::WORDS_SLOTS, &words),
            (section::GRAMS_SLOTS, &grams),
            (section::HOSTS_SLOTS, &hosts),
            (section::HEADERS_SLOTS, &headers),
            (section::KEY_PREFIXES_SLOTS, &key_prefixes),
            (section::ENVELOPES_SLOTS, &envelopes),
        ] {
            header[slots] = small(table.len() / 2);
        }
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
            (section::HOSTS, hosts),
            (section::HEADERS, headers),
            (section::KEY_PREFIXES, key_prefixes),
            (section::ENVELOPES, envelopes),
            (section::KEY_FILTER, key_filter),
        ] {
            cells[name] = small(cells.len());
            cells.extend(part);
        }
        Compiled {
            text: self.text,
            cells,
            prose: self.prose,
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
            let rest = template::Rest {
                owner: *index,
                kind: *kind,
                weight: *weight,
                shared,
            };
            rows.extend([self.string(text), rest.pack()]);
            // As a key (`"is_archived": false`) a symbol says nothing: it is looked up where names stand.
            let is_name = *kind == owner::ENTRY && is_symbol(text);
            for anchor in counts.anchors(text).into_iter().filter(|_| !is_name) {
                let place = grams.entry(anchor.hash).or_default();
                place.extend(anchor.pack(number));
            }
        }
        let bits = (grams.len() * 24).next_power_of_two().max(1 << 10);
        let mut filter = vec![0_u32; bits / 32];
        let mut table = empty_table(grams.len() * 4 / 3);
        for (hash, places) in grams {
            for bit in filter_bits(hash, small(bits - 1)) {
                filter[bit as usize / 32] |= 1 << (bit % 32);
            }
            let list = self.items(&places);
            insert(&mut table, hash, hash, list);
        }
        (rows, table, filter)
    }

    /// Each pointer beside the list of what is found by it.
    fn by_pointer(
        &mut self,
        envelopes: BTreeMap<String, BTreeMap<String, Vec<u32>>>,
    ) -> BTreeMap<String, Vec<u32>> {
        let mut steps = BTreeMap::new();
        for (step, pointers) in envelopes {
            let mut items = Vec::new();
            for (pointer, owners) in pointers {
                items.extend([self.string(&pointer), self.list(&owners)]);
            }
            steps.insert(step, items);
        }
        steps
    }

    /// Two thirds full: most words of a text are no key, and each step of a search costs the comparison of a string.
    fn hash_table(&mut self, map: BTreeMap<String, Vec<u32>>) -> Vec<u32> {
        let mut table = empty_table(map.len() * 3 / 2);
        for (key, items) in map {
            let string = self.string(&key);
            let list = self.items(&items);
            insert(&mut table, hash_key(&key), string, list);
        }
        table
    }

    /// What a table holds for a key of these items: the only one itself, or the number of their list.
    fn items(&mut self, items: &[u32]) -> u32 {
        match items {
            [item] if item & ALONE == 0 => item | ALONE,
            items => self.list(items),
        }
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

/// Two uses of a word in a cell, the first in its lower half.
fn halves(uses: &[u32]) -> Vec<u32> {
    assert!(
        uses.iter().all(|item| *item < NO_USE),
        "an entry's number and a word's weight need more than 15 bits; give each use a cell of its own"
    );
    uses.chunks(2)
        .map(|pair| pair[0] | pair.get(1).unwrap_or(&NO_USE) << 16)
        .collect()
}

fn key_filter(prefixes: &BTreeMap<String, Vec<u32>>) -> Vec<u32> {
    let mut filter = vec![0; KEY_FILTER_CELLS];
    for head in prefixes.keys() {
        if let Ok(head) = head.as_bytes().try_into() {
            let (cell, bit) = key_bit(head);
            filter[cell] |= bit;
        }
    }
    filter
}

/// An open-addressing table of pairs. A list number of 0 marks a free slot, of which there is always one.
fn empty_table(slots: usize) -> Vec<u32> {
    vec![0; (slots + 1) * 2]
}

fn insert(table: &mut [u32], hash: u32, key: u32, list: u32) {
    let slots = table.len() / 2;
    let mut slot = first_slot(hash, small(slots)) as usize;
    while table[slot * 2 + 1] != 0 {
        slot = (slot + 1) % slots;
    }
    table[slot * 2] = key;
    table[slot * 2 + 1] = list;
}
