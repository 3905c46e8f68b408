//! Causes and fixes, packed: they are most of a catalog's bytes, and only those of the entries shown are ever read.
//!
//! Cause and steps of an entry are one text. Texts that follow each other are packed together in blocks (DEFLATE, RFC
//! 1951), small enough that reading one text, for which its block is unpacked, takes little. Syllables of Hangul are
//! written in two bytes before. The bytes: how many blocks (u32), for each of them and for the end of the last the number
//! of its first text, where it begins in what follows, and how long it is unpacked (u32 each, little-endian), the blocks.
//! A text in a block stands behind its length (LEB128).

use std::borrow::Cow;
use std::sync::OnceLock;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::layout::small;

/// How many bytes of texts begin another block: unpacking one then costs some 0.1 million instructions, and twice the
/// bytes would save a twelfth of the packed ones.
const BLOCK: usize = 3_000;

/// What stands between the parts of a text.
const PART: char = '\u{1f}';

/// An entry's cause and its steps as one text.
pub(crate) fn join(cause: &str, steps: &[String]) -> String {
    let steps = steps
        .iter()
        .flat_map(|step| [PART.to_string(), step.clone()]);
    [cause.to_owned()].into_iter().chain(steps).collect()
}

/// What `join` joined: the cause, and the steps.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(PART)
}

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

/// Packs `texts` so that `Prose` gives back text n as number n: as tightly as can be where `tight`, and otherwise at once.
pub(crate) fn pack(texts: &[String], tight: bool) -> Vec<u8> {
    let level = if tight { 10 } else { 0 };
    let (mut rows, mut packed) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < texts.len() {
        let mut block = Vec::new();
        let begin = first;
        while block.len() < BLOCK && first < texts.len() {
            let text = narrow(&texts[first]);
            push_length(&mut block, text.len());
            block.extend(text);
            first += 1;
        }
        rows.push([begin, packed.len(), block.len()]);
        packed.extend(compress_to_vec(&block, level));
    }
    let count = rows.len();
    rows.push([texts.len(), packed.len(), 0]);
    let cells = [count].into_iter().chain(rows.into_iter().flatten());
    cells.flat_map(cell).chain(packed).collect()
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
    small(number).to_le_bytes()
}

/// Packed texts, and those blocks of them that have been read.
#[derive(Debug, Clone)]
pub(crate) struct Prose {
    /// For each block its first text, where it begins and its length unpacked; and the same for the end.
    rows: Vec<[usize; 3]>,
    blocks: Vec<OnceLock<Vec<u8>>>,
    bytes: Cow<'static, [u8]>,
}

impl Prose {
    /// What `pack` made; without a text where `bytes` are something else.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        let rows = rows(&bytes).unwrap_or_default();
        Self {
            blocks: vec![OnceLock::new(); rows.len().saturating_sub(1)],
            rows,
            bytes,
        }
    }

    /// Text `number`; empty where there is none.
    pub(crate) fn text(&self, number: u32) -> String {
        self.narrowed(number as usize)
            .map(widen)
            .unwrap_or_default()
    }

    fn narrowed(&self, number: usize) -> Option<&[u8]> {
        let after = self.rows.partition_point(|[first, ..]| *first <= number);
        let block = after.checked_sub(1)?;
        let mut rest = self
            .blocks
            .get(block)?
            .get_or_init(|| self.unpack(block).unwrap_or_default())
            .as_slice();
        for _ in self.rows[block][0]..number {
            (_, rest) = split_text(rest)?;
        }
        Some(split_text(rest)?.0)
    }

    fn unpack(&self, block: usize) -> Option<Vec<u8>> {
        let [[_, start, length], [_, end, _]] = *self.rows.get(block..)?.first_chunk()?;
        let packed = &self.bytes[(self.rows.len() * 3 + 1) * 4..];
        decompress_to_vec_with_limit(packed.get(start..end)?, length).ok()
    }
}

/// The rows of blocks at the beginning of what `pack` made.
fn rows(bytes: &[u8]) -> Option<Vec<[usize; 3]>> {
    let (count, rest) = bytes.split_first_chunk()?;
    let count = u32::from_le_bytes(*count) as usize + 1;
    let cells = rest.get(..count.checked_mul(12)?)?;
    let numbers = cells.as_chunks().0.iter();
    let numbers: Vec<usize> = numbers
        .map(|four| u32::from_le_bytes(*four) as usize)
        .collect();
    Some(numbers.as_chunks().0.to_vec())
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
        assert_eq!(prose.text(small(texts.len())), "");
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
    fn a_cause_and_its_steps_are_told_apart() {
        let text = join("왜", &["첫째".to_owned(), "둘째".to_owned()]);
        assert_eq!(parts(&text).collect::<Vec<_>>(), ["왜", "첫째", "둘째"]);
    }

    #[test]
    fn what_is_cut_has_no_texts() {
        let bytes = pack(&["a".to_owned()], false);
        for length in 0..bytes.len() {
            assert_eq!(Prose::new(bytes[..length].to_vec().into()).text(0), "");
        }
    }
}
