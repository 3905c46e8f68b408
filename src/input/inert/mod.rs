//! Texts that speak of errors without being one: diffs, API descriptions, source code.
//!
//! They hold every code and message there is, so that reading them would find something for certain.

mod source;

pub(super) use source::around_source;

/// Whether `text` is such a text.
pub(super) fn is_inert(text: &str) -> bool {
    let head = head(text);
    is_diff(head) || is_api_description(head)
}

/// The beginning of a text, by which it is judged.
fn head(text: &str) -> &str {
    const LENGTH: usize = 20_000;
    let mut ends = (0..=LENGTH.min(text.len())).rev();
    let end = ends.find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Whether `text` is sentences: long lines, most of whose words begin with a small letter.
pub(super) fn is_prose(text: &str) -> bool {
    const FEWEST_WORDS: usize = 25;
    let words = || text.split_whitespace().take(400);
    let small = words()
        .filter(|word| word.starts_with(|first: char| first.is_lowercase()))
        .count();
    let total = words().count();
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count()
        .max(1);
    total >= FEWEST_WORDS && small * 10 >= total * 6 && total / lines >= 9
}

fn is_diff(text: &str) -> bool {
    let starts = |lead: &str| text.lines().filter(|line| line.starts_with(lead)).count();
    let changed = text.lines().filter(|line| is_changed(line)).count();
    starts("diff --git ") > 0
        || starts("@@ -") > 0 && starts("+++ ") > 0
        // A part of a diff, without its head.
        || changed >= 3 && changed * 10 >= text.lines().count() * 6
}

/// Whether a line is one that a diff adds or takes away, and no item of a list.
fn is_changed(line: &str) -> bool {
    match line.as_bytes() {
        [b'+' | b'-', next, ..] => {
            *next != b' ' || line.starts_with("+ ") || line[1..].starts_with("  ")
        }
        [b'+' | b'-'] => true,
        _ => false,
    }
}

fn is_api_description(text: &str) -> bool {
    let has = |needle: &str| text.contains(needle);
    (has("\"openapi\"") || has("openapi:") || has("\"swagger\"") || has("swagger:"))
        && (has("paths") || has("\"info\"") || has("info:"))
        || has("responses:") && has("content:") && has("schema:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_inert(text), expected, "{text}");
    }

    #[test]
    fn what_only_speaks_of_errors_is_inert() {
        check("diff --git a/x b/x\n+ raise RateLimitError", true);
        check(
            "+# codes absent\n+BUCKET = {\n+    \"NoSuchBucket\": 404,\n+}",
            true,
        );
        check("openapi: 3.0.0\ninfo:\n  title: x\npaths:\n  /a: {}", true);
        check("{\"error\":{\"code\":\"x\"}}", false);
    }
}
