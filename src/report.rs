//! The answer as plain data: everything that any renderer shows, and nothing of how.

use crate::catalog::{Entry, Lang, Provider, Verdict};
use crate::input::Place;
use crate::score::Confidence;

/// The answer to one query.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The language of the answer.
    pub lang: Lang,
    /// What was understood of the query.
    pub query: Understood<'a>,
    /// The matches, the root cause first; empty where nothing was found.
    pub matches: Vec<Match<'a>>,
    /// How many further matches were left out; `--all` shows them.
    pub more: usize,
    /// Near misses, for when there is no match.
    pub suggestions: Vec<Suggestion>,
    /// Whether nothing but a status or a class was known, so that the matches are what it may mean.
    pub undecided: bool,
}

/// What was understood of a query.
#[derive(Debug, Clone, Default)]
pub struct Understood<'a> {
    /// Who sent the error.
    pub provider: Option<Provider<'a>>,
    /// By what the provider was known.
    pub provider_from: Option<ProviderFrom>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The provider's code.
    pub code: Option<String>,
    /// The message, without secrets.
    pub message: Option<String>,
    /// The ids of the wrappers that were opened, outermost first.
    pub via: Vec<&'a str>,
}

/// By what a provider was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderFrom {
    /// The user said so.
    Option,
    /// The shape of the body.
    Envelope,
    /// An exception's module.
    Exception,
    /// A router's word.
    Router,
    /// An address.
    Host,
    /// A header.
    Header,
    /// A phrase, a link, a key.
    Text,
    /// The query names it.
    Query,
    /// The matched entry itself.
    Match,
}

/// One match.
#[derive(Debug, Clone)]
pub struct Match<'a> {
    /// The entry.
    pub entry: Entry<'a>,
    /// Whose error it is: the entry's provider, or an API that answers in that one's words.
    pub provider: Provider<'a>,
    /// The message as it was found, or the entry's best-known one; what is not known stands as `…`.
    pub message: Option<String>,
    /// The HTTP status it came with, or the one it usually comes with.
    pub status: Option<u16>,
    /// Its cause with the captured values in it.
    pub cause: String,
    /// Its steps with the captured values in them.
    pub fix: Vec<String>,
    /// What to do about retrying.
    pub verdict: Verdict,
    /// Seconds to wait, where the input says so.
    pub after_seconds: Option<f64>,
    /// Slots and what stood in them.
    pub captures: Vec<(String, String)>,
    /// How far the match may be believed.
    pub confidence: Confidence,
    /// What speaks for it.
    pub evidence: Vec<Reason>,
    /// How often the error stands in a log.
    pub count: usize,
    /// Whether nothing in the input tells it apart from the first match.
    pub ties_with_first: bool,
}

impl<'a> Match<'a> {
    /// The provider in whose words another API answers; `None` where the error is the entry's own provider's.
    #[must_use]
    pub fn words_of(&self) -> Option<Provider<'a>> {
        Some(self.entry.provider()).filter(|original| *original != self.provider)
    }
}

/// One reason for a match, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which kind of reason.
    pub kind: ReasonKind,
    /// What was found, without secrets.
    pub found: String,
    /// Where it was found.
    pub place: Option<Place>,
    /// What it added to the entry's score.
    pub points: i32,
}

/// A kind of reason. The words are stable: JSON consumers see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// The provider was named.
    Option,
    /// The body's shape.
    Envelope,
    /// A host in an address.
    Host,
    /// A header.
    Header,
    /// An exception class.
    Exception,
    /// A router's word.
    Router,
    /// A link, phrase or key of the provider's.
    Phrase,
    /// The code.
    Code,
    /// The type.
    Type,
    /// The message.
    Message,
    /// Part of the message.
    PartOfMessage,
    /// A field of the body.
    Field,
    /// The HTTP status.
    Status,
    /// Another HTTP status than the entry's.
    OtherStatus,
    /// Words of the query.
    Words,
    /// Another provider was recognised.
    OtherProvider,
    /// Another message stood in the body.
    OtherMessage,
    /// Another value stood in the field.
    OtherField,
}

impl ReasonKind {
    /// The word that the JSON output uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Envelope => "envelope",
            Self::Host => "host",
            Self::Header => "header",
            Self::Exception => "exception",
            Self::Router => "router",
            Self::Phrase => "phrase",
            Self::Code => "code",
            Self::Type => "type",
            Self::Message => "message",
            Self::PartOfMessage => "part-of-message",
            Self::Field => "field",
            Self::Status => "status",
            Self::OtherStatus => "other-status",
            Self::Words => "words",
            Self::OtherProvider => "other-provider",
            Self::OtherMessage => "other-message",
            Self::OtherField => "other-field",
        }
    }

    /// Whether it speaks for the match.
    #[must_use]
    pub fn speaks_for(self) -> bool {
        !matches!(
            self,
            Self::OtherStatus | Self::OtherProvider | Self::OtherMessage | Self::OtherField
        )
    }
}

/// A near miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to type: `provider:code` or `provider/id`.
    pub query: String,
    /// What it is about.
    pub about: String,
}
