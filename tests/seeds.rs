//! The error tables that this project began with: every row is found by its code, by its message and as a body,
//! in both languages.
//!
//! `tests/data/seeds/rows.tsv` has a row a line: provider, entry (`*` where one code has several), code, message
//! (may be empty), and what the provider sends.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files of the repository"
)]

mod common;

use std::fs;

/// The ids of the matches, and whether the program ran as it should.
fn matches(arguments: &[&str], input: &str) -> Vec<String> {
    let answer = common::json(arguments, input);
    let matches = answer["matches"].as_array().expect("matches is a list");
    matches
        .iter()
        .map(|found| found["id"].as_str().expect("an id is a text").to_owned())
        .collect()
}

struct Row<'r> {
    provider: &'r str,
    entry: &'r str,
    code: &'r str,
    message: &'r str,
    body: &'r str,
}

impl Row<'_> {
    /// Whether the row's entry is among `ids`.
    fn is_in(&self, ids: &[String]) -> bool {
        let id = format!("{}/{}", self.provider, self.entry);
        ids.iter().any(|found| {
            *found == id || self.entry == "*" && found.starts_with(&format!("{}/", self.provider))
        })
    }
}

/// Asks for every row in `lang` as `ask` says, and lists the rows that are not found.
fn check(lang: &str, ask: impl Fn(&Row<'_>) -> Option<Vec<String>>) {
    let rows = fs::read_to_string("tests/data/seeds/rows.tsv").expect("the rows are there");
    let mut missing = Vec::new();
    let mut asked = 0;
    for line in rows.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [provider, entry, code, message, body] = columns[..] else {
            panic!("five columns: {line}")
        };
        let row = Row {
            provider,
            entry,
            code,
            message,
            body,
        };
        let Some(ids) = ask(&row) else { continue };
        asked += 1;
        if !row.is_in(&ids) {
            missing.push(format!("{lang} {line}\n    found {ids:?}"));
        }
    }
    assert!(asked > 90, "only {asked} rows were asked for");
    assert!(
        missing.is_empty(),
        "{} rows not found:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

fn by_code(lang: &str) {
    check(lang, |row| {
        Some(matches(
            &[row.code, "--all", "-p", row.provider, "--lang", lang],
            "",
        ))
    });
}

fn by_message(lang: &str) {
    check(lang, |row| {
        let asked = !row.message.is_empty();
        asked.then(|| matches(&[row.message, "-p", row.provider, "--lang", lang], ""))
    });
}

fn by_body(lang: &str) {
    check(lang, |row| Some(matches(&["--lang", lang], row.body)));
}

#[test]
fn every_row_is_found_by_its_code_in_english() {
    by_code("en");
}

#[test]
fn every_row_is_found_by_its_code_in_korean() {
    by_code("ko");
}

#[test]
fn every_row_is_found_by_its_message_in_english() {
    by_message("en");
}

#[test]
fn every_row_is_found_by_its_message_in_korean() {
    by_message("ko");
}

#[test]
fn every_row_is_found_as_a_body_in_english() {
    by_body("en");
}

#[test]
fn every_row_is_found_as_a_body_in_korean() {
    by_body("ko");
}
