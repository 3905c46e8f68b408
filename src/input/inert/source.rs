//! Source code: its strings and its branches name every error that it handles, and none of them happened.

use crate::input::frames::raised;

/// What stands before and after the statements of `text`, where most of its lines are statements and none shows that
/// they ran and failed; `None` where it is no source code.
pub(in crate::input) fn around_source(text: &str) -> Option<String> {
    let head = super::head(text);
    let lines: Vec<&str> = head.lines().collect();
    let kinds = kinds(&lines)?;
    let count = |sought| kinds.iter().filter(|kind| **kind == sought).count();
    let (statements, others) = (count(Line::Statement), count(Line::Other));
    let is_source = match lines.len() - count(Line::Blank) {
        0 => false,
        // A condition with its block, or what declares a name, is nothing but code; a line or two of anything else may
        // be an error.
        1 | 2 => lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
            .all(|line| is_condition(line) || declares(line)),
        _ => {
            statements >= 2 && statements * 3 >= (statements + others) * 2
                || statements >= 3 && statements * 5 >= (statements + others) * 2
        }
    };
    if !is_source {
        return None;
    }
    if head.len() < text.len() {
        return Some(String::new());
    }
    let code = |kind: &Line| matches!(kind, Line::Statement | Line::Part);
    let first = kinds.iter().position(code).unwrap_or(lines.len());
    let last = kinds.iter().rposition(code).map_or(first, |last| last + 1);
    Some([&lines[..first], &lines[last..]].concat().join("\n"))
}

/// What each of `lines` is; `None` where one shows that something ran, or where the first ones show that nothing is
/// code.
fn kinds(lines: &[&str]) -> Option<Vec<Line>> {
    const FIRST: usize = 40;
    let mut kinds = Vec::new();
    let mut code = false;
    for line in lines {
        let kind = kind(line.trim());
        code |= kind == Line::Statement;
        if kind == Line::Ran || kinds.len() > FIRST && !code {
            return None;
        }
        kinds.push(kind);
    }
    Some(kinds)
}

/// What a line of a text is.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    /// Only a program that ran prints it.
    Ran,
    /// It can stand in a program and nowhere else.
    Statement,
    /// A comment, an argument, a bracket: it stands in programs and elsewhere.
    Part,
    Blank,
    Other,
}

fn kind(line: &str) -> Line {
    if line.is_empty() {
        Line::Blank
    } else if line.starts_with(|first: char| first.is_ascii_digit()) {
        // A time stamp.
        Line::Other
    } else if is_frame(line) {
        Line::Ran
    } else if is_statement(line) {
        Line::Statement
    } else if is_report(line) {
        Line::Ran
    } else if is_part(line) {
        Line::Part
    } else {
        Line::Other
    }
}

/// A frame of a stack, or the mark below a line of one.
fn is_frame(line: &str) -> bool {
    line.starts_with("at ") && line.contains(['(', '/', ':'])
        || line.contains("\", line ")
        || line.contains("Traceback (most recent")
        || line.contains("^^^^")
}

/// The line in which an error is reported: by its class, by its status, or as a body.
fn is_report(line: &str) -> bool {
    const SIGNS: [&str; 7] = [
        // What Apple's `NSError` prints of itself.
        "Error Domain=",
        "UserInfo={",
        "Error: ",
        "Exception: ",
        "HTTP/1",
        "HTTP/2",
        "Error code: ",
    ];
    !is_comment(line) && (SIGNS.iter().any(|sign| line.contains(sign)) || raised(line).is_some())
        || ["{\"", "{'", "[{"]
            .iter()
            .any(|start| line.starts_with(start))
}

fn is_comment(line: &str) -> bool {
    ["//", "/*", "*/", "\"\"\"", "'''", "# ", "<!--"]
        .iter()
        .any(|start| line.starts_with(start))
}

