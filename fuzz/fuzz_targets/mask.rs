//! Masking ends on any text, and a key is masked whatever stands before it.

#![no_main]

use errlookup::fuzzing;
use libfuzzer_sys::fuzz_target;

const KEY: &str = "sk-proj-a1B2c3D4a1B2c3D4a1B2c3D4a1B2c3D4a1B2c3D4";

fuzz_target!(|text: &str| {
    let masked = fuzzing::mask(&format!("{text}\nAuthorization: Bearer {KEY}\n"));
    assert!(!masked.contains(KEY));
});
