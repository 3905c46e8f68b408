//! Causes and fixes, packed: they are most of a catalog's bytes, and only those of the entries shown are ever read.
//!
//! Each text is packed alone against one table of symbols (FSST: Boncz, Neumann, Leis, "FSST: Fast Random Access
//! String Compression", VLDB 2020), so that reading one costs nothing for the others. The bytes, little-endian: how
//! many symbols (u8), the length of each (u8), each padded to eight bytes, how many texts (u32), where each ends in
//! what follows (u32), the packed texts.

use std::borrow::Cow;

use fsst::{Compressor, Decompressor, Symbol};

/// The code of an escaped byte comes after those of the symbols.
const MOST_SYMBOLS: usize = 255;

/// Packs `texts` so that `Prose` gives back text n as number n. A table that was trained on them packs best.
pub(crate) fn pack(texts: &[String], table: &Compressor) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(table.n_symbols()).unwrap_or(u8::MAX)];
    bytes.extend(table.symbol_lengths());
    for symbol in table.symbol_table() {
        bytes.extend(symbol.to_u64().to_le_bytes());
    }
    bytes.extend(cell(texts.len()));
    let mut packed = Vec::new();
    for text in texts {
        packed.extend(table.compress(text.as_bytes()));
        bytes.extend(cell(packed.len()));
    }
    bytes.extend(packed);
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
    /// At which byte the ends of the texts begin, and at which the texts.
    ends: usize,
    texts: usize,
}

impl Prose {
    /// What `pack` made; without a text where `bytes` are something else.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        let mut prose = Self {
            lengths: [1; MOST_SYMBOLS],
            symbols: [Symbol::ZERO; MOST_SYMBOLS],
            bytes: Cow::Borrowed(&[]),
            ends: 0,
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
        let ends = (u32::from_le_bytes(*texts) as usize).checked_mul(4)?;
        self.ends = bytes.len() - rest.len();
        self.texts = bytes.len() - rest.get(ends..)?.len();
        self.lengths[..lengths.len()].copy_from_slice(lengths);
        for (symbol, padded) in self.symbols.iter_mut().zip(symbols.as_chunks().0) {
            *symbol = Symbol::from_slice(padded);
        }
        Some(())
    }

    /// Text `number`; empty where there is none.
    pub(crate) fn text(&self, number: u32) -> String {
        let ends = self.bytes.get(self.ends..self.texts).unwrap_or_default();
        let end = |number: usize| {
            let end = ends.as_chunks().0.get(number);
            end.map_or(0, |end| u32::from_le_bytes(*end) as usize)
        };
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, end);
        let packed = self.bytes.get(self.texts + start..self.texts + end(number));
        let table = Decompressor::new(&self.symbols, &self.lengths);
        String::from_utf8(table.decompress(packed.unwrap_or_default())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fsst::CompressorBuilder;

    fn check(texts: &[&str], table: &Compressor) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let bytes = pack(&texts, table);
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
        ];
        check(&texts, &CompressorBuilder::new().build());
        check(
            &texts,
            &Compressor::train(&texts.map(str::as_bytes).to_vec()),
        );
    }

    #[test]
    fn what_is_cut_has_no_texts() {
        let bytes = pack(&["a".to_owned()], &CompressorBuilder::new().build());
        for length in 0..bytes.len() {
            assert_eq!(Prose::new(bytes[..length].to_vec().into()).text(0), "");
        }
    }
}
