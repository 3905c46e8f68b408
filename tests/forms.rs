//! What people paste, form by form: each paste of `tests/data/forms` finds its root cause first, with the right
//! verdict, in both languages.
//!
//! A file holds the pastes of one form. `=== name` begins a paste; its second line says `provider/entry verdict`,
//! `API as provider/entry verdict` where an API answers in another's words, or `nothing`.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files of the repository"
)]

mod common;

use std::fs;

/// What the program answers to a paste: entry and verdict of the first match, behind who sent it where that is not the
/// entry's provider, or `nothing`.
fn answer(paste: &str, lang: &str) -> String {
    let answer = common::json(&["--lang", lang], paste);
    let first = &answer["matches"][0];
    match (first["id"].as_str(), first["retry"]["verdict"].as_str()) {
        (Some(id), Some(verdict)) => match first["provider"].as_str() {
            Some(sender) if !id.starts_with(&format!("{sender}/")) => {
                format!("{sender} as {id} {verdict}")
            }
            _ => format!("{id} {verdict}"),
        },
        _ => "nothing".to_owned(),
    }
}

/// Looks up every paste of a file and lists what is answered otherwise.
fn check(form: &str) {
    let path = format!("{}/tests/data/forms/{form}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).expect("the file is there");
    let pastes: Vec<&str> = text.split("=== ").skip(1).collect();
    assert!(pastes.len() > 2, "{form} has hardly a paste");
    let mut against = Vec::new();
    for paste in pastes {
        let (name, rest) = paste.split_once('\n').expect("a name");
        let (expected, paste) = rest.split_once('\n').expect("an expectation");
        for lang in ["en", "ko"] {
            let found = answer(paste, lang);
            if found != expected {
                against.push(format!("{name} ({lang}): {found}, not {expected}"));
            }
        }
    }
    assert!(against.is_empty(), "{form}: {against:#?}");
}

#[test]
fn python() {
    check("python");
}

#[test]
fn javascript() {
    check("javascript");
}

#[test]
fn copies_of_an_api() {
    check("copies");
}

#[test]
fn java_go_swift_and_php() {
    check("compiled");
}

#[test]
fn http_in_every_form() {
    check("http");
}

#[test]
fn documents_in_documents() {
    check("documents");
}

#[test]
fn korean_questions() {
    check("korean");
}

#[test]
fn what_is_no_error_finds_nothing() {
    check("nothing");
}
