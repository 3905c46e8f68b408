//! Who sent the error: signals and fingerprints to providers with their evidence.
//!
//! Knows no entry. A name in prose, in a path or in a model's name is no evidence.

use crate::catalog::{
    Catalogs, Envelope, Glob, Named, Owner, Provider, ProviderKind, Role, name_key,
};
use crate::evidence::{ProviderEvidence, Sign};
use crate::input::{Place, Signals, Value};
use crate::messages::Found;

/// A provider in question.
#[derive(Debug, Clone)]
pub(crate) struct Suspect<'a> {
    pub(crate) provider: Provider<'a>,
    pub(crate) evidence: Vec<ProviderEvidence>,
    /// The sum of what the evidence weighs, at most [`CERTAIN`].
    pub(crate) weight: u32,
}

impl Suspect<'_> {
    /// Whether more speaks for it than the name of its SDK and a shape that others share.
    pub(crate) fn firm(&self) -> bool {
        let loose = |sign| {
            matches!(
                sign,
                Sign::Exception | Sign::SharedEnvelope | Sign::KeyPrefix
            )
        };
        self.evidence.iter().any(|evidence| !loose(evidence.sign))
    }
}

/// Beyond this much evidence there is no doubt left.
pub(crate) const CERTAIN: u32 = 700;

/// From this much on, a provider is known rather than suspected.
pub(crate) const KNOWN: u32 = 300;

/// What a sign weighs, and why.
pub(crate) fn weight(sign: Sign) -> u32 {
    match sign {
        // The user's word.
        Sign::Given => CERTAIN,
        // No other API answers so.
        Sign::Envelope => 480,
        // The class comes from the provider's own package, although compatible APIs are called with it as well.
        Sign::Exception => 320,
        // The router knows whom it asked.
        Sign::Router => 450,
        // Requests go where the address says, and a program signs the lines that it prints.
        Sign::Host | Sign::Header | Sign::Speaker => 420,
        // Messages point to their sender's own pages.
        Sign::Link => 330,
        Sign::Phrase => 300,
        // Keys are pasted beside errors of others when someone used the wrong one.
        Sign::KeyPrefix => 200,
        Sign::Named => 500,
        Sign::NamedProtocol => 90,
        // A dozen APIs copy one envelope.
        Sign::SharedEnvelope => 60,
    }
}

/// Every provider that left a trace, the most certain first.
pub(crate) fn recognise<'a>(
    signals: &Signals<'_>,
    found: &[Found<'a>],
    catalogs: &Catalogs<'a>,
) -> Vec<Suspect<'a>> {
    let mut suspects = Suspects(Vec::new());
    given(signals, catalogs, &mut suspects);
    names(signals, catalogs, &mut suspects);
    for hit in found {
        match hit.template.owner() {
            Owner::Phrase(provider) if hit.coverage == 100 => {
                suspects.add(provider, Sign::Phrase, hit.template.text());
            }
            Owner::Link(provider) if hit.coverage == 100 => {
                suspects.add(provider, Sign::Link, hit.template.text());
            }
            _ => {}
        }
    }
    for provider in catalogs.providers() {
        transport(signals, provider, &mut suspects);
        envelopes(signals, provider, &mut suspects);
    }
    let mut suspects = suspects.0;
    suspects.retain(|suspect| catalogs.is_visible(suspect.provider));
    suspects.sort_by_key(|suspect| std::cmp::Reverse(suspect.weight));
    suspects
}

struct Suspects<'a>(Vec<Suspect<'a>>);

impl<'a> Suspects<'a> {
    /// Notes a sign once; a second sign of the same kind adds nothing.
    fn add(&mut self, provider: Provider<'a>, sign: Sign, text: &str) {
        let at = self
            .0
            .iter()
            .position(|suspect| suspect.provider == provider)
            .unwrap_or_else(|| {
                self.0.push(Suspect {
                    provider,
                    evidence: Vec::new(),
                    weight: 0,
                });
                self.0.len() - 1
            });
        let suspect = &mut self.0[at];
        if suspect.evidence.iter().all(|known| known.sign != sign) {
            suspect.evidence.push(ProviderEvidence {
                sign,
                text: text.to_owned(),
            });
            suspect.weight = (suspect.weight + weight(sign)).min(CERTAIN);
        }
    }
}

