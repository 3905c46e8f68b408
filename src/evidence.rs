//! Why an entry or a provider is in question: facts, not weights and not sentences.

use crate::input::Place;

/// One reason for an entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Evidence {
    /// A name of the entry's stood in the input.
    Name {
        /// As what the entry bears it.
        how: NameKind,
        /// As the input wrote it.
        text: String,
        place: Place,
        depth: u16,
        /// Whether it is spelled exactly as the provider spells it.
        exact: bool,
        /// How many providers bear the same name.
        owners: u32,
        /// Whether no other entry bears it.
        sole: bool,
    },
    /// A message template was found.
    Message {
        template: String,
        /// How much of the template's literal text was found, in percent.
        coverage: u32,
        /// The template's literal text in folded bytes.
        weight: u32,
        /// How many entries word a message just so.
        shared: u32,
        /// Whether it stood as a message of its own, not amid other words.
        bounded: bool,
        /// How many errors it is the cause of.
        depth: u16,
    },
    /// A field of the body or a header has the value that tells the entry apart.
    Field { key: String, value: String },
    /// Such a field has another value.
    OtherField { key: String, value: String },
    /// The HTTP status is one that the entry comes with.
    Status(u16),
    /// The HTTP status is none of the protocol's, and the entry's own code.
    OwnStatus(u16),
    /// The HTTP status is one that it does not come with.
    OtherStatus(u16),
    /// Words of the query are words of the entry.
    Words {
        found: u32,
        of: u32,
        strength: u32,
        inexact: bool,
    },
    /// Its provider sent the input.
    Provider { weight: u32 },
    /// Another provider did; `firm` where more than an SDK's name or a shared shape says so.
    OtherProvider { firm: bool },
    /// The input has a message, and none of the entry's is it.
    OtherMessage,
}

/// As what an entry bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Code,
    Alias,
    Exception,
    Class,
    Field,
    Type,
    Message,
}

impl NameKind {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 7;
}

/// One reason for a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProviderEvidence {
    pub(crate) sign: Sign,
    /// What was found.
    pub(crate) text: String,
}

/// What gave a provider away, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// `--provider`, or `provider:40063`.
    Given,
    /// A body in a shape that only it sends.
    Envelope,
    /// An exception of its own SDK.
    Exception,
    /// What a router calls it.
    Router,
    Host,
    Header,
    /// The program whose output it is.
    Speaker,
    Link,
    Phrase,
    KeyPrefix,
    /// A stack frame of its SDK.
    Frame,
    /// Its name in the query.
    Named,
    /// A protocol's name in the query: `HTTP 401` is said of every API.
    NamedProtocol,
    /// Its name, and no other's, in the words around the error.
    Talk,
    /// The same, in the line that says the status.
    Asked,
    /// A body in a shape that others send as well.
    SharedEnvelope,
}
