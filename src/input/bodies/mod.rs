//! Bodies to facts: which key of a document holds a code, a class, a message, a status.
//!
//! What a certain provider means by a key is its catalog's.

use std::borrow::Cow;

mod keys;

use super::json::{Value, documents};
use super::signals::{Place, Signals, StatusPlace};
use super::statuses::is_met;
use keys::{Beside, Use, key_use};

/// Documents inside strings inside documents: wrappers go three deep in practice.
const MAX_LAYERS: u16 = 6;

/// Reads every document of `text` into `signals`.
pub(super) fn read<'t>(text: &'t str, signals: &mut Signals<'t>) {
    for value in documents(text) {
        gather(&value, 0, false, signals);
        signals.bodies.push(value);
    }
}

/// Gathers the facts of `value`; `quiet` where the caller's own request is being read.
fn gather<'t>(value: &Value<'t>, depth: u16, quiet: bool, signals: &mut Signals<'t>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| {
            if let Value::Text(text) = item {
                inner(text, depth, quiet, signals);
            }
            gather(item, depth, quiet, signals);
        }),
        Value::Map(pairs) => {
            let beside = (depth == 0).then(|| Beside::of(pairs));
            signals.findings.extend(finding(pairs));
            if depth == 0 && pairs.iter().all(|(_, value)| is_complaint(value)) {
                pairs
                    .iter()
                    .flat_map(|(_, value)| texts(value))
                    .for_each(|said| signals.message(said.to_owned(), 0));
            }
            let quiet = quiet || has_succeeded(pairs);
            for (key, value) in pairs {
                let usage = match &beside {
                    Some(beside) => beside.usage(key, value),
                    None => key_use(key),
                };
                let quiet = quiet || usage == Use::Request && !is_error(value);
                pair(key, usage, value, depth, quiet, signals);
                let deeper =
                    depth + u16::from(usage == Use::Error && matches!(value, Value::Map(_)));
                gather(value, deeper, quiet, signals);
            }
        }
        _ => {}
    }
}

/// Whether a value is a list of sentences, as frameworks write what is wrong with a field: `{"email": ["This field is
/// required."]}`.
fn is_complaint(value: &Value<'_>) -> bool {
    let is_sentence = |item: &Value<'_>| matches!(item, Value::Text(text) if text.contains(' ') && text.ends_with('.'));
    matches!(value, Value::List(items) if !items.is_empty() && items.iter().all(is_sentence))
}

/// The strings of a list.
fn texts<'v>(value: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    let items = match value {
        Value::List(items) => &items[..],
        _ => &[],
    };
    items.iter().filter_map(Value::as_text)
}

/// Whether a document says that all went well and that there is no error: what else it says is good news.
fn has_succeeded(pairs: &[(Cow<'_, str>, Value<'_>)]) -> bool {
    let succeeded = |(key, value): &(Cow<'_, str>, Value<'_>)| {
        matches!(key.as_ref(), "success" | "ok") && matches!(value, Value::Bool(true))
    };
    let unharmed = |(key, value): &(Cow<'_, str>, Value<'_>)| {
        key_use(key) == Use::Error
            && match value {
                Value::Null => true,
                Value::List(items) => items.is_empty(),
                _ => false,
            }
    };
    pairs.iter().any(succeeded) && pairs.iter().any(unharmed)
}

/// `messages` and `request` may hold the error itself (a list of messages, an axios error, a choice that failed).
fn is_error(value: &Value<'_>) -> bool {
    let has_error = |value: &Value<'_>, whole: bool| match value {
        Value::Map(pairs) => pairs.iter().any(|(key, value)| {
            key_use(key) == Use::Error && (!whole || matches!(value, Value::Map(_)))
        }),
        _ => false,
    };
    match value {
        Value::List(items) => {
            items.iter().all(|item| matches!(item, Value::Text(_)))
                || items.iter().any(|item| has_error(item, true))
        }
        value => has_error(value, false),
    }
}

/// The code of what a schema's validator found (Zod: `{code: "invalid_type", expected: "object", path: ["a"]}`): it
/// says what is wrong with a value, and is no API's.
fn finding<'t>(pairs: &[(Cow<'t, str>, Value<'t>)]) -> Option<Cow<'t, str>> {
    let is_path =
        |(key, value): &(Cow<'t, str>, Value<'t>)| key == "path" && matches!(value, Value::List(_));
    if !pairs.iter().any(is_path) {
        return None;
    }
    pairs.iter().find_map(|(key, value)| match value {
        Value::Text(code) if key == "code" => Some(code.clone()),
        _ => None,
    })
}

#[expect(clippy::ptr_arg, reason = "a clone of the `Cow` may outlive it")]
fn pair<'t>(
    key: &Cow<'t, str>,
    usage: Use,
    value: &Value<'t>,
    depth: u16,
    quiet: bool,
    signals: &mut Signals<'t>,
) {
    if usage == Use::Headers {
        headers(value, signals);
        return;
    }
    if let (Use::Code, Value::List(items)) = (usage, value) {
        items
            .iter()
            .filter_map(Value::as_text)
            .for_each(|code| signals.name(code.to_owned(), Place::Code, depth));
    }
    let text = match value {
        Value::Text(text) | Value::Number(text) | Value::Word(text) => text,
        Value::Bool(value) => {
            signals.field(key.clone(), if *value { "true" } else { "false" });
            return;
        }
        _ => return,
    };
    if quiet {
        return;
    }
    if key.contains('-') {
        signals.header(key.to_ascii_lowercase(), text.clone());
    }
    signals.field(key.clone(), text.clone());
    scalar(
        usage,
        text,
        matches!(value, Value::Number(_)),
        depth,
        signals,
    );
    inner(text, depth, quiet, signals);
}

