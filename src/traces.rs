//! What an input's transport and bodies give away: hosts, headers, keys and envelopes to providers.
//!
//! Knows no entry and weighs nothing.

use std::borrow::Cow;

use crate::catalog::{Catalogs, Envelope, Glob, Provider, without_port};
use crate::evidence::Sign;
use crate::input::{Place, Signals, Value};

/// A provider's mark in the input.
#[derive(Debug)]
pub(crate) struct Trace<'a, 't> {
    pub(crate) provider: Provider<'a>,
    pub(crate) sign: Sign,
    /// What was found.
    pub(crate) text: &'t str,
    /// What stands where the provider's bodies hold code and type.
    pub(crate) said: Vec<(Place, String)>,
}

impl<'a, 't> Trace<'a, 't> {
    fn plain(provider: Provider<'a>, sign: Sign, text: &'t str) -> Self {
        Self {
            provider,
            sign,
            text,
            said: Vec::new(),
        }
    }
}

/// Every mark, those of a provider together and in the order of the catalogs.
pub(crate) fn find<'a: 't, 't>(
    signals: &'t Signals<'_>,
    catalogs: &Catalogs<'a>,
) -> Vec<Trace<'a, 't>> {
    let mut traces = Vec::new();
    hosts(signals, catalogs, &mut traces);
    headers(signals, catalogs, &mut traces);
    keys(signals, catalogs, &mut traces);
    envelopes(signals, catalogs, &mut traces);
    traces.sort_by_key(|trace| trace.provider.place());
    traces
}

fn hosts<'a, 't>(
    signals: &'t Signals<'_>,
    catalogs: &Catalogs<'a>,
    traces: &mut Vec<Trace<'a, 't>>,
) {
    for host in &signals.hosts {
        for (provider, pattern) in catalogs.hosts(host) {
            if is_host(pattern, host) {
                traces.push(Trace::plain(provider, Sign::Host, host));
            }
        }
    }
}

/// Whether `host` (perhaps with a port) has the form of `pattern`.
fn is_host(pattern: &str, host: &str) -> bool {
    let bare = if pattern.contains(':') {
        host
    } else {
        without_port(host)
    };
    Glob(pattern).matches(bare)
}

fn headers<'a, 't>(
    signals: &'t Signals<'_>,
    catalogs: &Catalogs<'a>,
    traces: &mut Vec<Trace<'a, 't>>,
) {
    for (name, _) in &signals.headers {
        for (provider, pattern) in catalogs.headers(name) {
            if Glob(pattern).matches(name) {
                traces.push(Trace::plain(provider, Sign::Header, name));
            }
        }
    }
}

/// Keys stand at a word's start, with more of them behind the prefix.
fn keys<'a: 't, 't>(
    signals: &'t Signals<'_>,
    catalogs: &Catalogs<'a>,
    traces: &mut Vec<Trace<'a, 't>>,
) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/');
    let bytes = signals.text.as_bytes();
    for at in 0..bytes.len() {
        if !bytes[at].is_ascii_alphabetic() || at > 0 && is_part(&bytes[at - 1]) {
            continue;
        }
        for (provider, prefix) in catalogs.key_prefixes(&signals.text[at..]) {
            let known =
                |trace: &Trace<'_, '_>| trace.sign == Sign::KeyPrefix && trace.provider == provider;
            if has_key(&signals.text[at..], prefix) && !traces.iter().any(known) {
                traces.push(Trace::plain(provider, Sign::KeyPrefix, prefix));
            }
        }
    }
}

/// Whether a key of this prefix begins `text`.
fn has_key(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.bytes().next())
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'_' | b'.'))
}

fn envelopes<'a: 't, 't>(
    signals: &Signals<'_>,
    catalogs: &Catalogs<'a>,
    traces: &mut Vec<Trace<'a, 't>>,
) {
    let mut found: Vec<(Envelope<'a>, Trace<'a, 't>)> = Vec::new();
    for body in &signals.bodies {
        objects(body, 6, &mut |pairs, object| {
            let mut object = Object::new(object);
            for (key, _) in pairs {
                for (pointer, owners) in catalogs.envelopes(key) {
                    if object.at(pointer).is_none() {
                        continue;
                    }
                    for (provider, envelope) in owners {
                        if is_of(&mut object, envelope) {
                            found.push((envelope, enveloped(provider, envelope, &mut object)));
                        }
                    }
                }
            }
        });
    }
    found.sort_by_key(|(envelope, _)| envelope.place());
    traces.extend(found.into_iter().map(|(_, trace)| trace));
}

fn enveloped<'a: 't, 't>(
    provider: Provider<'a>,
    envelope: Envelope<'a>,
    object: &mut Object<'_, 'a, '_>,
) -> Trace<'a, 't> {
    let sign = if envelope.unique() {
        Sign::Envelope
    } else {
        Sign::SharedEnvelope
    };
    let places = [
        (Place::Code, envelope.code()),
        (Place::Type, envelope.kind()),
    ];
    let said = places.into_iter().filter_map(|(place, pointer)| {
        let text = object.at(pointer)?.as_text()?;
        Some((place, text.to_owned()))
    });
    Trace {
        said: said.collect(),
        ..Trace::plain(provider, sign, envelope.code().trim_start_matches('/'))
    }
}

