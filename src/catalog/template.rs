//! Message templates and phrases, and where their grams anchor. Knows no text that they are looked for in.

use super::entry::Entry;
use super::format::{owner, place, section, template};
use super::image::Image;
use super::provider::Provider;

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
    pub(super) image: &'a Image,
    pub(crate) number: u32,
}

impl<'a> Template<'a> {
    fn cell(self, column: usize) -> u32 {
        self.image
            .column(section::TEMPLATES, template::STRIDE, self.number, column)
    }

    fn rest(self) -> template::Rest {
        template::Rest::unpack(self.cell(template::REST))
    }

    pub(crate) fn text(self) -> &'a str {
        self.image.string(self.cell(template::TEXT))
    }

    /// How many bytes of literal text it has, folded.
    pub(crate) fn weight(self) -> u32 {
        self.rest().weight
    }

    /// How many entries of all catalogs word a message just so, itself included; 15 at most.
    pub(crate) fn shared(self) -> u32 {
        self.rest().shared
    }

    pub(crate) fn owner(self) -> Owner<'a> {
        let template::Rest { owner, kind, .. } = self.rest();
        let (image, number) = (self.image, owner);
        match kind {
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
    let items = image.find_number(section::GRAMS, section::GRAMS_SLOTS, hash);
    items.map(move |item| {
        let (number, within) = (item >> 16, item & 0xffff);
        let piece = within >> place::OFFSET_BITS;
        let offset = within & ((1 << place::OFFSET_BITS) - 1);
        (Template { image, number }, piece as usize, offset as usize)
    })
}
