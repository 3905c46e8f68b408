//! The order of causes in a text: which of two errors led to the other.
//!
//! Java, JavaScript and `urllib3` print the cause after what it caused; Python prints it before. Knows no error.

/// Where a text goes from an error to its cause, or back.
#[derive(Debug, Default, Clone)]
pub(crate) struct Causes {
    /// What follows is the cause of what stood before.
    onward: Vec<usize>,
    /// What stood before is the cause of what follows.
    back: Vec<usize>,
}

/// Words before a cause.
const ONWARD: [&[u8]; 7] = [
    b"Caused by",
    b"caused by",
    b"[cause]:",
    b"  cause: ",
    // What a router got, beside what it makes of it.
    b"\"raw\":",
    b"\\\"raw\\\":",
    b"'raw':",
];
/// Words after a cause.
const BACK: [&[u8]; 2] = [
    b"The above exception was the direct cause",
    b"During handling of the above exception",
];

/// Deeper chains than this are of no use to anybody.
const MAX_DEPTH: usize = 4;

/// Finds the turns of `text`.
pub(super) fn find(text: &str) -> Causes {
    let places = |words: &[&[u8]]| {
        let mut places: Vec<usize> = words
            .iter()
            .flat_map(|word| memchr::memmem::find_iter(text.as_bytes(), word).take(50))
            .collect();
        places.sort_unstable();
        places
    };
    Causes {
        onward: places(&ONWARD),
        back: places(&BACK),
    }
}

impl Causes {
    /// How many errors lie around what stands at byte `at`.
    pub(super) fn around(&self, at: usize) -> u16 {
        let onward = self.onward.partition_point(|place| *place < at);
        let back = self.back.len() - self.back.partition_point(|place| *place < at);
        u16::try_from((onward + back).min(MAX_DEPTH)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, inner: &str, depth: u16) {
        let at = text.find(inner).expect("the text has it");
        assert_eq!(find(text).around(at), depth, "{text}");
    }

    #[test]
    fn the_cause_is_the_deeper_of_two() {
        check("X: boom\nCaused by: Y: root", "root", 1);
        check("X: boom\nCaused by: Y: root", "boom", 0);
        check(
            "Y: root\n\nThe above exception was the direct cause of\n\nX: boom",
            "root",
            1,
        );
        check(
            "Y: root\n\nThe above exception was the direct cause of\n\nX: boom",
            "boom",
            0,
        );
    }
}
