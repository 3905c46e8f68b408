//! A tolerant reader of everything that looks like JSON: JSON itself, Python and Ruby literals, Node's
//! `util.inspect`, Rust and Go debug output, truncated or with quotes gone wrong.
//!
//! It never fails and never backtracks: each byte is consumed once, depth and size are bounded. It knows no
//! key's meaning.

mod reader;
mod string;

use std::borrow::Cow;

pub(crate) use reader::documents;

/// A value as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'t> {
    /// `null`, `None`, `nil`, `undefined`.
    Null,
    /// `true` or `True`.
    Bool(bool),
    /// A number as it was written.
    Number(Cow<'t, str>),
    /// A quoted string, unescaped.
    Text(Cow<'t, str>),
    /// Anything unquoted: `[Object]`, an enum's variant, a bare word.
    Word(Cow<'t, str>),
    /// An array, a tuple, a list.
    List(Vec<Value<'t>>),
    /// An object's keys and values in their order.
    Map(Vec<(Cow<'t, str>, Value<'t>)>),
}

impl<'t> Value<'t> {
    /// The text of a string, word or number.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Word(text) => Some(text),
            _ => None,
        }
    }

    /// The same value, borrowing nothing.
    pub(crate) fn into_owned(self) -> Value<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Number(text) => Value::Number(own(text)),
            Self::Text(text) => Value::Text(own(text)),
            Self::Word(text) => Value::Word(own(text)),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Map(pairs) => Value::Map(
                pairs
                    .into_iter()
                    .map(|(key, value)| (own(key), value.into_owned()))
                    .collect(),
            ),
        }
    }

    /// The value at a JSON pointer; keys match in any case and with any punctuation.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value<'t>> {
        pointer
            .split('/')
            .skip(1)
            .try_fold(self, |value, step| match value {
                Self::Map(pairs) => pairs
                    .iter()
                    .find(|(key, _)| same_key(key, step))
                    .map(|(_, value)| value),
                Self::List(items) => match step.parse::<usize>() {
                    Ok(index) => items.get(index),
                    Err(_) => items.iter().find_map(|item| item.at(&format!("/{step}"))),
                },
                _ => None,
            })
    }
}

/// Whether two keys are the same but for case and punctuation (a terminal may break a key in two).
pub(crate) fn same_key(key: &str, other: &str) -> bool {
    fn letters(key: &str) -> impl Iterator<Item = char> + '_ {
        key.chars()
            .filter(|character| character.is_alphanumeric())
            .map(|character| character.to_ascii_lowercase())
    }
    // Nearly every comparison ends here; only a key that a terminal broke is read letter by letter.
    if key.eq_ignore_ascii_case(other) {
        return true;
    }
    if let (Some(first), Some(second)) = (key.bytes().next(), other.bytes().next())
        && first.is_ascii_alphanumeric()
        && second.is_ascii_alphanumeric()
        && !first.eq_ignore_ascii_case(&second)
    {
        return false;
    }
    let is_whole = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !(is_whole(key) && is_whole(other)) && letters(key).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the first document of `text` and expects `pointer` to hold `expected`.
    fn check(text: &str, pointer: &str, expected: &str) {
        let documents = documents(text);
        let found = documents
            .iter()
            .find_map(|document| document.at(pointer))
            .and_then(Value::as_text);
        assert_eq!(found, Some(expected), "{text}\n{documents:#?}");
    }

    #[test]
    fn json_and_its_relatives_are_read() {
        check(
            r#"{"error":{"code":"x","message":"a \"b\""}}"#,
            "/error/message",
            "a \"b\"",
        );
        check(
            "{'error': {'code': None, 'message': \"it's\"}}",
            "/error/message",
            "it's",
        );
        check(
            "{ error: { code: 'x', at: 12, list: [Object] } }",
            "/error/code",
            "x",
        );
        check(
            "{error: invalid_grant, error_description: expired_token}",
            "/error_description",
            "expired_token",
        );
        check(
            "{\"code\"=>1, \"message\"=>\"m\", \"response\"=>nil}",
            "/message",
            "m",
        );
        check("{:status 429, :body \"b\"}", "/body", "b");
        check(
            "[{Resource:PullRequest Field: Code:custom Message:exists}]",
            "/0/Resource",
            "PullRequest Field: Code:custom Message:exists",
        );
        check("{“msg”:“this token”,“code”:-401}", "/code", "-401");
    }

    #[test]
    fn broken_quoting_is_read() {
        check(
            r#"401 Unauthorized: "{"code":"KEY","message":"m"}""#,
            "/code",
            "KEY",
        );
        check(
            r#"{\"statusCode\":401,\"message\":\"Invalid API key\"}"#,
            "/message",
            "Invalid API key",
        );
        check(
            r#"{\\\"code\\\":-401,\\\"msg\\\":\\\"no key!\\\"}"#,
            "/msg",
            "no key!",
        );
        check(
            r#"{"error":{"message":"Field "x" is missing","code":"m"}}"#,
            "/error/code",
            "m",
        );
        check(
            "{\"error\":{\"message\":\"cut off he",
            "/error/message",
            "cut off he",
        );
        check("```json\n{\"code\": 1, // why\n \"b\": 2,}\n```", "/b", "2");
    }

    #[test]
    fn strings_in_strings_keep_their_inner_escapes() {
        check(
            r#"{"body":"{\"error\":{\"message\":\"a \\\"b\\\"\"}}"}"#,
            "/body",
            r#"{"error":{"message":"a \"b\""}}"#,
        );
    }

    #[test]
    fn hostile_input_ends() {
        for text in [
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "\"".repeat(100_000),
            "{'".repeat(50_000),
            "{[(".repeat(50_000),
        ] {
            let _ = documents(&text);
        }
    }
}
