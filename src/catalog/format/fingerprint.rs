//! Fingerprints to rows and tables: names, templates, and what is found by a part of it.

use std::collections::BTreeMap;

use super::compile::{Writer, folded_length};
use super::file::{EnvelopeFile, Fingerprint, ProviderFile};
use super::layout::{Role, owner};
use super::traces::{KEY_HEAD, Traces, header_parts, host_parts, literal, step_key};

impl Writer {
    pub(super) fn fingerprint(&mut self, number: u32, provider: &ProviderFile) {
        self.name(&provider.id, Role::Provider, number);
        self.name(&provider.name.en, Role::Provider, number);
        self.name(&provider.name.ko, Role::Provider, number);
        for alias in &provider.aliases {
            self.name(alias, Role::Provider, number);
        }
        for module in &provider.fingerprint.exceptions {
            self.name(module, Role::Module, number);
        }
        for wrapped in &provider.fingerprint.wrapped_as {
            self.name(wrapped, Role::Wrapped, number);
        }
        for phrase in &provider.fingerprint.phrases {
            if is_name(phrase) {
                self.name(phrase, Role::Phrase, number);
            } else {
                self.templates
                    .push((number, owner::PHRASE, folded_length(phrase), phrase.clone()));
            }
        }
        for link in &provider.fingerprint.links {
            self.templates
                .push((number, owner::LINK, folded_length(link), link.clone()));
        }
        self.traces(number, &provider.fingerprint);
    }

    fn traces(&mut self, number: u32, fingerprint: &Fingerprint) {
        let mut note = |table: fn(&mut Traces) -> &mut BTreeMap<String, Vec<u32>>,
                        key: String,
                        pattern: &str| {
            let pattern = self.string(pattern);
            table(&mut self.traces)
                .entry(key)
                .or_default()
                .extend([number, pattern]);
        };
        for host in &fingerprint.hosts {
            let key = literal(host_parts(host)).to_ascii_lowercase();
            note(|traces| &mut traces.hosts, key, host);
        }
        for header in &fingerprint.headers {
            let key = literal(header_parts(header)).to_ascii_lowercase();
            note(|traces| &mut traces.headers, key, header);
        }
        for prefix in &fingerprint.key_prefixes {
            if let Some(head) = prefix.get(..KEY_HEAD) {
                note(|traces| &mut traces.key_prefixes, head.to_owned(), prefix);
            }
        }
        for envelope in &fingerprint.envelopes {
            let list = self.envelope(envelope);
            // Without a message, any of the others may be what a body has.
            let ways = match &*envelope.message {
                "" => vec![&envelope.code, &envelope.kind, &envelope.status],
                _ => vec![&envelope.message],
            };
            for pointer in ways.into_iter().filter(|pointer| !pointer.is_empty()) {
                let under = self.traces.envelopes.entry(step_key(pointer)).or_default();
                under
                    .entry(pointer.clone())
                    .or_default()
                    .extend([number, list]);
            }
        }
    }

    fn envelope(&mut self, envelope: &EnvelopeFile) -> u32 {
        let pointers = [
            &envelope.code,
            &envelope.message,
            &envelope.kind,
            &envelope.status,
        ];
        let mut items: Vec<u32> = pointers
            .into_iter()
            .map(|pointer| self.string(pointer))
            .collect();
        items.push(u32::from(envelope.unique));
        let when = self.pairs(&envelope.when);
        items.extend(when);
        self.list(&items)
    }
}

/// Whether a phrase is one name, which the reader of an input looks up whole.
fn is_name(phrase: &str) -> bool {
    !phrase.contains(char::is_whitespace) && folded_length(phrase) < 16
}
