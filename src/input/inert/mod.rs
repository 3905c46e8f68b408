//! Texts that speak of errors without being one: diffs, API descriptions, source code.
//!
//! They hold every code and message there is, so that reading them would find something for certain.

mod source;

pub(super) use source::around_source;

/// Whether `text` is such a text.
pub(super) fn is_inert(text: &str) -> bool {
    let head = head(text);
    is_diff(head) || is_api_description(head) || is_changelog(head)
}

/// Whether a line reports a test that passed, or is the command of a commit: what it names did not happen.
pub(super) fn is_harmless(line: &str) -> bool {
    match line.as_bytes() {
        [b'o', b'k', b' ', digit, ..] => digit.is_ascii_digit(),
        [b'P', ..] => line.starts_with("PASS ") || line.starts_with("PASSED "),
        [b'-', ..] => line.starts_with("--- PASS"),
        [b'g' | b'$', ..] => line.trim_start_matches("$ ").starts_with("git commit "),
        [0xe2, ..] => line.starts_with(['\u{2713}', '\u{2714}', '\u{221a}']),
        [b't', ..] => line.starts_with("test ") && line.ends_with("... ok"),
        _ => false,
    }
}

/// The beginning of a text, by which it is judged.
fn head(text: &str) -> &str {
    const LENGTH: usize = 20_000;
    let mut ends = (0..=LENGTH.min(text.len())).rev();
    let end = ends.find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// What people say who met an error themselves; an explanation of errors says `you`.
const REPORTS: [&str; 16] = [
    "i",
    "i'm",
    "i've",
    "my",
    "we get",
    "we got",
    "we are getting",
    "we're getting",
    "we encounter",
    "gives me",
    "it gives",
    "it says",
    "fails immediately",
    "the following error:",
    // Servers give it with what they answered.
    "request id:",
    "requestid:",
];

/// Whether somebody tells of what happened to him.
pub(super) fn is_told(text: &str) -> bool {
    is_report(head(text))
}

/// Whether somebody reports an error: in so many words, or in a line of its own.
fn is_report(text: &str) -> bool {
    let folded = text.to_ascii_lowercase().replace('\u{2019}', "'");
    let said = |report: &str| {
        memchr::memmem::find_iter(folded.as_bytes(), report).any(|at| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + report.len()..].chars().next();
            let joins =
                |beside: char| beside.is_alphanumeric() || matches!(beside, '_' | '.' | '-');
            before.is_none_or(|before| !joins(before)) && after.is_none_or(|after| !joins(after))
        })
    };
    let is_set_off = |line: &str| {
        let line = line.trim_start_matches(['`', '>', '*', '-', ' ', '"']);
        let words = line.split_whitespace().count();
        (2..=MOST_WORDS).contains(&words)
            && ["Error: ", "error: ", "Error code: ", "ERROR: ", "Uncaught "]
                .iter()
                .any(|lead| line.starts_with(lead))
    };
    // The headline of a server's page.
    let is_headline = |line: &str| {
        let number = ["HTTP Status ", "HTTP Error ", "HTTP ERROR "]
            .iter()
            .find_map(|lead| line.trim_start().strip_prefix(lead));
        number.is_some_and(|rest| rest.starts_with(['4', '5']))
            && line.split_whitespace().count() < MOST_WORDS / 3
    };
    REPORTS.iter().any(|report| said(report))
        || text
            .lines()
            .any(|line| is_set_off(line) || is_headline(line))
}

/// A longer line is no error's.
const MOST_WORDS: usize = 30;

/// Whether `text` is sentences about errors: long lines, most of whose words begin with a small letter, in which
/// nobody reports one.
pub(super) fn is_prose(text: &str) -> bool {
    let head = head(text);
    is_sentences(head) && !is_report(head)
}

fn is_sentences(text: &str) -> bool {
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
        || starts("@@ -") > 0 && (starts("+++ ") > 0 || text.starts_with("@@ -") && changed > 0)
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
        || has("description:") && (has("responses:") || text.lines().any(is_status_key))
}

/// `'401':` or `"404": {` of a list of responses.
fn is_status_key(line: &str) -> bool {
    let line = line.trim_start();
    let quote = |text: &'_ str| text.starts_with(['\'', '"']);
    let Some((number, rest)) = line
        .strip_prefix(['\'', '"'])
        .and_then(|rest| rest.split_at_checked(3))
    else {
        return false;
    };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && quote(rest)
        && rest[1..].starts_with(':')
        && matches!(rest[2..].trim_start().as_bytes(), [] | [b'{', ..])
}

/// A list of changes: headings of releases or of kinds of change, and items below them.
fn is_changelog(text: &str) -> bool {
    const HEADINGS: [&str; 9] = [
        "[",
        "Added",
        "Changed",
        "Fixed",
        "Removed",
        "Bug Fixes",
        "Features",
        "Unreleased",
        "Deprecated",
    ];
    if !text.starts_with("##") && !text.contains("\n##") {
        return false;
    }
    let mut headed = false;
    let (mut items, mut others) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let title = line.trim_start_matches('#');
        let title = title.strip_prefix(' ').filter(|_| line.starts_with("##"));
        if let Some(title) = title
            && HEADINGS.iter().any(|heading| title.starts_with(heading))
        {
            headed = true;
        } else if line.trim_start().starts_with(['-', '*']) || line.starts_with(['#', ' ']) {
            items += 1;
        } else {
            others += 1;
        }
    }
    headed && items > others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_inert(text), expected, "{text}");
    }

    #[test]
    fn a_test_that_passed_is_harmless() {
        for line in [
            "\u{2713} retries on ECONNRESET (30 ms)",
            "PASS src/api.test.js",
            "ok 3 - answers 429",
            "test input::timeouts ... ok",
            "git commit -m \"fix: handle 502 bad gateway\"",
        ] {
            assert!(is_harmless(line), "{line}");
        }
        for line in [
            "ok: false, error: x",
            "- PASSWORD wrong",
            "\u{2717} ECONNRESET",
        ] {
            assert!(!is_harmless(line), "{line}");
        }
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
        check("'401':\n  description: Unauthorized", true);
        check(
            "## [1.2.0]\n\n### Fixed\n- Handle ECONNRESET when closed",
            true,
        );
        check("### Error\n- 429 Too Many Requests", false);
        check("##[error] failed\n  0 0\ncurl: (35) x", false);
    }
}