fn given<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, suspects: &mut Suspects<'a>) {
    if let Some(id) = &signals.provider
        && let Some(provider) = catalogs.providers().find(|provider| provider.id() == id)
    {
        suspects.add(provider, Sign::Given, id);
    }
}

/// Names that are a provider's own: modules of its SDK, routers' words for it, phrases of one word.
fn names<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, suspects: &mut Suspects<'a>) {
    for name in &signals.names {
        for (role, named) in catalogs.named(&name_key(&name.text)) {
            let Named::Provider(provider) = named else {
                continue;
            };
            let sign = match (role, name.place) {
                (
                    Role::Wrapped,
                    Place::Router | Place::Mention | Place::Exception | Place::Speaker,
                )
                | (Role::Provider, Place::Router) => Sign::Router,
                (Role::Provider, Place::Speaker) if provider.kind() == ProviderKind::Client => {
                    Sign::Speaker
                }
                // `requests` and `HTTP` stand in sentences about every API.
                (Role::Provider, Place::Typed | Place::Word)
                    if matches!(
                        provider.kind(),
                        ProviderKind::Protocol | ProviderKind::Client
                    ) =>
                {
                    Sign::NamedProtocol
                }
                (Role::Provider, Place::Typed | Place::Word) => Sign::Named,
                (Role::Module, _) => Sign::Exception,
                (Role::Phrase, _) => Sign::Phrase,
                _ => continue,
            };
            suspects.add(provider, sign, &name.text);
        }
        modules(&name.text, catalogs, suspects);
    }
}

/// `package.module.RateLimitError` is of every provider that owns `package` or `package.module`.
fn modules<'a>(name: &str, catalogs: &Catalogs<'a>, suspects: &mut Suspects<'a>) {
    for (at, _) in name.match_indices(['.', ':', '$']).take(8) {
        if at == 0 {
            continue;
        }
        for (role, named) in catalogs.named(&name_key(&name[..at])) {
            if let (Role::Module, Named::Provider(provider)) = (role, named) {
                suspects.add(provider, Sign::Exception, name);
            }
        }
    }
}

/// Hosts, headers and keys.
fn transport<'a>(signals: &Signals<'_>, provider: Provider<'a>, suspects: &mut Suspects<'a>) {
    if !signals.hosts.is_empty() {
        for pattern in provider.hosts() {
            if let Some(host) = signals.hosts.iter().find(|host| is_host(pattern, host)) {
                suspects.add(provider, Sign::Host, host);
            }
        }
    }
    if !signals.headers.is_empty() {
        for pattern in provider.headers() {
            if let Some((name, _)) = signals
                .headers
                .iter()
                .find(|(name, _)| Glob(pattern).matches(name))
            {
                suspects.add(provider, Sign::Header, name);
            }
        }
    }
    for prefix in provider.key_prefixes() {
        if has_key(&signals.text, prefix) {
            suspects.add(provider, Sign::KeyPrefix, prefix);
        }
    }
}

/// Whether `host` (perhaps with a port) has the form of `pattern`.
fn is_host(pattern: &str, host: &str) -> bool {
    let bare = if pattern.contains(':') {
        host
    } else {
        host.split(':').next().unwrap_or(host)
    };
    Glob(pattern).matches(bare)
}

/// Whether a key of this prefix stands in the text: at a word's start, with more of it behind.
fn has_key(text: &str, prefix: &str) -> bool {
    prefix.len() >= 3
        && memchr::memmem::find_iter(text.as_bytes(), prefix.as_bytes())
            .take(16)
            .any(|at| {
                let before = at.checked_sub(1).map(|before| text.as_bytes()[before]);
                let after = text.as_bytes().get(at + prefix.len());
                before.is_none_or(|byte| {
                    !byte.is_ascii_alphanumeric() && byte != b'-' && byte != b'/'
                }) && after.is_some_and(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'_' | b'.')
                })
            })
}

