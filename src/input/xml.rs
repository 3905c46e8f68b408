//! XML and HTML in pastes: elements to a tree of maps, titles and headings to messages.
//!
//! A reader of fragments, not a validating parser: pastes are cut, and HTML is not XML.

use std::borrow::Cow;

use super::entities::decoded;
use super::json::Value;
use super::signals::{Signals, printable};

/// Elements nested deeper than this are passed over.
const MAX_DEPTH: usize = 24;

/// Elements beyond this many are passed over.
const MAX_ELEMENTS: usize = 2_000;

/// Reads the elements of `text` into `signals`.
pub(super) fn read(text: &str, depth: u16, signals: &mut Signals<'_>) {
    if !text.contains("</") {
        return;
    }
    let tree = Tree::read(text);
    for heading in tree.headings {
        signals.message(heading, depth);
    }
    for root in tree.roots {
        super::bodies::adopt(root, depth, signals);
    }
}

#[derive(Default)]
struct Tree {
    roots: Vec<Value<'static>>,
    headings: Vec<String>,
}

/// An element that is still open.
struct Open<'t> {
    name: &'t str,
    children: Vec<(Cow<'static, str>, Value<'static>)>,
    text: &'t str,
}

impl Tree {
    fn read(text: &str) -> Self {
        let mut tree = Self::default();
        let mut open: Vec<Open<'_>> = Vec::new();
        let mut at = 0;
        let mut elements = 0;
        while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
            let start = at + found;
            if let Some(element) = open.last_mut()
                && element.text.is_empty()
            {
                element.text = &text[at..start];
            }
            let Some(length) = memchr::memchr(b'>', &text.as_bytes()[start..]) else {
                break;
            };
            let tag = &text[start + 1..start + length];
            at = start + length + 1;
            elements += 1;
            if elements > MAX_ELEMENTS {
                break;
            }
            match Tag::of(tag) {
                Tag::Open(name) if open.len() < MAX_DEPTH => open.push(Open {
                    name,
                    children: Vec::new(),
                    text: "",
                }),
                Tag::Close(name) => tree.close(&mut open, name),
                _ => {}
            }
        }
        // What was cut off still counts: close what is open.
        while let Some(name) = open.last().map(|element| element.name) {
            tree.close(&mut open, name);
        }
        tree
    }

    fn close(&mut self, open: &mut Vec<Open<'_>>, name: &str) {
        let Some(position) = open.iter().rposition(|element| element.name == name) else {
            return;
        };
        while open.len() > position {
            let Some(element) = open.pop() else { return };
            let text = unescape(element.text.trim());
            if matches!(element.name, "title" | "h1" | "h2" | "center" | "p" | "pre") {
                if !text.is_empty() && text.len() < 400 {
                    self.headings.push(text);
                }
                continue;
            }
            let value = if element.children.is_empty() {
                Value::Text(Cow::Owned(text))
            } else {
                Value::Map(element.children)
            };
            match open.last_mut() {
                Some(parent) => parent
                    .children
                    .push((Cow::Owned(element.name.to_owned()), value)),
                None if matches!(value, Value::Map(_)) => {
                    self.roots.push(Value::Map(vec![(
                        Cow::Owned(element.name.to_owned()),
                        value,
                    )]));
                }
                None => {}
            }
        }
    }
}

enum Tag<'t> {
    Open(&'t str),
    Close(&'t str),
    Other,
}

impl<'t> Tag<'t> {
    fn of(tag: &'t str) -> Self {
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.len() < 80
        };
        let name = |text: &'t str| {
            let end = text
                .find(|character: char| character.is_whitespace() || character == '/')
                .unwrap_or(text.len());
            let name = &text[..end];
            name.rsplit(':').next().unwrap_or(name)
        };
        if let Some(rest) = tag.strip_prefix('/') {
            return Self::Close(name(rest.trim_start()));
        }
        let name = name(tag);
        if tag.ends_with('/')
            || !is_name(name)
            || matches!(name, "br" | "hr" | "meta" | "link" | "img" | "input")
        {
            return Self::Other;
        }
        Self::Open(name)
    }
}

fn unescape(text: &str) -> String {
    printable(decoded(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::signals::Place;

    #[test]
    fn elements_become_a_tree() {
        let mut signals = Signals::default();
        read(
            "<Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>",
            0,
            &mut signals,
        );
        assert!(
            signals
                .names
                .iter()
                .any(|name| name.text == "NoSuchKey" && name.place == Place::Code)
        );
        assert_eq!(
            signals.bodies[0].at("/Error/Code").and_then(Value::as_text),
            Some("NoSuchKey")
        );
    }

    #[test]
    fn headings_of_error_pages_are_messages() {
        let mut signals = Signals::default();
        read(
            "<html><head><title>413 Request Entity Too Large</title></head><body><h1>x</h1></body></html>",
            0,
            &mut signals,
        );
        assert_eq!(signals.messages[0].text, "413 Request Entity Too Large");
    }

    #[test]
    fn hostile_markup_ends() {
        for text in [
            "<a>".repeat(100_000),
            "<".repeat(100_000),
            "</a>".repeat(100_000),
        ] {
            read(&format!("{text}</"), 0, &mut Signals::default());
        }
    }
}
