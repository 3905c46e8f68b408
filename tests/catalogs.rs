//! The bundled catalogs as a whole: how much there is, and that each of its examples proves its entry.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files of the repository"
)]

use std::fs;
use std::process::{Command, Output};

fn errlookup(arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_errlookup"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// The catalog files, without their schema.
fn files() -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir("catalogs")
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path().display().to_string())
        .filter(|path| {
            path.strip_suffix(".json")
                .is_some_and(|stem| !stem.ends_with("schema"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_example_finds_its_entry_and_no_near_miss_does() {
    for file in files() {
        let output = errlookup(&["check".to_owned(), file.clone()]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{said}\nrun 'errlookup check {file}' while mending"
        );
    }
}

#[test]
fn there_are_45_providers_and_1400_entries_in_both_languages() {
    let output = errlookup(&["list".to_owned(), "--format".to_owned(), "json".to_owned()]);
    let entries: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("the list is JSON");
    let entries = entries.as_array().expect("the list is a list");
    let mut providers: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["provider"].as_str())
        .collect();
    providers.sort_unstable();
    providers.dedup();
    assert!(providers.len() >= 45, "only {} providers", providers.len());
    assert!(entries.len() >= 1400, "only {} entries", entries.len());
    let hangul = |text: &str| {
        text.chars()
            .any(|character| ('\u{ac00}'..='\u{d7a3}').contains(&character))
    };
    for entry in entries {
        let (en, ko) = (entry["cause"]["en"].as_str(), entry["cause"]["ko"].as_str());
        assert!(
            en.is_some_and(|text| !hangul(text)),
            "{}: no English cause",
            entry["id"]
        );
        assert!(ko.is_some_and(hangul), "{}: no Korean cause", entry["id"]);
        assert_eq!(
            entry["fix"]["en"].as_array().map(Vec::len),
            entry["fix"]["ko"].as_array().map(Vec::len),
            "{}: other steps in Korean than in English",
            entry["id"]
        );
    }
}

#[test]
fn the_list_of_providers_shows_entries_review_and_documentation() {
    let output = errlookup(&[
        "providers".to_owned(),
        "--format".to_owned(),
        "json".to_owned(),
    ]);
    let providers: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("the list is JSON");
    for provider in providers.as_array().expect("the list is a list") {
        let id = &provider["id"];
        assert!(
            provider["entries"].as_u64().is_some_and(|count| count > 0),
            "{id}: no entries"
        );
        assert_eq!(
            provider["reviewed"].as_str().map(str::len),
            Some("2026-11-21".len()),
            "{id}: no review date"
        );
        assert!(
            provider["docs"]
                .as_str()
                .is_some_and(|docs| docs.starts_with("https://")),
            "{id}: no documentation"
        );
    }
}
