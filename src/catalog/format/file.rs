//! The catalog file as an author writes it: serde types that refuse unknown fields and a missing language.
//!
//! Shape only; what the values must satisfy is `lint`'s.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text in both languages; leaving one out does not parse.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both<T> {
    pub(crate) en: T,
    pub(crate) ko: T,
}

/// One file, `catalogs/<provider id>.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CatalogFile {
    #[serde(rename = "$schema")]
    pub(crate) _schema: Option<String>,
    pub(crate) provider: ProviderFile,
    pub(crate) errors: Vec<EntryFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderFile {
    pub(crate) id: String,
    pub(crate) name: Both<String>,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) protocols: Vec<String>,
    /// Whose bodies and messages it copies: where nothing tells the two apart, it was rather the other.
    #[serde(default)]
    pub(crate) compatible: Vec<String>,
    pub(crate) docs: String,
    pub(crate) reviewed: String,
    #[serde(default)]
    pub(crate) fingerprint: Fingerprint,
}

/// What stands behind the name: it decides who answers when several could.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Sends errors of its own.
    #[default]
    Api,
    /// Lies beneath others (HTTP, OAuth, gRPC): answers when nobody above can.
    Protocol,
    /// A program or library on the caller's side.
    Client,
    /// Passes on what others said (a router, an SDK around SDKs).
    Wrapper,
}

/// What gives a provider away.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fingerprint {
    pub(crate) hosts: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) envelopes: Vec<EnvelopeFile>,
    pub(crate) exceptions: Vec<String>,
    pub(crate) key_prefixes: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) phrases: Vec<String>,
    pub(crate) wrapped_as: Vec<String>,
}

/// Where a JSON body holds what; JSON pointers (RFC 6901) from the error body's root.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct EnvelopeFile {
    pub(crate) code: String,
    pub(crate) message: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) param: String,
    pub(crate) request_id: String,
    /// Pointer to pattern: what else must hold for a body to be of this provider.
    pub(crate) when: BTreeMap<String, String>,
    /// No other API is known to answer in this shape.
    pub(crate) unique: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum VerdictFile {
    No,
    Wait,
    Backoff,
    Check,
}

/// One error as a developer must tell it from others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryFile {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) status: Option<u16>,
    #[serde(default)]
    pub(crate) also_status: Vec<u16>,
    #[serde(default, rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) messages: Vec<String>,
    #[serde(default)]
    pub(crate) exceptions: Vec<String>,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) cause: Both<String>,
    pub(crate) fix: Both<Vec<String>>,
    pub(crate) retry: VerdictFile,
    #[serde(default)]
    pub(crate) common: bool,
    /// Only what another error leads to: where the input has that one, this steps back.
    #[serde(default)]
    pub(crate) symptom: bool,
    #[serde(default)]
    pub(crate) since: String,
    #[serde(default)]
    pub(crate) until: String,
    #[serde(default)]
    pub(crate) derived: bool,
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) see: Vec<String>,
    #[serde(default)]
    pub(crate) keywords: Keywords,
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) not: Vec<String>,
}

/// Words that people type who do not know the code.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Keywords {
    pub(crate) en: Vec<String>,
    pub(crate) ko: Vec<String>,
}
