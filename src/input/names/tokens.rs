//! The words of a line that may be names. Knows no name.

/// A word of a line, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a line that may be names: letters, digits and what joins them; no path and no address.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = Token> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(|byte| is_part(*byte))?;
            let end = start + length(&bytes[start..]);
            at = end;
            if is_path(bytes, start, end) {
                let rest = &bytes[end..];
                at = end
                    + rest
                        .iter()
                        .position(|byte| ends_path(*byte))
                        .unwrap_or(rest.len())
                        .max(1);
                continue;
            }
            let leads = bytes[start..end]
                .iter()
                .take_while(|byte| matches!(byte, b'.' | b':' | b'$'))
                .count();
            let from = start + leads;
            let trails = bytes[from..end]
                .iter()
                .rev()
                .take_while(|byte| matches!(byte, b'.' | b':' | b'-' | b'$'));
            let to = end - trails.count();
            if to > from {
                return Some(Token {
                    start: from,
                    end: to,
                });
            }
        }
    })
}

/// Whether a word can be no name: small letters or Korean, with nothing but a space before it. Most words of a text
/// are, and need no reading.
pub(super) fn is_plain(line: &str, before: Option<Token>, token: Token) -> bool {
    let word = &line.as_bytes()[token.start..token.end];
    before.is_some_and(|before| &line[before.end..token.start] == " ")
        && (word.iter().all(u8::is_ascii_lowercase) || word.iter().all(|byte| !byte.is_ascii()))
}

/// How long the word is at the start of `bytes`: a colon joins only where it is doubled, as in `Module::Error`, and
/// a Korean particle is no part of the name before it, as in `KOE006이`.
fn length(bytes: &[u8]) -> usize {
    let is_ascii = bytes[0].is_ascii();
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        at += rest
            .iter()
            .take_while(|byte| is_part(**byte) && byte.is_ascii() == is_ascii && **byte != b':')
            .count();
        if !is_ascii || !bytes[at..].starts_with(b"::") {
            return at.max(1);
        }
        at += 2;
    }
}

fn is_part(byte: u8) -> bool {
    PART[usize::from(byte)]
}

/// Which bytes a word is made of. A table, since every byte of a text is asked.
const PART: [bool; 256] = {
    let mut part = [false; 256];
    let mut at = 0;
    while at < part.len() {
        let byte = at.to_le_bytes()[0];
        part[at] = byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'-' | b'$' | b':')
            || !byte.is_ascii();
        at += 1;
    }
    part
};

/// Whether a word is part of a path or an address.
fn is_path(bytes: &[u8], start: usize, end: usize) -> bool {
    let next = bytes.get(end + 1);
    bytes.get(end) == Some(&b'/')
        || start > 0 && bytes[start - 1] == b'/'
        || bytes.get(end) == Some(&b'\\')
            && next.is_some_and(u8::is_ascii_alphabetic)
            && next != Some(&b'n')
}

fn ends_path(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'"' | b'\'' | b'\t' | b',' | b')' | b'?' | b'#'
    )
}
