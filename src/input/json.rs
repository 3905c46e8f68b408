//! A tolerant reader of everything that looks like JSON: JSON itself, Python and Ruby literals, Node's
//! `util.inspect`, Rust and Go debug output, truncated or with quotes gone wrong.
//!
//! It never fails and never backtracks: each byte is consumed once, depth and size are bounded. It knows no
//! key's meaning.

use std::borrow::Cow;

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
    letters(key).eq(letters(other))
}

/// Nesting beyond this is passed over; real bodies stay below 20.
const MAX_DEPTH: u32 = 48;

/// Values beyond this many are passed over; what explains an error stands early or is small.
const MAX_VALUES: usize = 50_000;

/// Every document in `text`: each brace or bracket that begins something with keys or strings.
pub(crate) fn documents(text: &str) -> Vec<Value<'_>> {
    let mut reader = Reader::new(text);
    let mut documents = Vec::new();
    while let Some(found) = memchr::memchr2(b'{', b'[', &text.as_bytes()[reader.at..]) {
        reader.at += found;
        if reader.values >= MAX_VALUES {
            break;
        }
        if !reader.begins_document() {
            reader.at += 1;
            continue;
        }
        if let Some(value) = reader.value(0)
            && !is_hollow(&value)
        {
            documents.push(value);
        }
    }
    documents
}