/// Calls `look` with the pairs of each object in `value` and with the object.
fn objects<'v, 't>(
    value: &'v Value<'t>,
    depth: u32,
    look: &mut impl FnMut(&'v [(Cow<'t, str>, Value<'t>)], &'v Value<'t>),
) {
    match value {
        Value::Map(pairs) => {
            look(pairs, value);
            if depth > 0 {
                for (_, inner) in pairs {
                    objects(inner, depth - 1, look);
                }
            }
        }
        Value::List(items) if depth > 0 => {
            for item in items.iter().take(20) {
                objects(item, depth - 1, look);
            }
        }
        _ => {}
    }
}

/// An object and what its pointers led to: dozens of envelopes ask for the same few.
struct Object<'v, 'p, 't> {
    value: &'v Value<'t>,
    known: Vec<(&'p str, Option<&'v Value<'t>>)>,
}

impl<'v, 'p, 't> Object<'v, 'p, 't> {
    fn new(value: &'v Value<'t>) -> Self {
        Self {
            value,
            known: Vec::new(),
        }
    }

    fn at(&mut self, pointer: &'p str) -> Option<&'v Value<'t>> {
        // A catalog holds each pointer once, so that the address tells them apart.
        let same = |known: &&(&str, _)| std::ptr::eq(known.0, pointer);
        if let Some((_, value)) = self.known.iter().find(same) {
            return *value;
        }
        let value = self.value.at(pointer);
        self.known.push((pointer, value));
        value
    }
}

/// Whether a body that has the message of this envelope has the rest of it: code, type or status (providers leave
/// out what they have no value for), and what its conditions ask for.
fn is_of<'p>(object: &mut Object<'_, 'p, '_>, envelope: Envelope<'p>) -> bool {
    // Most envelopes end here.
    let fitting = envelope
        .conditions()
        .all(|(pointer, pattern)| fits(object.at(pointer), pattern));
    let mut others = envelope
        .pointers()
        .filter(|pointer| *pointer != envelope.message())
        .peekable();
    fitting && (others.peek().is_none() || others.any(|pointer| object.at(pointer).is_some()))
}

/// A text without the line breaks that a terminal put into it.
fn unwrapped(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a value satisfies a `when` pattern.
fn fits(value: Option<&Value<'_>>, pattern: &str) -> bool {
    match (pattern, value) {
        ("absent", value) => value.is_none(),
        (_, None) => false,
        ("*", Some(_)) => true,
        ("null", Some(value)) => matches!(value, Value::Null),
        (pattern, Some(value)) => {
            let text = match value {
                Value::Bool(true) => Some("true"),
                Value::Bool(false) => Some("false"),
                other => other.as_text(),
            };
            let is_text = matches!(value, Value::Text(_) | Value::Word(_));
            let (right_kind, glob) = if let Some(glob) = pattern.strip_prefix("str:") {
                (is_text, glob)
            } else if let Some(glob) = pattern.strip_prefix("int:") {
                (matches!(value, Value::Number(_)), glob)
            } else {
                (true, pattern)
            };
            right_kind
                && text.is_some_and(|text| glob == "*" || Glob(glob).matches(&unwrapped(text)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_match_with_and_without_a_port() {
        assert!(is_host("api.openai.com", "api.openai.com:443"));
        assert!(is_host("localhost:11434", "localhost:11434"));
        assert!(is_host("*.openai.azure.com", "my.openai.azure.com"));
        assert!(!is_host("api.openai.com", "notapi.openai.com.evil.example"));
    }

    /// Whether some provider's key stands in `text`.
    fn has_any_key(text: &str) -> bool {
        let signals = Signals {
            text: text.into(),
            ..Signals::default()
        };
        let traces = find(&signals, &Catalogs::new(None));
        traces.iter().any(|trace| trace.sign == Sign::KeyPrefix)
    }

    #[test]
    fn a_key_prefix_needs_a_key_behind_it() {
        assert!(has_any_key("key ghp_a1b2c3"));
        assert!(has_any_key("열쇠는 ghp_a1b2c3"));
        assert!(!has_any_key("the prefix ghp_ is"));
        assert!(!has_any_key("xghp_a1b2c3"));
        assert!(!has_any_key("x-ghp_a1b2c3"));
    }

    #[test]
    fn conditions_speak_of_type_and_presence() {
        let number = Value::Number("400".into());
        assert!(fits(Some(&number), "int:###"));
        assert!(!fits(Some(&number), "str:###"));
        assert!(fits(None, "absent"));
        assert!(!fits(None, "*"));
        assert!(fits(Some(&Value::Null), "null"));
    }
}
