//! Handles: a catalog's provider, entry, template and envelope as a number and the image it counts in.

use super::format::{Both, Role, entry, envelope, owner, provider, section, template};
use super::image::{Image, List};

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

/// All catalogs of this run: a user's own before the bundled ones.
#[derive(Debug, Clone)]
pub(crate) struct Catalogs<'a> {
    images: Vec<&'a Image>,
}

impl<'a> Catalogs<'a> {
    /// The bundled catalogs, and `own` before them.
    pub(crate) fn new(own: Option<&'a Image>) -> Self {
        Self {
            images: own.into_iter().chain([Image::bundled()]).collect(),
        }
    }

    /// Every provider; one of the user's hides a bundled one with its id.
    pub(crate) fn providers(&self) -> impl Iterator<Item = Provider<'a>> {
        let hidden: Vec<&str> = self.images[..self.images.len() - 1]
            .iter()
            .flat_map(|image| providers_of(image))
            .map(Provider::id)
            .collect();
        let last = self.images.len() - 1;
        self.images
            .iter()
            .enumerate()
            .flat_map(move |(number, image)| {
                providers_of(image).map(move |provider| (number, provider))
            })
            .filter(move |(number, provider)| *number < last || !hidden.contains(&provider.id()))
            .map(|(_, provider)| provider)
    }

    /// Every entry of every provider.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        self.providers().flat_map(Provider::entries)
    }

    /// Whether a provider is not hidden by one of the user's own with its id.
    pub(crate) fn is_visible(&self, provider: Provider<'a>) -> bool {
        self.images.len() == 1
            || std::ptr::eq(provider.image, self.images[0])
            || !providers_of(self.images[0]).any(|own| own.id() == provider.id())
    }

    pub(crate) fn images(&self) -> impl Iterator<Item = &'a Image> {
        self.images.iter().copied()
    }

    /// Who bears the name `key` (as [`super::name_key`] makes it), and in which role.
    pub(crate) fn named(&self, key: &str) -> impl Iterator<Item = (Role, Named<'a>)> {
        self.images.iter().flat_map(move |image| {
            image
                .find(section::NAMES, section::NAMES_MASK, key)
                .map(move |item| {
                    let (role, number) = Role::unpack(item);
                    let named = match role {
                        Role::Provider | Role::Module | Role::Wrapped | Role::Phrase => {
                            Named::Provider(Provider { image, number })
                        }
                        _ => Named::Entry(Entry { image, number }),
                    };
                    (role, named)
                })
        })
    }

    /// The entries that use `word`, with a weight of 0 (in the cause), 1 (message) or 2 (keyword).
    pub(crate) fn using_word(&self, word: &str) -> impl Iterator<Item = (Entry<'a>, u32)> {
        self.images.iter().flat_map(move |image| {
            image
                .find(section::WORDS, section::WORDS_MASK, word)
                .map(move |item| {
                    (
                        Entry {
                            image,
                            number: item >> 2,
                        },
                        item & 3,
                    )
                })
        })
    }

    /// Every word of two letters or more with its letter set, shortest first.
    pub(crate) fn vocabulary(&self) -> impl Iterator<Item = (&'a str, u32)> {
        self.images.iter().flat_map(|image| {
            (0..image.cell(section::VOCABULARY_COUNT)).map(move |row| {
                let word = image.string(image.column(section::VOCABULARY, 2, row, 0));
                (word, image.column(section::VOCABULARY, 2, row, 1))
            })
        })
    }
}

fn providers_of(image: &Image) -> impl Iterator<Item = Provider<'_>> {
    (0..image.cell(section::PROVIDER_COUNT)).map(move |number| Provider { image, number })
}

/// Who bears a name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named<'a> {
    Entry(Entry<'a>),
    Provider(Provider<'a>),
}

/// Whoever sends an error: an API, a protocol or a client program.
#[derive(Debug, Clone, Copy)]
pub struct Provider<'a> {
    image: &'a Image,
    number: u32,
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

    /// Its entries in the order of the file.
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'a>> {
        let first = self.cell(provider::FIRST_ENTRY);
        let image = self.image;
        (first..first + self.cell(provider::ENTRY_COUNT)).map(move |number| Entry { image, number })
    }

    pub(crate) fn hosts(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::HOSTS))
    }

    pub(crate) fn headers(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::HEADERS))
    }

    pub(crate) fn key_prefixes(self) -> impl Iterator<Item = &'a str> {
        self.image.strings(self.cell(provider::KEY_PREFIXES))
    }

    pub(crate) fn envelopes(self) -> impl Iterator<Item = Envelope<'a>> {
        let image = self.image;
        image
            .list(self.cell(provider::ENVELOPES))
            .map(move |list| Envelope {
                image,
                list: image.list(list),
            })
    }
}

/// Where a provider's JSON body holds code, message and the rest.
#[derive(Clone, Copy)]
pub(crate) struct Envelope<'a> {
    image: &'a Image,
    list: List<'a>,
}

impl<'a> Envelope<'a> {
    fn text(mut self, item: usize) -> &'a str {
        self.image.string(self.list.nth(item).unwrap_or(0))
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

