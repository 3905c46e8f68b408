//! The two small languages of a catalog: message templates with `{slots}`, and globs. Knows no input.

/// The pieces of a template: the literal text before each slot with that slot's name, and the rest with `None`.
pub(crate) fn pieces(template: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = template;
    let mut literal_from = 0;
    while let Some(open) = rest[literal_from..].find('{').map(|at| at + literal_from) {
        match slot_at(&rest[open..]) {
            Some(name) => {
                pieces.push((&rest[..open], Some(name)));
                rest = &rest[open + name.len() + 2..];
                literal_from = 0;
            }
            None => literal_from = open + 1,
        }
    }
    pieces.push((rest, None));
    pieces
}

/// The names of the slots in `text`, in order.
pub(crate) fn slots(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|(_, slot)| slot)
}

fn slot_at(text: &str) -> Option<&str> {
    let name = &text[1..text.find('}')?];
    let mut letters = name.bytes();
    let well_formed = letters.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && letters.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    well_formed.then_some(name)
}

/// A pattern of a `fields` or `when` condition: `*` is any text, `#` a digit; a prefix `int:` or `str:` asks for
/// the JSON type, and `null`, `absent` and `*` alone speak of presence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glob<'a>(pub(crate) &'a str);

impl<'a> Glob<'a> {
    /// Whether `text` has this form; letters match in any case.
    pub(crate) fn matches(self, text: &str) -> bool {
        matches(self.0.as_bytes(), text.as_bytes())
    }

    /// The slot's name where the pattern is nothing but a slot: it captures and asks for nothing.
    pub(crate) fn slot(self) -> Option<&'a str> {
        (self.0.starts_with('{') && self.0.ends_with('}')).then(|| &self.0[1..self.0.len() - 1])
    }
}

/// Greedy matching with one point of return: at most `pattern.len() * text.len()` steps, never exponential.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(b'#') if text[t].is_ascii_digit() => {
                p += 1;
                t += 1;
            }
            Some(byte) if *byte != b'#' && byte.eq_ignore_ascii_case(&text[t]) => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((star_at, from)) = star else {
                    return false;
                };
                star = Some((star_at, from + 1));
                p = star_at + 1;
                t = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

/// Whether a template is a symbol such as `is_archived` rather than words.
pub(crate) fn is_symbol(template: &str) -> bool {
    template.contains('_')
        && template
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: &[(&str, Option<&str>)]) {
        assert_eq!(pieces(template), expected, "{template:?}");
    }

    #[test]
    fn a_template_falls_into_literals_and_slots() {
        check(
            "Limit {limit}, Used {used}",
            &[
                ("Limit ", Some("limit")),
                (", Used ", Some("used")),
                ("", None),
            ],
        );
        check("no slot { here }", &[("no slot { here }", None)]);
        check("{a} b", &[("", Some("a")), (" b", None)]);
    }

    #[test]
    fn a_glob_matches_whole_texts() {
        for (pattern, text, expected) in [
            ("*PerDay*", "GenerateRequestsPerDayPerProject", true),
            ("#####", "40063", true),
            ("#####", "4006", false),
            ("KOE###", "koe320", true),
            ("a*b*c", "abxbc", true),
            ("", "", true),
            ("", "x", false),
        ] {
            assert_eq!(Glob(pattern).matches(text), expected, "{pattern} {text}");
        }
    }
}
