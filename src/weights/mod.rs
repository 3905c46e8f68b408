//! What each piece of evidence is worth, and why. Knows no order: `rank` adds up and compares.

mod doubts;
mod names;
mod texts;

use crate::candidates::Candidate;
use crate::catalog::{Entry, ProviderKind};
use crate::evidence::{Evidence, NameKind};
use crate::input::{Place, meant};
use crate::provider::KNOWN;
use crate::score::{MATCH, Weighed};

use doubts::{has_own_message, is_near_code, is_particular, is_unsaid, only_a_part, only_a_phrase};
pub(crate) use names::is_short_number;
use names::{best_names_only, name, trust_own_class};
pub(crate) use texts::SHORT_BYTES;
use texts::{best_message_only, message, words};

/// A name of several typed words at most.
const TYPED_WORDS: i32 = 370;

/// The field that tells siblings apart has this entry's value.
const FIELD: i32 = 340;

/// It has another.
const OTHER_FIELD: i32 = -520;

/// The status agrees.
const STATUS: i32 = 130;

/// The status is one that only this provider sends.
const OWN_STATUS: i32 = 300;

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

/// A part of a message and nothing else: another message may begin alike.
const ONLY_A_PART: i32 = -150;

/// Of two entries of one code, the one without messages of its own is meant where no message was found.
const UNSAID: i32 = -8;

/// A provider that copies another's bodies and messages, where nothing tells which of the two it was.
const COMPATIBLE: i32 = -35;

/// What another API words is a shade less sure than what an API has an entry of its own for.
const LENT: i32 = -60;

/// A phrase of a word or two, at a provider that nothing else speaks for: everybody answers so.
const COMMON_PHRASE: i32 = -170;

/// What a code is worth that is spelled otherwise than what was typed: it is offered, and no match.
const NEAR_MISS: i32 = 200;

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
    trust_own_class(candidate, &mut points);
    best_names_only(candidate, &mut points);
    best_message_only(candidate, &mut points);
    soften_fields(candidate, &mut points);
    soften_status(candidate, &mut points);
    status_once(candidate, &mut points);
    doubt_spelling(candidate, &mut points);
    words_once(candidate, &mut points);
    let adjustment = adjustment(candidate, &points);
    Weighed { points, adjustment }
}

/// Where a code that nobody else has was found, a status that says otherwise is somebody else's in the text.
fn soften_status(candidate: &Candidate<'_>, points: &mut [i32]) {
    let own = |evidence: &Evidence| {
        matches!(evidence, Evidence::Name { how: NameKind::Code, exact: true, owners: 1, text, .. }
            if !is_short_number(text))
    };
    if candidate.evidence.iter().any(own) {
        for (evidence, points) in candidate.evidence.iter().zip(points) {
            if matches!(evidence, Evidence::OtherStatus(_)) {
                *points /= 3;
            }
        }
    }
}

/// Words that happen to be somebody's code or short message as well (`rate limit`, `model not found`) are words first:
/// the best of all that they may be counts, and the rest says the same once more.
fn words_once(candidate: &Candidate<'_>, points: &mut [i32]) {
    let is_whole = |evidence: &Evidence| matches!(evidence, Evidence::Name { place: Place::Typed, text, .. } if text.contains(' '));
    let is_words = |evidence: &Evidence| matches!(evidence, Evidence::Words { .. });
    let has = |test: &dyn Fn(&Evidence) -> bool| candidate.evidence.iter().any(test);
    for (evidence, points) in candidate.evidence.iter().zip(points.iter_mut()) {
        if is_whole(evidence) {
            *points = (*points).min(TYPED_WORDS);
        }
    }
    if !has(&is_words) {
        return;
    }
    // Beside a name, a message is more than words.
    let named = has(&|evidence| matches!(evidence, Evidence::Name { .. }) && !is_whole(evidence));
    let mut readings: Vec<usize> = Vec::new();
    for (number, evidence) in candidate.evidence.iter().enumerate() {
        // A part of a message is some of its words.
        let is_loose = matches!(evidence, Evidence::Message { weight, coverage, .. }
            if !named && *weight < SHORT_BYTES || *coverage < 100);
        if is_whole(evidence) || is_words(evidence) || is_loose {
            readings.push(number);
        }
    }
    let best = readings
        .iter()
        .copied()
        .max_by_key(|number| points[*number]);
    for number in readings.into_iter().filter(|number| Some(*number) != best) {
        points[number] = 0;
    }
}