/// Whether a document says nothing: no key, or only bare words.
fn is_hollow(value: &Value<'_>) -> bool {
    match value {
        Value::Map(pairs) => pairs.is_empty(),
        Value::List(items) => items
            .iter()
            .all(|item| !matches!(item, Value::Map(_) | Value::List(_)) || is_hollow(item)),
        _ => true,
    }
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    values: usize,
    /// From here on there is no further closing quote of this kind, so that a missing one is looked for once.
    no_more: [usize; 2],
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            values: 0,
            no_more: [usize::MAX; 2],
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte.is_ascii_whitespace() {
                self.at += 1;
            } else if byte == b'/'
                && self.bytes.get(self.at + 1) == Some(&b'/')
                && self.at_line_or_comma()
            {
                self.skip_line();
            } else {
                break;
            }
        }
    }

    /// Whether a `//` here may begin a comment: at a line's start or after a value, never inside an address.
    fn at_line_or_comma(&self) -> bool {
        self.at == 0
            || self.bytes[self.at - 1].is_ascii_whitespace()
            || matches!(self.bytes[self.at - 1], b',' | b'{' | b'[')
    }

    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// Whether the brace or bracket here begins a document rather than standing in prose or code.
    fn begins_document(&self) -> bool {
        let opener = self.bytes[self.at];
        let rest = &self.bytes[self.at + 1..];
        let Some(first) = rest
            .iter()
            .take(400)
            .position(|byte| !byte.is_ascii_whitespace() && *byte != b'\\')
        else {
            return false;
        };
        match rest[first] {
            b'"' | b'\'' | b'{' | b'[' => true,
            b'`' | b':' => opener == b'{',
            0xe2 => self.text[self.at + 1 + first..].starts_with(['\u{201c}', '\u{2018}']),
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' => {
                let word = rest[first..].iter().take(64).position(|byte| {
                    !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b'-'))
                });
                word.is_some_and(|end| {
                    matches!(rest[first + end], b':' | b'=')
                        || rest[first + end..].starts_with(b" :")
                })
            }
            _ => false,
        }
    }

    /// The value here, or `None` at a closing bracket or the end.
    fn value(&mut self, depth: u32) -> Option<Value<'t>> {
        self.skip_space();
        self.values += 1;
        match self.peek()? {
            b'{' => Some(self.map(depth, b'}')),
            b'[' => Some(self.bracket(depth)),
            b'(' => Some(self.list(depth, b')')),
            b'}' | b']' | b')' => None,
            b'&' | b'*' | b'#' if matches!(self.bytes.get(self.at + 1), Some(b'{')) => {
                self.at += 1;
                self.value(depth)
            }
            byte => match self.quote(byte) {
                Some(quote) => Some(self.string(quote, depth)),
                None => Some(self.bare(depth)),
            },
        }
    }

    /// `[...]`: a list, or Node's `[Object]`, `[Error: ...]`, `[Symbol(x)]`.
    fn bracket(&mut self, depth: u32) -> Value<'t> {
        self.list(depth, b']')
    }

    fn list(&mut self, depth: u32, close: u8) -> Value<'t> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b',' | b';') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    break;
                }
                Some(b'}' | b']' | b')') if depth > 0 => break,
                Some(b'}' | b']' | b')') => self.at += 1,
                Some(_) if depth >= MAX_DEPTH || self.values >= MAX_VALUES => self.pass_over(close),
                Some(_) => {
                    let before = self.at;
                    if let Some(value) = self.value(depth + 1) {
                        items.push(value);
                    }
                    self.pair_in_list(&mut items, depth);
                    self.at = self.at.max(before + 1);
                }
            }
        }
        Value::List(items)
    }

    /// Some lists hold `key: value` pairs (Go maps, keyword arguments): they become one map at the list's end.
    fn pair_in_list(&mut self, items: &mut Vec<Value<'t>>, depth: u32) {
        if !self.separator() {
            return;
        }
        let Some(Value::Text(key)) = items.pop().map(into_key) else {
            return;
        };
        let Some(value) = self.value(depth + 1) else {
            return;
        };
        match items.last_mut() {
            Some(Value::Map(pairs)) => pairs.push((key, value)),
            _ => items.push(Value::Map(vec![(key, value)])),
        }
    }

    fn map(&mut self, depth: u32, close: u8) -> Value<'t> {
        self.at += 1;
        let mut pairs = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b',' | b';') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    break;
                }
                Some(b']' | b')') if depth > 0 => break,
                Some(b'}' | b']' | b')') => self.at += 1,
                Some(_) if depth >= MAX_DEPTH || self.values >= MAX_VALUES => self.pass_over(close),
                Some(_) => {
                    let before = self.at;
                    // Clojure writes `:status 429`, with nothing but a space between.
                    let symbol = self.peek() == Some(b':');
                    let key = self.value(depth + 1).map(into_key);
                    if (self.separator() || symbol)
                        && let (Some(Value::Text(key)), Some(value)) = (key, self.value(depth + 1))
                    {
                        pairs.push((key, value));
                    }
                    self.at = self.at.max(before + 1);
                }
            }
        }
        Value::Map(pairs)
    }

    /// Beyond the bounds: on to the next bracket, without looking.
    fn pass_over(&mut self, close: u8) {
        let rest = &self.bytes[self.at..];
        let step = memchr::memchr3(close, b'}', b']', rest).unwrap_or(rest.len());
        self.at += step.max(usize::from(!matches!(
            rest.first(),
            Some(b'}' | b']' | b')')
        )));
    }

    /// Consumes `:`, `=>` or `=` between a key and its value.
    fn separator(&mut self) -> bool {
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(b'=') => self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>')),
            _ => return false,
        }
        true
    }

    /// The quote that begins here, if one does.
    fn quote(&self, byte: u8) -> Option<Quote> {
        match byte {
            b'"' | b'\'' | b'`' => Some(Quote {
                open: 1,
                close: byte,
                escapes: 0,
            }),
            b'\\' => {
                let escapes = self.bytes[self.at..]
                    .iter()
                    .take_while(|byte| **byte == b'\\')
                    .count();
                let close = *self.bytes.get(self.at + escapes)?;
                matches!(close, b'"' | b'\'').then_some(Quote {
                    open: escapes + 1,
                    close,
                    escapes,
                })
            }
            b'b' | b'u' | b'r' | b'f' | b'@' => match self.bytes.get(self.at + 1)? {
                close @ (b'"' | b'\'') => Some(Quote {
                    open: 2,
                    close: *close,
                    escapes: 0,
                }),
                _ => None,
            },
            0xe2 => {
                let rest = &self.text[self.at..];
                let double = rest.starts_with(['\u{201c}', '\u{201d}']);
                let single = rest.starts_with(['\u{2018}', '\u{2019}']);
                (double || single).then_some(Quote {
                    open: 3,
                    close: if double { CURLY_DOUBLE } else { CURLY_SINGLE },
                    escapes: 0,
                })
            }
            _ => None,
        }
    }

    fn string(&mut self, quote: Quote, depth: u32) -> Value<'t> {
        self.at += quote.open;
        // Frameworks print a body between quotes without escaping it: "{"code": 1}".
        if quote.escapes == 0 && self.holds_raw_body() {
            let value = self.value(depth + 1).unwrap_or(Value::Null);
            if self.peek() == Some(quote.close) {
                self.at += 1;
            }
            return value;
        }
        let start = self.at;
        let end = self.string_end(quote);
        let raw = &self.text[start..end];
        self.at = (end + quote.close_length(self.bytes, end)).min(self.bytes.len());
        Value::Text(unescape(raw, quote.escapes))
    }

    fn holds_raw_body(&self) -> bool {
        let rest = &self.bytes[self.at..];
        rest.starts_with(b"{\"") || rest.starts_with(b"[{\"")
    }

    /// Where the string that began before `self.at` ends: at the first closing quote that is followed by what
    /// may follow a string. Without one, at the end of the line.
    fn string_end(&mut self, quote: Quote) -> usize {
        let kind = usize::from(quote.close == b'\'' || quote.close == CURLY_SINGLE);
        let mut at = self.at;
        if self.no_more[kind] > at {
            while let Some(found) = quote.find(self.bytes, at) {
                if quote.ends_at(self.bytes, self.at, found) {
                    return found - quote.escapes;
                }
                at = found + 1;
            }
            self.no_more[kind] = self.at;
        }
        let rest = &self.bytes[self.at..];
        let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.at + line
    }

    /// An unquoted value: up to the next comma, bracket or line end; a constructor's call is read as its
    /// arguments.
    fn bare(&mut self, depth: u32) -> Value<'t> {
        let start = self.at;
        let mut spaces = false;
        while let Some(byte) = self.peek() {
            match byte {
                b',' | b'\n' | b'}' | b']' | b')' | b';' => break,
                b' ' if self.bytes[start] == b':' => break,
                b':' if !self.colon_is_inside(start, spaces) => break,
                b'=' if !spaces || self.bytes.get(self.at + 1) == Some(&b'>') => break,
                b'{' | b'(' if depth < MAX_DEPTH && is_constructor(&self.text[start..self.at]) => {
                    let close = if byte == b'{' { b'}' } else { b')' };
                    return if byte == b'{' {
                        self.map(depth + 1, close)
                    } else {
                        self.list(depth + 1, close)
                    };
                }
                b'[' if self.at > start && is_constructor(&self.text[start..self.at]) => {
                    return self.list(depth + 1, b']');
                }
                _ => {
                    spaces |= byte == b' ';
                    self.at += 1;
                }
            }
        }
        word(self.text[start..self.at].trim())
    }

    /// Whether a colon belongs to the bare value (a time, an address) rather than ending a key.
    fn colon_is_inside(&self, start: usize, spaces: bool) -> bool {
        let after = self.bytes.get(self.at + 1);
        if self.at == start {
            // A Clojure or Ruby symbol: `:status`.
            return true;
        }
        spaces
            || matches!(after, Some(b'/' | b':'))
            || after.is_some_and(u8::is_ascii_digit) && self.bytes[self.at - 1].is_ascii_digit()
    }
}

