//! From what was found to what is told: the best group, the understood query, reasons without secrets.
//!
//! Decides what is in the answer, not how it looks.

use crate::advice;
use crate::catalog::{Catalogs, Lang, Provider, ProviderKind, Verdict};
use crate::evidence::{Evidence, NameKind, Sign};
use crate::findings::{Analysis, Finding};
use crate::input::{Place, Signals};
use crate::mask::mask;
use crate::provider::{self, KNOWN, Suspect};
use crate::query::Query;
use crate::rank;
use crate::report::{Match, ProviderFrom, Reason, ReasonKind, Report, Suggestion, Understood};
use crate::score::{self, Confidence, Ranked};

/// Reads the wait from the signals and captures of a match.
type Wait<'w> = dyn Fn(&Signals<'_>, &[(String, String)]) -> Option<f64> + 'w;

/// The answer to `query` from the analysis of the whole input and, for a log, of its distinct errors.
pub(crate) fn report<'a>(
    query: &Query,
    whole: &Analysis<'_, 'a>,
    findings: &[Finding<'_, 'a>],
    lang: Lang,
    _catalogs: &Catalogs<'a>,
    wait: impl Fn(&Signals<'_>, &[(String, String)]) -> Option<f64>,
) -> Report<'a> {
    let mut matches = Vec::new();
    let mut more = 0;
    for finding in findings {
        let best = &finding.analysis.ranked[0];
        matches.push(Match {
            count: finding.count,
            ..told(best, &finding.analysis, lang, &wait)
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
                .map(|ranked| told(ranked, whole, lang, &wait)),
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
        query: understood(query, whole, findings, &matches),
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
    wait: &Wait<'_>,
) -> Match<'a> {
    let entry = ranked.candidate.entry;
    let captures: Vec<(String, String)> = ranked
        .candidate
        .captures
        .iter()
        .map(|(slot, value)| (slot.clone(), mask(value).into_owned()))
        .collect();
    let verdict = entry.verdict();
    let after = wait(&analysis.signals, &captures)
        .filter(|_| matches!(verdict, Verdict::Wait | Verdict::Backoff));
    let seen = analysis
        .signals
        .best_status()
        .filter(|seen| entry.has_status(*seen));
    Match {
        entry,
        message: message(ranked, &captures),
        status: seen.or(entry.status()),
        cause: advice::fill(entry.cause(lang), &captures),
        fix: entry
            .fix(lang)
            .map(|step| advice::fill(step, &captures))
            .collect(),
        verdict,
        after_seconds: after,
        captures,
        confidence: ranked.confidence,
        evidence: reasons(ranked, &analysis.suspects),
        count: 1,
        ties_with_first: true,
    }
}

/// The wording that was found, or the best known, with its slots filled.
fn message(ranked: &Ranked<'_>, captures: &[(String, String)]) -> Option<String> {
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
            } => Some((*coverage, *weight, template.as_str())),
            _ => None,
        });
    let best = found
        .max_by_key(|(coverage, weight, _)| (*coverage, *weight))
        .map(|(_, _, template)| template);
    best.or_else(|| ranked.candidate.entry.messages().next())
        .map(|template| advice::complete(template, captures))
}

