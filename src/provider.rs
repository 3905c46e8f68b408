//! Who sent the error: signals and fingerprints to providers with their evidence.
//!
//! Knows no entry. A name in a path or in a model's name is no evidence; one in prose tips the scales where nothing
//! else does.

use crate::catalog::{Catalogs, Named, Owner, Provider, ProviderKind, Role, name_key};
use crate::evidence::{ProviderEvidence, Sign};
use crate::input::{Place, Signals};
use crate::messages::Found;
use crate::talk::{Talk, talked_of};
use crate::traces;

/// A provider in question.
#[derive(Debug, Clone)]
pub(crate) struct Suspect<'a> {
    pub(crate) provider: Provider<'a>,
    pub(crate) evidence: Vec<ProviderEvidence>,
    /// The sum of what the evidence weighs, at most [`CERTAIN`].
    pub(crate) weight: u32,
    /// What its bodies name as code and as type.
    pub(crate) said: Vec<(Place, String)>,
    /// Whether others answer as it does, and are called with its SDK.
    copied: bool,
}

impl Suspect<'_> {
    /// Whether `sign` is among its evidence.
    pub(crate) fn has(&self, sign: Sign) -> bool {
        self.evidence.iter().any(|evidence| evidence.sign == sign)
    }

    /// Whether more speaks for it than a shape that others share, or the name of an SDK with which others are called.
    pub(crate) fn firm(&self) -> bool {
        let loose = |sign| match sign {
            Sign::Exception => self.copied,
            Sign::SharedEnvelope | Sign::KeyPrefix | Sign::Frame => true,
            _ => false,
        };
        self.evidence.iter().any(|evidence| !loose(evidence.sign))
    }

    /// Whether nothing but the shape of a body speaks for the provider.
    pub(crate) fn is_known_by_shape(&self) -> bool {
        self.evidence
            .iter()
            .all(|evidence| matches!(evidence.sign, Sign::Envelope | Sign::SharedEnvelope))
    }
}

/// Beyond this much evidence there is no doubt left.
pub(crate) const CERTAIN: u32 = 700;

/// From this much on, a provider is known rather than suspected.
pub(crate) const KNOWN: u32 = 300;

/// What the words around an error are worth: who talks of an API has mostly called it, and whatever else speaks for
/// another is stronger.
pub(crate) const TALK: u32 = 100;

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
        Sign::Phrase | Sign::Frame | Sign::Asked => 300,
        // Keys are pasted beside errors of others when someone used the wrong one.
        Sign::KeyPrefix => 200,
        Sign::Named => 500,
        Sign::NamedProtocol => 90,
        Sign::Talk => TALK,
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
    for trace in traces::find(signals, catalogs) {
        let suspect = suspects.add(trace.provider, trace.sign, trace.text);
        suspect.said.extend(trace.said);
    }
    // Which package's code ran says little, and only where nothing says more.
    if !suspects.0.iter().any(is_sure) {
        for package in &signals.frames {
            modules(package, Sign::Frame, catalogs, &mut suspects);
        }
    }
    for suspect in &mut suspects.0 {
        suspect.copied = suspect.has(Sign::Exception) && is_copied(suspect.provider, catalogs);
    }
    if !signals.typed {
        talk(signals, catalogs, &mut suspects);
    }
    let mut suspects = suspects.0;
    suspects.retain(|suspect| catalogs.is_visible(suspect.provider));
    suspects.sort_by_key(|suspect| std::cmp::Reverse(suspect.weight));
    suspects
}

/// Whether an API or a wrapper is known. A client that prints what it met is no sign against an API, and neither is the
/// protocol that was spoken.
fn is_sure(suspect: &Suspect<'_>) -> bool {
    let carries = matches!(
        suspect.provider.kind(),
        ProviderKind::Client | ProviderKind::Protocol
    );
    suspect.weight >= KNOWN && !carries
}

