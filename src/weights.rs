//! What each piece of evidence is worth, and why. Knows no order: `rank` adds up and compares.

use crate::candidates::Candidate;
use crate::catalog::{Entry, ProviderKind};
use crate::evidence::{Evidence, NameKind};
use crate::input::Place;
use crate::provider::KNOWN;
use crate::score::{MATCH, Weighed};

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
/// A found message counts from here ...
const MESSAGE_BASE: i32 = 260;
/// ... plus this for each folded byte of its words, ...
const MESSAGE_BYTE: i32 = 9;
/// ... up to this many bytes: beyond, a message is certain anyway ...
const MESSAGE_BYTES: i32 = 60;
/// ... and more of it only tells a longer wording from a shorter one that it contains.
const MESSAGE_LONG_BYTE: i32 = 1;
/// A short message amid other words is chance.
const UNBOUNDED_SHORT: i32 = -420;
/// Below this many bytes a message is short.
pub(crate) const SHORT_BYTES: u32 = 18;
/// Word for word the same message at another entry: something else must decide.
const SHARED_MESSAGE: i32 = -60;
/// The field that tells siblings apart has this entry's value.
const FIELD: i32 = 340;
/// It has another.
const OTHER_FIELD: i32 = -520;
/// The status agrees.
const STATUS: i32 = 130;
/// The status disagrees: gateways translate statuses, so that this does not rule an entry out.
const OTHER_STATUS: i32 = -220;
/// Nothing but the status speaks, and the entry is what the status itself means.
const STATUS_ALONE: i32 = 260;
/// A bare number is a status before it is anybody's code.
const STATUS_TYPED: i32 = 60;
/// Somebody else sent this.
const OTHER_PROVIDER: i32 = -520;
/// Another provider's SDK raised it, or the body has a shape that others share: compatible APIs are called with
/// somebody else's SDK every day.
const OTHER_SDK: i32 = -130;
/// The message is known, and it is not this entry's.
const OTHER_MESSAGE: i32 = -170;
/// What a status or class most often means, where nothing else decides.
const COMMON: i32 = 40;
/// An entry with a code or a message of its own that is not there, beside a general one.
const PARTICULAR: i32 = -90;
/// Each document around a name: the innermost is the root cause.
const DEPTH: i32 = 25;

/// A phrase of a word or two, at a provider that nothing else speaks for: everybody answers so.
const COMMON_PHRASE: i32 = -170;

/// Below this many bytes a message is a reason phrase or the like.
pub(crate) const PHRASE_BYTES: u32 = 26;

/// Weighs every piece of evidence of a candidate.
pub(crate) fn weigh(candidate: &Candidate<'_>) -> Weighed {
    let entry = candidate.entry;
    let mut points: Vec<i32> = candidate
        .evidence
        .iter()
        .map(|evidence| weight(evidence, entry))
        .collect();
    best_names_only(candidate, &mut points);
    best_message_only(candidate, &mut points);
    soften_fields(candidate, &mut points);
    let adjustment = adjustment(candidate, &points);
    Weighed { points, adjustment }
}

/// Where the message itself was found, a field that says otherwise is a doubt and no refusal.
fn soften_fields(candidate: &Candidate<'_>, points: &mut [i32]) {
    let said = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Message { coverage: 100, .. }));
    for (evidence, points) in candidate.evidence.iter().zip(points) {
        if said && matches!(evidence, Evidence::OtherField { .. }) {
            *points /= 3;
        }
    }
}

fn weight(evidence: &Evidence, entry: Entry<'_>) -> i32 {
    match evidence {
        Evidence::Name { .. } => name(evidence),
        Evidence::Message { .. } => message(evidence),
        Evidence::Field { .. } => FIELD,
        Evidence::OtherField { .. } => OTHER_FIELD,
        Evidence::Status(_) => STATUS,
        Evidence::OtherStatus(_) => OTHER_STATUS,
        Evidence::Provider { weight } => i32::try_from(*weight).unwrap_or(0),
        Evidence::OtherProvider { firm: true } => OTHER_PROVIDER,
        Evidence::OtherProvider { firm: false } => OTHER_SDK,
        Evidence::OtherMessage if entry.is_common() => OTHER_MESSAGE / 3,
        Evidence::OtherMessage => OTHER_MESSAGE,
        Evidence::Words {
            found,
            of,
            strength,
            inexact,
        } => words(*found, *of, *strength, *inexact),
    }
}

