//! The report in one of four forms. Renderers read the report and never search; they give text and do no I/O.

pub(crate) mod help;
mod json;
pub(crate) mod list;
mod markdown;
mod plain;
mod table;
pub(crate) mod wording;

use std::fmt::Write as _;

use crate::catalog::Lang;
use crate::report::Report;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Plain,
    Json,
    Markdown,
}

/// What of an answer's looks depends on where it goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) lang: Lang,
    pub(crate) color: bool,
    /// Columns of the terminal.
    pub(crate) width: usize,
}

/// Columns where no terminal says otherwise.
pub(crate) const DEFAULT_WIDTH: usize = 80;
/// Narrower than this, text is broken all the same.
pub(crate) const MIN_WIDTH: usize = 24;
/// Longer lines are hard to read.
pub(crate) const MAX_WIDTH: usize = 110;

/// The whole answer; empty for a person where nothing was found ([`nothing`] says so).
pub(crate) fn report(report: &Report<'_>, format: Format, why: bool, style: &Style) -> String {
    match format {
        Format::Json => json::report(report),
        _ if report.matches.is_empty() => String::new(),
        Format::Table => table::report(report, why, style),
        Format::Plain => plain::report(report, why),
        Format::Markdown => markdown::report(report, why),
    }
}

/// What is said where nothing was found: one line, who sent it where that is known, and the nearest names.
pub(crate) fn nothing(report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut text = format!("errlookup: {}\n", wording::nothing_found(lang));
    let query = &report.query;
    if let Some(provider) = query.provider
        && (query.code.is_some() || query.status.is_some())
        && !query.message.as_deref().is_some_and(is_good_news)
    {
        let status = query.status.map(|status| format!("HTTP {status}"));
        let parts = [
            Some(provider.name(lang).to_owned()),
            query.code.clone(),
            status,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let _ = writeln!(
            text,
            "{}",
            wording::recognised(&parts.join(", "), provider.docs(), lang)
        );
    }
    if !report.suggestions.is_empty() {
        let _ = writeln!(text, "{}", wording::perhaps(lang));
        for suggestion in &report.suggestions {
            let _ = writeln!(text, "  {}  {}", suggestion.query, suggestion.about);
        }
    }
    text
}

/// Whether a message says that all is well.
fn is_good_news(message: &str) -> bool {
    let message = message.trim().to_lowercase();
    message == "ok"
        || ["success", "정상", "성공"]
            .iter()
            .any(|word| message.starts_with(word))
}
