//! What stood in the slots of a template. Knows no other template.

use crate::catalog::Folded;

use super::MAX_SLOT;
use super::placed::{Placed, end_of};

/// What stood in the slots, as the text wrote it: each run of slots lies between two placed pieces, and the
/// punctuation between its slots parts them.
pub(super) fn captures<'a>(
    text: &str,
    folded: &Folded,
    pieces: &[(&'a str, Option<&'a str>)],
    placed: &[Option<Placed>],
) -> Vec<(&'a str, String)> {
    let mut captures = Vec::new();
    let mut number = 0;
    while number < pieces.len() {
        // A run of slots begins behind piece `number` and ends before piece `next`.
        let next = (number + 1..pieces.len())
            .find(|next| has_letters(pieces[*next].0))
            .unwrap_or(pieces.len());
        let slots = number..next.min(pieces.len());
        let run: Vec<(&'a str, &'a str)> = slots
            .filter_map(|at| {
                Some((
                    pieces[at].1?,
                    pieces
                        .get(at + 1)
                        .filter(|_| at + 1 < next)
                        .map_or("", |piece| piece.0),
                ))
            })
            .collect();
        let begins = placed[number].filter(|_| has_letters(pieces[number].0));
        if let (Some(begins), false) = (begins, run.is_empty()) {
            let from = end_of(text, folded, begins.end);
            let to = match placed.get(next) {
                Some(Some(after)) => Some(folded.origin(text, after.start)),
                Some(None) => None,
                None => Some(value_end(text, from)),
            };
            if let Some(raw) = to.and_then(|to| text.get(from..to)) {
                let after = pieces.get(next).map_or("", |piece| piece.0);
                part(
                    without_signs(raw, pieces[number].0, after),
                    &run,
                    &mut captures,
                );
            }
        }
        number = next;
    }
    captures
}

/// `raw` without the signs that end the literal before it or begin the literal after it: folding drops them, and they
/// are the template's (`must be <= {limit}`), not the value's.
fn without_signs<'t>(raw: &'t str, before: &str, after: &str) -> &'t str {
    let ends = before
        .trim_end_matches(|sign: char| !sign.is_alphanumeric())
        .len();
    let begins = after.find(char::is_alphanumeric).unwrap_or(after.len());
    let (before, after) = (before[ends..].trim(), after[..begins].trim());
    let raw = raw.trim();
    let raw = raw.strip_prefix(before).unwrap_or(raw);
    raw.strip_suffix(after).unwrap_or(raw)
}

fn has_letters(literal: &str) -> bool {
    literal.chars().any(char::is_alphanumeric)
}

/// Parts `raw` among the slots of a run, each with the punctuation behind it.
fn part<'a>(raw: &str, run: &[(&'a str, &'a str)], captures: &mut Vec<(&'a str, String)>) {
    let mut rest = raw.trim_start_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, ':' | '=' | '"' | '\'' | '`' | '\\' | '(' | '[')
    });
    for (number, (slot, separator)) in run.iter().enumerate() {
        let separator = if separator.trim().is_empty() {
            " "
        } else {
            separator.trim()
        };
        let (value, after) = if number + 1 < run.len() {
            rest.split_once(separator).unwrap_or((rest, ""))
        } else {
            (rest, "")
        };
        rest = after.trim_start();
        let value = value
            .trim_matches(is_wrapping)
            .trim_end_matches('.')
            .trim_matches(is_wrapping);
        if !value.is_empty() && value.len() <= MAX_SLOT {
            captures.push((slot, value.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
}

/// Whether a character belongs to the quoting of a value rather than to the value.
fn is_wrapping(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\''
                | '`'
                | '\\'
                | ':'
                | '\u{201c}'
                | '\u{201d}'
                | ','
                | '('
                | ')'
                | '*'
                | '['
                | ']'
        )
}

/// Where a value ends that nothing of the template follows: at the end of its sentence, string or line.
fn value_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let lead = rest.len()
        - rest
            .trim_start_matches([' ', '"', '\'', '`', ':', '\\', '(', '['])
            .len();
    let body = &rest[lead..];
    let mut end = body.len().min(MAX_SLOT);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    // `C:\dev\x` is a path; elsewhere a backslash is an escape's.
    let is_path =
        matches!(body.as_bytes(), [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
    let stop = body[..end].char_indices().find(|(at, character)| {
        matches!(
            character,
            '"' | '\'' | '`' | '\n' | ',' | ';' | '}' | ')' | ']'
        ) || *character == '\\' && !is_path
            || *character == '.' && body[at + 1..].starts_with([' ', '"', '\'', '\n'])
    });
    from + lead + stop.map_or(end, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_template_are_not_of_the_value() {
        assert_eq!(without_signs(" <= 2048", "must be <= ", " tokens"), " 2048");
        assert_eq!(
            without_signs("://example.com/a", "for http://", ""),
            "example.com/a"
        );
        assert_eq!(without_signs(" 'gpt-4' ", "model ", " is"), "'gpt-4'");
    }

    #[test]
    fn a_value_ends_with_its_sentence() {
        for (text, expected) in [
            ("'gpt-4'.", " 'gpt-4"),
            (" 20s. Visit", " 20s"),
            (" v1.2, see", " v1.2"),
            (" x\"}", " x"),
            (" x\\ny", " x"),
            ("C:\\dev\\new' y", "C:\\dev\\new"),
        ] {
            let text = format!(" {}", text.trim_start());
            assert_eq!(
                text[..value_end(&text, 0)].trim_start(),
                expected.trim_start(),
                "{text}"
            );
        }
    }
}
