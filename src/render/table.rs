//! The report for a person at a terminal: one match laid out for reading, several for comparing.

use std::fmt::Write as _;

use colored::{Color, ColoredString, Colorize};
use unicode_width::UnicodeWidthStr;

use crate::catalog::{Lang, Verdict};
use crate::report::{Match, Reason, Report};

use super::Style;
use super::wording::{self, Heading, heading};

/// The whole answer.
pub(super) fn report(report: &Report<'_>, why: bool, style: &Style) -> String {
    // `colored` asks the environment by itself; the decision was made where the environment is read.
    colored::control::set_override(style.color);
    let mut text = String::new();
    if let [matched] = &report.matches[..] {
        one(matched, report, why, style, &mut text);
    } else {
        let in_log = report.matches.iter().any(|matched| matched.count > 1);
        let remark = if in_log {
            wording::several_in_log(report.matches.len(), style.lang)
        } else {
            wording::several(report.matches.len(), report.undecided, style.lang)
        };
        let _ = writeln!(text, "{}", wrapped(&remark, "", "", style).bold());
        for (number, matched) in report.matches.iter().enumerate() {
            text.push('\n');
            compared(matched, number + 1, why, style, &mut text);
        }
    }
    if report.more > 0 {
        let _ = writeln!(
            text,
            "\n{}",
            wording::more(report.more, style.lang).dimmed()
        );
    }
    text
}

/// One match for reading.
fn one(matched: &Match<'_>, report: &Report<'_>, why: bool, style: &Style, text: &mut String) {
    let lang = style.lang;
    let provider = wording::sender(matched, lang);
    let headline = format!("{provider}  {}", title(matched));
    let _ = writeln!(text, "{}", wrapped(&headline, "", "", style).bold());
    if let Some(message) = &matched.message {
        let _ = writeln!(text, "{}", wrapped(message, "", "", style).dimmed());
    }
    text.push('\n');
    section(Heading::Cause, &matched.cause, style, text);
    steps(matched, style, text);
    verdict(matched, style, text);
    if !report.query.via.is_empty() {
        section(Heading::Via, &report.query.via.join(" > "), style, text);
    }
    source(matched, style, text);
    if why {
        reasons(matched, style, text);
    }
}

/// One of several matches: the same facts under a rule with its number, so that they can be compared.
fn compared(matched: &Match<'_>, number: usize, why: bool, style: &Style, text: &mut String) {
    let lang = style.lang;
    let mut head = format!("{}  {}", wording::sender(matched, lang), title(matched));
    if matched.count > 1 {
        let _ = write!(head, "  ({})", wording::times(matched.count, lang));
    }
    let lead = format!("── {number} ");
    let rule = "─".repeat(style.width.saturating_sub(lead.width()));
    let _ = writeln!(
        text,
        "{}",
        paint(&format!("{lead}{rule}"), style, Color::Cyan)
    );
    let _ = writeln!(text, "{}", wrapped(&head, "", "", style).bold());
    if let Some(message) = &matched.message {
        let _ = writeln!(text, "{}", wrapped(message, "", "", style).dimmed());
    }
    section(Heading::Cause, &matched.cause, style, text);
    steps(matched, style, text);
    verdict(matched, style, text);
    source(matched, style, text);
    if why {
        reasons(matched, style, text);
    }
}

/// The name of an error: its code, class and status, as far as it has them.
pub(super) fn title(matched: &Match<'_>) -> String {
    let entry = matched.entry;
    let mut parts: Vec<String> = Vec::new();
    if !entry.code().is_empty() {
        parts.push(entry.code().to_owned());
    }
    if !entry.kind().is_empty() && entry.kind() != entry.code() {
        parts.push(entry.kind().to_owned());
    }
    if parts.is_empty()
        && let Some(exception) = entry.exceptions().next()
    {
        parts.push(exception.to_owned());
    }
    if let Some(status) = matched.status
        && entry.code() != status.to_string()
    {
        parts.push(format!("HTTP {status}"));
    }
    if parts.is_empty() {
        parts.push(entry.id().to_owned());
    }
    parts.join("  ")
}

fn section(name: Heading, body: &str, style: &Style, text: &mut String) {
    let name = heading(name, style.lang);
    let _ = writeln!(text, "{}", paint(name, style, Color::Cyan));
    let _ = writeln!(text, "{}\n", wrapped(body, "  ", "  ", style));
}

fn steps(matched: &Match<'_>, style: &Style, text: &mut String) {
    let _ = writeln!(
        text,
        "{}",
        paint(heading(Heading::Fix, style.lang), style, Color::Cyan)
    );
    for (number, step) in matched.fix.iter().enumerate() {
        let lead = format!("  {}. ", number + 1);
        let indent = " ".repeat(lead.len());
        let _ = writeln!(text, "{}", wrapped(step, &lead, &indent, style));
    }
    text.push('\n');
}

fn verdict(matched: &Match<'_>, style: &Style, text: &mut String) {
    let color = match matched.verdict {
        Verdict::No => Color::Red,
        Verdict::Wait | Verdict::Backoff => Color::Green,
        Verdict::Check => Color::Yellow,
    };
    let _ = writeln!(
        text,
        "{}",
        paint(heading(Heading::Retry, style.lang), style, Color::Cyan)
    );
    let words = wrapped(&wording::verdict(matched, style.lang), "  ", "  ", style);
    let _ = writeln!(text, "{}\n", paint(&words, style, color));
}

fn source(matched: &Match<'_>, style: &Style, text: &mut String) {
    let _ = writeln!(
        text,
        "{}",
        paint(heading(Heading::Source, style.lang), style, Color::Cyan)
    );
    // An address is not broken: a terminal finds it whole.
    let _ = writeln!(text, "  {}", matched.entry.source());
    if matched.entry.is_derived() {
        let _ = writeln!(
            text,
            "{}",
            wrapped(wording::derived(style.lang), "  ", "  ", style)
        );
    }
}

fn reasons(matched: &Match<'_>, style: &Style, text: &mut String) {
    let _ = writeln!(
        text,
        "\n{}",
        paint(heading(Heading::Why, style.lang), style, Color::Cyan)
    );
    for found in &matched.evidence {
        let _ = writeln!(
            text,
            "{}",
            wrapped(&reason(found, style.lang), "  - ", "    ", style)
        );
    }
}

/// One piece of evidence in words: what was found, where, and what it did to the ranking.
pub(super) fn reason(reason: &Reason, lang: Lang) -> String {
    let mut text = wording::reason(reason.kind, lang).to_owned();
    if !reason.found.is_empty() {
        let _ = write!(text, ": {}", reason.found);
    }
    if let Some(place) = reason.place {
        let _ = write!(text, " ({})", wording::place(place, lang));
    }
    let _ = write!(text, " [{:+}]", reason.points);
    text
}

fn paint(text: &str, style: &Style, color: Color) -> ColoredString {
    if style.color {
        text.color(color).bold()
    } else {
        text.normal()
    }
}

/// `text` in lines of the style's width; Hangul is two columns wide and may break between syllables only where
/// a line has no space.
fn wrapped(text: &str, first: &str, rest: &str, style: &Style) -> String {
    let options = textwrap::Options::new(style.width)
        .initial_indent(first)
        .subsequent_indent(rest)
        // A command or an option is not broken at its hyphens.
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(true);
    textwrap::fill(text, options)
}
