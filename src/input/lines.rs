//! Lines as people paste them: log prefixes, borders and quotation marks off, stack frames away.
//!
//! Frames go because a name in a file path is no evidence; which packages they were of is kept apart. Knows no
//! provider and no error.

use super::frames::{callee, is_frame, package, raised};
use super::inert::is_harmless;

/// A text that is only what was said.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The kept lines, joined by line breaks.
    pub(crate) text: String,
    /// Where each log record begins in `text`; empty for a text that is no log.
    pub(crate) records: Vec<usize>,
    /// The packages of the frames that were taken out, each with the place in `text` where it stood.
    pub(crate) frames: Vec<(usize, String)>,
}

/// Strips `text` line by line.
pub(crate) fn strip(text: &str) -> Lines {
    let mut lines = Lines {
        text: String::with_capacity(text.len()),
        records: Vec::new(),
        frames: Vec::new(),
    };
    let mut frame_indent = None;
    let mut last_stamp = false;
    let mut last_moment = String::new();
    for raw in text.split('\n') {
        let (line, stamped) = without_prefix(raw);
        let indent = indent(line);
        let (line, leveled) = if stamped {
            without_level(line)
        } else {
            (line, false)
        };
        let trimmed = without_border(line);
        // The source line that a Python frame quotes is indented deeper than the frame.
        // What it raised may stand there too; Python has no `$` in a class.
        let is_raised = || raised(trimmed).is_some_and(|class| !class.contains('$'));
        let is_quoted = frame_indent.is_some_and(|frame| indent > frame) && !is_raised();
        if is_quoted || trimmed.starts_with("^^^") {
            continue;
        }
        frame_indent = None;
        if is_harmless(trimmed) {
            continue;
        }
        if is_frame(trimmed) {
            if trimmed.starts_with("File \"") {
                frame_indent = Some(indent);
            }
            lines.note_frame(trimmed);
            continue;
        }
        // One event written as several lines bears one time, to the fraction of a second.
        let moment = moment(raw, line);
        let certain = moment.contains(['.', ',']) || !leveled;
        let same = stamped && certain && moment == last_moment;
        if stamped && !same
            || (!stamped && last_stamp && !trimmed.is_empty() && starts_document(trimmed))
        {
            lines.records.push(lines.text.len());
        }
        last_stamp = stamped;
        if stamped {
            moment.clone_into(&mut last_moment);
        }
        lines.text.push_str(trimmed);
        lines.text.push('\n');
    }
    lines
}

impl Lines {
    fn note_frame(&mut self, line: &str) {
        /// More of them than this are a deep stack, not more signs.
        const MOST: usize = 200;
        for name in [callee(line), package(line)].into_iter().flatten() {
            if self.frames.len() < MOST && self.frames.last().is_none_or(|(_, last)| last != name) {
                self.frames.push((self.text.len(), name.to_owned()));
            }
        }
    }
}

fn starts_document(line: &str) -> bool {
    line.starts_with("{\"") && line.ends_with('}')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A line without box-drawing, table bars and quotation marks around it.
fn without_border(line: &str) -> &str {
    let is_border =
        |character: char| matches!(character, '\u{2500}'..='\u{257f}' | '\u{2580}'..='\u{259f}');
    let line = line.trim();
    let line = line.trim_start_matches(|character: char| is_border(character) || character == ' ');
    let line = line.trim_end_matches(|character: char| is_border(character) || character == ' ');
    match line.as_bytes() {
        [b'>' | b'<', b' ', ..] => line[2..].trim_start(),
        [b'|', b' ', .., b' ', b'|'] => line[2..line.len() - 2].trim(),
        _ => line,
    }
}

/// A line without the level that a logger writes before an event, and whether it had one.
fn without_level(line: &str) -> (&str, bool) {
    let levels = [
        "ERROR ", "WARN ", "WARNING ", "INFO ", "DEBUG ", "FATAL ", "error ", "warn ", "info ",
    ];
    let rest = levels
        .iter()
        .find_map(|level| line.trim_start().strip_prefix(level));
    rest.map_or((line, false), |rest| (rest, true))
}

/// What was stripped from the front of a line.
fn moment<'l>(raw: &'l str, line: &str) -> &'l str {
    raw[..raw.len() - line.len()].trim()
}

/// A line without what a logger or a container runtime wrote before it, and whether that was a time stamp.
fn without_prefix(line: &str) -> (&str, bool) {
    let mut rest = line;
    let mut stamped = false;
    // Runtimes stack: kubectl's prefix before docker's before the application's.
    for _ in 0..3 {
        if let Some(after) = service_prefix(rest) {
            rest = after;
        } else if let Some(after) = stamp(rest) {
            rest = after;
            stamped = true;
        } else {
            break;
        }
    }
    (rest, stamped)
}

