//! Search by words, for what people type by hand: partial messages, keywords, misspellings, missing spaces.
//!
//! Knows which entries use a word; what that is worth is `rank`'s.

mod spelling;

use crate::catalog::{Catalogs, Entry, SYLLABLES};
use crate::evidence::Evidence;

use spelling::{readings, spellings};

/// More words than this are no query typed by hand.
const MAX_WORDS: usize = 40;

/// Of more words than this, only some that stand together are what is asked for.
const MAX_QUERY: usize = 7;

/// How many words may stand between the first and the last of those.
const TOGETHER: usize = 2;

/// A word that this many entries use tells nothing.
const MAX_USES: usize = 1_100;

/// A name that more entries use tells its provider and none of them.
const MAX_NAMED: usize = 60;

/// Words that stand in every question and tell nothing.
const FILLER: [&str; 41] = [
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
    "이거",
    "나옴",
    "나와요",
    "나옵니다",
    "나요",
    "났어요",
    "나네요",
    "떠요",
    "뜹니다",
    "뜸",
    "뜨네요",
    "안뜸",
    "에러남",
    "뭐임",
    "뭐예요",
    "뭔가요",
    "어떻게",
    "그런데",
    "계속",
    "자꾸",
];

/// Calls `take` for each entry that shares enough words with `query`; `known` are the words that were understood
/// otherwise: a provider's name, a status; `named` where a provider's is among them. Gives what may have been meant,
/// where a word was misspelt.
pub(crate) fn search<'a>(
    said: &[String],
    known: &[String],
    named: bool,
    catalogs: &Catalogs<'a>,
    mut take: impl FnMut(Entry<'a>, Evidence),
) -> Vec<String> {
    let asked = asked(said, known);
    let mut of = u32::try_from(asked.len()).unwrap_or(0);
    let mut uses: Vec<Use<'a>> = Vec::new();
    let mut respelt: Vec<(&str, Vec<String>)> = Vec::new();
    for (number, word) in asked.iter().enumerate() {
        let (spellings, inexact) = spellings(word, catalogs);
        for spelling in &spellings {
            let bearers: Vec<_> = catalogs.using_word(spelling).collect();
            if bearers.len() > MAX_USES {
                of -= u32::from(spellings.len() == 1);
                continue;
            }
            if asked.len() == 1 && known.is_empty() && is_chance(word, bearers.len()) {
                of += 1;
            }
            uses.extend(Use::of(bearers, number, inexact));
        }
        let numbered = word.bytes().any(|byte| byte.is_ascii_digit());
        if inexact && !numbered && !spellings.is_empty() {
            respelt.push((word, spellings));
        }
    }
    // A name is some entries' word as well: `vworld 인증키`. A status is not.
    let is_name = |word: &String| !word.bytes().all(|byte| byte.is_ascii_digit());
    for (number, word) in known.iter().enumerate().filter(|(_, word)| is_name(word)) {
        let told = catalogs.using_word(word).filter(|(_, weight)| *weight > 0);
        let bearers: Vec<_> = told.collect();
        if bearers.len() <= MAX_NAMED {
            uses.extend(Use::of(bearers, asked.len() + number, false));
        }
    }
    // The uses of a word come in the order of the entries, so that sorting is merging.
    uses.sort_by_key(|one| (one.entry.key(), one.word));
    for of_entry in uses.chunk_by(|one, other| one.entry == other.entry) {
        if let Some(evidence) = shared(of_entry, &asked, of, known.is_empty(), named) {
            take(of_entry[0].entry, evidence);
        }
    }
    if respelt.is_empty() {
        return Vec::new();
    }
    let rest: Vec<&str> = said
        .iter()
        .filter(|word| !known.contains(word))
        .map(String::as_str)
        .collect();
    readings(&rest, &respelt)
}

/// The words of `said` that tell something and are not known already.
fn asked(said: &[String], known: &[String]) -> Vec<String> {
    let telling = |word: &&String| {
        (word.chars().nth(1).is_some() || SYLLABLES.contains(&word.as_str()))
            && word.chars().any(char::is_alphabetic)
            && !FILLER.contains(&word.as_str())
    };
    let mut asked: Vec<String> = said.iter().filter(telling).cloned().collect();
    // `카카오 지도` is a name and a question; a name beside a number is not.
    let numbered = said
        .iter()
        .any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if asked.len() < 2 || numbered || asked.iter().any(|word| !known.contains(word)) {
        asked.retain(|word| !known.contains(word));
    }
    asked.truncate(MAX_WORDS);
    asked
}

/// How many words short of a match a code is that is spelled otherwise.
pub(crate) const NEAR_CODE: u32 = 4;

/// What the `uses` by one entry of the words that were `asked`, `of` which tell something, come to; `None` where they
/// are too few.
fn shared(
    uses: &[Use<'_>],
    asked: &[String],
    mut of: u32,
    bare: bool,
    named: bool,
) -> Option<Evidence> {
    let mut strength = 0;
    let mut found = 0;
    for of_word in uses.chunk_by(|one, other| one.word == other.word) {
        found += u32::from(of_word[0].word < asked.len());
        strength += of_word.iter().map(|one| one.strength).max().unwrap_or(0);
    }
    // The names behind what was asked tell of entries, and ask nothing.
    let end = uses.partition_point(|one| one.word < asked.len());
    let uses = &uses[..end];
    // Beside a provider's name two words of a sentence are a question (`크레딧 부족`); alone they are chance.
    if asked.len() > MAX_QUERY && named {
        let near = together(uses);
        if near > 1 {
            (found, of) = (near, near);
        }
    }
    // A code that is spelled otherwise is another code: near, and no match.
    let is_other =
        |one: &Use<'_>| one.inexact && asked[one.word].bytes().any(|byte| byte.is_ascii_digit());
    let near = uses.iter().all(is_other);
    // With the provider or the status known, fewer words tell its entries apart.
    let least = if bare { 2 } else { 3 };
    let told = uses.iter().any(|one| one.told);
    (told && found * least >= of).then(|| Evidence::Words {
        found,
        of: if near { found * NEAR_CODE } else { of },
        strength,
        inexact: uses.iter().any(|one| one.inexact),
    })
}

/// How many of an entry's words stand together in what was asked.
fn together(uses: &[Use<'_>]) -> u32 {
    let mut places: Vec<usize> = uses.iter().map(|one| one.word).collect();
    places.dedup();
    let from = |first: &usize| {
        let near = places
            .iter()
            .filter(|place| (*first..=first + TOGETHER).contains(*place));
        u32::try_from(near.count()).unwrap_or(0)
    };
    places.iter().map(from).max().unwrap_or(0)
}

/// An entry's use of a word that was asked for.
struct Use<'a> {
    entry: Entry<'a>,
    /// Which of the words.
    word: usize,
    strength: u32,
    /// Whether a message or a keyword uses it, and not only the explanation.
    told: bool,
    inexact: bool,
}

impl<'a> Use<'a> {
    /// The uses of word number `word` by its bearers, each with the weight of the word there.
    fn of(
        bearers: Vec<(Entry<'a>, u32)>,
        word: usize,
        inexact: bool,
    ) -> impl Iterator<Item = Self> {
        let rarity = rarity(bearers.len());
        bearers.into_iter().map(move |(entry, weight)| Self {
            entry,
            word,
            strength: rarity * (1 + weight),
            told: weight > 0,
            inexact,
        })
    }
}

/// Whether a word that is all that was asked, and that a few entries happen to use, is no question: `hello`.
fn is_chance(word: &str, bearers: usize) -> bool {
    bearers < 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())
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
