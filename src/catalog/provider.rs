//! A provider and its envelopes, as numbers and the image they count in. Knows no other provider.

use super::entry::{Entry, Lang};
use super::format::{OwnNames, envelope, provider, section};
use super::image::Image;

/// What stands behind a provider's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderKind {
    /// Sends errors of its own.
    Api,
    /// Lies beneath others and answers when nobody above can.
    Protocol,
    /// A program or library on the caller's side.
    Client,
    /// Passes on what others said.
    Wrapper,
}

/// Whoever sends an error: an API, a protocol or a client program.
#[derive(Debug, Clone, Copy)]
pub struct Provider<'a> {
    pub(super) image: &'a Image,
    pub(super) number: u32,
}

impl PartialEq for Provider<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && std::ptr::eq(self.image, other.image)
    }
}

impl Eq for Provider<'_> {}

impl<'a> Provider<'a> {
    fn cell(self, column: usize) -> u32 {
        self.image
            .column(section::PROVIDERS, provider::STRIDE, self.number, column)
    }

    fn text(self, column: usize) -> &'a str {
        self.image.string(self.cell(column))
    }

    /// Its id, which is also the name of its catalog file.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.text(provider::ID)
    }

    /// Where it stands among all providers: the user's own come first.
    pub(crate) fn place(self) -> (bool, u32) {
        (self.image.is_bundled(), self.number)
    }

    /// Its name as people write it.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'a str {
        match lang {
            Lang::En => self.text(provider::NAME_EN),
            Lang::Ko => self.text(provider::NAME_KO),
        }
    }

    /// Other names that people type.
    pub fn aliases(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::ALIASES))
    }

    /// Its id and its name in both languages.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        [self.id(), self.name(Lang::En), self.name(Lang::Ko)].into_iter()
    }

    /// What a text that speaks of it has in it.
    pub(super) fn own_names(self) -> OwnNames {
        OwnNames::new(self.names(), self.aliases())
    }

    /// The address of its error documentation.
    #[must_use]
    pub fn docs(self) -> &'a str {
        self.text(provider::DOCS)
    }

    /// The day on which its entries were last compared with that documentation.
    #[must_use]
    pub fn reviewed(self) -> &'a str {
        self.text(provider::REVIEWED)
    }

    /// What stands behind the name.
    #[must_use]
    pub fn kind(self) -> ProviderKind {
        match self.cell(provider::KIND) {
            1 => ProviderKind::Protocol,
            2 => ProviderKind::Client,
            3 => ProviderKind::Wrapper,
            _ => ProviderKind::Api,
        }
    }

    /// The ids of the protocols beneath it.
    pub fn protocols(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::PROTOCOLS))
    }

    /// The ids of the providers whose bodies and messages it copies.
    pub(crate) fn compatible(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::COMPATIBLE))
    }

    /// Whether it copies the bodies and messages of `other`.
    pub(crate) fn copies(self, other: Provider<'_>) -> bool {
        self.compatible().any(|id| id == other.id())
    }

    /// Whether `other` is a protocol beneath it.
    pub(crate) fn speaks(self, other: Provider<'_>) -> bool {
        self.protocols().any(|id| id == other.id())
    }

    /// Its entries in the order of the file.
    #[must_use]
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'a>> {
        let first = self.cell(provider::FIRST_ENTRY);
        let image = self.image;
        (first..first + self.cell(provider::ENTRY_COUNT)).map(move |number| Entry { image, number })
    }

    pub(crate) fn key_prefixes(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::KEY_PREFIXES))
    }
}

/// Where a provider's JSON body holds code, message and the rest.
#[derive(Clone, Copy)]
pub(crate) struct Envelope<'a> {
    pub(super) image: &'a Image,
    pub(super) list: u32,
}

impl<'a> Envelope<'a> {
    /// Where it stands among all envelopes: the user's own come first.
    pub(crate) fn place(self) -> (bool, u32) {
        (self.image.is_bundled(), self.list)
    }

    fn item(self, item: usize) -> u32 {
        self.image.list(self.list).nth(item).unwrap_or(0)
    }

    fn text(self, item: usize) -> &'a str {
        self.image.string(self.item(item))
    }

    /// The pointers to code, message, type and status that the envelope has.
    pub(crate) fn pointers(self) -> impl Iterator<Item = &'a str> {
        [
            envelope::CODE,
            envelope::MESSAGE,
            envelope::TYPE,
            envelope::STATUS,
        ]
        .into_iter()
        .map(move |item| self.text(item))
        .filter(|pointer| !pointer.is_empty())
    }

    pub(crate) fn code(self) -> &'a str {
        self.text(envelope::CODE)
    }

    pub(crate) fn kind(self) -> &'a str {
        self.text(envelope::TYPE)
    }

    pub(crate) fn message(self) -> &'a str {
        self.text(envelope::MESSAGE)
    }

    /// Whether no other API is known to answer so.
    pub(crate) fn unique(self) -> bool {
        self.item(envelope::UNIQUE) == 1
    }

    /// Pairs of pointer and pattern that must hold.
    pub(crate) fn conditions(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let image = self.image;
        image
            .list(self.list)
            .from(envelope::WHEN)
            .pairs()
            .map(move |(pointer, pattern)| (image.string(pointer), image.string(pattern)))
    }
}
