//! One error of a catalog, as a number and the image it counts in. Knows no other error.

use super::format::{entry, entry::Facts, is_symbol, parts, section};
use super::image::Image;
use super::provider::{Provider, ProviderKind};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Korean.
    Ko,
}

/// What to do about retrying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The same request cannot succeed until something changes.
    No,
    /// It will succeed after a time that is known or can be read.
    Wait,
    /// A passing fault: retry with exponential backoff and a cap.
    Backoff,
    /// The outcome is unknown: look before you retry.
    Check,
}

impl Verdict {
    /// The word that catalogs and the JSON output use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Wait => "wait",
            Self::Backoff => "backoff",
            Self::Check => "check",
        }
    }

    /// Whether sending the same request again can help by itself.
    #[must_use]
    pub fn retryable(self) -> bool {
        matches!(self, Self::Wait | Self::Backoff)
    }
}

/// One error as a developer must tell it from others.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub(super) image: &'a Image,
    pub(super) number: u32,
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && std::ptr::eq(self.image, other.image)
    }
}

impl Eq for Entry<'_> {}

impl<'a> Entry<'a> {
    fn cell(self, column: usize) -> u32 {
        self.image
            .column(section::ENTRIES, entry::STRIDE, self.number, column)
    }

    fn facts(self) -> Facts {
        Facts::unpack(self.cell(entry::FACTS))
    }

    fn text(self, column: usize) -> &'a str {
        self.image.string(self.cell(column))
    }

    fn texts(self, column: usize) -> impl ExactSizeIterator<Item = &'a str> {
        let image = self.image;
        image
            .list(self.cell(column))
            .map(move |number| image.string(number))
    }

    fn span(self, end: usize) -> &'a str {
        self.texts(entry::SPAN).nth(end).unwrap_or_default()
    }

    /// A number that no other entry of this run has, for use as a key.
    pub(crate) fn key(self) -> (usize, u32) {
        (std::ptr::from_ref(self.image) as usize, self.number)
    }

    /// Whose error it is.
    #[must_use]
    pub fn provider(self) -> Provider<'a> {
        Provider {
            image: self.image,
            number: self.facts().provider,
        }
    }

    /// Its id within the provider.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.text(entry::ID)
    }

    /// The provider's own code; empty where it has none.
    #[must_use]
    pub fn code(self) -> &'a str {
        self.text(entry::CODE)
    }

    /// The HTTP status that comes with it.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        Some(self.facts().status).filter(|status| *status > 0)
    }

    /// Whether it is known to come with HTTP status `status`.
    pub(crate) fn has_status(self, status: u16) -> bool {
        self.status() == Some(status)
            || self
                .image
                .list(self.cell(entry::ALSO_STATUS))
                .any(|also| also == u32::from(status))
    }

    /// The class of error that the body carries beside the code; empty where it has none.
    #[must_use]
    pub fn kind(self) -> &'a str {
        self.text(entry::TYPE)
    }

    /// Its message templates, the best known first.
    #[must_use]
    pub fn messages(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::MESSAGES)
    }

    /// Whether it has a message of words: one that is a symbol is a name.
    pub(crate) fn is_worded(self) -> bool {
        self.messages().any(|message| !is_symbol(message))
    }

    /// Whether it explains an HTTP status as such.
    pub(crate) fn is_status_itself(self) -> bool {
        self.provider().kind() == ProviderKind::Protocol
            && self
                .status()
                .is_some_and(|status| status.to_string() == self.code())
    }

    /// SDK classes, old and new.
    #[must_use]
    pub fn exceptions(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::EXCEPTIONS)
    }

    /// Other spellings and former codes.
    #[must_use]
    pub fn aliases(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::ALIASES)
    }

    /// Body keys or headers that tell it apart, each with its pattern.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let image = self.image;
        image
            .list(self.cell(entry::FIELDS))
            .pairs()
            .map(move |(key, pattern)| (image.string(key), image.string(pattern)))
    }

    /// What happened, with slots and segments.
    #[must_use]
    pub fn cause(self, lang: Lang) -> String {
        let text = self.prose(lang);
        parts(&text).next().unwrap_or_default().to_owned()
    }

    /// The steps that mend it, with slots and segments.
    #[must_use]
    pub fn fix(self, lang: Lang) -> impl ExactSizeIterator<Item = String> {
        let text = self.prose(lang);
        let steps: Vec<String> = parts(&text).skip(1).map(str::to_owned).collect();
        steps.into_iter()
    }

    /// Cause and steps as they lie in the image.
    fn prose(self, lang: Lang) -> String {
        self.image.prose(lang as usize, self.number)
    }

    /// Those of the steps that speak of nothing that only its provider has.
    pub(crate) fn portable_fix(self, lang: Lang) -> Vec<String> {
        let names = self.provider().own_names();
        let steps = self.fix(Lang::En).zip(self.fix(Lang::Ko));
        steps
            .filter(|(en, ko)| names.are_silent(en, ko))
            .map(|(en, ko)| match lang {
                Lang::En => en,
                Lang::Ko => ko,
            })
            .collect()
    }

    /// What to do about retrying.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self.facts().retry {
            1 => Verdict::Wait,
            2 => Verdict::Backoff,
            3 => Verdict::Check,
            _ => Verdict::No,
        }
    }

    /// Whether it is what its status or class most often means.
    pub(crate) fn is_common(self) -> bool {
        self.facts().common
    }

    /// Whether its cause and some of its steps hold for whichever API says its words.
    pub(crate) fn is_portable(self) -> bool {
        self.facts().portable
    }

    /// Whether it is only what another error leads to.
    pub(crate) fn is_symptom(self) -> bool {
        self.facts().symptom
    }

    /// Whether cause and fix are reasoned from the message, the provider documenting only the code.
    #[must_use]
    pub fn is_derived(self) -> bool {
        self.facts().derived
    }

    /// When the provider introduced it; empty where that is not known.
    #[must_use]
    pub fn since(self) -> &'a str {
        self.span(0)
    }

    /// When the provider dropped it; empty where it has not.
    #[must_use]
    pub fn until(self) -> &'a str {
        self.span(1)
    }

    /// The address of the official page.
    #[must_use]
    pub fn source(self) -> &'a str {
        self.text(entry::SOURCE)
    }

    /// Further addresses.
    #[must_use]
    pub fn see(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::SEE)
    }
}
