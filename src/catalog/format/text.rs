//! How a text is made comparable: folding for messages, keys for names, words for searching.
//!
//! The catalogs are folded at build time and the input at run time by these same functions, so that
//! the two meet. Knows no catalog.

use super::stems::{is_hangul, stem};
use unicode_normalization::UnicodeNormalization;

/// A text with nothing left but letters and digits, lower-cased: quotes, spaces, line breaks, wrapping,
/// borders and escape backslashes are gone, so that a message is found however it was pasted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Folded {
    /// The folded text.
    pub(crate) text: String,
    /// For every `Self::STEP`th folded byte, where its character began in the original text.
    marks: Vec<u32>,
}

impl Folded {
    const STEP: usize = 32;

    /// Folds `text`. Escapes such as `\n` and `\"` are dropped as a whole.
    pub(crate) fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            marks: Vec::with_capacity(text.len() / Self::STEP + 1),
        };
        scan(text, 0, |at, character| {
            folded.push(at, character);
            true
        });
        folded
    }

    /// Adds the folded character that began at `at` in the original, and the mark that falls into it.
    fn push(&mut self, at: usize, character: char) {
        self.text.push(character);
        if self.marks.len() * Self::STEP < self.text.len() {
            self.marks.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    /// Where in `original`, the text this was folded from, the character at folded byte `at` begins.
    pub(crate) fn origin(&self, original: &str, at: usize) -> usize {
        if at >= self.text.len() {
            return original.len();
        }
        let mark = at / Self::STEP;
        let Some(&start) = self.marks.get(mark) else {
            return original.len();
        };
        let mut seen = mark * Self::STEP;
        // A mark inside a character points to that character's beginning.
        while !self.text.is_char_boundary(seen) {
            seen -= 1;
        }
        let mut found = start as usize;
        scan(original, start as usize, |position, character| {
            found = position;
            let here = seen;
            seen += character.len_utf8();
            here < at
        });
        found
    }
}

/// Calls `take` with the position and the folded form of each letter and digit of `text` from `start`,
/// until it answers `false`.
fn scan(text: &str, start: usize, mut take: impl FnMut(usize, char) -> bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            if byte == b'\\' {
                at += escape_length(&bytes[at..]);
                continue;
            }
            if byte.is_ascii_alphanumeric() && !take(at, byte.to_ascii_lowercase() as char) {
                return;
            }
            at += 1;
            continue;
        }
        let Some(character) = text[at..].chars().next() else {
            return;
        };
        if let Some(folded) = fold_char(character)
            && !take(at, folded)
        {
            return;
        }
        at += character.len_utf8();
    }
}

/// How many bytes an escape takes that begins with the backslashes at the start of `bytes`.
fn escape_length(bytes: &[u8]) -> usize {
    let slashes = bytes.iter().take_while(|byte| **byte == b'\\').count();
    match bytes.get(slashes) {
        // `\n` in a JSON string is a line break, but `C:\new` is a path: an escape is followed by no letter run
        // that a path would have. Telling them apart is not worth a parser; losing one letter is harmless.
        Some(b'n' | b'r' | b't') => slashes + 1,
        _ => slashes,
    }
}

/// The folded form of one character, or `None` where it carries no meaning of its own.
pub(crate) fn fold_char(character: char) -> Option<char> {
    let character = match character {
        // Full-width forms of ASCII, as Korean and Japanese input methods produce them.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0)?,
        other => other,
    };
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_lowercase());
    }
    if is_syllable(character) {
        return Some(character);
    }
    if !character.is_alphanumeric() {
        return None;
    }
    Some(character.to_lowercase().next().unwrap_or(character))
}

/// Whether `character` is a letter or a digit.
pub(crate) fn is_word(character: char) -> bool {
    is_syllable(character) || character.is_alphanumeric()
}

/// Whether `character` is a composed Hangul syllable: asked first, since the standard library's tables of letters
/// are searched from their beginning and take 600 instructions for one.
fn is_syllable(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}')
}

/// The key under which a name (code, class, symbol) is found: its letters and digits in lower case, with the
/// sign of a negative number, so that `RateLimitError`, `rate_limit_error` and `RATE-LIMIT-ERROR` meet.
pub(crate) fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let trimmed = name.trim();
    let negative = trimmed.strip_prefix(['-', '\u{2212}']).is_some_and(|rest| {
        let digits = rest.trim_start();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if negative {
        key.push('-');
    }
    key.extend(trimmed.chars().filter_map(fold_char));
    key
}

/// The words of a text for searching: NFC, lower case, Hangul words without their particles and endings.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut hangul = false;
    let end = |word: &mut String, words: &mut Vec<String>| {
        if !word.is_empty() {
            words.push(stem(word).to_owned());
            word.clear();
        }
    };
    for character in text.nfc() {
        let Some(folded) = fold_char(character) else {
            end(&mut word, &mut words);
            continue;
        };
        let is_hangul = is_hangul(folded);
        if is_hangul != hangul {
            end(&mut word, &mut words);
        }
        hangul = is_hangul;
        word.push(folded);
    }
    end(&mut word, &mut words);
    words
}

/// Whether `text` has a Hangul syllable.
pub(crate) fn has_hangul(text: &str) -> bool {
    text.chars().any(is_hangul)
}

/// The letters of a word as a small set: words whose sets differ in more bits than twice the allowed edits
/// cannot be near each other, which spares the edit distance for most of a vocabulary.
pub(crate) fn letters(word: &str) -> u32 {
    word.nfd().fold(0, |set, character| {
        let bit = match character {
            'a'..='z' => character as u32 - 'a' as u32,
            other => 26 + (other as u32) % 6,
        };
        set | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(Folded::new(text).text, folded, "{text:?}");
    }

    #[test]
    fn folding_leaves_letters_and_digits_only() {
        check("Rate limit: \\\"gpt-4\\\"", "ratelimitgpt4");
        check("a\\nb\n│ c", "abc");
        check("ＡＰＩ　키", "api키");
    }

    #[test]
    fn a_folded_byte_leads_back_to_its_character() {
        let text = format!("{}{{\"한도\": \"초과\"}}", "x -".repeat(40));
        let folded = Folded::new(&text);
        for (at, character) in folded.text.char_indices() {
            let origin = folded.origin(&text, at);
            assert_eq!(text[origin..].chars().next(), Some(character), "at {at}");
        }
        assert_eq!(folded.origin(&text, folded.text.len()), text.len());
    }

    #[test]
    fn names_meet_in_their_key() {
        for name in ["RateLimitError", "rate_limit_error", "RATE-LIMIT ERROR"] {
            assert_eq!(name_key(name), "ratelimiterror");
        }
        assert_eq!(name_key("-401"), "-401");
        assert_eq!(name_key(" 024 "), "024");
    }
}
