//! What is known about errors: small `Copy` handles over compiled tables.
//!
//! Knows nothing of inputs, of ranking or of how anything is shown.

mod format;
mod handles;
mod image;
mod own;

pub(crate) use format::{
    Folded, GRAM, Glob, Role, gram_hash, letters, name_key, pieces, slots, words,
};
pub(crate) use handles::{Catalogs, Envelope, Named, Owner, Template, anchors};
pub use handles::{Entry, Lang, Provider, ProviderKind, Verdict};
pub(crate) use image::Image;
pub(crate) use own::{CatalogExamples, read_catalogs, read_examples};
