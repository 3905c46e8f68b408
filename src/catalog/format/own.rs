//! What of an entry's texts holds for its provider alone. Knows no entry.

use super::text::name_key;

/// The names of a provider, by which a text that speaks of it or of its pages is told.
pub(crate) struct OwnNames {
    /// Found wherever they stand, as in an address.
    long: Vec<String>,
    /// Found as words of their own: `gpt-4o`, `S3`.
    short: Vec<String>,
}

impl OwnNames {
    /// Shorter ones are parts of words.
    const SHORTEST: usize = 4;

    /// `names` are what the provider is called, of which a short one may be called by all that is part of it;
    /// `aliases` are its products as well.
    pub(crate) fn new<'t>(
        names: impl Iterator<Item = &'t str>,
        aliases: impl Iterator<Item = &'t str>,
    ) -> Self {
        let is_long = |key: &String| key.len() >= Self::SHORTEST;
        let (mut long, short): (Vec<String>, Vec<String>) =
            aliases.map(name_key).partition(is_long);
        long.extend(names.map(name_key).filter(is_long));
        Self { long, short }
    }

    /// Whether neither text names the provider, in words or in an address.
    pub(crate) fn are_silent(&self, en: &str, ko: &str) -> bool {
        !self.stand_in(en) && !self.stand_in(ko)
    }

    fn stand_in(&self, text: &str) -> bool {
        let key = name_key(text);
        let mut words = text.split(|each: char| !each.is_ascii_alphanumeric());
        self.long.iter().any(|name| key.contains(name.as_str()))
            || words.any(|word| {
                self.short
                    .iter()
                    .any(|name| word.eq_ignore_ascii_case(name))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_the_provider_or_its_pages_is_its_own() {
        let names = OwnNames::new(
            ["acm", "Acme AI", "에이미"].into_iter(),
            ["acme", "amt"].into_iter(),
        );
        for (text, own) in [
            ("Open https://platform.acme.com/billing.", true),
            ("에이미 콘솔에서 확인합니다.", true),
            ("Set `ACME_API_KEY`.", true),
            ("Take `amt-4o`.", true),
            ("ACM's signature.", false),
            ("Shorten the messages, or raise `max_tokens`.", false),
            ("The amtrak of it.", false),
        ] {
            assert_eq!(!names.are_silent(text, ""), own, "{text}");
            assert_eq!(!names.are_silent("", text), own, "{text}");
        }
    }
}
