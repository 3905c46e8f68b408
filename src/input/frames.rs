//! Frames of stack traces: what is one, and of which package. Knows no provider.

/// Whether a line is a frame of a stack trace.
pub(super) fn is_frame(line: &str) -> bool {
    match line.as_bytes() {
        [b'F', b'i', b'l', b'e', b' ', b'"', ..] => line.contains(", line "),
        [b'a', b't', b' ', rest @ ..] => {
            // `at connection (attempt 2)` is prose; a frame ends in a place.
            let tail = &rest[rest.len().saturating_sub(60)..];
            let has_line = tail
                .windows(2)
                .any(|pair| pair[0] == b':' && pair[1].is_ascii_digit());
            has_line
                || line.ends_with(')') && line.contains('(') && !line.contains(' ')
                || line.contains("<anonymous>")
                || line.contains("(native")
                || line.contains(" in ") && line.contains(":line ")
        }
        [b'.', b'.', b'.', b' ', rest @ ..] => {
            rest.first().is_some_and(u8::is_ascii_digit) && line.ends_with("more")
        }
        [b'#', digit, ..] if digit.is_ascii_digit() => {
            line.contains("): ") || line.contains(".php(")
        }
        [b'f', b'r', b'o', b'm', b' ', b'/', ..] => line.contains(":in "),
        [b'/', ..] => {
            line.contains(".go:") && line.contains(" +0x")
                // Ruby's first line says where, what and which class: `a.rb:9:in 'f': message (Class)`.
                || line.contains(".rb:") && line.contains(":in ") && !line.contains("': ")
        }
        _ => line.starts_with("goroutine ") || line.starts_with("node:internal/"),
    }
}

/// The class, with its module, that a line says was raised: `requests.exceptions.HTTPError: 404 ...`.
pub(super) fn raised(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(": ")?;
    let (_, class) = name.rsplit_once('.')?;
    let is_named = class.starts_with(|first: char| first.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$'));
    is_named.then_some(name)
}

/// The package, or the class with its package, whose code a frame is of.
pub(super) fn package(line: &str) -> Option<&str> {
    let after = |mark: &str| line.rsplit_once(mark).map(|(_, rest)| rest);
    // An SDK brings packages of its own; pnpm keeps all of them below a folder that says nothing.
    let first = |mark: &str| {
        let (_, rest) = line.split_once(mark)?;
        if rest.starts_with(".pnpm") {
            after(mark)
        } else {
            Some(rest)
        }
    };
    if let Some(rest) = first("node_modules/").or_else(|| first("node_modules\\")) {
        return Some(segments(rest, if rest.starts_with('@') { 2 } else { 1 }));
    }
    for mark in ["site-packages/", "dist-packages/", "site-packages\\"] {
        if let Some(rest) = after(mark) {
            return Some(segments(rest, 1).trim_end_matches(".py"));
        }
    }
    if let Some(rest) = after("/pkg/mod/") {
        return rest.split('@').next();
    }
    if let Some(rest) = after("/vendor/") {
        return Some(segments(rest, 2));
    }
    // `at com.example.sdk.Client.send(Client.java:12)`
    let name = line.strip_prefix("at ")?.split_once('(')?.0;
    let name = name.rsplit('/').next().unwrap_or(name);
    let dotted = name.contains('.') && name.starts_with(|first: char| first.is_ascii_lowercase());
    (dotted && !name.contains([' ', '\\'])).then_some(name)
}

/// The object whose method a frame of JavaScript is in: `at ExampleClient.makeRequest (...)`.
pub(super) fn callee(line: &str) -> Option<&str> {
    let name = line.strip_prefix("at ")?.split_once(" (")?.0;
    let name = name.strip_prefix("async ").unwrap_or(name);
    let is_class = name.starts_with(|first: char| first.is_ascii_uppercase());
    (is_class && name.contains('.') && !name.contains([' ', '<'])).then_some(name)
}

/// The first `count` segments of a path.
fn segments(path: &str, count: usize) -> &str {
    let ends = path.match_indices(['/', '\\', '"', ':', ')']);
    ends.map(|(at, _)| at)
        .nth(count - 1)
        .map_or(path, |end| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        assert!(is_frame(line), "{line}");
        assert_eq!(package(line), expected, "{line}");
    }

    #[test]
    fn a_frame_is_of_a_package() {
        check(
            "at com.example.sdk.Client.send(Client.java:12)",
            Some("com.example.sdk.Client.send"),
        );
        check(
            "at java.base/java.lang.Thread.run(Thread.java:840)",
            Some("java.lang.Thread.run"),
        );
        check(
            "at APIError.generate (/app/node_modules/@example/sdk/core/error.js:1:2)",
            Some("@example/sdk"),
        );
        check(
            "at async f (file:///app/node_modules/example-sdk/error.mjs:1:3)",
            Some("example-sdk"),
        );
        check(
            "at settle (C:\\web\\node_modules\\example\\node_modules\\axios\\lib\\settle.js:17:12)",
            Some("example"),
        );
        check(
            "at f (/app/node_modules/.pnpm/@example+sdk@1.0/node_modules/@example/sdk/index.js:1:2)",
            Some("@example/sdk"),
        );
        check(
            "File \"/usr/lib/python3/site-packages/example/client.py\", line 3, in f",
            Some("example"),
        );
        check("at f (/app/index.js:1:2)", None);
    }

    #[test]
    fn the_first_line_of_a_ruby_trace_is_no_frame() {
        assert!(!is_frame(
            "/gems/a/raise_error.rb:9:in `on_complete': not_in_channel (Slack::Error)"
        ));
        assert!(is_frame("/gems/a/response.rb:61:in `on_complete'"));
    }

    #[test]
    fn a_frame_is_in_a_method_of_a_class() {
        assert_eq!(
            callee("at async ExampleAI.makeRequest (/app/node_modules/x/core.js:1:2)"),
            Some("ExampleAI.makeRequest")
        );
        assert_eq!(callee("at Object.<anonymous> (/app/a.js:1:2)"), None);
        assert_eq!(callee("at f (/app/index.js:1:2)"), None);
    }
}
