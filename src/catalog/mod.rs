//! What is known about errors: small `Copy` handles over compiled tables.
//!
//! Knows nothing of inputs, of ranking or of how anything is shown.

mod catalogs;
mod entry;
mod format;
mod image;
mod own;
mod provider;
mod template;

pub(crate) use catalogs::{Catalogs, Named};
pub use entry::{Entry, Lang, Verdict};
pub(crate) use format::{
    Folded, GRAM, Glob, Role, SYLLABLES, gram_hash, is_hangul, is_word, letters, name_key, pieces,
    slots, stem, without_port, words,
};
pub(crate) use image::Image;
pub(crate) use own::{CatalogExamples, read_catalogs, read_examples};
pub(crate) use provider::Envelope;
pub use provider::{Provider, ProviderKind};
pub(crate) use template::{Owner, Template, anchors};
