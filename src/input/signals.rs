//! What an input says, as plain facts: statuses, names, messages, fields, hosts, headers, bodies.
//!
//! Knows no catalog: a name here is text that stood where names stand.

use std::borrow::Cow;

use super::causes::Causes;
use super::json::Value;

/// Where a name or a status stood: how much it may be trusted to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// An ordinary word of a typed query: it may name a provider, and nothing else.
    Word,
    /// Somewhere in running text.
    Mention,
    /// Before a message, at a line's start: whoever prints it.
    Speaker,
    /// A router's word for whom it asked.
    Router,
    /// The class of error that a body names.
    Type,
    /// An exception's class in a traceback or a log line.
    Exception,
    /// The value of a code's key.
    Code,
    /// Typed as the query itself.
    Typed,
}

/// A name: a code, a class, a symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) place: Place,
    /// How many documents lie around it: the root cause is the innermost.
    pub(crate) depth: u16,
}

/// An HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) number: u16,
    pub(crate) place: StatusPlace,
    pub(crate) depth: u16,
}

/// Where a status stood, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusPlace {
    /// In a sentence or a log line.
    Text,
    /// In an HTTP status line.
    Line,
    /// In a body.
    Body,
    /// Given with `--status`, or the query itself.
    Given,
}

/// A message as the sender worded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) depth: u16,
}

/// Everything that one input, or one record of a log, says.
#[derive(Debug, Default)]
pub(crate) struct Signals<'t> {
    /// The cleaned text.
    pub(crate) text: Cow<'t, str>,
    pub(crate) statuses: Vec<Status>,
    pub(crate) names: Vec<Name<'t>>,
    pub(crate) messages: Vec<Message<'t>>,
    /// Keys and values of bodies and headers, as text.
    pub(crate) fields: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    /// Header names and values.
    pub(crate) headers: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    pub(crate) hosts: Vec<Cow<'t, str>>,
    pub(crate) bodies: Vec<Value<'t>>,
    /// Codes of what a schema's validator found in a value.
    pub(crate) findings: Vec<Cow<'t, str>>,
    /// The packages of the stack frames.
    pub(crate) frames: Vec<&'t str>,
    /// A class of statuses, `5` for `5xx`.
    pub(crate) status_class: Option<u16>,
    /// Where the text goes from an error to its cause, or back.
    pub(crate) causes: Causes,
    /// Typed by hand rather than pasted: every word counts.
    pub(crate) typed: bool,
    /// Sentences about errors rather than an error: a status or a class in them is talk.
    pub(crate) prose: bool,
    /// What the provider was said to be, by `--provider` or `provider:40063`.
    pub(crate) provider: Option<String>,
}

/// `text` without characters that act on a terminal: encodings within the text (`%1b`, `&#27;`) bring them back.
pub(super) fn printable<'t>(text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
    let text = text.into();
    let acts = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    if text.contains(acts) {
        Cow::Owned(text.replace(acts, ""))
    } else {
        text
    }
}

/// More facts than this of one kind tell nothing new.
const ENOUGH: usize = 400;

impl<'t> Signals<'t> {
    pub(crate) fn name(&mut self, text: impl Into<Cow<'t, str>>, place: Place, depth: u16) {
        let text = printable(text);
        let place = match place {
            Place::Code if self.findings.contains(&text) => Place::Type,
            place => place,
        };
        let name = Name { text, place, depth };
        // What stands as a code or a type is not mentioned besides.
        let known = |other: &Name<'_>| {
            other.text == name.text && (other.place == place || place == Place::Mention)
        };
        if self.names.len() < ENOUGH && !name.text.is_empty() && !self.names.iter().any(known) {
            self.names.push(name);
        }
    }

    pub(crate) fn status(&mut self, number: u16, place: StatusPlace, depth: u16) {
        let status = Status {
            number,
            place,
            depth,
        };
        if self.statuses.len() < ENOUGH && !self.statuses.contains(&status) {
            self.statuses.push(status);
        }
    }

    pub(crate) fn message(&mut self, text: impl Into<Cow<'t, str>>, depth: u16) {
        let text = printable(text);
        if self.messages.len() < ENOUGH && !text.trim().is_empty() {
            self.messages.push(Message { text, depth });
        }
    }

    pub(crate) fn field(&mut self, key: impl Into<Cow<'t, str>>, value: impl Into<Cow<'t, str>>) {
        if self.fields.len() < ENOUGH {
            self.fields.push((printable(key), printable(value)));
        }
    }

    pub(crate) fn header(&mut self, name: impl Into<Cow<'t, str>>, value: impl Into<Cow<'t, str>>) {
        if self.headers.len() < ENOUGH {
            self.headers.push((printable(name), printable(value)));
        }
    }

    pub(crate) fn host(&mut self, host: impl Into<Cow<'t, str>>) {
        let host = printable(host);
        if self.hosts.len() < ENOUGH && !self.hosts.contains(&host) {
            self.hosts.push(host);
        }
    }

    /// How many errors lie around what stands at byte `at`: the root cause has the most.
    pub(crate) fn causes_around(&self, at: usize) -> u16 {
        self.causes.around(at)
    }

    /// The statuses that speak of an error, or of a redirect that was not followed.
    pub(crate) fn error_statuses(&self) -> impl Iterator<Item = &Status> {
        let least = if self.succeeded() { 400 } else { 300 };
        self.statuses.iter().filter(move |status| {
            status.number >= 400
                || status.place == StatusPlace::Given
                || status.place == StatusPlace::Line && status.number >= least
        })
    }

    /// The status to believe: what was given, then the innermost body, then the status line.
    pub(crate) fn best_status(&self) -> Option<u16> {
        self.error_statuses()
            .max_by_key(|status| (status.place, status.depth))
            .map(|status| status.number)
    }

    /// Whether the last status line of a transcript speaks of success.
    pub(crate) fn succeeded(&self) -> bool {
        let last = self
            .statuses
            .iter()
            .rfind(|status| status.place == StatusPlace::Line);
        last.is_some_and(|status| (200..300).contains(&status.number))
    }

    /// Whether a body names a status of success and nothing else names one of failure: its message is good news,
    /// unless a code says otherwise.
    pub(crate) fn says_success(&self) -> bool {
        let succeeded = |status: &Status| {
            status.place == StatusPlace::Body && (200..300).contains(&status.number)
        };
        self.statuses.iter().any(succeeded) && self.error_statuses().next().is_none()
    }

    /// Whether so many statuses are named that the text is about them rather than about one.
    pub(crate) fn lists_statuses(&self) -> bool {
        let mut numbers: Vec<u16> = self.error_statuses().map(|status| status.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len() >= 3
    }

    /// The value of a header or a body's field, by its name in any case.
    pub(crate) fn value_of(&self, name: &str) -> Option<&str> {
        let named = |pair: &&(Cow<'t, str>, Cow<'t, str>)| super::json::same_key(&pair.0, name);
        self.headers
            .iter()
            .find(named)
            .or_else(|| self.fields.iter().find(named))
            .map(|(_, value)| &**value)
    }
}
