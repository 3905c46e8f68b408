//! Causes and fixes, packed: they are most of a catalog's bytes, and only those of the entries shown are ever read.
//!
//! Each text is packed alone against one table of symbols (FSST: Boncz, Neumann, Leis, "FSST: Fast Random Access
//! String Compression", VLDB 2020), so that reading one costs nothing for the others. A symbol is at most eight bytes
//! long, which UTF-8 fills with less than three syllables of Hangul: those are written in two bytes before. The bytes,
//! little-endian: how many symbols (u8), the length of each (u8), each padded to eight bytes, how many texts (u32), where
//! each sixteenth of them begins in what follows (u32), how long each is (u16), the packed texts.

use std::borrow::Cow;

use fsst::{Compressor, CompressorBuilder, Decompressor, Symbol};

/// The code of an escaped byte comes after those of the symbols.
const MOST_SYMBOLS: usize = 255;

/// How many texts share a cell that says where the first of them begins.
const RUN: usize = 16;

/// `text` in the bytes that are packed: ASCII as it is, a syllable of Hangul in two bytes, of which the first is 0x80 to
/// 0xd7, and before each other byte of UTF-8 an [`OTHER`].
fn narrow(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            bytes.push(letter as u8);
        } else if let Some(syllable) = (letter as u32)
            .checked_sub(FIRST)
            .filter(|at| *at < SYLLABLES)
        {
            let [_, _, high, low] = (syllable << 1).to_be_bytes();
            bytes.extend([0x80 + high, 0x80 | low >> 1]);
        } else {
            let mut utf8 = [0; 4];
            for byte in letter.encode_utf8(&mut utf8).bytes() {
                bytes.extend([OTHER, byte]);
            }
        }
    }
    bytes
}

/// The syllables of Hangul in Unicode: the first, and how many.
const FIRST: u32 = 0xac00;
const SYLLABLES: u32 = 11_172;

const OTHER: u8 = 0xff;

/// What `narrow` made of a text; empty where `bytes` are something else.
fn widen(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len() * 3 / 2);
    let mut rest = bytes.iter();
    while let Some(&byte) = rest.next() {
        match byte {
            0..0x80 => text.push(byte),
            OTHER => text.extend(rest.next()),
            high => {
                let low = rest.next().map_or(0, |low| low & 0x7f);
                let syllable = FIRST + (u32::from(high - 0x80) << 7 | u32::from(low));
                let mut utf8 = [0; 4];
                let letter = char::from_u32(syllable).unwrap_or_default();
                text.extend_from_slice(letter.encode_utf8(&mut utf8).as_bytes());
            }
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

/// Packs `texts` so that `Prose` gives back text n as number n. A table that was trained on them packs well, and takes its
/// time; one that was not packs badly and at once.
pub(crate) fn pack(texts: &[String], trained: bool) -> Vec<u8> {
    let texts: Vec<Vec<u8>> = texts.iter().map(|text| narrow(text)).collect();
    let table = if trained {
        Compressor::train(&texts.iter().map(Vec::as_slice).collect())
    } else {
        CompressorBuilder::new().build()
    };
    let mut bytes = vec![u8::try_from(table.n_symbols()).unwrap_or(u8::MAX)];
    bytes.extend(table.symbol_lengths());
    for symbol in table.symbol_table() {
        bytes.extend(symbol.to_u64().to_le_bytes());
    }
    bytes.extend(cell(texts.len()));
    let packed: Vec<Vec<u8>> = texts.iter().map(|text| table.compress(text)).collect();
    let mut start = 0;
    for run in packed.chunks(RUN) {
        bytes.extend(cell(start));
        start += run.iter().map(Vec::len).sum::<usize>();
    }
    for text in &packed {
        let length = u16::try_from(text.len());
        bytes.extend(length.expect("a text of 64 kB is no cause").to_le_bytes());
    }
    bytes.extend(packed.concat());
    bytes
}

fn cell(number: usize) -> [u8; 4] {
    super::compile::small(number).to_le_bytes()
}

/// Packed texts and the table that unpacks them.
#[derive(Debug, Clone)]
pub(crate) struct Prose {
    lengths: [u8; MOST_SYMBOLS],
    symbols: [Symbol; MOST_SYMBOLS],
    bytes: Cow<'static, [u8]>,
    /// At which byte the starts of the runs begin, at which the lengths of the texts, and at which the texts.
    starts: usize,
    lengths_of_texts: usize,
    texts: usize,
}

impl Prose {
    /// What `pack` made; without a text where `bytes` are something else.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        let mut prose = Self {
            lengths: [1; MOST_SYMBOLS],
            symbols: [Symbol::ZERO; MOST_SYMBOLS],
            bytes: Cow::Borrowed(&[]),
            starts: 0,
            lengths_of_texts: 0,
            texts: 0,
        };
        if prose.read(&bytes).is_some() {
            prose.bytes = bytes;
        }
        prose
    }

    fn read(&mut self, bytes: &[u8]) -> Option<()> {
        let (count, rest) = bytes.split_first()?;
        let (lengths, rest) = rest.split_at_checked(usize::from(*count))?;
        let (symbols, rest) = rest.split_at_checked(usize::from(*count) * 8)?;
        let (texts, rest) = rest.split_first_chunk()?;
        let texts = u32::from_le_bytes(*texts) as usize;
        self.starts = bytes.len() - rest.len();
        let (starts, rest) = rest.split_at_checked(texts.div_ceil(RUN).checked_mul(4)?)?;
        self.lengths_of_texts = self.starts + starts.len();
        self.texts = bytes.len() - rest.get(texts.checked_mul(2)?..)?.len();
        self.lengths[..lengths.len()].copy_from_slice(lengths);
        for (symbol, padded) in self.symbols.iter_mut().zip(symbols.as_chunks().0) {
            *symbol = Symbol::from_slice(padded);
        }
        Some(())
    }

    /// Text `number`; empty where there is none.
    pub(crate) fn text(&self, number: u32) -> String {
        let number = number as usize;
        let starts = self.bytes.get(self.starts..self.lengths_of_texts);
        let lengths = self.bytes.get(self.lengths_of_texts..self.texts);
        let start = starts.unwrap_or_default().as_chunks().0.get(number / RUN);
        let length = |number: usize| {
            let length = lengths.unwrap_or_default().as_chunks().0.get(number);
            length.map_or(0, |length| usize::from(u16::from_le_bytes(*length)))
        };
        let before: usize = (number / RUN * RUN..number).map(length).sum();
        let from =
            self.texts + start.map_or(0, |start| u32::from_le_bytes(*start) as usize) + before;
        let packed = self.bytes.get(from..from + length(number));
        let table = Decompressor::new(&self.symbols, &self.lengths);
        widen(&table.decompress(packed.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], trained: bool) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let bytes = pack(&texts, trained);
        let prose = Prose::new(bytes.into());
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(prose.text(number), *text);
        }
        assert_eq!(prose.text(super::super::compile::small(texts.len())), "");
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let texts = [
            "요청 한도를 넘었습니다.",
            "",
            "Rate limit\u{0}",
            "잔액이 없습니다.",
            "가힣 \u{2212} 한자(漢字) \u{1f600}",
        ];
        check(&texts, false);
        check(&texts, true);
    }

    #[test]
    fn what_is_cut_has_no_texts() {
        let bytes = pack(&["a".to_owned()], false);
        for length in 0..bytes.len() {
            assert_eq!(Prose::new(bytes[..length].to_vec().into()).text(0), "");
        }
    }
}
