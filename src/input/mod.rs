//! What shape a text has and what it says: text to signals.
//!
//! Knows forms (JSON, headers, tracebacks, XML, logs), no provider and no error.

mod addresses;
mod bodies;
mod causes;
mod entities;
mod frames;
mod inert;
mod json;
mod lines;
mod names;
mod signals;
mod statuses;
mod xml;

use std::borrow::Cow;

use signals::printable;

pub(crate) use json::{Value, documents, same_key};
pub(crate) use names::{is_parameter, is_symbol, series};
pub use signals::Place;
pub(crate) use signals::{Name, Signals, StatusPlace};
pub(crate) use statuses::{is_met, meant};

/// An input, cleaned and cut into the records of a log; one record where it is none.
#[derive(Debug, Default)]
pub(crate) struct Input {
    text: String,
    records: Vec<usize>,
    frames: Vec<(usize, String)>,
}

/// One record, or a whole input: its text, and the packages of the stack frames that stood in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'t> {
    pub(crate) text: &'t str,
    frames: &'t [(usize, String)],
}

impl Input {
    /// Prepares decoded `text`.
    pub(crate) fn new(text: &str) -> Self {
        let text = unwrap_escapes(text);
        if inert::is_inert(&text) {
            return Self::default();
        }
        let around = inert::around_source(&text);
        let lines = lines::strip(around.as_deref().unwrap_or(&text));
        Self {
            text: lines.text,
            records: lines.records,
            frames: lines.frames,
        }
    }

    /// The whole of it.
    pub(crate) fn whole(&self) -> Record<'_> {
        self.part(0, self.text.len())
    }

    fn part(&self, start: usize, end: usize) -> Record<'_> {
        let below = |bound: usize| self.frames.partition_point(|(at, _)| *at <= bound);
        // A frame stands behind the line that it belongs to: what stands at the start is the record before's.
        let first = if start == 0 { 0 } else { below(start) };
        Record {
            text: &self.text[start..end],
            frames: &self.frames[first..below(end)],
        }
    }

    /// The records of a log, each a part of the text; empty where the text is no log of several records.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let ends = self
            .records
            .iter()
            .skip(1)
            .copied()
            .chain([self.text.len()]);
        let records = if self.records.len() > 1 {
            &self.records[..]
        } else {
            &[]
        };
        records
            .iter()
            .zip(ends)
            .map(|(start, end)| self.part(*start, end))
    }
}

/// Reads one record, or a whole input that is no log.
pub(crate) fn read(record: Record<'_>) -> Signals<'_> {
    let text = record.text;
    let mut signals = Signals {
        text: Cow::Borrowed(text),
        causes: causes::find(text),
        frames: record
            .frames
            .iter()
            .map(|(_, package)| &**package)
            .collect(),
        ..Signals::default()
    };
    bodies::read(text, &mut signals);
    xml::read(text, 0, &mut signals);
    let silent = is_document(text) && signals.messages.is_empty() && signals.names.is_empty();
    if !silent {
        statuses::read(text, &mut signals);
    }
    trailing_status(text, &mut signals);
    names::read(text, &mut signals);
    if silent {
        let is_key = |name: &Name<'_>| {
            name.place == Place::Mention && name.text.contains(char::is_lowercase)
        };
        signals.names.retain(is_key);
    }
    addresses::read(text, &mut signals);
    statuses::read_reasons(&mut signals);
    let bare = signals.bodies.is_empty()
        && !signals
            .names
            .iter()
            .any(|name| name.place == Place::Exception);
    let is_prose = signals.frames.is_empty() && inert::is_prose(text);
    signals.prose = bare && (is_prose || signals.lists_statuses());
    signals
}

/// Whether `text` is one document and nothing else: what its keys do not say, its strings do not say either.
fn is_document(text: &str) -> bool {
    // A shell marks the missing line break after it with `%`.
    let text = text.trim().trim_end_matches('%');
    let list = text
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'));
    // `[GoogleGenerativeAI Error]: ... [404 Not Found]` is a sentence.
    let is_list = |list: &str| {
        let list = list.trim_start();
        list.is_empty() || list.starts_with(['{', '[', '"', '\''])
    };
    text.starts_with('{') && text.ends_with('}') || list.is_some_and(is_list)
}

/// `curl -w '\n%{http_code}'`: a status alone on the last line, after a body.
fn trailing_status(text: &str, signals: &mut Signals<'_>) {
    let Some((body, last)) = text.trim_end().rsplit_once('\n') else {
        return;
    };
    if last.len() == 3
        && body.trim_end().ends_with(['}', ']', '>'])
        && let Ok(status) = last.parse::<u16>()
        && (100..600).contains(&status)
    {
        signals.status(status, StatusPlace::Line, 0);
    }
}

