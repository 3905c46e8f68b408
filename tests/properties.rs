//! Properties that hold for every input: nothing panics, and an error is the same error however it was pasted.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files of the repository"
)]

use std::fs;

use errlookup::fuzzing;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The ids of the matches for pasted bytes, the best first.
fn found(bytes: &[u8]) -> Vec<String> {
    let forms = fuzzing::lookup(bytes, false, false);
    let answer: serde_json::Value =
        serde_json::from_str(&forms[2]).expect("the third form is JSON");
    let matches = answer["matches"].as_array().expect("matches is a list");
    matches
        .iter()
        .map(|found| found["id"].to_string())
        .collect()
}

/// Every catalog as its file has it.
fn catalogs() -> impl Iterator<Item = serde_json::Value> {
    let files = fs::read_dir("catalogs").expect("the folder is there");
    files.filter_map(|file| {
        let text = fs::read_to_string(file.expect("a file").path()).unwrap_or_default();
        let catalog: serde_json::Value = serde_json::from_str(&text).ok()?;
        catalog["errors"].is_array().then_some(catalog)
    })
}

fn entries(catalog: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    catalog["errors"].as_array().into_iter().flatten()
}

/// One example of every tenth entry of every catalog.
fn examples() -> Vec<String> {
    let mut examples = Vec::new();
    for catalog in catalogs() {
        let tenth = entries(&catalog).step_by(10);
        examples.extend(tenth.filter_map(|entry| entry["examples"][0].as_str().map(str::to_owned)));
    }
    assert!(examples.len() > 140, "only {} examples", examples.len());
    examples
}

/// Provider and code of every entry whose code has a digit.
fn numbered_codes() -> Vec<(String, String)> {
    let mut codes = Vec::new();
    for catalog in catalogs() {
        let provider = catalog["provider"]["id"].as_str().unwrap_or_default();
        let numbered = |code: &&str| code.bytes().any(|byte| byte.is_ascii_digit());
        codes.extend(
            entries(&catalog)
                .filter_map(|entry| entry["code"].as_str().filter(numbered))
                .map(|code| (provider.to_owned(), code.to_owned())),
        );
    }
    codes.sort();
    codes.dedup();
    assert!(codes.len() > 500, "only {} codes", codes.len());
    codes
}

/// Pastes every example plainly and as `paste` changes it, and expects the same best match.
fn check(paste: impl Fn(&str) -> Vec<u8>) {
    let mut other = Vec::new();
    for example in examples() {
        let plain = found(example.as_bytes());
        let changed = found(&paste(&example));
        if plain.first().is_some_and(|best| !changed.contains(best)) {
            other.push(format!(
                "{example}\n    plain {plain:?}\n    changed {changed:?}"
            ));
        }
    }
    assert!(
        other.is_empty(),
        "{} found otherwise:\n{}",
        other.len(),
        other.join("\n")
    );
}

/// Each line behind `prefix`.
fn prefixed(prefix: &'static str) -> impl Fn(&str) -> Vec<u8> {
    move |text| {
        text.split('\n')
            .fold(String::new(), |text, line| text + prefix + line + "\n")
            .into_bytes()
    }
}

#[test]
fn a_provider_and_its_code_typed_together_find_it() {
    let mut other = Vec::new();
    for (provider, code) in numbered_codes() {
        let query = format!("{provider} {code}");
        let forms = fuzzing::lookup(query.as_bytes(), true, false);
        let answer: serde_json::Value = serde_json::from_str(&forms[2]).expect("JSON");
        let best = &answer["matches"][0];
        let is_meant = best["provider"] == provider.as_str() && best["code"] == code.as_str();
        if !is_meant {
            other.push(format!("{query}: {}", best["id"]));
        }
    }
    assert!(other.is_empty(), "{other:#?}");
}

#[test]
fn line_ends_of_windows_change_nothing() {
    check(|text| text.replace('\n', "\r\n").into_bytes());
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    check(|text| format!("\u{feff}{text}").into_bytes());
}

#[test]
fn utf_16_changes_nothing() {
    check(|text| {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    });
}

#[test]
fn decomposed_hangul_changes_nothing() {
    check(|text| text.nfd().collect::<String>().into_bytes());
}

#[test]
fn a_markdown_fence_changes_nothing() {
    check(|text| format!("```json\n{text}\n```\n").into_bytes());
}

#[test]
fn colours_change_nothing() {
    check(|text| format!("\u{1b}[31m{text}\u{1b}[0m").into_bytes());
}

#[test]
fn quotation_marks_of_mail_change_nothing() {
    check(prefixed("> "));
}

#[test]
fn prefixes_of_loggers_and_runtimes_change_nothing() {
    check(prefixed("api-1  | "));
    check(prefixed("[pod/api-6d/app] "));
    check(prefixed("Nov 21 12:00:00 host app[123]: "));
    check(prefixed("2026-11-21T10:00:00.123Z ERROR "));
}

/// Pieces that inputs are made of, so that random ones reach the readers.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{\"error\":{\"code\":\"".to_owned()),
        Just("{'message': '".to_owned()),
        Just("\\\"".to_owned()),
        Just("\"}}".to_owned()),
        Just("HTTP/1.1 429 ".to_owned()),
        Just("\nCaused by: a.b.C: ".to_owned()),
        Just("2026-11-21T10:00:00Z ".to_owned()),
        Just("<Error><Code>".to_owned()),
        Just("?error=access_denied&error_description=%EC%9D%B4".to_owned()),
        Just("Rate limit reached for ".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("한도 초과 İ".to_owned()),
        Just("\\ud83d\\u0000\\xff".to_owned()),
        Just("\\u001b[31m\\u009b".to_owned()),
        Just("%1b&#27;".to_owned()),
        "\\PC{0,12}",
        "[\\x00-\\x7f]{0,12}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in pieces(), typed: bool, korean: bool) {
        let _ = fuzzing::lookup(text.as_bytes(), typed, korean);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = fuzzing::lookup(&bytes, false, false);
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_comes_out(text in pieces(), korean: bool) {
        for form in fuzzing::lookup(text.as_bytes(), false, korean) {
            prop_assert!(!form.chars().any(acts));
        }
    }
}

/// Whether a character acts on a terminal.
fn acts(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

#[test]
fn an_encoded_escape_sequence_does_not_come_alive() {
    for text in [
        r#"{"status":{"code":"4\u001b[31m0063","message":"Invalid \u001b[31mimage ratio"}}"#,
        r#"{"error":{"message":"The model `\u001b[31mgpt` does not exist","code":"model_not_found"}}"#,
        r#"{"ok":false,"error":"new\u009b31m_error"}"#,
        "https://a.example/cb?error=access_denied%1b%5b31m&error_description=x%1b%5b31m",
        "<Error><Code>NoSuch&#27;[31mKey</Code><Message>The &#x1b;[31m key</Message></Error>",
        "{&quot;error&quot;:{&quot;code&quot;:&quot;a&#27;[31m&quot;}} HTTP/1.1 429",
        r#"\x1b[31m {"status":{"code":"40099","message":"x"}}"#,
    ] {
        for korean in [false, true] {
            for form in fuzzing::lookup(text.as_bytes(), false, korean) {
                assert!(!form.contains(acts), "{text}: {form:?}");
            }
        }
    }
}
