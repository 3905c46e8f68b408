//! Captures into the entry's words, and headers, fields and phrases into the time to wait.
//!
//! Knows no provider: every form of a wait that APIs in general use is read.

use std::time::{Duration, SystemTime};

use crate::input::Signals;

/// A text of a catalog with its segments kept where a capture fills them and left out where not.
pub(crate) fn fill(text: &str, captures: &[(String, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        filled.push_str(before);
        let Some((segment, next)) = after.split_once("]]") else {
            break;
        };
        if let Some(segment) = with_values(segment, captures) {
            filled.push_str(&segment);
        }
        rest = next;
    }
    filled.push_str(rest);
    filled
}

/// A segment with its slots replaced, or `None` where a value is missing.
fn with_values(segment: &str, captures: &[(String, String)]) -> Option<String> {
    let mut text = segment.to_owned();
    for slot in crate::catalog::slots(segment) {
        let (_, value) = captures.iter().find(|(name, _)| name == slot)?;
        text = text.replace(&format!("{{{slot}}}"), value);
    }
    Some(text)
}

/// A message template with its slots filled, and `…` where a value is not known.
pub(crate) fn complete(template: &str, captures: &[(String, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    for (literal, slot) in crate::catalog::pieces(template) {
        text.push_str(literal);
        if let Some(slot) = slot {
            let value = captures.iter().find(|(name, _)| name == slot);
            text.push_str(value.map_or("…", |(_, value)| value));
        }
    }
    text
}

/// How many seconds to wait, as the input says; `now` is the time of reading.
pub(crate) fn wait(
    signals: &Signals<'_>,
    captures: &[(String, String)],
    now: SystemTime,
) -> Option<f64> {
    // The body before the headers: a router's own wait is longer than the provider's.
    let told = captures
        .iter()
        .find(|(slot, _)| slot == "wait")
        .and_then(|(_, value)| duration(value));
    told.or_else(|| in_fields(signals))
        .or_else(|| in_headers(signals, now))
        .or_else(|| in_words(&signals.text))
        .filter(|seconds| (0.0..=31.0 * 86_400.0).contains(seconds))
}

fn in_fields(signals: &Signals<'_>) -> Option<f64> {
    [
        "retryDelay",
        "retry_after",
        "retryAfterSeconds",
        "retry_after_seconds",
        "estimated_time",
        "retry_after_ms",
    ]
    .iter()
    .find_map(|name| {
        let (key, value) = signals
            .fields
            .iter()
            .find(|(key, _)| crate::input::same_key(key, name))?;
        let seconds = duration(value)?;
        Some(if key.ends_with("ms") {
            seconds / 1000.0
        } else {
            seconds
        })
    })
}

fn in_headers(signals: &Signals<'_>, now: SystemTime) -> Option<f64> {
    let header = |name: &str| {
        signals
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_ref())
    };
    if let Some(value) = header("retry-after-ms").and_then(|value| value.parse::<f64>().ok()) {
        return Some(value / 1000.0);
    }
    if let Some(value) = header("retry-after") {
        let said = header("date").and_then(|date| httpdate::parse_http_date(date).ok());
        return value
            .parse::<f64>()
            .ok()
            .or_else(|| until(httpdate::parse_http_date(value).ok()?, said.unwrap_or(now)));
    }
    // Of several limits, the one that is used up; else none, since every answer carries these headers.
    let spent = |name: &str| name.contains("remaining") && name.contains("ratelimit");
    let used_up = signals
        .headers
        .iter()
        .find(|(name, value)| spent(&name.to_ascii_lowercase()) && value.trim() == "0")?;
    let reset = header(&used_up.0.to_ascii_lowercase().replace("remaining", "reset"))?;
    moment(reset, now)
}

/// A reset: a duration, a time in RFC 3339, a number of seconds, or seconds since 1970.
fn moment(text: &str, now: SystemTime) -> Option<f64> {
    if let Ok(time) = humantime::parse_rfc3339_weak(text.trim()) {
        return until(time, now);
    }
    match text.trim().parse::<f64>() {
        Ok(number) if number > 1e9 => until(
            SystemTime::UNIX_EPOCH + Duration::try_from_secs_f64(number).ok()?,
            now,
        ),
        Ok(number) => Some(number),
        Err(_) => duration(text),
    }
}

fn until(time: SystemTime, now: SystemTime) -> Option<f64> {
    time.duration_since(now)
        .ok()
        .map(|left| left.as_secs_f64().ceil())
}

/// Phrases before a duration in a message.
const LEADS: [&str; 8] = [
    "try again in ",
    "retry after ",
    "retry in ",
    "try again after ",
    "wait ",
    "retryafter: ",
    "sleeping for ",
    "available again in ",
];

fn in_words(text: &str) -> Option<f64> {
    let lower = text
        .get(..text.len().min(40_000))
        .unwrap_or_default()
        .to_ascii_lowercase();
    LEADS.iter().find_map(|lead| {
        let at = lower.find(lead)?;
        let rest = &lower[at + lead.len()..];
        duration(
            &rest[..rest
                .find(['\n', '"', '\'', '.'])
                .filter(|end| {
                    !rest[*end..].starts_with('.')
                        || !rest[*end + 1..].starts_with(|next: char| next.is_ascii_digit())
                })
                .unwrap_or(rest.len())],
        )
        .or_else(|| duration(rest.split(['\n', '"', '\'']).next()?))
    })
}

/// Seconds from `0:09:48`, hours or minutes first.
fn clock(text: &str) -> Option<f64> {
    let end = text
        .find(|character: char| !(character.is_ascii_digit() || character == ':'))
        .unwrap_or(text.len());
    let parts = text[..end].split(':').map(str::parse::<u32>);
    let parts = parts.collect::<Result<Vec<u32>, _>>().ok()?;
    let seconds = |parts: &[u32]| {
        parts
            .iter()
            .fold(0.0, |sum, part| sum * 60.0 + f64::from(*part))
    };
    (2..=3).contains(&parts.len()).then(|| seconds(&parts))
}

/// Seconds from `20`, `20s`, `6m0s`, `2m59.56s`, `500ms`, `3 seconds`, `1h 2m`, `0:09:48`.
pub(crate) fn duration(text: &str) -> Option<f64> {
    let text = text.trim().trim_matches(['"', '\'', '`']);
    if let Some(seconds) = clock(text) {
        return Some(seconds);
    }
    let mut rest = text;
    let mut seconds = 0.0;
    let mut any = false;
    while rest.starts_with(|first: char| first.is_ascii_digit()) {
        let end = rest
            .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | ',')))
            .unwrap_or(rest.len());
        let number: f64 = rest[..end]
            .trim_end_matches(['.', ','])
            .replace(',', "")
            .parse()
            .ok()?;
        let after = rest[end..].trim_start();
        let unit_end = after
            .find(|character: char| !character.is_alphabetic())
            .unwrap_or(after.len());
        let unit = &after[..unit_end];
        let scale = match unit {
            "ms" | "milliseconds" | "msec" => 0.001,
            "" | "s" | "sec" | "secs" | "second" | "seconds" | "초" => 1.0,
            "m" | "min" | "mins" | "minute" | "minutes" | "분" => 60.0,
            "h" | "hr" | "hour" | "hours" | "시간" => 3_600.0,
            "d" | "day" | "days" | "일" => 86_400.0,
            _ if any => break,
            // `20 requests` is no time.
            _ => return None,
        };
        seconds += number * scale;
        any = true;
        rest = after[unit_end..].trim_start();
    }
    any.then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Input;

    fn check(text: &str, expected: Option<f64>) {
        let found = duration(text);
        assert!(
            found
                .zip(expected)
                .map_or(found == expected, |(one, other)| (one - other).abs() < 1e-6),
            "{text}: {found:?}"
        );
    }

    #[test]
    fn durations_of_every_form_are_read() {
        for (text, seconds) in [
            ("20", 20.0),
            ("20s", 20.0),
            ("6m0s", 360.0),
            ("2m59.56s", 179.56),
            ("500ms", 0.5),
            ("3 seconds", 3.0),
            ("1h 2m", 3_720.0),
            ("86400 seconds.", 86_400.0),
        ] {
            check(text, Some(seconds));
        }
        check("20 requests", None);
        check("soon", None);
    }

    #[test]
    fn a_segment_vanishes_without_its_value() {
        let text = "한도를 넘었습니다[[ (한도 {limit})]].";
        assert_eq!(fill(text, &[]), "한도를 넘었습니다.");
        assert_eq!(
            fill(text, &[("limit".into(), "8192".into())]),
            "한도를 넘었습니다 (한도 8192)."
        );
    }

    #[test]
    fn the_wait_is_read_from_body_headers_and_words() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        for (text, expected) in [
            ("HTTP/1.1 429 x\nretry-after: 20\n", 20.0),
            ("HTTP/1.1 429 x\nretry-after-ms: 1500\n", 1.5),
            (
                "HTTP/1.1 429 x\nretry-after: Thu, 01 Jan 1970 00:16:50 GMT\n",
                10.0,
            ),
            (
                "x-ratelimit-remaining-tokens: 0\nx-ratelimit-reset-tokens: 6m0s\n",
                360.0,
            ),
            ("{\"details\":[{\"retryDelay\":\"22s\"}]}", 22.0),
            ("Please try again in 6.5s. Visit", 6.5),
            ("Please retry after 3 seconds.", 3.0),
        ] {
            assert_eq!(
                wait(&crate::input::read(Input::new(text).whole()), &[], now),
                Some(expected),
                "{text}"
            );
        }
    }
}