/// Text without the escapes that hide its words: `\uXXXX`, `\xNN` bytes, HTML entities around quotes.
fn unwrap_escapes(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains("&quot;")
        || text.contains("&#34;")
        || text.contains("&#39;")
        || text.contains("&#x27;")
    {
        let decoded = entities::decoded(&text);
        text = Cow::Owned(printable(decoded).into_owned());
    }
    // Spring's exceptions write the line ends of a body so.
    if text.contains("<EOL>") {
        text = Cow::Owned(text.replace("<EOL>", "\n"));
    }
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return text;
    }
    if ESCAPES.iter().any(|escape| text.contains(escape)) {
        text = Cow::Owned(without_colours(&text));
    }
    if text.contains("\\u") || text.contains("\\x") {
        text = Cow::Owned(printable(unwrap_code_points(&text)).into_owned());
    }
    text
}

/// How a colour begins in a text that holds a terminal's output as a string.
const ESCAPES: [&str; 4] = ["\\u001b[", "\\x1b[", "\\033[", "\\e["];

/// `text` without such colours, and its lines apart: `\u001b[31mError\u001b[39m: x\ny`.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let colour = ESCAPES.iter().find_map(|escape| {
            let after = after.strip_prefix(escape)?;
            after
                .trim_start_matches(|each: char| each.is_ascii_digit() || each == ';')
                .strip_prefix('m')
        });
        rest = if let Some(rest) = colour {
            rest
        } else if let Some(rest) = after.strip_prefix("\\n") {
            plain.push('\n');
            rest
        } else {
            plain.push('\\');
            &after[1..]
        };
    }
    plain.push_str(rest);
    plain
}

fn unwrap_code_points(text: &str) -> String {
    let mut unwrapped = String::with_capacity(text.len());
    let mut bytes: Vec<u8> = Vec::new();
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if at > 0 {
            flush(&mut bytes, &mut units, &mut unwrapped);
        }
        unwrapped.push_str(&rest[..at]);
        rest = &rest[at..];
        let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
        let after = &rest[slashes..];
        let hex = |range: std::ops::Range<usize>| {
            after
                .get(range)
                .and_then(|digits| u16::from_str_radix(digits, 16).ok())
        };
        if after.starts_with('u')
            && let Some(unit) = hex(1..5).filter(|unit| *unit >= 0x80)
        {
            units.push(unit);
            rest = &after[5..];
        } else if after.starts_with('x')
            && let Some(byte) = hex(1..3)
                .and_then(|byte| u8::try_from(byte).ok())
                .filter(|byte| *byte >= 0x80)
        {
            bytes.push(byte);
            rest = &after[3..];
        } else {
            flush(&mut bytes, &mut units, &mut unwrapped);
            unwrapped.push_str(&rest[..slashes]);
            rest = after;
        }
    }
    flush(&mut bytes, &mut units, &mut unwrapped);
    unwrapped.push_str(rest);
    unwrapped
}

fn flush(bytes: &mut Vec<u8>, units: &mut Vec<u16>, text: &mut String) {
    if !bytes.is_empty() {
        text.push_str(&String::from_utf8_lossy(bytes));
        bytes.clear();
    }
    if !units.is_empty() {
        text.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_code_points_become_text() {
        assert_eq!(
            unwrap_escapes(r#"{"msg":"\uc794\uc561 \\ubd80\\uc871"}"#),
            r#"{"msg":"잔액 부족"}"#
        );
        assert_eq!(unwrap_escapes(r"b'\xec\x9e\x94\xec\x95\xa1'"), "b'잔액'");
        assert_eq!(unwrap_escapes("{&quot;a&quot;:1}"), "{\"a\":1}");
    }

    #[test]
    fn a_status_on_its_own_line_follows_a_body() {
        let status = |text| {
            let record = Record { text, frames: &[] };
            read(record).best_status()
        };
        assert_eq!(status("{\"error\":\"x\"}\n402\n"), Some(402));
        assert_eq!(status("take\n402"), None);
    }

    #[test]
    fn records_are_parts_of_a_log() {
        let input = Input::new("2024-01-01T00:00:00Z a\n2024-01-01T00:00:01Z b\n");
        let texts: Vec<&str> = input.records().map(|record| record.text).collect();
        assert_eq!(texts, ["a\n", "b\n\n"]);
        assert_eq!(Input::new("a\nb").records().count(), 0);
    }

    #[test]
    fn a_record_has_the_frames_behind_it() {
        let text = "2024-01-01T00:00:00Z a\n\tat a.b.C.d(C.java:1)\n2024-01-01T00:00:01Z b\n\tat e.f.G.h(G.java:2)\n";
        let input = Input::new(text);
        let frames: Vec<&str> = input.records().map(|record| &*record.frames[0].1).collect();
        assert_eq!(frames, ["a.b.C.d", "e.f.G.h"]);
        assert_eq!(input.whole().frames.len(), 2);
    }
}
