//! From what was found to what is told: the best group, the understood query, reasons without secrets.
//!
//! Decides what is in the answer, not how it looks.

mod reasons;
mod understood;

use crate::advice;
use crate::catalog::{Catalogs, Entry, Lang, Provider, ProviderKind, Verdict};
use crate::evidence::{Evidence, NameKind};
use crate::findings::{Analysis, Finding};
use crate::input::{Signals, meant};
use crate::mask::Masker;
use crate::query::Query;
use crate::rank;
use crate::report::{Match, ReasonKind, Report, Suggestion};
use crate::score::{self, Confidence, Ranked};

use reasons::reasons;
use understood::understood;

/// Reads the wait from the signals and captures of a match.
type Wait<'w> = dyn Fn(&Signals<'_>, &[(String, String)]) -> Option<f64> + 'w;

/// The answer to `query` from the analysis of the whole input and, for a log, of its distinct errors.
pub(crate) fn report<'a>(
    query: &Query,
    whole: &Analysis<'_, 'a>,
    findings: &[Finding<'_, 'a>],
    lang: Lang,
    catalogs: &Catalogs<'a>,
    wait: impl Fn(&Signals<'_>, &[(String, String)]) -> Option<f64>,
) -> Report<'a> {
    let masker = Masker::new(catalogs.providers().flat_map(Provider::key_prefixes));
    let mut matches = Vec::new();
    let mut more = 0;
    for finding in findings {
        let best = &finding.analysis.ranked[0];
        matches.push(Match {
            count: finding.count,
            ..told(best, &finding.analysis, lang, &masker, &wait)
        });
    }
    if matches.is_empty() {
        let good = whole
            .ranked
            .iter()
            .take_while(|ranked| ranked.score >= score::MATCH)
            .count();
        let shown = if query.all {
            good
        } else {
            rank::best_group(&whole.ranked)
        };
        more = good - shown;
        matches.extend(
            whole.ranked[..shown]
                .iter()
                .map(|ranked| told(ranked, whole, lang, &masker, &wait)),
        );
        for (matched, ranked) in matches.iter_mut().zip(&whole.ranked) {
            matched.ties_with_first = ranked.score == whole.ranked[0].score;
        }
    }
    let undecided = matches.len() > 1
        && findings.is_empty()
        && matches[0]
            .evidence
            .iter()
            .all(|reason| is_vague(reason.kind));
    let suggestions = if matches.is_empty() {
        suggestions(&whole.ranked, lang)
    } else {
        Vec::new()
    };
    Report {
        lang,
        query: understood(query, whole, findings, &matches, &masker),
        matches,
        more,
        suggestions,
        undecided,
    }
}

/// Whether a reason names no particular error.
fn is_vague(kind: ReasonKind) -> bool {
    !matches!(
        kind,
        ReasonKind::Code
            | ReasonKind::Message
            | ReasonKind::PartOfMessage
            | ReasonKind::Field
            | ReasonKind::Words
    )
}

fn told<'a>(
    ranked: &Ranked<'a>,
    analysis: &Analysis<'_, 'a>,
    lang: Lang,
    masker: &Masker<'_>,
    wait: &Wait<'_>,
) -> Match<'a> {
    let entry = ranked.candidate.entry;
    let captures: Vec<(String, String)> = ranked
        .candidate
        .captures
        .iter()
        .map(|(slot, value)| (slot.clone(), masker.mask(value).into_owned()))
        .collect();
    let steps = if ranked.candidate.is_lent() {
        entry.portable_fix(lang)
    } else {
        entry.fix(lang).collect()
    };
    let verdict = entry.verdict();
    let after = wait(&analysis.signals, &captures)
        .filter(|_| matches!(verdict, Verdict::Wait | Verdict::Backoff));
    let seen = analysis
        .signals
        .best_status()
        .filter(|seen| entry.has_status(*seen));
    Match {
        entry,
        provider: ranked.candidate.provider,
        message: message(ranked, &analysis.ranked, &captures),
        status: seen.or(entry.status()),
        cause: advice::fill(&entry.cause(lang), &captures),
        fix: steps
            .iter()
            .map(|step| advice::fill(step, &captures))
            .collect(),
        verdict,
        after_seconds: after,
        captures,
        confidence: ranked.confidence,
        evidence: reasons(ranked, &analysis.suspects, masker),
        count: 1,
        ties_with_first: true,
    }
}

