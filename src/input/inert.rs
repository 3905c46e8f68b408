//! Texts that speak of errors without being one: diffs, API descriptions, source code, settings.
//!
//! They hold every code and message there is, so that reading them would find something for certain.

/// Whether `text` is such a text.
pub(super) fn is_inert(text: &str) -> bool {
    let head: String = text.chars().take(20_000).collect();
    is_diff(&head) || is_api_description(&head) || is_source(&head)
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

/// Source code: most lines end or begin as statements do, and nothing shows that it ran.
fn is_source(text: &str) -> bool {
    const RAN: [&str; 11] = [
        // What Apple's `NSError` prints of itself.
        "Error Domain=",
        "UserInfo={",
        "Traceback (most recent",
        "\n    at ",
        "\n\tat ",
        "Error: ",
        "Exception: ",
        "HTTP/1",
        "HTTP/2",
        "Error code: ",
        "^^^^",
    ];
    if RAN.iter().any(|sign| text.contains(sign)) && !text.contains("raise ") {
        return false;
    }
    if text.contains("Traceback (most recent")
        || text.contains("\", line ")
        || text.contains("^^^^")
        || text.contains("\n    at ")
    {
        return false;
    }
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let code = lines.iter().filter(|line| is_statement(line)).count();
    if lines.len() < 3 {
        // A condition with its block is nothing but code; two lines of anything else may be an error.
        let is_condition = |line: &&&str| {
            ["if (", "} catch", "catch ("]
                .iter()
                .any(|start| line.starts_with(start))
                && line.ends_with('}')
        };
        return !lines.is_empty() && lines.iter().filter(is_condition).count() == lines.len();
    }
    code * 5 >= lines.len() * 2
}

/// `code = "-401";` within what Apple's `NSDictionary` prints of itself.
fn is_dictionary_pair(line: &str) -> bool {
    line.split_once(" = ").is_some_and(|(key, value)| {
        let bare =
            |character: char| character.is_alphanumeric() || matches!(character, '_' | '"' | '-');
        let value = value.trim_end_matches(';');
        key.chars().all(bare)
            && (value.starts_with('"') && value.ends_with('"')
                || value.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn is_statement(line: &str) -> bool {
    const STARTS: [&str; 34] = [
        "def ",
        "class ",
        "import ",
        "from ",
        "return",
        "except ",
        "except:",
        "try:",
        "raise ",
        "if (",
        "if ",
        "elif ",
        "else:",
        "for ",
        "while ",
        "const ",
        "let ",
        "var ",
        "function ",
        "async ",
        "await ",
        "} catch",
        "catch (",
        "throw ",
        "public ",
        "private ",
        "func ",
        "fn ",
        "use ",
        "#include",
        "switch (",
        "case ",
        "export ",
        "package ",
    ];
    let starts = STARTS.iter().any(|start| line.starts_with(start));
    let ends = line.ends_with(';') && !is_dictionary_pair(line)
        || line.ends_with('{') && line.contains(['(', '='])
        || line.ends_with("):")
        || line == "}"
        || line == "});";
    starts
        && (ends
            || line.ends_with([':', ')', '{', ';', '\'', '"'])
            || line.contains(" import ")
            || line.contains(" = "))
        || ends
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
        check(
            "try:\n    call()\nexcept openai.RateLimitError as e:\n    raise Retry(e)\n",
            true,
        );
        check(
            "if (error is E && error.reason == C.Cancelled) { return }",
            true,
        );
        check(
            "if (x) {\n  status_line(b, 505); // Not Supported\n  return;\n}\n",
            true,
        );
    }

    #[test]
    fn what_went_wrong_is_not() {
        check(
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    raise X(\nX: boom",
            false,
        );
        check("{\"error\":{\"code\":\"x\"}}", false);
        check(
            "Error Domain=KErrorDomain Code=-401 \"boom\" UserInfo={KErrorResponse={\n    code = \"-401\";\n\nwhat is it?",
            false,
        );
        check(
            "File \"/x/client.py\", line 3, in f\n    return g(\n  File \"/x/client.py\", line 9, in g\n    raise error_class(\na.ValidationException: boom",
            false,
        );
        check(
            "HTTP/1.1 429 Too Many Requests\nserver: x;\n\n{\"error\": 1}",
            false,
        );
        check("Error: boom {\n  status: 400,\n  code: 'x',\n}", false);
    }
}
