//! Korean words without what they carry: particles, and the endings of verbs that are made of nouns.

/// Particles and endings that a Korean word may carry, longest first.
const PARTICLES: [&str; 30] = [
    "하였습니다",
    "했습니다",
    "입니다",
    "합니다",
    "됩니다",
    "없습니다",
    "있습니다",
    "에서는",
    "으로는",
    "에서",
    "에는",
    "으로",
    "까지",
    "부터",
    "에게",
    "하는",
    "하고",
    "되는",
    "이나",
    "들이",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "도",
];

/// Words of one syllable that tell something of an error.
pub(crate) const SYLLABLES: [&str; 5] = ["키", "값", "앱", "돈", "없"];

/// Syllables with which a noun becomes a verb: `만료되었다고`, `초과했어요`.
const VERBS: &str = "되됐된됨됩될했한함합하할해";

/// Syllables of which the endings of such verbs consist.
const ENDINGS: &str =
    "되됐된됨됩될했한함합하할해었았습니다고요어아지는도록면서대래라네음기던데않못";

/// A Hangul word without the particle or the ending of a verb that it ends in, as long as two syllables are left.
pub(crate) fn stem(word: &str) -> &str {
    if !word.chars().next_back().is_some_and(is_hangul) {
        return word;
    }
    // `없음`, `없습니다`, `없다고`
    if let Some(none) = word.get(..'없'.len_utf8()).filter(|first| *first == "없") {
        return none;
    }
    let verb = word
        .char_indices()
        .skip(2)
        .find(|(_, syllable)| VERBS.contains(*syllable));
    if let Some((at, _)) = verb
        && word[at..]
            .chars()
            .all(|syllable| ENDINGS.contains(syllable))
    {
        return &word[..at];
    }
    for particle in PARTICLES {
        if let Some(stem) = word.strip_suffix(particle)
            && (stem.chars().nth(1).is_some() || SYLLABLES.contains(&stem))
        {
            return stem;
        }
    }
    word
}

pub(crate) fn is_hangul(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

#[cfg(test)]
mod tests {
    use super::super::text::words;

    #[test]
    fn korean_words_lose_their_particles() {
        assert_eq!(
            words("이미지 비율이 크레딧을"),
            ["이미지", "비율", "크레딧"]
        );
        assert_eq!(words("API키가 만료"), ["api", "키", "만료"]);
    }

    #[test]
    fn korean_verbs_are_the_nouns_that_they_are_made_of() {
        for text in [
            "만료됨",
            "만료됐어요",
            "만료되었다고",
            "만료되었습니다",
            "만료",
        ] {
            assert_eq!(words(text), ["만료"], "{text}");
        }
        for text in ["없음", "없다고", "없습니다"] {
            assert_eq!(words(text), ["없"], "{text}");
        }
        assert_eq!(words("권한 제한 결함"), ["권한", "제한", "결함"]);
    }
}
