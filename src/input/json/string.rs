//! Strings, however they are quoted: where one ends, and what its escapes stand for. Knows no document.

use std::borrow::Cow;

use super::Value;
use super::reader::Reader;

impl<'t> Reader<'t> {
    /// The quote that begins here, if one does.
    pub(super) fn quote(&self, byte: u8) -> Option<Quote> {
        match byte {
            b'"' | b'\'' | b'`' => Some(Quote {
                open: 1,
                close: byte,
                escapes: 0,
            }),
            b'\\' => {
                let escapes = self.bytes[self.at..]
                    .iter()
                    .take_while(|byte| **byte == b'\\')
                    .count();
                let close = *self.bytes.get(self.at + escapes)?;
                matches!(close, b'"' | b'\'').then_some(Quote {
                    open: escapes + 1,
                    close,
                    escapes,
                })
            }
            b'b' | b'u' | b'r' | b'f' | b'@' => match self.bytes.get(self.at + 1)? {
                close @ (b'"' | b'\'') => Some(Quote {
                    open: 2,
                    close: *close,
                    escapes: 0,
                }),
                _ => None,
            },
            0xe2 => {
                let rest = &self.text[self.at..];
                let double = rest.starts_with(['\u{201c}', '\u{201d}']);
                let single = rest.starts_with(['\u{2018}', '\u{2019}']);
                (double || single).then_some(Quote {
                    open: 3,
                    close: if double { CURLY_DOUBLE } else { CURLY_SINGLE },
                    escapes: 0,
                })
            }
            _ => None,
        }
    }

    pub(super) fn string(&mut self, quote: Quote, depth: u32) -> Value<'t> {
        self.at += quote.open;
        // Frameworks print a body between quotes without escaping it: "{"code": 1}".
        if quote.escapes == 0 && self.holds_raw_body() {
            let value = self.value(depth + 1).unwrap_or(Value::Null);
            if self.peek() == Some(quote.close) {
                self.at += 1;
            }
            return value;
        }
        let start = self.at;
        let end = self.string_end(quote);
        let raw = &self.text[start..end];
        self.at = (end + quote.close_length(self.bytes, end)).min(self.bytes.len());
        Value::Text(unescape(raw, quote.escapes))
    }

    fn holds_raw_body(&self) -> bool {
        let rest = &self.bytes[self.at..];
        rest.starts_with(b"{\"") || rest.starts_with(b"[{\"")
    }

    /// Where the string that began before `self.at` ends: at the first closing quote that is followed by what
    /// may follow a string. Without one, at the end of the line.
    fn string_end(&mut self, quote: Quote) -> usize {
        let kind = usize::from(quote.close == b'\'' || quote.close == CURLY_SINGLE);
        let mut at = self.at;
        if self.no_more[kind] > at {
            while let Some(found) = quote.find(self.bytes, at) {
                if quote.ends_at(self.bytes, self.at, found) {
                    return found - quote.escapes;
                }
                at = found + 1;
            }
            self.no_more[kind] = self.at;
        }
        let rest = &self.bytes[self.at..];
        let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.at + line
    }
}

/// Stands for the three-byte curly double quotes, opening or closing.
const CURLY_DOUBLE: u8 = 0x1c;

/// The same for single ones.
const CURLY_SINGLE: u8 = 0x18;

/// A quote that opened a string.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    /// How many bytes the opening one takes.
    open: usize,
    close: u8,
    /// How many backslashes stand before each quote of this level.
    escapes: usize,
}

impl Quote {
    /// The place of the next byte that may close.
    fn find(self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        if self.close == CURLY_DOUBLE || self.close == CURLY_SINGLE {
            let mut at = from;
            while let Some(found) = memchr::memchr(0xe2, &bytes[at..]) {
                at += found;
                if self.close_length(bytes, at) == 3 {
                    return Some(at);
                }
                at += 1;
            }
            return None;
        }
        memchr::memchr(self.close, rest).map(|found| from + found)
    }

    /// Whether the quote found at `at` ends the string that began at `start`.
    fn ends_at(self, bytes: &[u8], start: usize, at: usize) -> bool {
        let slashes = bytes[start..at]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        if slashes != self.escapes && (self.escapes > 0 || slashes % 2 == 1) {
            return false;
        }
        let after = at + self.close_length(bytes, at).max(1);
        let next = bytes[after..]
            .iter()
            .take(24)
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        next.is_none_or(|next| b",}]:)\n;=\\%\"'|".contains(next))
    }

    fn close_length(self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        match self.close {
            CURLY_DOUBLE
                if rest.starts_with(b"\xe2\x80\x9d") || rest.starts_with(b"\xe2\x80\x9c") =>
            {
                3
            }
            CURLY_SINGLE
                if rest.starts_with(b"\xe2\x80\x99") || rest.starts_with(b"\xe2\x80\x98") =>
            {
                3
            }
            CURLY_DOUBLE | CURLY_SINGLE => 0,
            _ if rest.first() == Some(&b'\\') => self.escapes + 1,
            _ => usize::from(rest.first() == Some(&self.close)),
        }
    }
}

/// A string's text without its escapes; `level` backslashes stood before each quote around it.
fn unescape(raw: &str, level: usize) -> Cow<'_, str> {
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let unit = level + 1;
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
        if slashes < unit {
            text.push_str(&rest[..slashes]);
            rest = &rest[slashes..];
            continue;
        }
        // Each pair of backslashes at this level stands for one of the level within.
        for _ in 0..slashes / (unit * 2) {
            text.push('\\');
        }
        let odd = (slashes / unit) % 2 == 1;
        rest = &rest[slashes..];
        if odd {
            rest = escape(rest, &mut text);
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Writes the character that an escape stands for, and gives back what follows it.
fn escape<'r>(rest: &'r str, text: &mut String) -> &'r str {
    let Some(first) = rest.chars().next() else {
        return rest;
    };
    let after = &rest[first.len_utf8()..];
    match first {
        'n' => text.push('\n'),
        't' => text.push('\t'),
        'r' => {}
        'u' => {
            let code = after
                .get(..4)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok());
            if let Some(character) = code.and_then(char::from_u32) {
                // An escaped escape sequence must not come alive again.
                if !character.is_control() || matches!(character, '\n' | '\t') {
                    text.push(character);
                }
                return &after[4..];
            }
            text.push('u');
        }
        other => text.push(other),
    }
    after
}
