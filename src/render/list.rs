//! Lists: every entry, and the providers.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

use crate::catalog::{Catalogs, Entry, Lang, Provider};

use super::json::{pretty, some};
use super::markdown::escape;
use super::wording::{self, Heading, heading};
use super::{Format, Style};

#[derive(Serialize)]
struct Both<T> {
    en: T,
    ko: T,
}

#[derive(Serialize)]
struct Listed<'c> {
    provider: &'c str,
    provider_name: &'c str,
    id: String,
    code: Option<&'c str>,
    #[serde(rename = "type")]
    kind: Option<&'c str>,
    http_status: Option<u16>,
    message: Option<&'c str>,
    messages: Vec<&'c str>,
    aliases: Vec<&'c str>,
    exceptions: Vec<&'c str>,
    cause: Both<String>,
    fix: Both<Vec<String>>,
    retry: Retry,
    since: Option<&'c str>,
    until: Option<&'c str>,
    source: &'c str,
    see: Vec<&'c str>,
    derived: bool,
}

#[derive(Serialize)]
struct Retry {
    verdict: &'static str,
    retryable: bool,
}

/// Entries in the given form.
pub(crate) fn entries(entries: &[Entry<'_>], format: Format, style: &Style) -> String {
    if format == Format::Json {
        return pretty(
            &entries
                .iter()
                .map(|entry| listed(*entry, style.lang))
                .collect::<Vec<_>>(),
        );
    }
    let heads = [
        Heading::Provider,
        Heading::Code,
        Heading::Status,
        Heading::Message,
        Heading::Retry,
    ];
    let rows = entries.iter().map(|entry| {
        let message = entry.messages().next().unwrap_or_else(|| entry.id());
        let status = entry
            .status()
            .map_or_else(String::new, |status| status.to_string());
        let code = [entry.code(), entry.kind()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        vec![
            entry.provider().id().to_owned(),
            code.to_owned(),
            status,
            message.to_owned(),
            wording::short_verdict(entry.verdict(), style.lang).to_owned(),
        ]
    });
    table(&heads, rows, format, style)
}

fn listed(entry: Entry<'_>, lang: Lang) -> Listed<'_> {
    Listed {
        provider: entry.provider().id(),
        provider_name: entry.provider().name(lang),
        id: format!("{}/{}", entry.provider().id(), entry.id()),
        code: some(entry.code()),
        kind: some(entry.kind()),
        http_status: entry.status(),
        message: entry.messages().next(),
        messages: entry.messages().collect(),
        aliases: entry.aliases().collect(),
        exceptions: entry.exceptions().collect(),
        cause: Both {
            en: entry.cause(Lang::En),
            ko: entry.cause(Lang::Ko),
        },
        fix: Both {
            en: entry.fix(Lang::En).collect(),
            ko: entry.fix(Lang::Ko).collect(),
        },
        retry: Retry {
            verdict: entry.verdict().word(),
            retryable: entry.verdict().retryable(),
        },
        since: some(entry.since()),
        until: some(entry.until()),
        source: entry.source(),
        see: entry.see().collect(),
        derived: entry.is_derived(),
    }
}

#[derive(Serialize)]
struct Bundled<'c> {
    id: &'c str,
    name: Both<&'c str>,
    aliases: Vec<&'c str>,
    docs: &'c str,
    reviewed: &'c str,
    entries: usize,
}

/// The providers in the given form.
pub(crate) fn providers(catalogs: &Catalogs<'_>, format: Format, style: &Style) -> String {
    let providers: Vec<Provider<'_>> = catalogs.providers().collect();
    if format == Format::Json {
        return pretty(
            &providers
                .iter()
                .map(|provider| bundled(*provider))
                .collect::<Vec<_>>(),
        );
    }
    let heads = [
        Heading::Id,
        Heading::Name,
        Heading::Entries,
        Heading::Reviewed,
        Heading::Docs,
    ];
    let rows = providers.iter().map(|provider| {
        vec![
            provider.id().to_owned(),
            provider.name(style.lang).to_owned(),
            provider.entries().len().to_string(),
            provider.reviewed().to_owned(),
            provider.docs().to_owned(),
        ]
    });
    table(&heads, rows, format, style)
}

fn bundled(provider: Provider<'_>) -> Bundled<'_> {
    Bundled {
        id: provider.id(),
        name: Both {
            en: provider.name(Lang::En),
            ko: provider.name(Lang::Ko),
        },
        aliases: provider.aliases().collect(),
        docs: provider.docs(),
        reviewed: provider.reviewed(),
        entries: provider.entries().len(),
    }
}

fn table(
    heads: &[Heading],
    rows: impl Iterator<Item = Vec<String>>,
    format: Format,
    style: &Style,
) -> String {
    let heads: Vec<&str> = heads
        .iter()
        .map(|head| heading(*head, style.lang))
        .collect();
    match format {
        Format::Markdown => {
            let mut text = format!(
                "| {} |\n|{}\n",
                heads.join(" | "),
                " --- |".repeat(heads.len())
            );
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
                let _ = writeln!(text, "| {} |", cells.join(" | "));
            }
            text
        }
        Format::Plain => rows.fold(String::new(), |mut text, row| {
            let _ = writeln!(text, "{}", row.join("\t"));
            text
        }),
        Format::Table | Format::Json => {
            let mut table = Table::new();
            table
                .load_style(presets::UTF8_HORIZONTAL_ONLY)
                .set_content_arrangement(ContentArrangement::Dynamic);
            table
                .set_width(u16::try_from(style.width).unwrap_or(u16::MAX))
                .set_header(heads)
                .add_rows(rows);
            format!("{table}\n")
        }
    }
}