/// One key's value as a fact.
#[expect(clippy::ptr_arg, reason = "a clone of the `Cow` may outlive it")]
fn scalar<'t>(
    usage: Use,
    text: &Cow<'t, str>,
    number: bool,
    depth: u16,
    signals: &mut Signals<'t>,
) {
    let status = text
        .parse::<u16>()
        .ok()
        .filter(|status| text.len() == 3 && (100..600).contains(status));
    match usage {
        Use::Code => {
            if let Some(status) = status.filter(|status| is_met(*status)) {
                signals.status(status, StatusPlace::Body, depth);
            }
            if is_name(text) {
                signals.name(text.clone(), Place::Code, depth);
            } else {
                signals.message(text.clone(), depth);
            }
        }
        Use::Type | Use::Error if is_name(text) => {
            // Frameworks write a reason phrase (`Unauthorized`) where others write a code (`not_in_channel`).
            let phrase = text.starts_with(|first: char| first.is_uppercase())
                && !super::names::is_symbol(text);
            let place = if usage == Use::Error && !phrase {
                Place::Code
            } else {
                Place::Type
            };
            signals.name(text.clone(), place, depth);
        }
        Use::Status => {
            if let Some(status) = status {
                signals.status(status, StatusPlace::Body, depth);
            } else if !number && is_name(text) {
                signals.name(text.clone(), Place::Type, depth);
            }
        }
        Use::Router => signals.name(text.clone(), Place::Router, depth),
        Use::Message if is_symbol(text) => {
            signals.name(text.clone(), Place::Code, depth);
            signals.message(text.clone(), depth);
        }
        Use::Message | Use::Type | Use::Error => {
            if let Some(code) = super::names::leading_code(text) {
                // Within the message of a general code stands the one that tells.
                signals.name(code.to_owned(), Place::Code, depth + 1);
            }
            signals.message(text.clone(), depth);
        }
        _ => {}
    }
}

/// Whether `text` may be a code or a class: no sentence. A terminal may have broken it by a few spaces.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let spaces = text.matches(' ').count();
    !text.is_empty()
        && text.len() <= 100
        && (spaces == 0 || text.contains("  ") && text.split_whitespace().count() == 2)
}

/// Whether a message is a bare symbol (`user_not_found`), as some providers send.
fn is_symbol(text: &str) -> bool {
    text.contains('_')
        && text.len() <= 80
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn headers<'t>(value: &Value<'t>, signals: &mut Signals<'t>) {
    if let Value::Map(pairs) = value {
        for (name, value) in pairs {
            let text = match value {
                Value::List(items) => items.first().and_then(Value::as_text),
                other => other.as_text(),
            };
            if let Some(text) = text {
                signals.header(name.to_ascii_lowercase(), text.to_owned());
            }
        }
    }
}

/// A string that holds documents of its own.
fn inner(text: &str, depth: u16, quiet: bool, signals: &mut Signals<'_>) {
    if quiet || depth >= MAX_LAYERS || text.len() < 8 {
        return;
    }
    if memchr::memchr(b'{', text.as_bytes()).is_some() {
        for value in documents(text) {
            let value = value.into_owned();
            gather(&value, depth + 1, quiet, signals);
            signals.bodies.push(value);
        }
    }
    if memchr::memchr(b'<', text.as_bytes()).is_some() {
        super::xml::read(text, depth + 1, signals);
    }
}

/// Gathers the facts of a document that was built elsewhere (an XML tree).
pub(super) fn adopt(value: Value<'static>, depth: u16, signals: &mut Signals<'_>) {
    gather(&value, depth, false, signals);
    signals.bodies.push(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `text` and expects a name at a place and depth.
    fn check(text: &str, name: &str, place: Place, depth: u16) {
        let mut signals = Signals::default();
        read(text, &mut signals);
        let found = signals
            .names
            .iter()
            .any(|seen| seen.text == name && seen.place == place && seen.depth == depth);
        assert!(found, "{text}: {:?}", signals.names);
    }

    #[test]
    fn codes_and_classes_stand_under_their_keys() {
        check(
            r#"{"status":{"code":"40063","message":"m"}}"#,
            "40063",
            Place::Code,
            0,
        );
        check(
            r#"{"error":{"type":"requests","code":"rate_limit_exceeded"}}"#,
            "rate_limit_exceeded",
            Place::Code,
            1,
        );
        check(
            r#"{"error":{"type":"requests"}}"#,
            "requests",
            Place::Type,
            1,
        );
        check(
            r#"{"ok":false,"error":"channel_not_found"}"#,
            "channel_not_found",
            Place::Code,
            0,
        );
        check(
            "{\"type\":\"overload     ed_error\"}",
            "overload     ed_error",
            Place::Type,
            0,
        );
    }

    #[test]
    fn a_body_in_a_string_is_a_layer_deeper() {
        check(
            r#"{"message":"{\"error\":{\"code\":\"x\"}}"}"#,
            "x",
            Place::Code,
            2,
        );
    }

    #[test]
    fn what_the_caller_sent_is_no_evidence() {
        let mut signals = Signals::default();
        read(
            r#"{"requestBodyValues":{"type":"invalid_request_error"},"statusCode":401}"#,
            &mut signals,
        );
        assert!(signals.names.is_empty(), "{:?}", signals.names);
        assert_eq!(signals.best_status(), Some(401));
    }
}