fn is_part(line: &str) -> bool {
    is_comment(line)
        || line == "#"
        || line
            .bytes()
            .all(|byte| matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' | b'*'))
        // A string, a name or a pair in a list of arguments.
        || !is_json_pair(line) && line.ends_with([',', '(', '[']) && line.len() < 80
}

/// `"code": 403,` in a document: keys are quoted.
fn is_json_pair(line: &str) -> bool {
    line.strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// A line that brings in or makes a name.
fn declares(line: &str) -> bool {
    ["import ", "export ", "const ", "let ", "var ", "from "]
        .iter()
        .any(|start| line.starts_with(start))
        && (line.contains(" = ") || line.contains(" from ") || line.contains(" import "))
        && line.contains([';', '{', '('])
}

/// A condition with its block on one line.
fn is_condition(line: &str) -> bool {
    ["if (", "} catch", "catch ("]
        .iter()
        .any(|start| line.starts_with(start))
        && line.ends_with('}')
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
    let ends = line.ends_with(';') && !is_dictionary_pair(line)
        || line.ends_with('{') && line.contains(['(', '='])
        || line.ends_with("):")
        || line.ends_with("=> {")
        || matches!(line, "});" | "end" | "else:" | "try:" | "} else {");
    let is_documentation = line.starts_with("* @");
    ends || is_documentation || is_declaration(line) || is_assignment(line) || is_call(line)
}

/// What begins with a word of a programming language, and goes on or ends as no sentence does.
fn is_declaration(line: &str) -> bool {
    const KEYWORDS: &str = "assert async await case catch class const def elif enum except export final fn for from \
        fun func function guard if impl import #include interface internal let module override package private \
        protected pub public raise require rescue return static struct switch throw type unless unset use val var \
        while with yield";
    let line = line.trim_start_matches("} ");
    let first = line.split([' ', '(', ':', ';']).next().unwrap_or_default();
    KEYWORDS.split_whitespace().any(|keyword| keyword == first)
        && (line.ends_with([':', ')', '{', ';', '\'', '"', '(', '[', ','])
            || line.contains(" import ")
            || line.contains(" = ")
            || line.contains(" == ")
            || line.contains("->"))
        || line.starts_with('@') && !line.contains(' ') && line.len() > 3
}

/// A value given to a name: what is to the right of it is an expression, not a text.
fn is_assignment(line: &str) -> bool {
    let Some((name, value)) = line.split_once(" = ").or_else(|| line.split_once(" := ")) else {
        return false;
    };
    let is_name = name.split(", ").all(|name| {
        name.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '@' | '$'))
            && name.chars().all(|character| {
                character.is_alphanumeric()
                    || matches!(
                        character,
                        '_' | '.' | '[' | ']' | '"' | '\'' | ':' | '@' | '$' | ' '
                    )
            })
    });
    is_name
        && name.split(' ').count() <= 3
        && value.contains(['(', '[', '{'])
        && !value.starts_with(['{', '<', '"'])
}

/// A call of a function that is written in small letters, as those that print an error are; an error that prints
/// itself as a call begins with its class.
fn is_call(line: &str) -> bool {
    let Some((name, _)) = line.split_once('(') else {
        return false;
    };
    let last = name.rsplit(['.', ':']).next().unwrap_or_default();
    let is_name = last.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && name.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'!' | b'?')
        });
    is_name && (line.ends_with([')', '(', ';', ',', '{']) || line.ends_with("do"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(around_source(text).is_some(), expected, "{text}");
    }

    #[test]
    fn what_is_said_around_code_is_read() {
        assert_eq!(
            around_source(
                "const r = await ask({\n  model: 'x',\n});\nconsole.log(r);\n\n결과:\n429 You exceeded"
            )
            .as_deref(),
            Some("\n결과:\n429 You exceeded")
        );
    }

    #[test]
    fn code_is_told_by_its_lines() {
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
        check(
            "import os\nfrom sdk.errors import ApiError\n\n@on(event=\"message\")\ndef hello(**payload):\n    data = payload[\"data\"]\n    if \"Hello\" in data.get(\"text\"):\n        try:\n            post(text=\"Hi\")\n        except ApiError as e:\n            # You will get an ApiError if ok is False\n            assert e.response[\"error\"]  # str like 'invalid_auth'",
            true,
        );
        check(
            "switch (raw.type) {\n  case 'idempotency_error':\n    return new IdempotencyError(raw);\n  // the rest is made from the description\n  case 'rate_limit':",
            true,
        );
        check(
            "    res = pay.find(uid='1')\n  except pay.HttpError as e:\n    assert e.code == 404\n",
            true,
        );
    }

    #[test]
    fn what_ran_and_failed_is_no_code() {
        check(
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    raise X(\nX: boom",
            false,
        );
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
        check("raise X(\n  status\n)\nsdk.core.ApiException: boom", false);
        check(
            "const r = await call();\nconsole.log(r);\n\nError: 429 boom",
            false,
        );
        check(
            "res = client.chat(model)\nprint(res)\n\n{\"error\": {\"code\": \"x\"}}",
            false,
        );
        check(
            "{\n  \"error\": {\n    \"code\": 403,\n    \"a\": [{\n      \"b\": 1\n    }]\n  }\n}",
            false,
        );
        check(
            "* Host a:443 was resolved.\n* ALPN: h2 (OUT),\ncurl: (35) x",
            false,
        );
        check("at call (/app/a.js:1:2)\nawait run();\nreturn x;", false);
        check(
            "KakaoError(reason: Cancelled)\nmessage: \"x\",\nstatus: 400,\n",
            false,
        );
    }
}