/// What the entry as a whole gains or loses.
fn adjustment(candidate: &Candidate<'_>, points: &[i32]) -> i32 {
    let entry = candidate.entry;
    let sum: i32 = points.iter().sum();
    let speaks = |evidence: &Evidence| {
        matches!(
            evidence,
            Evidence::Name { .. }
                | Evidence::Message { .. }
                | Evidence::Words { .. }
                | Evidence::Field { .. }
        )
    };
    let only_status = candidate
        .evidence
        .iter()
        .zip(points)
        .all(|(evidence, points)| !speaks(evidence) || *points == 0);
    let has_status = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Status(_)));
    if only_status && !has_status {
        // A provider alone is no error.
        return -sum;
    }
    let known = candidate
        .evidence
        .iter()
        .find_map(|evidence| match evidence {
            Evidence::Provider { weight } => Some(*weight),
            _ => None,
        });
    let mut adjustment = 0;
    if is_status_itself(entry) && has_status {
        adjustment += if only_status {
            STATUS_ALONE
        } else {
            STATUS_TYPED
        };
    } else if only_status && known.is_none_or(|weight| weight < KNOWN) {
        adjustment -= MATCH;
    }
    let typed_words = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Words { .. }));
    if entry.is_common() && !(typed_words && known.is_none()) {
        adjustment += COMMON;
    }
    if is_particular(candidate) {
        adjustment += PARTICULAR;
    }
    if known.is_none() && entry.provider().kind() == ProviderKind::Api && only_a_phrase(candidate) {
        adjustment += COMMON_PHRASE;
    }
    adjustment
}

/// Whether the only words found are a phrase of a word or two that others use as well.
fn only_a_phrase(candidate: &Candidate<'_>) -> bool {
    candidate.evidence.iter().all(|evidence| match evidence {
        Evidence::Message { weight, shared, .. } => *weight < PHRASE_BYTES && *shared > 1,
        Evidence::Name { how, .. } => *how == NameKind::Message,
        Evidence::Field { .. } | Evidence::Words { .. } => false,
        _ => true,
    })
}

/// Whether the entry has a code or messages of its own, and none of them was found: a sibling without them is
/// the more general reading.
fn is_particular(candidate: &Candidate<'_>) -> bool {
    let entry = candidate.entry;
    let found = candidate.evidence.iter().any(|evidence| {
        matches!(
            evidence,
            Evidence::Message { .. } | Evidence::Field { .. } | Evidence::Words { .. }
        ) || matches!(
            evidence,
            Evidence::Name {
                how: NameKind::Code | NameKind::Alias | NameKind::Exception | NameKind::Message,
                ..
            }
        )
    });
    !found && !entry.is_common() && !(entry.code().is_empty() && entry.messages().len() == 0)
}

/// Whether the entry explains an HTTP status as such.
fn is_status_itself(entry: Entry<'_>) -> bool {
    entry.provider().kind() == ProviderKind::Protocol
        && entry
            .status()
            .is_some_and(|status| status.to_string() == entry.code())
}

/// A name by what the entry bears it as, where it stood, and how many others bear it.
fn name(evidence: &Evidence) -> i32 {
    let Evidence::Name {
        how,
        text,
        place,
        depth,
        exact,
        owners,
    } = evidence
    else {
        return 0;
    };
    let full = match how {
        NameKind::Code | NameKind::Message | NameKind::Alias if is_short_number(text) => SHORT_CODE,
        NameKind::Code | NameKind::Message => CODE,
        // A class that an entry lists among its aliases is still only a class.
        NameKind::Exception | NameKind::Class if *place == Place::Typed => CLASS_TYPED,
        NameKind::Alias if *place != Place::Typed && is_class(text) => EXCEPTION,
        NameKind::Alias => ALIAS,
        NameKind::Exception => EXCEPTION,
        // Of another module, it is another class.
        NameKind::Class if text.contains('.') => CLASS / 2,
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
            Place::Code | Place::Type => score / 8,
            _ => score / 2,
        };
    }
    // A name that several providers bear says less about each.
    score -= (i32::try_from(*owners).unwrap_or(1) - 1).min(4) * score / 16;
    score + i32::from(*depth).min(4) * DEPTH * i32::from(score > 0)
}

