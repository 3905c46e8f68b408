//! Any bytes become text in which nothing can act on a terminal, and text that was decoded stays as it is.

#![no_main]

use errlookup::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = fuzzing::decode(bytes);
    assert!(
        !text
            .chars()
            .any(|character| character.is_control() && !matches!(character, '\n' | '\t'))
    );
    assert_eq!(fuzzing::decode(text.as_bytes()), text);
});
