//! Documents, maps, lists and bare values, read byte by byte. Knows of strings only where one begins.

use std::borrow::Cow;

use super::Value;

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

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) values: usize,
    /// From here on there is no further closing quote of this kind, so that a missing one is looked for once.
    pub(super) no_more: [usize; 2],
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

    pub(super) fn peek(&self) -> Option<u8> {
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
            _ if is_prefixed(&rest[first..]) => true,
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
    pub(super) fn value(&mut self, depth: u32) -> Option<Value<'t>> {
        self.skip_space();
        self.values += 1;
        match self.peek()? {
            b'{' => Some(self.map(depth, b'}')),
            b'[' => Some(self.list(depth, b']')),
            b'(' => Some(self.list(depth, b')')),
            b'}' | b']' | b')' => None,
            b'&' | b'*' | b'#' if matches!(self.bytes.get(self.at + 1), Some(b'{')) => {
                self.at += 1;
                self.value(depth)
            }
            _ if is_prefixed(&self.bytes[self.at..]) => {
                self.at += 1;
                self.value(depth)
            }
            byte => match self.quote(byte) {
                Some(quote) => Some(self.string(quote, depth)),
                None => Some(self.bare(depth)),
            },
        }
    }

    /// `[...]` and `(...)`: a list, or Node's `[Object]`, `[Error: ...]`, `[Symbol(x)]`.
    fn list(&mut self, depth: u32, close: u8) -> Value<'t> {
        self.at += 1;
        let mut items = Vec::new();
        while self.has_item(depth, close, b"}])") {
            let before = self.at;
            if let Some(value) = self.value(depth + 1) {
                items.push(value);
            }
            self.pair_in_list(&mut items, depth);
            self.at = self.at.max(before + 1);
        }
        Value::List(items)
    }

    /// Goes to the next item of a list or a map, or to its end; a bracket of `outer` ends what lies around it too.
    fn has_item(&mut self, depth: u32, close: u8, outer: &[u8]) -> bool {
        loop {
            self.skip_space();
            match self.peek() {
                None => return false,
                Some(b',' | b';') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    return false;
                }
                Some(byte) if depth > 0 && outer.contains(&byte) => return false,
                Some(b'}' | b']' | b')') => self.at += 1,
                Some(_) if depth >= MAX_DEPTH || self.values >= MAX_VALUES => self.pass_over(close),
                Some(_) => return true,
            }
        }
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
        while self.has_item(depth, close, b"])") {
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

/// Python's `u'text'` and `b'text'`.
fn is_prefixed(bytes: &[u8]) -> bool {
    matches!(bytes, [b'u' | b'b', b'\'' | b'"', ..])
}