/// Of each kind of name the best counts; code, class and exception say the same thing three times, so that all
/// but the strongest count a third.
fn best_names_only(candidate: &Candidate<'_>, points: &mut [i32]) {
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

/// A second wording of the same entry adds nothing.
fn best_message_only(candidate: &Candidate<'_>, points: &mut [i32]) {
    let messages = || {
        candidate
            .evidence
            .iter()
            .enumerate()
            .filter(|(_, evidence)| matches!(evidence, Evidence::Message { .. }))
    };
    let best = messages()
        .map(|(number, _)| number)
        .max_by_key(|number| points[*number]);
    for (number, _) in messages() {
        if Some(number) != best {
            points[number] = 0;
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

fn is_class(text: &str) -> bool {
    ["Error", "Exception", "Fault"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// Whether a name is a number that might as well be a status or a count.
pub(crate) fn is_short_number(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn place_percent(place: Place, how: NameKind, text: &str) -> i32 {
    match (place, how) {
        (Place::Code | Place::Typed, _) => 100,
        (Place::Exception, NameKind::Exception | NameKind::Class | NameKind::Alias) => 100,
        (Place::Type, NameKind::Type | NameKind::Class | NameKind::Field | NameKind::Exception) => {
            100
        }
        // Under `type`, a symbol that is somebody's former code is still the class of the error.
        (Place::Type, NameKind::Alias) => 30,
        (Place::Type, _) => 85,
        (Place::Mention, _) if text.bytes().all(|byte| byte.is_ascii_digit()) => 0,
        // Longer symbols are rarer.
        (Place::Mention, _) if text.len() >= 12 && text.contains('_') => 80,
        (Place::Mention | Place::Exception, _) => MENTIONED_PERCENT,
        (Place::Speaker | Place::Router | Place::Word, _) => 0,
    }
}

/// A message by how much of it was found and how long it is.
fn message(evidence: &Evidence) -> i32 {
    let Evidence::Message {
        coverage,
        weight,
        shared,
        bounded,
        ..
    } = evidence
    else {
        return 0;
    };
    let bytes = i32::try_from(*weight).unwrap_or(MESSAGE_BYTES).min(240);
    let full = MESSAGE_BASE
        + bytes.min(MESSAGE_BYTES) * MESSAGE_BYTE
        + (bytes - MESSAGE_BYTES).max(0) * MESSAGE_LONG_BYTE;
    let covered = i32::try_from(*coverage).unwrap_or(100);
    let mut score = full * covered / 100 * covered / 100;
    if !bounded && *weight < SHORT_BYTES {
        score += UNBOUNDED_SHORT;
    }
    if *shared > 1 {
        score += SHARED_MESSAGE;
    }
    score.max(0)
}

/// Every word of a typed query was found.
const ALL_WORDS: i32 = 265;
/// What rare words can add to that.
const RARE_WORDS: i32 = 180;
/// A single word is rarely the whole question.
const ONE_WORD: i32 = -90;
/// A word was spelled otherwise.
const INEXACT: i32 = -15;

/// Words of a typed query: how many of them, and how rare they are.
fn words(found: u32, of: u32, strength: u32, inexact: bool) -> i32 {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX / 1_000);
    let (found, of) = (number(found), number(of.max(1)));
    let mut score =
        ALL_WORDS * found * found / (of * of) + (number(strength) * 6 / of).min(RARE_WORDS);
    if of == 1 {
        score += ONE_WORD;
    }
    if inexact {
        score += INEXACT;
    }
    score
}