fn envelopes<'a>(signals: &Signals<'_>, provider: Provider<'a>, suspects: &mut Suspects<'a>) {
    for envelope in provider.envelopes() {
        if signals.bodies.iter().any(|body| holds(body, envelope, 6)) {
            let unique = envelope.unique();
            let sign = if unique {
                Sign::Envelope
            } else {
                Sign::SharedEnvelope
            };
            suspects.add(provider, sign, envelope.code().trim_start_matches('/'));
        }
    }
}

/// Whether `value`, or an object within it, is a body of this envelope.
fn holds(value: &Value<'_>, envelope: Envelope<'_>, depth: u32) -> bool {
    match value {
        Value::Map(pairs) => {
            is_of(value, envelope)
                || depth > 0
                    && pairs
                        .iter()
                        .any(|(_, value)| holds(value, envelope, depth - 1))
        }
        Value::List(items) => {
            depth > 0
                && items
                    .iter()
                    .take(20)
                    .any(|item| holds(item, envelope, depth - 1))
        }
        _ => false,
    }
}

/// The message must be there, and code, type or status: providers leave out what they have no value for.
fn is_of(value: &Value<'_>, envelope: Envelope<'_>) -> bool {
    let has = |pointer: &str| value.at(pointer).is_some();
    let message = envelope.message();
    let mut others = envelope
        .pointers()
        .filter(|pointer| *pointer != message)
        .peekable();
    (message.is_empty() || has(message))
        && (others.peek().is_none() || others.any(has))
        && !(message.is_empty() && envelope.pointers().next().is_none())
        && envelope
            .conditions()
            .all(|(pointer, pattern)| fits(value.at(pointer), pattern))
}

/// Whether a value satisfies a `when` pattern.
fn fits(value: Option<&Value<'_>>, pattern: &str) -> bool {
    match (pattern, value) {
        ("absent", value) => value.is_none(),
        (_, None) => false,
        ("*", Some(_)) => true,
        ("null", Some(value)) => matches!(value, Value::Null),
        (pattern, Some(value)) => {
            let (kind, glob) = pattern
                .split_once(':')
                .filter(|(kind, _)| matches!(*kind, "int" | "str"))
                .unwrap_or(("", pattern));
            let right_kind = match kind {
                "int" => matches!(value, Value::Number(_)),
                "str" => matches!(value, Value::Text(_) | Value::Word(_)),
                _ => true,
            };
            let text = match value {
                Value::Bool(true) => Some("true"),
                Value::Bool(false) => Some("false"),
                other => other.as_text(),
            };
            right_kind && text.is_some_and(|text| Glob(glob).matches(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_match_with_and_without_a_port() {
        assert!(is_host("api.openai.com", "api.openai.com:443"));
        assert!(is_host("localhost:11434", "localhost:11434"));
        assert!(is_host("*.openai.azure.com", "my.openai.azure.com"));
        assert!(!is_host("api.openai.com", "notapi.openai.com.evil.example"));
    }

    #[test]
    fn a_key_prefix_needs_a_key_behind_it() {
        assert!(has_key("key sk-ant-api03", "sk-ant-"));
        assert!(!has_key("the prefix sk-ant- is", "sk-ant-"));
        assert!(!has_key("task-ant-x", "sk-ant-"));
    }

    #[test]
    fn conditions_speak_of_type_and_presence() {
        let number = Value::Number("400".into());
        assert!(fits(Some(&number), "int:###"));
        assert!(!fits(Some(&number), "str:###"));
        assert!(fits(None, "absent"));
        assert!(!fits(None, "*"));
        assert!(fits(Some(&Value::Null), "null"));
    }
}