/// Stands for the three-byte curly double quotes, opening or closing.
const CURLY_DOUBLE: u8 = 0x1c;
/// The same for single ones.
const CURLY_SINGLE: u8 = 0x18;

/// A quote that opened a string.
#[derive(Clone, Copy)]
struct Quote {
    /// How many bytes the opening one takes.
    open: usize,
    close: u8,
    /// How many backslashes stand before each quote of this level.
    escapes: usize,
}

impl Quote {
    /// The place of the next byte that may close.
    fn find(self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        if self.close == CURLY_DOUBLE || self.close == CURLY_SINGLE {
            let mut at = from;
            while let Some(found) = memchr::memchr(0xe2, &bytes[at..]) {
                at += found;
                if self.close_length(bytes, at) == 3 {
                    return Some(at);
                }
                at += 1;
            }
            return None;
        }
        memchr::memchr(self.close, rest).map(|found| from + found)
    }

    /// Whether the quote found at `at` ends the string that began at `start`.
    fn ends_at(self, bytes: &[u8], start: usize, at: usize) -> bool {
        let slashes = bytes[start..at]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        if slashes != self.escapes && (self.escapes > 0 || slashes % 2 == 1) {
            return false;
        }
        let after = at + self.close_length(bytes, at).max(1);
        let next = bytes[after..]
            .iter()
            .take(24)
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        match next {
            None => true,
            Some(
                b',' | b'}' | b']' | b':' | b')' | b'\n' | b';' | b'=' | b'\\' | b'%' | b'"'
                | b'\'' | b'|',
            ) => true,
            Some(_) => false,
        }
    }