/// A status that a text names as a code as well is one fact and not two.
fn status_once(candidate: &Candidate<'_>, points: &mut [i32]) {
    if !candidate.entry.is_status_itself() {
        return;
    }
    for (evidence, points) in candidate.evidence.iter().zip(points) {
        if matches!(evidence, Evidence::Name { how: NameKind::Code, place, .. } if *place != Place::Typed)
        {
            *points = 0;
        }
    }
}

/// From this status on, servers mean what each of them likes (520 to 530 of one CDN's).
const FIRST_UNOFFICIAL: u16 = 520;

/// At an API that nothing else speaks for, a code in another spelling is another API's, and a status in letters nobody's.
fn doubt_spelling(candidate: &Candidate<'_>, points: &mut [i32]) {
    if candidate.traced().is_some() {
        return;
    }
    let is_standard = candidate.provider.kind() == ProviderKind::Protocol;
    let answered = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Status(_)));
    // `UNKNOWN STEP`: a shouted word is a word.
    let is_shout = |text: &str, place: Place| {
        place == Place::Mention && text.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let is_doubtful = |text: &str| {
        // `BAD_REQUEST` is how programs write a status, `-1` is any program's.
        meant(text).is_some() || !answered && text.starts_with('-') && text.len() <= 3
    };
    // What APIs put under `code` is often no more than the status.
    let is_its_status = |text: &str| {
        let status = candidate
            .entry
            .status()
            .filter(|status| *status < FIRST_UNOFFICIAL);
        !is_standard && status.is_some_and(|status| text.parse() == Ok(status))
    };
    for (evidence, points) in candidate.evidence.iter().zip(points) {
        match evidence {
            Evidence::Name { text, .. } if is_its_status(text) => *points = 0,
            Evidence::Name { text, place, .. } if is_shout(text, *place) => *points /= 3,
            Evidence::Name { text, place, .. }
                if !is_standard && *place < Place::Typed && is_doubtful(text) =>
            {
                *points /= 3;
            }
            Evidence::Name {
                how: NameKind::Code | NameKind::Alias,
                place: Place::Code,
                exact: false,
                text,
                ..
            } => {
                // `code: unknown` is a word.
                let is_word = text.bytes().all(|byte| byte.is_ascii_lowercase());
                *points /= if is_word { 3 } else { 2 };
            }
            _ => {}
        }
    }
}

/// Where the message itself was found, a field that says otherwise is a doubt and no refusal.
fn soften_fields(candidate: &Candidate<'_>, points: &mut [i32]) {
    let said = candidate
        .evidence
        .iter()
        .any(|evidence| matches!(evidence, Evidence::Message { coverage: 100, .. }));
    let traced = candidate.traced().is_some();
    for (evidence, points) in candidate.evidence.iter().zip(points) {
        match evidence {
            Evidence::OtherField { .. } if said => *points /= 3,
            Evidence::Field { key, .. } if !traced && is_everybodys(key) => *points = 0,
            _ => {}
        }
    }
}

/// Whether any API has a field of this name: what it holds is a sign only beside another sign of the provider.
fn is_everybodys(key: &str) -> bool {
    ["message", "error", "code", "type", "status"]
        .iter()
        .any(|name| key.eq_ignore_ascii_case(name))
}

fn weight(evidence: &Evidence, entry: Entry<'_>) -> i32 {
    match evidence {
        Evidence::Name { .. } => name(evidence),
        Evidence::Message { .. } => message(evidence),
        Evidence::Field { .. } => FIELD,
        Evidence::OtherField { .. } => OTHER_FIELD,
        Evidence::Status(_) => STATUS,
        Evidence::OwnStatus(_) => OWN_STATUS,
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
                | Evidence::OwnStatus(_)
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
    if is_near_code(candidate) {
        // Nor is it with a code that is spelled otherwise, which is offered and no more.
        return NEAR_MISS - sum;
    }
    let known = candidate.traced();
    let mut adjustment = 0;
    if entry.is_status_itself() && has_status {
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
    if candidate.is_lent() {
        adjustment += LENT;
    }
    if known.is_none() && !typed_words && only_a_part(candidate) {
        adjustment += ONLY_A_PART;
    }
    if known.is_none_or(|weight| weight < KNOWN)
        && !typed_words
        && candidate.provider.compatible().next().is_some()
        && !has_own_message(candidate)
    {
        adjustment += COMPATIBLE;
    }
    if !typed_words && is_unsaid(candidate) {
        adjustment += UNSAID;
    }
    if known.is_none() && candidate.provider.kind() == ProviderKind::Api && only_a_phrase(candidate)
    {
        adjustment += COMMON_PHRASE;
    }
    adjustment
}
