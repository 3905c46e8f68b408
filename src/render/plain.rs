//! The report as plain lines, `heading: text`, for screen readers and grep: no borders, no wrapping.

use std::fmt::Write as _;

use crate::report::{Match, Report};

use super::wording::{self, Heading, heading};

/// The whole answer.
pub(super) fn report(report: &Report<'_>, why: bool) -> String {
    let mut text = String::new();
    for (number, matched) in report.matches.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        one(matched, report, why, &mut text);
    }
    if report.more > 0 {
        let _ = writeln!(text, "\n{}", wording::more(report.more, report.lang));
    }
    text
}

fn one(matched: &Match<'_>, report: &Report<'_>, why: bool, text: &mut String) {
    let lang = report.lang;
    let mut line = |name: Heading, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{}: {value}", heading(name, lang));
        }
    };
    line(Heading::Provider, &wording::sender(matched, lang));
    line(Heading::Via, &report.query.via.join(" > "));
    line(Heading::Error, &super::table::title(matched));
    line(
        Heading::Message,
        matched.message.as_deref().unwrap_or_default(),
    );
    if matched.count > 1 {
        line(Heading::Count, &wording::times(matched.count, lang));
    }
    line(Heading::Cause, &matched.cause);
    for (number, step) in matched.fix.iter().enumerate() {
        line(Heading::Fix, &format!("{}. {step}", number + 1));
    }
    line(Heading::Retry, &wording::verdict(matched, lang));
    line(Heading::Source, matched.entry.source());
    if matched.entry.is_derived() {
        line(Heading::Note, wording::derived(lang));
    }
    if why {
        for reason in &matched.evidence {
            line(Heading::Why, &super::table::reason(reason, lang));
        }
    }
}