    fn close_length(self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        match self.close {
            CURLY_DOUBLE
                if rest.starts_with(b"\xe2\x80\x9d") || rest.starts_with(b"\xe2\x80\x9c") =>
            {
                3
            }
            CURLY_SINGLE
                if rest.starts_with(b"\xe2\x80\x99") || rest.starts_with(b"\xe2\x80\x98") =>
            {
                3
            }
            CURLY_DOUBLE | CURLY_SINGLE => 0,
            _ if rest.first() == Some(&b'\\') => self.escapes + 1,
            _ => usize::from(rest.first() == Some(&self.close)),
        }
    }
}

fn into_key(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Word(word) | Value::Number(word) => Value::Text(match word {
            Cow::Borrowed(word) => Cow::Borrowed(word.trim_start_matches(':')),
            Cow::Owned(word) => Cow::Owned(word),
        }),
        other => other,
    }
}

/// Whether `text` is a name that takes arguments: `Some`, `Error`, `httpx.Response`, `map`.
fn is_constructor(text: &str) -> bool {
    let text = text.trim();
    let name = text.strip_prefix("new ").unwrap_or(text);
    !name.is_empty()
        && name.len() < 80
        && name.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'$' | b'&')
        })
}

fn word(text: &str) -> Value<'_> {
    match text {
        "null" | "None" | "nil" | "undefined" | "NULL" | "<nil>" => Value::Null,
        "true" | "True" => Value::Bool(true),
        "false" | "False" => Value::Bool(false),
        _ => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let number = !digits.is_empty()
                && digits
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.')
                && digits.starts_with(|first: char| first.is_ascii_digit());
            if number {
                Value::Number(Cow::Borrowed(text))
            } else {
                Value::Word(Cow::Borrowed(text))
            }
        }
    }
}

/// A string's text without its escapes; `level` backslashes stood before each quote around it.
pub(super) fn unescape(raw: &str, level: usize) -> Cow<'_, str> {
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let unit = level + 1;
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
        if slashes < unit {
            text.push_str(&rest[..slashes]);
            rest = &rest[slashes..];
            continue;
        }
        // Each pair of backslashes at this level stands for one of the level within.
        for _ in 0..slashes / (unit * 2) {
            text.push('\\');
        }
        let odd = (slashes / unit) % 2 == 1;
        rest = &rest[slashes..];
        if odd {
            rest = escape(rest, &mut text);
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Writes the character that an escape stands for, and gives back what follows it.
fn escape<'r>(rest: &'r str, text: &mut String) -> &'r str {
    let Some(first) = rest.chars().next() else {
        return rest;
    };
    let after = &rest[first.len_utf8()..];
    match first {
        'n' => text.push('\n'),
        't' => text.push('\t'),
        'r' => {}
        'u' => {
            let code = after
                .get(..4)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok());
            if let Some(character) = code.and_then(char::from_u32) {
                text.push(character);
                return &after[4..];
            }
            text.push('u');
        }
        other => text.push(other),
    }
    after
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
