//! HTML and XML entities. Knows nothing of the text that they stand in.

use std::borrow::Cow;

/// The named entities that pages and bodies of errors hold. The two thousand others would cost more than the rest of
/// this stage, and stay as they are.
const NAMED: [(&str, char); 20] = [
    ("quot", '"'),
    ("apos", '\''),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("laquo", '\u{ab}'),
    ("raquo", '\u{bb}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("hellip", '\u{2026}'),
    ("middot", '\u{b7}'),
    ("bull", '\u{2022}'),
    ("rarr", '\u{2192}'),
    ("copy", '\u{a9}'),
    ("reg", '\u{ae}'),
];

/// `text` with the characters that its entities stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, entity) = rest.split_at(at);
        decoded.push_str(before);
        let (character, length) = read(entity).unwrap_or(('&', 1));
        decoded.push(character);
        rest = &entity[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of the entity at the beginning of `text`, and how many bytes the entity has.
fn read(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = "&#1114111;".len();
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decoded(text), expected);
    }

    #[test]
    fn entities_are_the_characters_they_stand_for() {
        check("{&quot;a&quot;: &#34;b&#34;}", "{\"a\": \"b\"}");
        check("it&#39;s &#x27;it&#X27;", "it's 'it'");
        check("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2");
        check("&#54620;&nbsp;\u{ae00}", "\u{d55c} \u{ae00}");
    }

    #[test]
    fn what_is_no_entity_stays() {
        for text in [
            "a & b",
            "?a=1&b=2;",
            "&",
            "&;",
            "&#;",
            "&#xd800;",
            "&#99999999;",
            "&bogus;",
            "\u{ac00}&\u{ac00};",
        ] {
            check(text, text);
        }
    }
}
