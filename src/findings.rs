//! What was made of an input, before it is told: the last form of the data that has the signals in it.

use crate::input::Signals;
use crate::provider::Suspect;
use crate::score::Ranked;

/// What was made of one text.
#[derive(Debug)]
pub(crate) struct Analysis<'t, 'a> {
    pub(crate) signals: Signals<'t>,
    pub(crate) suspects: Vec<Suspect<'a>>,
    pub(crate) ranked: Vec<Ranked<'a>>,
}

/// One error of a log that holds several.
#[derive(Debug)]
pub(crate) struct Finding<'t, 'a> {
    pub(crate) analysis: Analysis<'t, 'a>,
    pub(crate) count: usize,
}
