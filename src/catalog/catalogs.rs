//! All catalogs of a run: who is in them, who bears a name, who uses a word. Knows no input.

use std::ops::RangeInclusive;

use super::entry::Entry;
use super::format::{KEY_HEAD, NO_USE, Role, header_parts, host_parts, name_key, section};
use super::image::{Image, List};
use super::provider::{Envelope, Provider};

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
                .find(section::NAMES, section::NAMES_SLOTS, key)
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

    /// The providers of which a name of this key is the id, the name or an alias.
    pub(crate) fn called(&self, key: &str) -> impl Iterator<Item = Provider<'a>> {
        self.named(key)
            .filter_map(|(role, named)| match (role, named) {
                (Role::Provider, Named::Provider(provider)) => Some(provider),
                _ => None,
            })
    }

    /// The providers and patterns of hosts that may match `host`.
    pub(crate) fn hosts(&self, host: &str) -> Vec<(Provider<'a>, &'a str)> {
        let host = host.to_ascii_lowercase();
        self.patterns(section::HOSTS, section::HOSTS_SLOTS, host_parts(&host))
    }

    /// The providers and patterns of headers that may match `name`.
    pub(crate) fn headers(&self, name: &str) -> Vec<(Provider<'a>, &'a str)> {
        let name = name.to_ascii_lowercase();
        self.patterns(
            section::HEADERS,
            section::HEADERS_SLOTS,
            header_parts(&name),
        )
    }

    fn patterns(
        &self,
        table: usize,
        slots: usize,
        parts: [&str; 3],
    ) -> Vec<(Provider<'a>, &'a str)> {
        let mut patterns = Vec::new();
        for image in &self.images {
            for (number, part) in parts.iter().enumerate() {
                // `localhost` is its own last label and its own last two.
                if !parts[..number].contains(part) {
                    patterns.extend(owned_strings(image, image.find(table, slots, part)));
                }
            }
        }
        patterns
    }

    /// The providers and prefixes of keys that `word` may begin with.
    pub(crate) fn key_prefixes(&self, word: &str) -> Vec<(Provider<'a>, &'a str)> {
        let mut prefixes = Vec::new();
        let Some(head) = word.get(..KEY_HEAD) else {
            return prefixes;
        };
        for image in &self.images {
            if head
                .as_bytes()
                .try_into()
                .is_ok_and(|head| image.may_begin_key(head))
            {
                let items = image.find(section::KEY_PREFIXES, section::KEY_PREFIXES_SLOTS, head);
                prefixes.extend(owned_strings(image, items));
            }
        }
        prefixes
    }

    /// The envelopes that a body with this key may have, by the pointer to what it must hold.
    pub(crate) fn envelopes(
        &self,
        key: &str,
    ) -> impl Iterator<Item = (&'a str, impl Iterator<Item = (Provider<'a>, Envelope<'a>)>)> {
        let key = name_key(key);
        self.images.iter().flat_map(move |image| {
            image
                .find(section::ENVELOPES, section::ENVELOPES_SLOTS, &key)
                .pairs()
                .map(move |(pointer, owners)| {
                    let owners = image.list(owners).pairs().map(move |(number, list)| {
                        (Provider { image, number }, Envelope { image, list })
                    });
                    (image.string(pointer), owners)
                })
        })
    }

    /// The entries that use `word`, with a weight of 0 (in the cause), 1 (message) or 2 (keyword).
    pub(crate) fn using_word(&self, word: &str) -> impl Iterator<Item = (Entry<'a>, u32)> {
        self.images.iter().flat_map(move |image| {
            image
                .find(section::WORDS, section::WORDS_SLOTS, word)
                .flat_map(|pair| [pair & 0xffff, pair >> 16])
                .filter(|item| *item != NO_USE)
                .map(move |item| {
                    let number = item >> 2;
                    (Entry { image, number }, item & 3)
                })
        })
    }

    /// The words of `lengths` bytes, two letters or more, whose letter set is `wanted`.
    pub(crate) fn vocabulary(
        &self,
        lengths: RangeInclusive<usize>,
        wanted: impl Fn(u32) -> bool,
    ) -> impl Iterator<Item = &'a str> {
        self.images.iter().flat_map(move |image| {
            let word = |row| image.string(image.column(section::VOCABULARY, 2, row, 0));
            let rows = image.cell(section::VOCABULARY_COUNT);
            // The shortest come first.
            let bound = |length: usize| {
                let (mut low, mut high) = (0, rows);
                while low < high {
                    let middle = low.midpoint(high);
                    if word(middle).len() < length {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                low
            };
            let rows = bound(*lengths.start())..bound(*lengths.end() + 1);
            let fitting: Vec<u32> = rows
                .filter(|row| wanted(image.column(section::VOCABULARY, 2, *row, 1)))
                .collect();
            fitting.into_iter().map(word)
        })
    }
}

fn providers_of(image: &Image) -> impl Iterator<Item = Provider<'_>> {
    (0..image.cell(section::PROVIDER_COUNT)).map(move |number| Provider { image, number })
}

/// Items that are pairs of a provider and a string.
fn owned_strings<'a>(
    image: &'a Image,
    items: List<'a>,
) -> impl Iterator<Item = (Provider<'a>, &'a str)> {
    items
        .pairs()
        .map(move |(number, string)| (Provider { image, number }, image.string(string)))
}

/// Who bears a name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named<'a> {
    Entry(Entry<'a>),
    Provider(Provider<'a>),
}
