//! Masking ends on any text, and what was masked stays masked.

#![no_main]

use errlookup::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let masked = fuzzing::mask(text);
    assert_eq!(fuzzing::mask(&masked), masked);
});
