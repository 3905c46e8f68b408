//! The rules of templates and of what is told: both languages, slots and segments. Knows one entry at a time.

use std::collections::BTreeSet;

use super::super::file::EntryFile;
use super::super::pattern::{Glob, pieces, slots};
use super::super::text::{Folded, has_hangul};
use super::Found;

pub(super) fn template(message: &str, found: &mut Found) {
    let pieces = pieces(message);
    let literal = |at: &(&str, Option<&str>)| Folded::new(at.0).text.len();
    if pieces.iter().map(literal).sum::<usize>() < 3 {
        found.say(
            "messages",
            format!("'{message}' is all slots; keep the provider's words"),
        );
    }
    let inner = &pieces[1..];
    if inner.len() > 1
        && inner[..inner.len() - 1]
            .iter()
            .any(|piece| piece.0.is_empty())
    {
        found.say(
            "messages",
            format!("'{message}' has two slots with nothing between them; make them one"),
        );
    }
}

pub(super) fn texts(entry: &EntryFile, found: &mut Found) {
    let mut known: BTreeSet<&str> = entry
        .messages
        .iter()
        .flat_map(|message| slots(message))
        .collect();
    known.extend(
        entry
            .fields
            .values()
            .filter_map(|pattern| Glob(pattern).slot()),
    );
    for (language, field, text) in every_text(entry) {
        if text.trim().is_empty() {
            found.say(field, format!("the {language} text is empty"));
        }
        if language == "English" && has_hangul(text) {
            found.say(
                field,
                format!(
                    "Hangul in the English text '{}'; write it in English",
                    head(text)
                ),
            );
        }
        if language == "Korean" && !has_hangul(text) {
            found.say(
                field,
                format!(
                    "no Hangul in the Korean text '{}'; write it in Korean",
                    head(text)
                ),
            );
        }
        segments(field, text, &known, found);
    }
}

fn every_text(entry: &EntryFile) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
    let cause = [
        ("English", "cause", entry.cause.en.as_str()),
        ("Korean", "cause", entry.cause.ko.as_str()),
    ];
    let en = entry
        .fix
        .en
        .iter()
        .map(|step| ("English", "fix", step.as_str()));
    let ko = entry
        .fix
        .ko
        .iter()
        .map(|step| ("Korean", "fix", step.as_str()));
    cause.into_iter().chain(en).chain(ko)
}

/// `[[ ... ]]`: closed, with a slot inside that one of the templates captures, and no such slot outside.
fn segments(field: &'static str, text: &str, known: &BTreeSet<&str>, found: &mut Found) {
    let mut rest = text;
    loop {
        let (outside, after) = rest
            .split_once("[[")
            .map_or((rest, None), |(outside, after)| (outside, Some(after)));
        for slot in slots(outside).filter(|slot| known.contains(slot)) {
            found.say(
                field,
                format!(
                    "put {{{slot}}} inside [[ ]], so that it vanishes when nothing was captured"
                ),
            );
        }
        let Some(after) = after else { break };
        let Some((inside, next)) = after.split_once("]]") else {
            found.say(
                field,
                format!("close the segment that begins at '[[{}'", head(after)),
            );
            break;
        };
        let mut any = false;
        for slot in slots(inside) {
            any = true;
            if !known.contains(slot) {
                found.say(field, format!("no message of this entry captures {{{slot}}}; name a slot of 'messages' or 'fields'"));
            }
        }
        if !any {
            found.say(
                field,
                format!("the segment '[[{inside}]]' has no slot; take the brackets away"),
            );
        }
        rest = next;
    }
}

fn head(text: &str) -> String {
    text.chars().take(40).collect()
}