    pub(crate) fn message(self) -> &'a str {
        self.text(envelope::MESSAGE)
    }

    /// Whether no other API is known to answer so.
    pub(crate) fn unique(mut self) -> bool {
        self.list.nth(envelope::UNIQUE) == Some(1)
    }

    /// How many other providers answer in the same shape.
    pub(crate) fn shared(mut self) -> u32 {
        self.list.nth(envelope::SHARED).unwrap_or(0)
    }

    /// Pairs of pointer and pattern that must hold.
    pub(crate) fn conditions(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let items: Vec<u32> = self.list.skip(envelope::WHEN).collect();
        let image = self.image;
        (0..items.len() / 2).map(move |pair| {
            (
                image.string(items[pair * 2]),
                image.string(items[pair * 2 + 1]),
            )
        })
    }
}

/// One error as a developer must tell it from others.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    image: &'a Image,
    number: u32,
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

    fn text(self, column: usize) -> &'a str {
        self.image.string(self.cell(column))
    }

    fn texts(self, column: usize) -> impl ExactSizeIterator<Item = &'a str> {
        let image = self.image;
        image
            .list(self.cell(column))
            .map(move |number| image.string(number))
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
            number: self.cell(entry::PROVIDER),
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
        u16::try_from(self.cell(entry::STATUS))
            .ok()
            .filter(|status| *status > 0)
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
    pub fn messages(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::MESSAGES)
    }

    /// SDK classes, old and new.
    pub fn exceptions(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::EXCEPTIONS)
    }

    /// Other spellings and former codes.
    pub fn aliases(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::ALIASES)
    }

    /// Body keys or headers that tell it apart, each with its pattern.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let items: Vec<u32> = self.image.list(self.cell(entry::FIELDS)).collect();
        let image = self.image;
        (0..items.len() / 2).map(move |pair| {
            (
                image.string(items[pair * 2]),
                image.string(items[pair * 2 + 1]),
            )
        })
    }

    /// What happened, with slots and segments.
    #[must_use]
    pub fn cause(self, lang: Lang) -> &'a str {
        match lang {
            Lang::En => self.text(entry::CAUSE_EN),
            Lang::Ko => self.text(entry::CAUSE_KO),
        }
    }

    /// The steps that mend it, with slots and segments.
    pub fn fix(self, lang: Lang) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(match lang {
            Lang::En => entry::FIX_EN,
            Lang::Ko => entry::FIX_KO,
        })
    }

    /// Words that people type who do not know the code, in both languages.
    pub(crate) fn keywords(self) -> Both<Vec<&'a str>> {
        Both {
            en: self.texts(entry::KEYWORDS_EN).collect(),
            ko: self.texts(entry::KEYWORDS_KO).collect(),
        }
    }

    /// What to do about retrying.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self.cell(entry::RETRY) {
            1 => Verdict::Wait,
            2 => Verdict::Backoff,
            3 => Verdict::Check,
            _ => Verdict::No,
        }
    }

    /// Whether it is what its status or class most often means.
    pub(crate) fn is_common(self) -> bool {
        self.cell(entry::FLAGS) & 1 == 1
    }

    /// Whether cause and fix are reasoned from the message, the provider documenting only the code.
    #[must_use]
    pub fn is_derived(self) -> bool {
        self.cell(entry::FLAGS) & 2 == 2
    }

    /// When the provider introduced it; empty where that is not known.
    #[must_use]
    pub fn since(self) -> &'a str {
        self.text(entry::SINCE)
    }

    /// When the provider dropped it; empty where it has not.
    #[must_use]
    pub fn until(self) -> &'a str {
        self.text(entry::UNTIL)
    }

    /// The address of the official page.
    #[must_use]
    pub fn source(self) -> &'a str {
        self.text(entry::SOURCE)
    }

    /// Further addresses.
    pub fn see(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.texts(entry::SEE)
    }
}

/// Whose a template is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner<'a> {
    Entry(Entry<'a>),
    /// A phrase that only this provider's texts contain.
    Phrase(Provider<'a>),
    /// An address that only this provider's messages print.
    Link(Provider<'a>),
}

/// A message with slots, or a phrase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template<'a> {
    image: &'a Image,
    pub(crate) number: u32,
}

impl<'a> Template<'a> {
    fn cell(self, column: usize) -> u32 {
        self.image
            .column(section::TEMPLATES, template::STRIDE, self.number, column)
    }

    pub(crate) fn text(self) -> &'a str {
        self.image.string(self.cell(template::TEXT))
    }

    /// How many bytes of literal text it has, folded.
    pub(crate) fn weight(self) -> u32 {
        self.cell(template::WEIGHT)
    }

    /// How many entries of all catalogs word a message just so, itself included.
    pub(crate) fn shared(self) -> u32 {
        self.cell(template::SHARED)
    }

    pub(crate) fn owner(self) -> Owner<'a> {
        let (image, number) = (self.image, self.cell(template::OWNER));
        match self.cell(template::KIND) {
            owner::PHRASE => Owner::Phrase(Provider { image, number }),
            owner::LINK => Owner::Link(Provider { image, number }),
            _ => Owner::Entry(Entry { image, number }),
        }
    }
}

/// The anchors at which a gram of hash `hash` may stand: template, piece, byte within the folded piece.
pub(crate) fn anchors(
    image: &Image,
    hash: u32,
) -> impl Iterator<Item = (Template<'_>, usize, usize)> {
    let mut items = image.find_number(section::GRAMS, section::GRAMS_MASK, hash);
    std::iter::from_fn(move || {
        let number = items.next()?;
        let place = items.next()?;
        Some((
            Template { image, number },
            (place >> 16) as usize,
            (place & 0xffff) as usize,
        ))
    })
}
