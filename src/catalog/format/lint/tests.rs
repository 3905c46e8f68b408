//! Each rule with a file that breaks it.

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
