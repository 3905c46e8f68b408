//! The report as JSON, in the stable form that the schema beside the README describes.

use serde::Serialize;

use crate::catalog::Provider;
use crate::report::{Match, Report};

use super::wording;

/// The form's version: it grows only when a field changes its meaning.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Answer<'r> {
    schema: u32,
    query: Asked<'r>,
    matches: Vec<Found<'r>>,
    suggestions: Vec<Near<'r>>,
}

#[derive(Serialize)]
struct Asked<'r> {
    provider: Option<&'r str>,
    provider_from: Option<&'static str>,
    status: Option<u16>,
    code: Option<&'r str>,
    message: Option<&'r str>,
    via: &'r [&'r str],
}

#[derive(Serialize)]
struct Found<'r> {
    provider: &'r str,
    provider_name: &'r str,
    words_of: Option<&'r str>,
    id: String,
    code: Option<&'r str>,
    #[serde(rename = "type")]
    kind: Option<&'r str>,
    http_status: Option<u16>,
    message: Option<&'r str>,
    messages: Vec<&'r str>,
    aliases: Vec<&'r str>,
    exceptions: Vec<&'r str>,
    cause: &'r str,
    fix: &'r [String],
    retry: Retry,
    captures: serde_json::Map<String, serde_json::Value>,
    source: &'r str,
    derived: bool,
    count: usize,
    confidence: &'static str,
    evidence: Vec<&'static str>,
}

#[derive(Serialize)]
struct Retry {
    verdict: &'static str,
    retryable: bool,
    after_seconds: Option<f64>,
}

#[derive(Serialize)]
struct Near<'r> {
    query: &'r str,
    about: &'r str,
}

/// The whole answer, pretty, with a line break at its end.
pub(super) fn report(report: &Report<'_>) -> String {
    let query = &report.query;
    let answer = Answer {
        schema: SCHEMA,
        query: Asked {
            provider: query.provider.map(Provider::id),
            provider_from: query.provider_from.map(wording::provider_from),
            status: query.status,
            code: query.code.as_deref(),
            message: query.message.as_deref(),
            via: &query.via,
        },
        matches: report
            .matches
            .iter()
            .map(|matched| found(matched, report))
            .collect(),
        suggestions: report
            .suggestions
            .iter()
            .map(|near| Near {
                query: &near.query,
                about: &near.about,
            })
            .collect(),
    };
    pretty(&answer)
}

fn found<'r>(matched: &'r Match<'r>, report: &Report<'_>) -> Found<'r> {
    let entry = matched.entry;
    let provider = matched.provider;
    Found {
        provider: provider.id(),
        provider_name: provider.name(report.lang),
        words_of: matched.words_of().map(Provider::id),
        id: format!("{}/{}", entry.provider().id(), entry.id()),
        code: some(entry.code()),
        kind: some(entry.kind()),
        http_status: matched.status,
        message: matched.message.as_deref(),
        messages: entry.messages().collect(),
        aliases: entry.aliases().collect(),
        exceptions: entry.exceptions().collect(),
        cause: &matched.cause,
        fix: &matched.fix,
        retry: Retry {
            verdict: matched.verdict.word(),
            retryable: matched.verdict.retryable(),
            after_seconds: matched.after_seconds,
        },
        captures: matched
            .captures
            .iter()
            .map(|(slot, value)| (slot.clone(), value.clone().into()))
            .collect(),
        source: entry.source(),
        derived: entry.is_derived(),
        count: matched.count,
        confidence: matched.confidence.word(),
        evidence: matched
            .evidence
            .iter()
            .map(|reason| reason.kind.word())
            .collect(),
    }
}

/// `None` for a text that is not there.
pub(super) fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A value as indented JSON with a line break at its end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .unwrap_or_else(|_| unreachable!("plain data has no failing serializer"));
    text.push('\n');
    text
}
