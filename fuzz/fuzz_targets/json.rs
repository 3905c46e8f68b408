//! The tolerant JSON reader ends on any text, however deep or broken.

#![no_main]

use errlookup::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    fuzzing::json(text);
});
