//! What of an entry's texts holds for its provider alone. Knows no entry.

use super::text::name_key;

/// The names of a provider, by which a text that speaks of it or of its pages is told.
pub(crate) struct OwnNames(Vec<String>);

impl OwnNames {
    /// Shorter ones are parts of words.
    const SHORTEST: usize = 4;

    pub(crate) fn new<'t>(names: impl Iterator<Item = &'t str>) -> Self {
        let keys = names.map(name_key);
        Self(keys.filter(|key| key.len() >= Self::SHORTEST).collect())
    }

    /// Whether `text` names the provider, in words or in an address.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let key = name_key(text);
        self.0.iter().any(|name| key.contains(name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_the_provider_or_its_pages_is_its_own() {
        let names = OwnNames::new(["acme", "Acme AI", "에이미", "ai"].into_iter());
        for (text, own) in [
            ("Open https://platform.acme.com/billing.", true),
            ("에이미 콘솔에서 확인합니다.", true),
            ("Set `ACME_API_KEY`.", true),
            ("Shorten the messages, or raise `max_tokens`.", false),
            ("Say it again.", false),
        ] {
            assert_eq!(names.stand_in(text), own, "{text}");
        }
    }
}