/// The wording that was found, with its slots filled; else what a client says of the status alone (`Request failed with
/// status code 429`); else the best known where the input has no message at all: beside another message it would be a
/// wrong one.
fn message(
    ranked: &Ranked<'_>,
    all: &[Ranked<'_>],
    captures: &[(String, String)],
) -> Option<String> {
    let entry = ranked.candidate.entry;
    let of_status = |other: &&Ranked<'_>| {
        let status = other.candidate.entry.status();
        other.candidate.entry.is_status_itself()
            && status.is_some_and(|status| entry.has_status(status))
    };
    let is_other = |evidence: &Evidence| matches!(evidence, Evidence::OtherMessage);
    let is_said_otherwise = ranked.candidate.evidence.iter().any(is_other);
    found(ranked, 0)
        .or_else(|| {
            all.iter()
                .find(of_status)
                .and_then(|other| found(other, 100))
        })
        .or_else(|| entry.messages().next().filter(|_| !is_said_otherwise))
        .map(|template| advice::complete(template, captures))
}

/// The entry's wording of which most was found, at least `least` percent.
fn found<'r>(ranked: &'r Ranked<'_>, least: u32) -> Option<&'r str> {
    let found = ranked
        .candidate
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Message {
                template,
                coverage,
                weight,
                ..
            } if *coverage >= least => Some((*coverage, *weight, template.as_str())),
            _ => None,
        });
    found
        .max_by_key(|(coverage, weight, _)| (*coverage, *weight))
        .map(|(_, _, template)| template)
}

/// At most this many near misses are offered.
const MAX_SUGGESTIONS: usize = 3;

/// Below this score a near miss is no longer near.
const NEAR: i32 = 110;

fn suggestions(ranked: &[Ranked<'_>], lang: Lang) -> Vec<Suggestion> {
    ranked
        .iter()
        .filter(|near| near.score >= NEAR)
        .take(MAX_SUGGESTIONS)
        .map(|near| {
            let entry = near.candidate.entry;
            let provider = entry.provider().id();
            let query = if entry.code().is_empty() {
                format!("{provider}/{}", entry.id())
            } else {
                format!("{provider}:{}", entry.code())
            };
            let about = entry
                .messages()
                .next()
                .map_or_else(|| advice::fill(&entry.cause(lang), &[]), str::to_owned);
            Suggestion {
                query,
                about: shortened(&about),
            }
        })
        .collect()
}

/// Errors of a log that only reflect another one go: a gateway's status of the error that a body explains, and
/// a guess beside a certain finding.
pub(crate) fn without_echoes<'a>(findings: &mut Vec<Finding<'_, 'a>>) {
    let kind = |finding: &Finding<'_, '_>| finding.analysis.ranked[0].candidate.provider.kind();
    let vague = |finding: &Finding<'_, '_>| {
        finding.analysis.ranked[0]
            .candidate
            .evidence
            .iter()
            .all(|evidence| match evidence {
                // `403 Forbidden` in a line of its own says the status twice.
                Evidence::Message { template, .. } => meant(template).is_some(),
                Evidence::Field { .. } => false,
                Evidence::Name { how, .. } => {
                    !matches!(how, NameKind::Code | NameKind::Alias | NameKind::Exception)
                }
                _ => true,
            })
    };
    if findings
        .iter()
        .any(|finding| !vague(finding) && kind(finding) != ProviderKind::Wrapper)
    {
        findings.retain(|finding| !vague(finding) && kind(finding) != ProviderKind::Wrapper);
    }
    // What an error of the same provider leads to, and a client's warning beside an error.
    let best = |finding: &Finding<'_, 'a>| finding.analysis.ranked[0].candidate.entry;
    let causes: Vec<Provider<'a>> = findings
        .iter()
        .map(best)
        .filter(|entry| !entry.is_symptom())
        .map(Entry::provider)
        .collect();
    findings.retain(|finding| {
        let entry = best(finding);
        let is_client = entry.provider().kind() == ProviderKind::Client;
        let is_led_to = causes.contains(&entry.provider()) || is_client && !causes.is_empty();
        !(entry.is_symptom() && is_led_to)
    });
    findings.sort_by_key(|finding| {
        let confidence = finding.analysis.ranked[0].confidence;
        let beneath =
            u8::from(kind(finding) == ProviderKind::Protocol || confidence == Confidence::Weak);
        (beneath, std::cmp::Reverse((finding.count, confidence)))
    });
}

/// A text short enough for one line of an answer.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
