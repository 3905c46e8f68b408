//! All catalogs of a run: who is in them, who bears a name, who uses a word. Knows no input.

use super::entry::Entry;
use super::format::{Role, section};
use super::image::Image;
use super::provider::Provider;

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