/// `api-1  | `, `[pod/api-6d/app] `, `Nov 21 12:00:00 host app[12]: `, `app[web.1]: `, and an emoji.
fn service_prefix(line: &str) -> Option<&str> {
    let end = line
        .bytes()
        .take(64)
        .position(|byte| byte == b' ')
        .unwrap_or(0);
    let first = &line[..end];
    if end == 0 {
        return None;
    }
    let rest = line[end..].trim_start();
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    if is_name(first) && (rest.starts_with("| ") || rest == "|") {
        return Some(&rest[rest.len().min(2)..]);
    }
    if first.starts_with("[pod/") && first.ends_with(']') {
        return Some(rest);
    }
    if first.ends_with("]:")
        && first.contains('[')
        && !first.contains(['"', '\'', '{', '('])
        && first.find('[') > Some(0)
    {
        return Some(rest);
    }
    if first
        .chars()
        .all(|character| ('\u{1f300}'..='\u{1faff}').contains(&character))
    {
        return Some(&line[end + 1..]);
    }
    None
}

/// A time stamp at the line's start: ISO 8601 with `T` or a space, in brackets or not, syslog's, or a clock's.
fn stamp(line: &str) -> Option<&str> {
    let body = line.strip_prefix('[').unwrap_or(line);
    let bytes = body.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let is_date =
        digits(0..4) && matches!(bytes.get(4), Some(b'-' | b'/')) && digits(5..7) && digits(8..10);
    let clock = |at: usize| {
        digits(at..at + 2) && bytes.get(at + 2) == Some(&b':') && digits(at + 3..at + 5)
    };
    let end = if is_date && clock(11) {
        11
    } else if bytes.len() > 20
        && bytes[..3].iter().all(u8::is_ascii_alphabetic)
        && bytes[3] == b' '
        && clock(7)
    {
        return syslog(body);
    } else if clock(0) && bytes.get(5) == Some(&b':') && digits(6..8) {
        0
    } else {
        return None;
    };
    let rest = &body[end..];
    let length = rest
        .find(|character: char| {
            !(character.is_ascii_digit() || matches!(character, ':' | '.' | ',' | '+' | '-' | 'Z'))
        })
        .unwrap_or(rest.len());
    Some(
        rest[length..]
            .trim_start_matches([']', ' '])
            .trim_start_matches('\t'),
    )
}

/// `Nov 21 12:00:00 host unit[pid]: message`.
fn syslog(line: &str) -> Option<&str> {
    let rest = line.get(15..)?.trim_start();
    Some(rest.split_once(' ').map_or(rest, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kept: &str) {
        assert_eq!(strip(text).text.trim_end(), kept, "{text}");
    }

    #[test]
    fn prefixes_of_loggers_and_runtimes_go() {
        check("api-1  | {\"code\": 1}", "{\"code\": 1}");
        check("[pod/api-6d/app] boom", "boom");
        check("2024-03-12 13:20:44.118 ERROR boom", "boom");
        check("Nov 21 12:00:00 host app[12]: boom", "boom");
        check(
            "2012-05-11T20:35:22+00:00 app[web.1]: code: 'x'",
            "code: 'x'",
        );
        check("[12:13:08] boom", "boom");
    }

    #[test]
    fn borders_and_quotation_marks_go() {
        check("\u{2502} Error: boom \u{2502}", "Error: boom");
        check(
            "< HTTP/1.1 429 Too Many Requests",
            "HTTP/1.1 429 Too Many Requests",
        );
        check("> Host: api.example.com", "Host: api.example.com");
    }

    #[test]
    fn stack_frames_go_and_what_they_led_to_stays() {
        let text = "Traceback (most recent call last):\n  File \"/lib/openai/x.py\", line 3, in f\n    raise Error(\n    ^^^^^\nValueError: boom";
        check(text, "Traceback (most recent call last):\nValueError: boom");
        check(
            "Error: boom\n    at f (/app/openai.js:1:2)\n    at g (index.js:3:4)",
            "Error: boom",
        );
        check(
            "java.io.IOException: boom\n\tat a.b.C.d(C.java:12)\n\t... 43 more",
            "java.io.IOException: boom",
        );
    }

    #[test]
    fn lines_of_one_moment_are_one_record() {
        let text =
            "2024-01-01T00:00:00.123Z a\n2024-01-01T00:00:00.123Z b\n2024-01-01T00:00:00.124Z c";
        assert_eq!(strip(text).records, [0, 4]);
    }

    #[test]
    fn each_stamped_line_begins_a_record() {
        assert_eq!(
            strip("2024-01-01T00:00:00Z a\nb\n2024-01-01T00:00:01Z c").records,
            [0, 4]
        );
    }
}
