//! What a name is worth: a code, a class, a type, by where it stood. Knows no other evidence.

use crate::candidates::Candidate;
use crate::catalog::{ProviderKind, name_key};
use crate::evidence::{Evidence, NameKind};
use crate::input::{Place, series};

/// A provider's own code is all but proof.
const CODE: i32 = 700;

/// Three digits are the code of many, and a status besides.
const SHORT_CODE: i32 = 240;

/// A former code or a symbol that the documentation has and the body has not.
const ALIAS: i32 = 620;

/// An SDK's class with its module: certain of the class, not of the cause.
const EXCEPTION: i32 = 300;

/// The class alone: several SDKs share class names.
const CLASS: i32 = 200;

/// A class with its module, or of three words or more, that one entry alone lists: whatever it says, it is that error.
const OWN_CLASS: i32 = 490;

/// Somebody typed it: then it is the question.
const CLASS_TYPED: i32 = 560;

/// A symbol that only this entry's field takes.
const FIELD_NAME: i32 = 260;

/// Dozens of errors are of one type.
const TYPE: i32 = 130;

/// ... unless it stands where codes stand: then siblings of one code share it, and their messages decide.
const TYPE_AS_CODE: i32 = 560;

/// Somebody typed it, and types hardly anything else.
const TYPE_TYPED: i32 = 420;

/// A code-like word somewhere in the text may be part of another sentence.
const MENTIONED_PERCENT: i32 = 60;

/// Each document around a name: the innermost is the root cause.
const DEPTH: i32 = 25;

/// A name by what the entry bears it as, where it stood, and how many others bear it.
pub(super) fn name(evidence: &Evidence) -> i32 {
    let Evidence::Name {
        how,
        text,
        place,
        depth,
        exact,
        owners,
        ..
    } = evidence
    else {
        return 0;
    };
    let full = match how {
        NameKind::Code | NameKind::Message | NameKind::Alias if is_short_number(text) => SHORT_CODE,
        NameKind::Code | NameKind::Message => CODE,
        // Of another module, it is another class.
        NameKind::Class if text.contains('.') => CLASS / 2,
        // A class that an entry lists among its aliases is still only a class.
        NameKind::Exception | NameKind::Class if *place == Place::Typed => CLASS_TYPED,
        // ... but one that nobody else has, thrown as such, is a code.
        NameKind::Alias if *place == Place::Exception && *owners == 1 && *exact => ALIAS,
        NameKind::Alias if !matches!(place, Place::Typed | Place::Code) && is_class(text) => {
            EXCEPTION
        }
        NameKind::Alias if *place == Place::Code && *exact => CODE,
        NameKind::Alias => ALIAS,
        NameKind::Exception => EXCEPTION,
        NameKind::Class => CLASS,
        NameKind::Field => FIELD_NAME,
        NameKind::Type if *place == Place::Code => TYPE_AS_CODE,
        NameKind::Type if *place == Place::Typed => TYPE_TYPED,
        NameKind::Type => TYPE,
    };
    let mut score = full * place_percent(*place, *how, text) / 100;
    if !exact {
        // In a code's place, case and breaks may differ; elsewhere `TooManyRequests` is not `TOOMANYREQUESTS`.
        score -= match place {
            Place::Typed => 0,
            // Under `type`, another case is another word: `INVALID_ARGUMENT` is a class, `invalid_argument` a code.
            Place::Type if *how == NameKind::Code => score - TYPE / 2,
            Place::Code | Place::Type => score / 8,
            _ => score / 2,
        };
    }
    // A name that several providers bear says less about each.
    score -= (i32::try_from(*owners).unwrap_or(1) - 1).min(4) * score / 16;
    score + i32::from(*depth).min(4) * DEPTH * i32::from(score > 0)
}

/// Where nothing else tells the provider, a class of its own does. A client's class is met whichever API was called.
pub(super) fn trust_own_class(candidate: &Candidate<'_>, points: &mut [i32]) {
    let is_client = candidate.provider.kind() == ProviderKind::Client;
    if is_client || candidate.traced().is_some() {
        return;
    }
    for (evidence, points) in candidate.evidence.iter().zip(points) {
        if let Evidence::Name {
            how: NameKind::Exception | NameKind::Class,
            place: Place::Exception,
            sole: true,
            text,
            ..
        } = evidence
            && (is_telling(text) && !text.contains('.') || is_listed(candidate, text))
        {
            *points = OWN_CLASS;
        }
    }
}

