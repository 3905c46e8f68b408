//! A look-up of any bytes, piped or typed, gives an answer in every form and both languages, and does not panic.

#![no_main]

use errlookup::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for typed in [false, true] {
        for korean in [false, true] {
            let answers = fuzzing::lookup(bytes, typed, korean);
            let acts =
                |character: char| character.is_control() && !matches!(character, '\n' | '\t');
            assert!(answers.iter().all(|answer| !answer.contains(acts)));
        }
    }
});
