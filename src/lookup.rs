//! The pipeline, on one screen: text to report.

use std::time::SystemTime;

use crate::advice;
use crate::candidates;
use crate::catalog::{Catalogs, Folded, Lang, Provider, ProviderKind};
use crate::evidence::Sign;
use crate::findings::{Analysis, Finding};
use crate::input::{self, Input, Record};
use crate::messages;
use crate::provider;
use crate::query::{self, Query};
use crate::rank;
use crate::report::Report;
use crate::score;
use crate::summary;

/// Explains `query`; `now` is the time that dates in headers are compared with.
pub(crate) fn lookup<'a>(
    query: &Query,
    catalogs: &Catalogs<'a>,
    lang: Lang,
    now: SystemTime,
) -> Report<'a> {
    let input = Input::new(&query.text);
    let whole = analyse(input.whole(), query, catalogs);
    let findings = if query.typed {
        Vec::new()
    } else {
        several(&input, query, &whole, catalogs)
    };
    summary::report(
        query,
        &whole,
        &findings,
        lang,
        catalogs,
        |signals, captures| advice::wait(signals, captures, now),
    )
}

fn analyse<'t, 'a>(record: Record<'t>, query: &Query, catalogs: &Catalogs<'a>) -> Analysis<'t, 'a> {
    let mut signals = input::read(record);
    let text = record.text;
    query::apply(query, catalogs, &mut signals);
    let mut found = messages::find(text, &Folded::new(text), catalogs);
    for message in &signals.messages {
        // Decoded strings (a query's, a body in a body) are not in the text as they read.
        if !lies_in(&message.text, text) && !text.contains(&*message.text) {
            found.extend(messages::find(
                &message.text,
                &Folded::new(&message.text),
                catalogs,
            ));
        }
    }
    let suspects = provider::recognise(&signals, &found, catalogs);
    let candidates = candidates::find(&signals, &found, &suspects, catalogs);
    Analysis {
        ranked: rank::order(candidates),
        signals,
        suspects,
    }
}

/// Whether `part` is a piece of `whole` in memory, which needs no search.
fn lies_in(part: &str, whole: &str) -> bool {
    whole.as_bytes().as_ptr_range().contains(&part.as_ptr())
}

/// More different records than this tell nothing new.
const MAX_RECORDS: usize = 100;

/// A hash of a record without its digits, so that the same error at another time is the same record.
fn digest(record: &str) -> u64 {
    const MOST: usize = 1_000;
    let bytes = record
        .bytes()
        .filter(|byte| !byte.is_ascii_digit())
        .take(MOST);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The distinct errors of a log's records, the most frequent first.
fn several<'t, 'a>(
    input: &'t Input,
    query: &Query,
    whole: &Analysis<'_, 'a>,
    catalogs: &Catalogs<'a>,
) -> Vec<Finding<'t, 'a>> {
    let mut records: Vec<(u64, Record<'_>, usize)> = Vec::new();
    for record in input.records() {
        let key = digest(record.text);
        if let Some((_, _, count)) = records.iter_mut().find(|(known, _, _)| *known == key) {
            *count += 1;
        } else if records.len() < MAX_RECORDS {
            records.push((key, record, 1));
        }
    }
    let provider: Option<Provider<'a>> = whole
        .suspects
        .first()
        .filter(|first| first.weight >= provider::KNOWN)
        // A copy is called with the original's SDK.
        .map(|first| provider::copy_of(first.provider, &whole.suspects).unwrap_or(first.provider));
    // Where several were called by their addresses, each record speaks for itself.
    let called = whole
        .suspects
        .iter()
        .filter(|suspect| suspect.has(Sign::Host) && suspect.provider.kind() == ProviderKind::Api)
        .count();
    let mut query = query.clone();
    // Who was asked often stands in another record than what came back.
    if query.provider.is_none() && called < 2 {
        query.hint = provider
            .filter(|provider| provider.kind() == ProviderKind::Api)
            .map(|provider| provider.id().to_owned());
    }
    let mut findings: Vec<Finding<'t, 'a>> = Vec::new();
    for (_, record, count) in records {
        let analysis = analyse(record, &query, catalogs);
        let Some(best) = analysis
            .ranked
            .first()
            .filter(|best| best.score >= score::MATCH)
        else {
            continue;
        };
        match findings.iter_mut().find(|known| {
            let known = &known.analysis.ranked[0].candidate;
            (known.entry, known.provider) == (best.candidate.entry, best.candidate.provider)
        }) {
            Some(known) => known.count += count,
            None => findings.push(Finding { analysis, count }),
        }
    }
    summary::without_echoes(&mut findings);
    findings
}