/// Whether the entry lists a class with its module: of another module, it is another class.
fn is_listed(candidate: &Candidate<'_>, class: &str) -> bool {
    let key = name_key(class);
    class.contains('.')
        && candidate
            .entry
            .exceptions()
            .any(|known| name_key(known) == key)
}

/// Of each kind of name the best counts; code, class and exception say the same thing three times, so that all
/// but the strongest count a third.
pub(super) fn best_names_only(candidate: &Candidate<'_>, points: &mut [i32]) {
    let mut best: [Option<usize>; NameKind::COUNT] = [None; NameKind::COUNT];
    for (number, evidence) in candidate.evidence.iter().enumerate() {
        let Evidence::Name { how, text, .. } = evidence else {
            continue;
        };
        let slot = &mut best[slot_of(*how, text) as usize];
        let loser = match *slot {
            Some(other) if points[other] >= points[number] => Some(number),
            other => {
                *slot = Some(number);
                other
            }
        };
        if let Some(loser) = loser {
            points[loser] = 0;
        }
    }
    let strongest = best
        .iter()
        .flatten()
        .copied()
        .max_by_key(|number| (points[*number], std::cmp::Reverse(*number)));
    for number in best.into_iter().flatten() {
        if Some(number) != strongest {
            points[number] /= 3;
        }
    }
}

/// An exception, its class alone, and a class among the aliases are one and the same.
fn slot_of(how: NameKind, text: &str) -> NameKind {
    match how {
        NameKind::Class => NameKind::Exception,
        NameKind::Alias if is_class(text) => NameKind::Exception,
        other => other,
    }
}

/// How the names of classes end.
const ENDS: [&str; 3] = ["Error", "Exception", "Fault"];

fn is_class(text: &str) -> bool {
    ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether a class has three words or more before its end: nobody else's program has an `AuthSessionMissingError`.
fn is_telling(text: &str) -> bool {
    let class = text.rsplit(['.', '$', ':']).next().unwrap_or(text);
    let stem = ENDS
        .iter()
        .find_map(|end| class.strip_suffix(end))
        .unwrap_or(class);
    let bytes = stem.as_bytes();
    let begins = |at: &usize| {
        bytes[*at].is_ascii_uppercase()
            && (*at == 0
                || !bytes[at - 1].is_ascii_uppercase()
                || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))
    };
    (0..bytes.len()).filter(begins).count() >= 3
}

/// Whether a name is a number that might as well be a status or a count.
pub(crate) fn is_short_number(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn place_percent(place: Place, how: NameKind, text: &str) -> i32 {
    match (place, how) {
        (Place::Code | Place::Typed, _)
        | (Place::Exception, NameKind::Exception | NameKind::Class | NameKind::Alias)
        | (Place::Type, NameKind::Type | NameKind::Class | NameKind::Field | NameKind::Exception) => {
            100
        }
        // Under `type`, a symbol that is somebody's former code is still the class of the error.
        (Place::Type, NameKind::Alias) => 30,
        (Place::Type, _) => 85,
        (Place::Mention, _) if text.bytes().all(|byte| byte.is_ascii_digit()) => 0,
        // `KOE303` is a word of nobody's language.
        (Place::Mention, NameKind::Code) if series(text).is_some() => 95,
        // Longer symbols are rarer.
        (Place::Mention, _) if text.len() >= 12 && text.contains('_') => 80,
        (Place::Mention | Place::Exception, _) => MENTIONED_PERCENT,
        (Place::Speaker | Place::Router | Place::Word, _) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_tells_by_three_words() {
        let check = |class: &str, telling: bool| assert_eq!(is_telling(class), telling, "{class}");
        check("AuthSessionMissingError", true);
        check("huggingface_hub.errors.LocalEntryNotFoundError", true);
        check("APIConnectionTimeoutError", true);
        check("APIConnectionError", false);
        check("NotFoundException", false);
        check("AuthError", false);
    }
}
