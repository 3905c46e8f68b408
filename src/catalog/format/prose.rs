//! Causes and fixes, packed: they are most of a catalog's bytes, and only those of the entries shown are ever read.
//!
//! Each text is packed alone against one table of symbols (FSST: Boncz, Neumann, Leis, "FSST: Fast Random Access
//! String Compression", VLDB 2020), so that reading one costs nothing for the others. A symbol is at most eight bytes
//! long, which UTF-8 fills with less than three syllables of Hangul: those are written in two bytes before. The bytes,
//! little-endian: how many symbols (u8), the length of each (u8), each padded to eight bytes, how many texts (u32), where
//! each sixteenth of them begins in what follows (u32), the packed texts, each behind its length (LEB128).

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
    let mut packed = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        if number % RUN == 0 {
            bytes.extend(cell(packed.len()));
        }
        let text = table.compress(text);
        push_length(&mut packed, text.len());
        packed.extend(text);
    }
    bytes.extend(packed);
    bytes
}

/// Writes a length seven bits a byte, the lowest first; all bytes but the last have the highest bit.
fn push_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push(length.to_le_bytes()[0] | 0x80);
        length >>= 7;
    }
    bytes.push(length.to_le_bytes()[0]);
}

/// The text at the beginning of `bytes`, which is behind its length, and what follows it.
fn split_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let last = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let (length, rest) = bytes.split_at(last + 1);
    let length = length.iter().rev().fold(0_usize, |length, byte| {
        length << 7 | usize::from(byte & 0x7f)
    });
    rest.split_at_checked(length)
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
    /// At which byte the starts of the runs begin, and at which the texts.
    starts: usize,
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
        let starts = texts.div_ceil(RUN).checked_mul(4)?;
        self.texts = bytes.len() - rest.get(starts..)?.len();
        self.lengths[..lengths.len()].copy_from_slice(lengths);
        for (symbol, padded) in self.symbols.iter_mut().zip(symbols.as_chunks().0) {
            *symbol = Symbol::from_slice(padded);
        }
        Some(())
    }

    /// Text `number`; empty where there is none.
    pub(crate) fn text(&self, number: u32) -> String {
        let packed = self.packed(number as usize).unwrap_or_default();
        let table = Decompressor::new(&self.symbols, &self.lengths);
        widen(&table.decompress(packed))
    }

    fn packed(&self, number: usize) -> Option<&[u8]> {
        let starts = self.bytes.get(self.starts..self.texts)?;
        let start = starts.as_chunks().0.get(number / RUN)?;
        let mut rest = self
            .bytes
            .get(self.texts..)?
            .get(u32::from_le_bytes(*start) as usize..)?;
        for _ in 0..number % RUN {
            (_, rest) = split_text(rest)?;
        }
        Some(split_text(rest)?.0)
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
            &"길고 긴 이유 ".repeat(10_000),
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