/// The evidence of a match as reasons, each kind once, with what it added to the score.
fn reasons(ranked: &Ranked<'_>, suspects: &[Suspect<'_>]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut add = |kind: ReasonKind, found: &str, place: Option<Place>, points: i32| match reasons
        .iter_mut()
        .find(|known| known.kind == kind)
    {
        Some(known) if known.points == 0 && points != 0 => {
            *known = Reason {
                kind,
                found: shortened(&mask(found)),
                place,
                points,
            };
        }
        Some(_) => {}
        None => reasons.push(Reason {
            kind,
            found: shortened(&mask(found)),
            place,
            points,
        }),
    };
    let provider = ranked.candidate.entry.provider();
    let suspect = suspects.iter().find(|suspect| suspect.provider == provider);
    for evidence in suspect.iter().flat_map(|suspect| &suspect.evidence) {
        let points = i32::try_from(provider::weight(evidence.sign)).unwrap_or(0);
        add(sign_reason(evidence.sign), &evidence.text, None, points);
    }
    for (evidence, points) in ranked.candidate.evidence.iter().zip(&ranked.weighed.points) {
        let (kind, found, place) = match evidence {
            Evidence::Name {
                how, text, place, ..
            } => (name_reason(*how), text.clone(), Some(*place)),
            Evidence::Message {
                template,
                coverage: 100,
                ..
            } => (ReasonKind::Message, template.clone(), None),
            Evidence::Message { template, .. } => {
                (ReasonKind::PartOfMessage, template.clone(), None)
            }
            Evidence::Field { key, value } => (ReasonKind::Field, format!("{key}: {value}"), None),
            Evidence::OtherField { key, value } => {
                (ReasonKind::OtherField, format!("{key}: {value}"), None)
            }
            Evidence::Status(status) => (ReasonKind::Status, status.to_string(), None),
            Evidence::OtherStatus(status) => (ReasonKind::OtherStatus, status.to_string(), None),
            Evidence::Words { found, of, .. } => (ReasonKind::Words, format!("{found}/{of}"), None),
            Evidence::OtherProvider { .. } => {
                let first = suspects.first().map_or("", |first| first.provider.id());
                (ReasonKind::OtherProvider, first.to_owned(), None)
            }
            Evidence::OtherMessage => (ReasonKind::OtherMessage, String::new(), None),
            Evidence::Provider { .. } => continue,
        };
        add(kind, &found, place, *points);
    }
    reasons.sort_by_key(|reason| !reason.kind.speaks_for());
    reasons
}

fn name_reason(how: NameKind) -> ReasonKind {
    match how {
        NameKind::Code | NameKind::Alias => ReasonKind::Code,
        NameKind::Exception | NameKind::Class => ReasonKind::Exception,
        NameKind::Field => ReasonKind::Field,
        NameKind::Type => ReasonKind::Type,
        NameKind::Message => ReasonKind::Message,
    }
}

fn sign_reason(sign: Sign) -> ReasonKind {
    match sign {
        Sign::Given | Sign::Named | Sign::NamedProtocol => ReasonKind::Option,
        Sign::Envelope | Sign::SharedEnvelope => ReasonKind::Envelope,
        Sign::Exception => ReasonKind::Exception,
        Sign::Router | Sign::Speaker => ReasonKind::Router,
        Sign::Host => ReasonKind::Host,
        Sign::Header => ReasonKind::Header,
        Sign::Link | Sign::Phrase | Sign::KeyPrefix => ReasonKind::Phrase,
    }
}

fn understood<'a>(
    query: &Query,
    whole: &Analysis<'_, 'a>,
    findings: &[Finding<'_, 'a>],
    matches: &[Match<'a>],
) -> Understood<'a> {
    let analysis = findings.first().map_or(whole, |_| whole);
    let signals = &findings
        .first()
        .map_or(&analysis.signals, |finding| &finding.analysis.signals);
    let matched = matches.first().map(|best| best.entry.provider());
    let known = analysis.suspects.iter().find(|suspect| {
        suspect.weight >= KNOWN && matched.is_none_or(|matched| matched == suspect.provider)
    });
    let from = known
        .and_then(|suspect| suspect.evidence.iter().map(|evidence| evidence.sign).min())
        .map(provider_from);
    let code = matches.first().and_then(|best| {
        let own = best.entry.code();
        let seen = best
            .evidence
            .iter()
            .find(|reason| reason.kind == ReasonKind::Code)
            .map(|reason| reason.found.clone());
        seen.or_else(|| {
            signals
                .names
                .iter()
                .find(|name| name.place == Place::Code && name.text == own)
                .map(|_| own.to_owned())
        })
    });
    let stray = || {
        signals
            .names
            .iter()
            .filter(|name| name.place == Place::Code)
            .max_by_key(|name| name.depth)
            .map(|name| shortened(&mask(&name.text)))
    };
    let message = signals
        .messages
        .iter()
        .max_by_key(|message| message.depth)
        .map(|message| shortened(&mask(message.text.trim())));
    let message = message.or_else(|| {
        let reason = matches
            .first()?
            .evidence
            .iter()
            .find(|reason| reason.kind == ReasonKind::Message)?;
        Some(reason.found.clone())
    });
    Understood {
        provider: known.map(|suspect| suspect.provider).or(matched),
        provider_from: if query.provider.is_some() {
            Some(ProviderFrom::Option)
        } else {
            from.or(matched.map(|_| ProviderFrom::Match))
        },
        status: signals
            .best_status()
            .or_else(|| whole.signals.best_status()),
        code: code.or_else(stray),
        message,
        via: via(whole, matched),
    }
}

