//! `errlookup` explains API errors: what happened, how to fix it, and whether a retry can help.
//!
//! The way the data goes, one function an arrow, named in this order by `lookup`:
//!
//! ```text
//! bytes -> text -> input -> signals -> provider -> candidates -> ranked matches -> report -> output
//!         decode  input    input      provider    candidates    rank              summary   render
//! ```
//!
//! Invariants:
//!
//! 1. Imports follow the pipeline; nothing flows back, and a test holds every file to it.
//! 2. No provider's name appears in the source outside tests: knowledge is data, in `catalogs/`.
//! 3. Only [`app`] and `main` do I/O, read the environment or print.
//! 4. The engine is total: there is no bad input, only input with fewer signals.
//! 5. Renderers read the [`report`] and never search.
//! 6. Both languages or neither.
//! 7. A match carries its evidence; where nothing is known, nothing is found.
//! 8. What came from outside is untrusted: control characters and secrets go before anything is shown, size and
//!    depth are bounded.
//! 9. Nothing is sent anywhere.

mod advice;
pub mod app;
mod candidates;
mod catalog;
mod cli;
mod decode;
mod evidence;
mod findings;
#[doc(hidden)]
pub mod fuzzing;
mod input;
mod lookup;
mod mask;
mod messages;
mod proof;
mod provider;
mod query;
mod rank;
mod render;
pub mod report;
mod rivals;
mod score;
mod summary;
mod talk;
mod traces;
mod weights;
mod words;

pub use catalog::{Entry, Lang, Provider, ProviderKind, Verdict};
pub use input::Place;
pub use score::Confidence;
