//! Catalog files and their compiled form: what an author writes, the rules it is held to, and the
//! tables the program reads.
//!
//! `build.rs` includes this folder as it is, so it must not know the rest of the crate: the same
//! compiler serves the build, `errlookup check` and a user's own catalogs.

mod compile;
mod file;
mod fingerprint;
mod grams;
mod layout;
mod lint;
mod own;
mod pattern;
mod prose;
mod stems;
mod tables;
mod text;
mod traces;

pub(crate) use compile::{Compiled, compile};
pub(crate) use file::{CatalogFile, EntryFile, ProviderFile};
pub(crate) use grams::{GRAM, filter_bits, gram_hash};
pub(crate) use layout::{
    ALONE, NO_USE, Role, entry, envelope, first_slot, hash_key, owner, place, provider, section,
    template,
};
pub(crate) use lint::lint;
pub(crate) use own::OwnNames;
pub(crate) use pattern::{Glob, is_symbol, pieces, slots};
pub(crate) use prose::{Prose, pack, parts};
pub(crate) use stems::{SYLLABLES, is_hangul, stem};
pub(crate) use text::{Folded, is_word, letters, name_key, words};
pub(crate) use traces::{KEY_HEAD, header_parts, host_parts, key_bit, without_port};
