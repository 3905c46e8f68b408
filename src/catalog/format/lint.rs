//! What a catalog must satisfy beyond its shape. Each problem names entry and field and says what to write.
//!
//! Knows one file at a time; that examples rank their entry first needs the whole program and is checked there.

mod texts;

use super::file::{CatalogFile, EntryFile};
use super::pattern::Glob;
use super::text::Folded;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One thing wrong in a catalog file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The entry's id, or `provider`.
    pub(crate) place: String,
    pub(crate) field: &'static str,
    /// What is wrong and what to write instead.
    pub(crate) advice: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}: {}", self.place, self.field, self.advice)
    }
}

/// Every problem of `file`, which was read from a file called `<stem>.json`.
pub(crate) fn lint(stem: &str, file: &CatalogFile) -> Vec<Problem> {
    let mut found = Found {
        place: "provider".to_owned(),
        problems: Vec::new(),
    };
    provider(stem, file, &mut found);
    let mut ids = BTreeSet::new();
    let mut faces = BTreeMap::new();
    let mut previous: Option<&EntryFile> = None;
    for entry in &file.errors {
        entry.id.clone_into(&mut found.place);
        if !ids.insert(&entry.id) {
            found.say(
                "id",
                format!("'{}' is taken by another entry; choose a new one", entry.id),
            );
        }
        if let Some(twin) = faces.insert(face(entry), &entry.id) {
            found.say("messages", format!("nothing tells it apart from '{twin}'; give one of them another message, code or fields"));
        }
        if let Some(before) = previous
            && order(before) > order(entry)
        {
            found.say(
                "id",
                format!(
                    "move it before '{}' (entries go by code, then status, then id)",
                    before.id
                ),
            );
        }
        previous = Some(entry);
        check_entry(entry, &mut found);
    }
    found.problems
}

struct Found {
    place: String,
    problems: Vec<Problem>,
}

impl Found {
    fn say(&mut self, field: &'static str, advice: String) {
        self.problems.push(Problem {
            place: self.place.clone(),
            field,
            advice,
        });
    }
}

fn provider(stem: &str, file: &CatalogFile, found: &mut Found) {
    let provider = &file.provider;
    if provider.id != stem {
        found.say(
            "id",
            format!(
                "write '{stem}', the name of the file, instead of '{}'",
                provider.id
            ),
        );
    }
    if !is_kebab(&provider.id) {
        found.say(
            "id",
            "use lower-case letters, digits and hyphens".to_owned(),
        );
    }
    if !provider.docs.starts_with("https://") {
        found.say(
            "docs",
            "write the https:// address of the provider's error documentation".to_owned(),
        );
    }
    if !is_date(&provider.reviewed) {
        found.say(
            "reviewed",
            format!(
                "write a date such as 2026-11-21 instead of '{}'",
                provider.reviewed
            ),
        );
    }
    for envelope in &provider.fingerprint.envelopes {
        let pointers = [
            &envelope.code,
            &envelope.message,
            &envelope.kind,
            &envelope.status,
            &envelope.param,
            &envelope.request_id,
        ];
        for pointer in pointers.into_iter().chain(envelope.when.keys()) {
            if !pointer.is_empty() && !pointer.starts_with('/') {
                found.say(
                    "fingerprint",
                    format!("write the pointer '{pointer}' with a leading '/'"),
                );
            }
        }
    }
}

fn check_entry(entry: &EntryFile, found: &mut Found) {
    if !is_kebab(&entry.id) {
        found.say(
            "id",
            "use lower-case letters, digits and hyphens".to_owned(),
        );
    }
    for status in entry.status.iter().chain(&entry.also_status) {
        if !(100..=599).contains(status) {
            found.say(
                "status",
                format!("{status} is no HTTP status; put the provider's own number into 'code'"),
            );
        }
    }
    if entry.code.is_empty()
        && entry.kind.is_empty()
        && entry.messages.is_empty()
        && entry.exceptions.is_empty()
        && entry.status.is_none()
    {
        found.say(
            "code",
            "nothing to find it by; give a code, type, message, exception or status".to_owned(),
        );
    }
    if !entry.source.starts_with("https://") {
        found.say(
            "source",
            "write the https:// address of the official page".to_owned(),
        );
    }
    if entry.fix.en.len() != entry.fix.ko.len() {
        found.say(
            "fix",
            format!(
                "{} steps in English and {} in Korean; write the same steps in both",
                entry.fix.en.len(),
                entry.fix.ko.len()
            ),
        );
    }
    if entry.fix.en.is_empty() {
        found.say("fix", "write at least one step".to_owned());
    }
    if entry.examples.is_empty() {
        found.say(
            "examples",
            "paste at least one text that must find this entry".to_owned(),
        );
    }
    for message in &entry.messages {
        texts::template(message, found);
    }
    texts::texts(entry, found);
}

/// Entries go by code (numbers before words, those without one last), then status, then id.
fn order(entry: &EntryFile) -> (u8, u64, String, u16, &str) {
    let digits = entry.code.strip_prefix('-').unwrap_or(&entry.code);
    let status = entry.status.unwrap_or(0);
    if entry.code.is_empty() {
        return (2, 0, String::new(), status, &entry.id);
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return (
            0,
            digits.parse().unwrap_or(u64::MAX),
            entry.code.clone(),
            status,
            &entry.id,
        );
    }
    (1, 0, entry.code.to_lowercase(), status, &entry.id)
}

/// All that recognition can go by.
fn face(entry: &EntryFile) -> String {
    let mut messages: Vec<String> = entry
        .messages
        .iter()
        .map(|message| Folded::new(message).text)
        .collect();
    messages.sort();
    let mut exceptions = entry.exceptions.clone();
    exceptions.sort();
    format!(
        "{}|{:?}|{}|{messages:?}|{exceptions:?}|{:?}",
        entry.code, entry.status, entry.kind, entry.fields
    )
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn is_date(text: &str) -> bool {
    Glob("####-##-##").matches(text)
}

#[cfg(test)]
mod tests;
