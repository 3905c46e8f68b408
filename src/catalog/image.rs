//! Compiled tables, read where they lie. Knows cells and strings, not what they mean.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::format::{
    ALONE, Compiled, KEY_HEAD, Prose, filter_bits, first_slot, hash_key, key_bit, pack, section,
};

/// One compiled set of catalogs: the bundled ones, or a user's own.
#[derive(Debug, Clone)]
pub(crate) struct Image {
    text: Text,
    cells: Cells,
    /// English and Korean.
    prose: [LazyProse; 2],
}

/// Causes and fixes in one language; their table is read when the first is asked for.
#[derive(Debug, Clone)]
struct LazyProse {
    bytes: Cow<'static, [u8]>,
    prose: OnceLock<Prose>,
}

impl LazyProse {
    const fn new(bytes: Cow<'static, [u8]>) -> Self {
        Self {
            bytes,
            prose: OnceLock::new(),
        }
    }
}

#[derive(Debug, Clone)]
enum Text {
    Bundled(&'static str),
    Own(String),
}

#[derive(Debug, Clone)]
enum Cells {
    Bundled(&'static [u8]),
    Own(Vec<u32>),
}

impl Cells {
    fn cell(&self, at: usize) -> u32 {
        match self {
            Self::Bundled(bytes) => bytes
                .get(at * 4..at * 4 + 4)
                .and_then(|four| four.try_into().ok())
                .map_or(0, u32::from_le_bytes),
            Self::Own(cells) => cells.get(at).copied().unwrap_or(0),
        }
    }
}

static BUNDLED: Image = Image {
    text: Text::Bundled(include_str!(concat!(env!("OUT_DIR"), "/catalogs.txt"))),
    cells: Cells::Bundled(include_bytes!(concat!(env!("OUT_DIR"), "/catalogs.bin"))),
    prose: [
        LazyProse::new(Cow::Borrowed(include_bytes!(concat!(
            env!("OUT_DIR"),
            "/en.prose"
        )))),
        LazyProse::new(Cow::Borrowed(include_bytes!(concat!(
            env!("OUT_DIR"),
            "/ko.prose"
        )))),
    ],
};

impl Image {
    /// What `build.rs` compiled.
    pub(crate) fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// What was compiled while running.
    pub(crate) fn own(compiled: Compiled) -> Self {
        Self {
            text: Text::Own(compiled.text),
            cells: Cells::Own(compiled.cells),
            prose: compiled
                .prose
                .map(|texts| LazyProse::new(pack(&texts, false).into())),
        }
    }

    /// Whether it is what `build.rs` compiled.
    pub(crate) fn is_bundled(&self) -> bool {
        matches!(self.text, Text::Bundled(_))
    }

    fn text(&self) -> &str {
        match &self.text {
            Text::Bundled(text) => text,
            Text::Own(text) => text,
        }
    }

    /// Cell `at`; 0 beyond the end, which is the empty string and the empty list.
    pub(crate) fn cell(&self, at: usize) -> u32 {
        self.cells.cell(at)
    }

    /// A cell of a row of a section.
    pub(crate) fn column(&self, part: usize, stride: usize, row: u32, column: usize) -> u32 {
        self.cell(self.cell(part) as usize + row as usize * stride + column)
    }

    /// String `number`.
    pub(crate) fn string(&self, number: u32) -> &str {
        let at = self.cell(section::STRINGS) as usize + number as usize;
        let (start, end) = (self.cell(at) as usize, self.cell(at + 1) as usize);
        self.text().get(start..end).unwrap_or_default()
    }

    /// Cause and steps of entry `number` in `language`: 0 for English, 1 for Korean.
    pub(crate) fn prose(&self, language: usize, number: u32) -> String {
        let LazyProse { bytes, prose } = &self.prose[language];
        prose.get_or_init(|| Prose::new(bytes.clone())).text(number)
    }

    /// The items of the list at `list`.
    pub(crate) fn list(&self, list: u32) -> List<'_> {
        let start = self.cell(section::LISTS) as usize + list as usize;
        let length = if list == 0 {
            0
        } else {
            self.cell(start) as usize
        };
        self.cells_from(start + 1, length)
    }

    fn cells_from(&self, at: usize, length: usize) -> List<'_> {
        List {
            image: self,
            at,
            end: at + length,
        }
    }

    /// The strings of the list at `list`.
    pub(crate) fn strings(&self, list: u32) -> impl Iterator<Item = &str> {
        self.list(list).map(|number| self.string(number))
    }

    /// The items under `key` in the hash table `table`.
    pub(crate) fn find(&self, table: usize, slots: usize, key: &str) -> List<'_> {
        self.probe(table, slots, hash_key(key), |cell| self.string(cell) == key)
    }

    /// The items under the number `key` in the hash table `table`.
    pub(crate) fn find_number(&self, table: usize, slots: usize, key: u32) -> List<'_> {
        self.probe(table, slots, key, |cell| cell == key)
    }

    fn probe(&self, table: usize, slots: usize, hash: u32, is: impl Fn(u32) -> bool) -> List<'_> {
        let (start, slots) = (self.cell(table) as usize, self.cell(slots));
        let mut slot = first_slot(hash, slots);
        // The table is never full, so that a free slot ends every search.
        loop {
            let at = start + slot as usize * 2;
            let list = self.cell(at + 1);
            if list == 0 || is(self.cell(at)) {
                return if list & ALONE == 0 {
                    self.list(list)
                } else {
                    self.cells_from(at + 1, 1)
                };
            }
            slot = if slot + 1 < slots { slot + 1 } else { 0 };
        }
    }

    /// Whether a key may begin with `head`.
    pub(crate) fn may_begin_key(&self, head: [u8; KEY_HEAD]) -> bool {
        let (cell, bit) = key_bit(head);
        self.cell(self.cell(section::KEY_FILTER) as usize + cell) & bit != 0
    }

    /// The filter before the table of grams.
    pub(crate) fn gram_filter(&self) -> GramFilter<'_> {
        GramFilter {
            cells: &self.cells,
            start: self.cell(section::FILTER) as usize,
            mask: self.cell(section::FILTER_MASK),
        }
    }
}

/// Which grams may be in the table of grams; asked once for every byte of an input.
pub(crate) struct GramFilter<'a> {
    cells: &'a Cells,
    start: usize,
    mask: u32,
}

impl GramFilter<'_> {
    /// Whether a gram of this hash may be in the table.
    pub(crate) fn may_have(&self, hash: u32) -> bool {
        let set = |bit: &u32| {
            let word = self.cells.cell(self.start + *bit as usize / 32);
            word >> (bit % 32) & 1 == 1
        };
        filter_bits(hash, self.mask).iter().all(set)
    }
}

/// The items of one list.
pub(crate) struct List<'a> {
    image: &'a Image,
    at: usize,
    end: usize,
}

impl List<'_> {
    /// What is left after the first `items`.
    pub(crate) fn from(mut self, items: usize) -> Self {
        self.at += items;
        self
    }

    /// Its items two by two.
    pub(crate) fn pairs(mut self) -> impl Iterator<Item = (u32, u32)> {
        std::iter::from_fn(move || self.next().zip(self.next()))
    }
}

impl Iterator for List<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let item = (self.at < self.end).then(|| self.image.cell(self.at) & !ALONE);
        self.at += 1;
        item
    }

    fn nth(&mut self, skipped: usize) -> Option<u32> {
        self.at += skipped;
        self.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end.saturating_sub(self.at);
        (left, Some(left))
    }
}

impl ExactSizeIterator for List<'_> {}
