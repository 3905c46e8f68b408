//! By which part of it a fingerprint is found.
//!
//! The compiler takes the part from a catalog's pattern and the program from an input, with these same functions,
//! so that the two meet and no look-up walks over every provider.

use std::collections::BTreeMap;

use super::text::name_key;

/// Fingerprints under the part that they are found by.
#[derive(Default)]
pub(super) struct Traces {
    pub(super) hosts: BTreeMap<String, Vec<u32>>,
    pub(super) headers: BTreeMap<String, Vec<u32>>,
    pub(super) key_prefixes: BTreeMap<String, Vec<u32>>,
    /// By first key and then by pointer.
    pub(super) envelopes: BTreeMap<String, BTreeMap<String, Vec<u32>>>,
}

/// How many bytes of a key's prefix it is found by.
pub(crate) const KEY_HEAD: usize = 3;

/// How many cells hold a bit for each head.
pub(super) const KEY_FILTER_CELLS: usize = 32;

/// The cell and the bit of a head in the filter.
pub(crate) fn key_bit(head: [u8; KEY_HEAD]) -> (usize, u32) {
    let [first, second, third] = head.map(usize::from);
    let bit = first * 67 + second * 9 + third;
    (bit / 32 % KEY_FILTER_CELLS, 1 << (bit % 32))
}

/// A host without its port.
pub(crate) fn without_port(host: &str) -> &str {
    host.split(':').next().unwrap_or(host)
}

/// What a host is found by: its last two labels, its last one, nothing; without its port.
pub(crate) fn host_parts(host: &str) -> [&str; 3] {
    let bare = without_port(host);
    let last = bare.rfind('.').map_or(0, |dot| dot + 1);
    let two = bare[..last.saturating_sub(1)]
        .rfind('.')
        .map_or(0, |dot| dot + 1);
    [&bare[two..], &bare[last..], ""]
}

/// What a header is found by: the first two words of its name, the first one, nothing.
pub(crate) fn header_parts(name: &str) -> [&str; 3] {
    let one = name.find('-').unwrap_or(name.len());
    let two = name[one..]
        .char_indices()
        .skip(1)
        .find(|(_, character)| *character == '-')
        .map_or(name.len(), |(at, _)| one + at);
    [&name[..two], &name[..one], ""]
}

/// What an envelope is found by: the first key on the way to `pointer`.
pub(crate) fn step_key(pointer: &str) -> String {
    name_key(pointer.split('/').nth(1).unwrap_or_default())
}

/// The longest of a pattern's parts that is literal text.
pub(super) fn literal(parts: [&str; 3]) -> &str {
    let is_literal = |part: &&&str| !part.contains(['*', '#']);
    parts.iter().find(is_literal).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_found_by_a_part_of_what_it_matches() {
        for (pattern, host) in [
            ("api.openai.com", "api.openai.com:443"),
            ("*.openai.azure.com", "my.openai.azure.com"),
            ("kubernetes.default.svc", "kubernetes.default.svc"),
            ("localhost:11434", "localhost:11434"),
            ("*:11434", "gpu:11434"),
        ] {
            let part = literal(host_parts(pattern));
            assert!(host_parts(host).contains(&part), "{pattern} {part}");
        }
        for (pattern, name) in [
            ("anthropic-ratelimit-*", "anthropic-ratelimit-tokens-limit"),
            ("replicate-*", "replicate-version"),
            ("dpop", "dpop"),
            ("*-trace", "a-trace"),
        ] {
            let part = literal(header_parts(pattern));
            assert!(header_parts(name).contains(&part), "{pattern} {part}");
        }
        assert_eq!(literal(host_parts("*.openai.azure.com")), "azure.com");
        assert_eq!(literal(header_parts("x-hf-*")), "x-hf");
        assert_eq!(step_key("/error_info/message"), "errorinfo");
    }
}
