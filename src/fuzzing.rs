//! Doors into the engine for the fuzzers in `fuzz/`. No part of the public interface, and free to change.

use std::time::SystemTime;

use crate::catalog::{Catalogs, Lang, Provider};
use crate::decode;
use crate::input;
use crate::lookup;
use crate::mask::Masker;
use crate::query::Query;
use crate::render::{self, Format, Style};

/// Bytes as the text that everything else reads.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    decode::decode(bytes)
}

/// Reads every JSON document of `text`.
pub fn json(text: &str) {
    let _ = input::documents(text);
}

/// Text without secrets.
#[must_use]
pub fn mask(text: &str) -> String {
    let catalogs = Catalogs::new(None);
    let prefixes = catalogs.providers().flat_map(Provider::key_prefixes);
    Masker::new(prefixes).mask(text).into_owned()
}

/// The answer to `bytes` in every form, with its evidence.
#[must_use]
pub fn lookup(bytes: &[u8], typed: bool, korean: bool) -> Vec<String> {
    let query = Query {
        text: decode(bytes),
        typed,
        ..Query::default()
    };
    let lang = if korean { Lang::Ko } else { Lang::En };
    let catalogs = Catalogs::new(None);
    let report = lookup::lookup(&query, &catalogs, lang, SystemTime::UNIX_EPOCH);
    let style = Style {
        lang,
        color: false,
        width: render::MIN_WIDTH,
    };
    [Format::Table, Format::Plain, Format::Json, Format::Markdown]
        .into_iter()
        .map(|format| render::report(&report, format, true, &style))
        .chain([render::nothing(&report)])
        .collect()
}
