//! A place in folded text, and where that is in the text. Knows no template.

use crate::catalog::Folded;

/// A literal piece of a template, placed in the folded text.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where in the text the folded byte before `end` ends.
pub(super) fn end_of(text: &str, folded: &Folded, end: usize) -> usize {
    if end == 0 {
        return 0;
    }
    let mut last = end - 1;
    while !folded.text.is_char_boundary(last) {
        last -= 1;
    }
    let start = folded.origin(text, last);
    start + text[start..].chars().next().map_or(0, char::len_utf8)
}
