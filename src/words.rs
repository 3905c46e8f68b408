//! Search by words, for what people type by hand: partial messages, keywords, misspellings, missing spaces.
//!
//! Knows which entries use a word; what that is worth is `rank`'s.

use crate::catalog::{Catalogs, Entry, letters, words};
use crate::evidence::Evidence;

/// More words than this are no query typed by hand.
const MAX_WORDS: usize = 24;

/// A word that this many entries use tells nothing.
const MAX_USES: usize = 900;

/// Words that stand in every question and tell nothing.
const FILLER: [&str; 22] = [
    "error",
    "errors",
    "code",
    "status",
    "http",
    "https",
    "message",
    "the",
    "api",
    "오류",
    "에러",
    "코드",
    "메시지",
    "문제",
    "발생",
    "해결",
    "방법",
    "원인",
    "응답",
    "상태",
    "왜",
    "떠요",
];

/// Calls `take` for each entry that shares enough words with `query`; `known` are the words that were understood
/// otherwise: a provider's name, a status. Gives the query as it was rather meant, where a word was misspelt.
pub(crate) fn search<'a>(
    query: &str,
    known: &[String],
    catalogs: &Catalogs<'a>,
    mut take: impl FnMut(Entry<'a>, Evidence),
) -> Option<String> {
    let asked: Vec<String> = words(query)
        .into_iter()
        .filter(|word| word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic))
        .filter(|word| !known.contains(word) && !FILLER.contains(&word.as_str()))
        .take(MAX_WORDS)
        .collect();
    let mut of = u32::try_from(asked.len()).unwrap_or(0);
    // With the provider or the status known, fewer words tell its entries apart.
    let least = if known.is_empty() { 2 } else { 3 };
    let mut uses: Vec<Use<'a>> = Vec::new();
    let mut meant: Vec<String> = Vec::new();
    let mut misspelt = false;
    for (number, word) in asked.iter().enumerate() {
        let (spellings, inexact) = spellings(word, catalogs);
        misspelt |= inexact && spellings.len() == 1;
        meant.push(spellings.first().unwrap_or(word).clone());
        for spelling in &spellings {
            let bearers: Vec<_> = catalogs.using_word(spelling).collect();
            if bearers.len() > MAX_USES {
                of -= u32::from(spellings.len() == 1);
                continue;
            }
            let rarity = rarity(bearers.len());
            uses.extend(bearers.into_iter().map(|(entry, weight)| Use {
                entry,
                word: number,
                strength: rarity * (1 + weight),
                inexact,
            }));
        }
    }
    // The uses of a word come in the order of the entries, so that sorting is merging.
    uses.sort_by_key(|one| (one.entry.key(), one.word));
    for of_entry in uses.chunk_by(|one, other| one.entry == other.entry) {
        let mut strength = 0;
        let mut found = 0;
        for of_word in of_entry.chunk_by(|one, other| one.word == other.word) {
            found += 1;
            strength += of_word.iter().map(|one| one.strength).max().unwrap_or(0);
        }
        if found * least >= of {
            let inexact = of_entry.iter().any(|one| one.inexact);
            let evidence = Evidence::Words {
                found,
                of,
                strength,
                inexact,
            };
            take(of_entry[0].entry, evidence);
        }
    }
    misspelt.then(|| meant.join(" "))
}

/// An entry's use of a word that was asked for.
struct Use<'a> {
    entry: Entry<'a>,
    /// Which of the words.
    word: usize,
    strength: u32,
    inexact: bool,
}

/// How much a word tells that `uses` entries use: 10 for a rare one, 1 for one that hundreds do.
fn rarity(uses: usize) -> u32 {
    match uses {
        0..=2 => 10,
        3..=6 => 8,
        7..=20 => 6,
        21..=60 => 4,
        61..=200 => 2,
        _ => 1,
    }
}

/// The words of the vocabulary that `word` may stand for, and whether they are spelled otherwise.
fn spellings(word: &str, catalogs: &Catalogs<'_>) -> (Vec<String>, bool) {
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