fn provider_from(sign: Sign) -> ProviderFrom {
    match sign {
        Sign::Given => ProviderFrom::Option,
        Sign::Envelope | Sign::SharedEnvelope => ProviderFrom::Envelope,
        Sign::Exception => ProviderFrom::Exception,
        Sign::Router | Sign::Speaker => ProviderFrom::Router,
        Sign::Host => ProviderFrom::Host,
        Sign::Header => ProviderFrom::Header,
        Sign::Link | Sign::Phrase | Sign::KeyPrefix => ProviderFrom::Text,
        Sign::Named | Sign::NamedProtocol => ProviderFrom::Query,
    }
}

/// The wrappers around the matched provider, in the order in which the text names them.
fn via<'a>(analysis: &Analysis<'_, 'a>, matched: Option<Provider<'a>>) -> Vec<&'a str> {
    let mut wrappers: Vec<(usize, &'a str)> = analysis
        .suspects
        .iter()
        .filter(|suspect| {
            suspect.provider.kind() == ProviderKind::Wrapper && Some(suspect.provider) != matched
        })
        .filter_map(|suspect| {
            let place = suspect
                .evidence
                .iter()
                .filter_map(|evidence| analysis.signals.text.find(&evidence.text))
                .min()?;
            Some((place, suspect.provider.id()))
        })
        .collect();
    wrappers.sort_unstable();
    wrappers.into_iter().map(|(_, id)| id).collect()
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
                .map_or_else(|| advice::fill(entry.cause(lang), &[]), str::to_owned);
            Suggestion {
                query,
                about: shortened(&about),
            }
        })
        .collect()
}

/// Errors of a log that only reflect another one go: a gateway's status of the error that a body explains, and
/// a guess beside a certain finding.
pub(crate) fn without_echoes(findings: &mut Vec<Finding<'_, '_>>) {
    let kind =
        |finding: &Finding<'_, '_>| finding.analysis.ranked[0].candidate.entry.provider().kind();
    let vague = |finding: &Finding<'_, '_>| {
        finding.analysis.ranked[0]
            .candidate
            .evidence
            .iter()
            .all(|evidence| {
                !matches!(evidence, Evidence::Message { .. } | Evidence::Field { .. })
                    && !matches!(
                        evidence,
                        Evidence::Name {
                            how: NameKind::Code | NameKind::Alias | NameKind::Exception,
                            ..
                        }
                    )
            })
    };
    if findings
        .iter()
        .any(|finding| !vague(finding) && kind(finding) != ProviderKind::Wrapper)
    {
        findings.retain(|finding| !vague(finding) && kind(finding) != ProviderKind::Wrapper);
    }
    findings.sort_by_key(|finding| {
        let beneath = u8::from(
            kind(finding) == ProviderKind::Protocol
                || finding.analysis.ranked[0].confidence == Confidence::Weak,
        );
        (beneath, std::cmp::Reverse(finding.count))
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
