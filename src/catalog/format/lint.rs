//! What a catalog must satisfy beyond its shape. Each problem names entry and field and says what to write.
//!
//! Knows one file at a time; that examples rank their entry first needs the whole program and is checked there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::file::{CatalogFile, EntryFile};
use super::pattern::{Glob, pieces, slots};
use super::text::{Folded, has_hangul};

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
        template(message, found);
    }
    texts(entry, found);
}

fn template(message: &str, found: &mut Found) {
    let pieces = pieces(message);
    let literal = |at: &(&str, Option<&str>)| Folded::new(at.0).text.len();
    if pieces.iter().map(literal).sum::<usize>() < 3 {
        found.say(
            "messages",
            format!("'{message}' is all slots; keep the provider's words"),
        );
    }
    let inner = &pieces[1..];
    if inner.len() > 1
        && inner[..inner.len() - 1]
            .iter()
            .any(|piece| piece.0.is_empty())
    {
        found.say(
            "messages",
            format!("'{message}' has two slots with nothing between them; make them one"),
        );
    }
}

fn texts(entry: &EntryFile, found: &mut Found) {
    let mut known: BTreeSet<&str> = entry
        .messages
        .iter()
        .flat_map(|message| slots(message))
        .collect();
    known.extend(
        entry
            .fields
            .values()
            .filter_map(|pattern| Glob(pattern).slot()),
    );
    for (language, field, text) in every_text(entry) {
        if text.trim().is_empty() {
            found.say(field, format!("the {language} text is empty"));
        }
        if language == "English" && has_hangul(text) {
            found.say(
                field,
                format!(
                    "Hangul in the English text '{}'; write it in English",
                    head(text)
                ),
            );
        }
        if language == "Korean" && !has_hangul(text) {
            found.say(
                field,
                format!(
                    "no Hangul in the Korean text '{}'; write it in Korean",
                    head(text)
                ),
            );
        }
        segments(field, text, &known, found);
    }
}

fn every_text(entry: &EntryFile) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
    let cause = [
        ("English", "cause", entry.cause.en.as_str()),
        ("Korean", "cause", entry.cause.ko.as_str()),
    ];
    let en = entry
        .fix
        .en
        .iter()
        .map(|step| ("English", "fix", step.as_str()));
    let ko = entry
        .fix
        .ko
        .iter()
        .map(|step| ("Korean", "fix", step.as_str()));
    cause.into_iter().chain(en).chain(ko)
}

/// `[[ ... ]]`: closed, with a slot inside that one of the templates captures, and no such slot outside.
fn segments(field: &'static str, text: &str, known: &BTreeSet<&str>, found: &mut Found) {
    let mut rest = text;
    loop {
        let (outside, after) = rest
            .split_once("[[")
            .map_or((rest, None), |(outside, after)| (outside, Some(after)));
        for slot in slots(outside).filter(|slot| known.contains(slot)) {
            found.say(
                field,
                format!(
                    "put {{{slot}}} inside [[ ]], so that it vanishes when nothing was captured"
                ),
            );
        }
        let Some(after) = after else { break };
        let Some((inside, next)) = after.split_once("]]") else {
            found.say(
                field,
                format!("close the segment that begins at '[[{}'", head(after)),
            );
            break;
        };
        let mut any = false;
        for slot in slots(inside) {
            any = true;
            if !known.contains(slot) {
                found.say(field, format!("no message of this entry captures {{{slot}}}; name a slot of 'messages' or 'fields'"));
            }
        }
        if !any {
            found.say(
                field,
                format!("the segment '[[{inside}]]' has no slot; take the brackets away"),
            );
        }
        rest = next;
    }
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

fn head(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{
      "provider": { "id": "demo", "name": { "en": "Demo", "ko": "데모" }, "docs": "https://example.com", "reviewed": "2026-11-21" },
      "errors": [{
        "id": "one", "code": "1", "messages": ["Limit {limit} reached"],
        "cause": { "en": "Too much[[ ({limit})]].", "ko": "너무 많습니다[[ ({limit})]]." },
        "fix": { "en": ["Send less."], "ko": ["줄입니다."] },
        "retry": "no", "source": "https://example.com", "examples": ["x"]
      }]
    }"#;

    /// Replaces `from` by `to` in a good file and expects a problem of `field` whose advice has `advice`.
    fn check(from: &str, to: &str, field: &str, advice: &str) {
        assert!(GOOD.contains(from), "{from}");
        let file: CatalogFile =
            serde_json::from_str(&GOOD.replace(from, to)).expect("the shape stays right");
        let problems = lint("demo", &file);
        assert!(
            problems
                .iter()
                .any(|problem| problem.field == field && problem.advice.contains(advice)),
            "{to}: {problems:?}"
        );
    }

    #[test]
    fn a_good_file_has_no_problem() {
        let file: CatalogFile = serde_json::from_str(GOOD).expect("parses");
        assert_eq!(lint("demo", &file), []);
    }

    #[test]
    fn each_mistake_is_named_with_its_way_out() {
        check(
            "\"id\": \"demo\"",
            "\"id\": \"other\"",
            "id",
            "write 'demo'",
        );
        check("2026-11-21", "yesterday", "reviewed", "write a date");
        check("너무 많습니다", "too much", "cause", "no Hangul");
        check("Send less.", "줄입니다.", "fix", "Hangul in the English");
        check(
            "[\"Send less.\"]",
            "[\"Send less.\", \"Wait.\"]",
            "fix",
            "same steps",
        );
        check(
            "Too much[[ ({limit})]].",
            "Too much ({limit}).",
            "cause",
            "inside [[ ]]",
        );
        check(
            "Too much[[ ({limit})]].",
            "Too much[[ ({used})]].",
            "cause",
            "no message of this entry captures {used}",
        );
        check(
            "Too much[[ ({limit})]].",
            "Too much[[ ({limit}).",
            "cause",
            "close the segment",
        );
        check(
            "\"code\": \"1\"",
            "\"code\": \"1\", \"status\": 999",
            "status",
            "no HTTP status",
        );
        check("Limit {limit} reached", "{a}{b}", "messages", "all slots");
        check(
            "Limit {limit} reached",
            "Limit {a}{b}",
            "messages",
            "two slots",
        );
        check(
            "\"source\": \"https://example.com\"",
            "\"source\": \"a page\"",
            "source",
            "https://",
        );
    }

    #[test]
    fn what_the_shape_forbids_does_not_parse() {
        for (from, to) in [
            ("\"ko\": \"데모\"", "\"xx\": \"데모\""),
            ("\"retry\": \"no\"", "\"retry\": \"maybe\""),
            ("\"id\": \"one\"", "\"title\": \"one\""),
        ] {
            assert!(
                serde_json::from_str::<CatalogFile>(&GOOD.replace(from, to)).is_err(),
                "{to}"
            );
        }
    }
}