/// The API that the words around the error name, where nothing firm names another. An SDK with which copies are called
/// as well does not say which of them was.
fn talk<'a>(signals: &Signals<'_>, catalogs: &Catalogs<'a>, suspects: &mut Suspects<'a>) {
    let sure: Vec<&Suspect<'a>> = suspects
        .0
        .iter()
        .filter(|suspect| is_sure(suspect))
        .collect();
    if sure.iter().any(|suspect| suspect.firm()) {
        return;
    }
    let statuses: Vec<u16> = signals
        .error_statuses()
        .map(|status| status.number)
        .collect();
    let is_copy = |talk: &Talk<'a>| sure.iter().all(|sure| talk.provider.copies(sure.provider));
    if let Some(talk) = talked_of(&signals.text, &statuses, catalogs).filter(is_copy) {
        let sign = if talk.of_status {
            Sign::Asked
        } else {
            Sign::Talk
        };
        suspects.add(talk.provider, sign, &talk.name);
    }
}

/// The API that answers in the words of `original`: one that copies it and that more than a shared shape speaks for, where
/// nothing firm speaks for the original.
pub(crate) fn copy_of<'a>(
    original: Provider<'a>,
    suspects: &[Suspect<'a>],
) -> Option<Provider<'a>> {
    let mut firm = suspects.iter().filter(|suspect| suspect.firm());
    if firm.clone().any(|suspect| suspect.provider == original) {
        return None;
    }
    let copy = firm.find(|suspect| suspect.provider.copies(original))?;
    Some(copy.provider)
}

/// Whether others answer as `provider` does.
fn is_copied(provider: Provider<'_>, catalogs: &Catalogs<'_>) -> bool {
    catalogs.providers().any(|other| other.copies(provider))
}

struct Suspects<'a>(Vec<Suspect<'a>>);

impl<'a> Suspects<'a> {
    /// Notes a sign once; a second sign of the same kind adds nothing.
    fn add(&mut self, provider: Provider<'a>, sign: Sign, text: &str) -> &mut Suspect<'a> {
        let at = self
            .0
            .iter()
            .position(|suspect| suspect.provider == provider)
            .unwrap_or_else(|| {
                self.0.push(Suspect {
                    provider,
                    evidence: Vec::new(),
                    weight: 0,
                    said: Vec::new(),
                    copied: false,
                });
                self.0.len() - 1
            });
        let suspect = &mut self.0[at];
        if !suspect.has(sign) {
            suspect.evidence.push(ProviderEvidence {
                sign,
                text: text.to_owned(),
            });
            suspect.weight = (suspect.weight + weight(sign)).min(CERTAIN);
        }
        suspect
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
                (Role::Module, _) if !is_brand(&name.text) => Sign::Exception,
                (Role::Phrase, _) => Sign::Phrase,
                _ => continue,
            };
            suspects.add(provider, sign, &name.text);
        }
        modules(&name.text, Sign::Exception, catalogs, suspects);
    }
}

/// Whether a name is a brand and no class, which prose says as well as a program that names its package.
fn is_brand(name: &str) -> bool {
    let is_class = ["Error", "Exception", "Fault", "Failure"]
        .iter()
        .any(|end| name.ends_with(end));
    !is_class && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `package.module.RateLimitError` is of every provider that owns `package` or `package.module`.
fn modules<'a>(name: &str, sign: Sign, catalogs: &Catalogs<'a>, suspects: &mut Suspects<'a>) {
    let joints = name.match_indices(['.', ':', '$']).map(|(at, _)| at);
    let whole = (sign == Sign::Frame).then_some(name.len());
    for at in joints.take(8).filter(|at| *at > 0).chain(whole) {
        for (role, named) in catalogs.named(&name_key(&name[..at])) {
            if let (Role::Module, Named::Provider(provider)) = (role, named) {
                suspects.add(provider, sign, name);
            }
        }
    }
}
