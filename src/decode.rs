//! Bytes to text: encodings, Unicode form, and nothing that could act on a terminal.
//!
//! Knows nothing of what the text says.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How many bytes of an input are looked at: its beginning and its end, where an error stands.
pub(crate) const LIMIT: usize = 6 << 20;

/// Text from bytes in UTF-8, UTF-16 with a byte order mark, or CP949; whatever else stays in is replaced.
/// Line ends are `\n`, Hangul is composed, escape sequences and control characters are gone.
pub(crate) fn decode(bytes: &[u8]) -> String {
    // Cleaned before it is composed: a control character between two letters must not keep them apart.
    compose(&clean(&without_escapes(&to_unicode(bytes)))).into_owned()
}

fn to_unicode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return UTF_16LE.decode_without_bom_handling(rest).0;
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return UTF_16BE.decode_without_bom_handling(rest).0;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => legacy(bytes),
    }
}

/// CP949 where the bytes are that and give Hangul; else UTF-8 with its broken parts replaced.
fn legacy(bytes: &[u8]) -> Cow<'_, str> {
    let utf8 = String::from_utf8_lossy(bytes);
    let broken = utf8.matches(char::REPLACEMENT_CHARACTER).count();
    let (korean, failed) = EUC_KR.decode_without_bom_handling(bytes);
    let hangul = korean
        .chars()
        .filter(|character| ('\u{ac00}'..='\u{d7a3}').contains(character))
        .count();
    // A UTF-8 text cut in the middle of one character breaks once or twice; CP949 read as UTF-8 breaks everywhere.
    if !failed && hangul > 0 && broken > 2 {
        korean
    } else {
        utf8
    }
}

/// Text without terminal escape sequences (CSI, OSC and two-byte ones).
fn without_escapes(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(0x1b, 0x9b, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\u{1b}' {
            kept.push(character);
            continue;
        }
        match characters.next() {
            Some('[') => {
                while characters
                    .next()
                    .is_some_and(|next| !('\u{40}'..='\u{7e}').contains(&next))
                {}
            }
            Some(']' | 'P' | '_' | '^') => {
                // Ends with BEL or ESC \; a line break means that the end was lost.
                while let Some(next) = characters.next_if(|next| *next != '\n') {
                    if next == '\u{7}' {
                        break;
                    }
                    if next == '\u{1b}' {
                        characters.next_if_eq(&'\\');
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    Cow::Owned(kept)
}

/// Text in NFC, so that Hangul from macOS (decomposed) is what catalogs hold.
fn compose(text: &str) -> Cow<'_, str> {
    let doubtful = text.chars().filter(|character| !is_composed(*character));
    if text.is_ascii() || is_nfc_quick(doubtful) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Whether `character` needs no look at Unicode's tables: nothing before the combining marks and no Hangul syllable
/// is ever changed.
fn is_composed(character: char) -> bool {
    matches!(character, '\0'..'\u{300}' | '\u{ac00}'..='\u{d7a3}')
}

/// Line ends to `\n`, odd spaces to a space, and no other control character.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    // The common case is long runs of ordinary text: copy them whole.
    while let Some(at) = rest.find(is_odd) {
        clean.push_str(&rest[..at]);
        let Some(character) = rest[at..].chars().next() else {
            break;
        };
        rest = &rest[at + character.len_utf8()..];
        match character {
            '\r' if rest.starts_with('\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => clean.push('\n'),
            '\t' => clean.push('\t'),
            character if character.is_whitespace() => clean.push(' '),
            _ => {}
        }
    }
    clean.push_str(rest);
    clean
}

fn is_odd(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control() && character != '\n' && character != '\t';
    }
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes), text);
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        check("한도 초과".as_bytes(), "한도 초과");
        check(b"\xef\xbb\xbfok", "ok");
        let utf16: Vec<u8> = "\u{feff}한도"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&utf16, "한도");
        let (cp949, _, _) = EUC_KR.encode("요청 한도를 초과했습니다");
        check(&cp949, "요청 한도를 초과했습니다");
    }

    #[test]
    fn decomposed_hangul_is_composed() {
        let decomposed: String = "크레딧 부족".nfd().collect();
        check(decomposed.as_bytes(), "크레딧 부족");
    }

    #[test]
    fn nothing_is_left_that_acts_on_a_terminal() {
        check(b"\x1b[31merror\x1b[0m\x1b]0;title\x07!\x08\x00", "error!");
        check(b"a\r\nb\rc", "a\nb\nc");
        check("a\u{a0}b\u{200b}c\u{202e}d".as_bytes(), "a bcd");
    }

    #[test]
    fn broken_utf8_keeps_its_readable_part() {
        check(b"rate limit \xff", "rate limit \u{fffd}");
    }
}
