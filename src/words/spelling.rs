//! How a word that nobody uses may have been meant. Knows the vocabulary, and no entry.

use crate::catalog::{Catalogs, letters};

/// The words of the vocabulary that `word` may stand for, and whether they are spelled otherwise.
pub(super) fn spellings(word: &str, catalogs: &Catalogs<'_>) -> (Vec<String>, bool) {
    if catalogs.using_word(word).next().is_some() {
        return (vec![word.to_owned()], false);
    }
    let near = near(word, catalogs);
    if near.is_empty() {
        (parts(word, catalogs), true)
    } else {
        (near, true)
    }
}

/// Words within one edit, or two for long ones; Hangul is compared letter by letter, so that `크래딧` is one
/// edit from `크레딧`.
fn near(word: &str, catalogs: &Catalogs<'_>) -> Vec<String> {
    let allowed = match word.chars().count() {
        0..=2 => return Vec::new(),
        3..=6 => 1,
        _ => 2,
    };
    let hangul = !word.is_ascii();
    let set = letters(word);
    let own: String = decomposed(word);
    let span = if hangul { 6 } else { allowed };
    let mut best: Vec<(usize, String)> = Vec::new();
    let lengths = word.len().saturating_sub(span)..=word.len() + span;
    let differs = 2 * u32::try_from(allowed).unwrap_or(2);
    for other in catalogs.vocabulary(lengths, |its| (set ^ its).count_ones() <= differs) {
        if other.is_ascii() == hangul {
            continue;
        }
        let distance = if hangul {
            strsim::osa_distance(&own, &decomposed(other))
        } else {
            strsim::osa_distance(word, other)
        };
        if distance <= allowed {
            best.push((distance, other.to_owned()));
        }
    }
    best.sort();
    let nearest = best.first().map_or(0, |(distance, _)| *distance);
    best.into_iter()
        .take_while(|(distance, _)| *distance == nearest)
        .take(4)
        .map(|(_, word)| word)
        .collect()
}

fn decomposed(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd().collect()
}

/// A run of Hangul without spaces as the known words in it: `크레딧부족` is `크레딧` and `부족`.
fn parts(word: &str, catalogs: &Catalogs<'_>) -> Vec<String> {
    if word.is_ascii() {
        return Vec::new();
    }
    let characters: Vec<char> = word.chars().take(24).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at + 2 <= characters.len() {
        let known = (at + 2..=characters.len())
            .rev()
            .map(|end| characters[at..end].iter().collect::<String>())
            .find(|part| catalogs.using_word(part).next().is_some());
        match known {
            Some(part) => {
                at += part.chars().count();
                parts.push(part);
            }
            None => at += 1,
        }
    }
    parts
}

/// `said` with each misspelt word in each of its spellings; a few readings are enough.
pub(super) fn readings(said: &[&str], respelt: &[(&str, Vec<String>)]) -> Vec<String> {
    const MOST: usize = 6;
    let mut readings = vec![String::new()];
    for word in said {
        let own = [(*word).to_owned()];
        let spellings = respelt
            .iter()
            .find(|(respelt, _)| respelt == word)
            .map_or(&own[..], |(_, spellings)| spellings);
        readings = readings
            .iter()
            .flat_map(|reading| {
                spellings
                    .iter()
                    .map(move |word| format!("{reading} {word}"))
            })
            .take(MOST)
            .collect();
    }
    readings
}
