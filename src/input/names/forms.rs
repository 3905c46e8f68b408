//! Whether a word has the form of a code, a class or a number. Knows no place.

/// Whether a typed word is a code or a class by its form, or a number.
pub(crate) fn is_symbol(word: &str) -> bool {
    is_number(word) || is_code_like(word) || word.bytes().any(|byte| byte.is_ascii_digit())
}

pub(super) fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word has the form of a code or a class rather than of a word of a language.
pub(super) fn is_code_like(word: &str) -> bool {
    let bytes = word.as_bytes();
    if !(4..=120).contains(&bytes.len()) {
        return false;
    }
    let last = bytes.len() - 1;
    let (mut upper, mut lower, mut digit, mut joint, mut hyphen, mut dot, mut hump) =
        (false, false, false, false, false, false, false);
    let mut before = 0_u8;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'a'..=b'z' => lower = true,
            b'A'..=b'Z' => {
                upper = true;
                hump |= before.is_ascii_lowercase();
            }
            b'0'..=b'9' => digit = true,
            b'_' => joint |= at > 0 && at < last,
            b'-' => hyphen |= at > 0 && at < last,
            b'.' => dot = true,
            128.. => return false,
            _ => {}
        }
        before = *byte;
    }
    let shouted = upper && !lower;
    (upper || lower) && (joint || hump || shouted || hyphen && lower && !digit || dot && upper)
}

/// The letters of a code that is one of a numbered series, capitals with a number of three digits or more: `KOE` of
/// `KOE303`.
pub(crate) fn series(code: &str) -> Option<&str> {
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = &code[letters..];
    let is_numbered = digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (letters > 1 && is_numbered).then(|| &code[..letters])
}

/// The code that a message begins with: `AADSTS50011: The redirect URI ...`, `KOE006: ...`.
pub(crate) fn leading_code(message: &str) -> Option<&str> {
    let (code, _) = message.trim_start().split_once(':')?;
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code[letters..]
        .strip_prefix(['-', '_'])
        .unwrap_or(&code[letters..]);
    let fits = (1..=8).contains(&letters)
        && (3..=9).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(code)
}

/// Whether `text` ends in one of `words`, whatever their case.
pub(super) fn ends_in(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.len()
            .checked_sub(word.len())
            .and_then(|start| text.get(start..))
            .is_some_and(|last| last.eq_ignore_ascii_case(word))
    })
}

/// Whether `word` is the code at the end of a title, before `rest`: `Admin Settings Issue (KOE101)`.
pub(super) fn is_titled(word: &str, rest: &str) -> bool {
    let has = |test: fn(&u8) -> bool| word.bytes().any(|byte| test(&byte));
    rest.trim_end() == ")"
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && !has(u8::is_ascii_lowercase)
}

/// Whether a numbered word is a symbol in capitals that begins what is said: `14 UNAVAILABLE: No connection`.
pub(super) fn is_capital(before: &str, word: &str, rest: &str) -> bool {
    let capital = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    let before = before.trim_end();
    let begins = before.is_empty() || before.ends_with([':', '"', '\'', '`', '(', '[', ']']);
    begins && word.len() > 4 && word.bytes().all(capital) && rest.starts_with(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_begin_with_its_code() {
        assert_eq!(
            leading_code("AADSTS50011: The redirect URI"),
            Some("AADSTS50011")
        );
        assert_eq!(leading_code("ORA-00942: table"), Some("ORA-00942"));
        assert_eq!(leading_code("Error: boom"), None);
        assert_eq!(leading_code("HTTP 404: gone"), None);
        assert_eq!(leading_code("12:30:01 boom"), None);
    }
}
