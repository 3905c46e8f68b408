//! The one API that the words around an error speak of: `the X API says`, `X에서 401이 납니다`. A reader takes the
//! error for that API's where nothing else tells; a name in a path, a model or an identifier is none.

use std::cell::LazyCell;

use crate::catalog::{Catalogs, Provider, ProviderKind, is_word, name_key, stem};
use crate::input::meant;

/// How many characters of a text are looked through: who is asked stands beside the error or before it.
const MOST: usize = 4_000;

/// Longer lines are sentences, in which a name and a status need not belong together.
const MOST_WORDS: usize = 14;

/// How many words a name has at most: `Korea Public Data Portal`.
const LONGEST: usize = 4;

/// The API that the words of a text name.
pub(crate) struct Talk<'a> {
    pub(crate) provider: Provider<'a>,
    /// The words that name it.
    pub(crate) name: String,
    /// Whether the status is said beside the name: `X API HTTP 429`.
    pub(crate) of_status: bool,
}

/// The API that `text` names; `None` where it names none or several. `statuses` are those that the text says.
pub(crate) fn talked_of<'a>(
    text: &str,
    statuses: &[u16],
    catalogs: &Catalogs<'a>,
) -> Option<Talk<'a>> {
    let end = text.char_indices().nth(MOST);
    let text = end.map_or(text, |(end, _)| &text[..end]);
    let mut only: Option<Talk<'a>> = None;
    let heads = LazyCell::new(|| Heads::of(catalogs));
    for line in text.lines() {
        let words: Vec<&str> = chunks(line).collect();
        let keys: Vec<Keys> = words.iter().map(|word| Keys::of(word)).collect();
        let says_status = LazyCell::new(|| {
            // `403이`, `401에러`
            let is_status = |word: &str| {
                let number = word.trim_end_matches(|last: char| !last.is_ascii());
                number
                    .parse()
                    .is_ok_and(|number| statuses.contains(&number))
            };
            // `bad request`
            let is_reason = |words: &[&str]| {
                meant(&words.concat()).is_some_and(|number| statuses.contains(&number))
            };
            // What a body says is no part of the sentence before it.
            let sentence = line.split('{').next().unwrap_or(line);
            let said: Vec<&str> = chunks(sentence).take(MOST_WORDS + 1).collect();
            said.len() <= MOST_WORDS
                && (said.iter().any(|word| is_status(word))
                    || [2, 3]
                        .iter()
                        .any(|length| said.windows(*length).any(is_reason)))
        });
        let mut from = 0;
        while from < words.len() {
            let at = from;
            from += 1;
            // In small letters a name may be a word of the language, unless it is called an API.
            let is_api = || {
                words
                    .get(from)
                    .is_some_and(|next| next.eq_ignore_ascii_case("api"))
            };
            if !(is_proper(words[at]) || is_name(words[at]) && is_api())
                || !heads.may_begin(&keys[at].whole)
            {
                continue;
            }
            let named = (1..=LONGEST).rev().find_map(|length| {
                let run = words.get(at..at + length)?;
                let is_run = run.iter().all(|word| is_name(word));
                let provider = is_run.then(|| provider(&keys[at..at + length], catalogs))??;
                Some((provider, run.join(" "), length))
            });
            let Some((provider, name, length)) = named else {
                continue;
            };
            from = at + length;
            // `X compatible` is what others are.
            if words.get(from).is_some_and(|next| is_likeness(next)) {
                continue;
            }
            match &mut only {
                Some(talk) if talk.provider != provider => return None,
                Some(talk) => talk.of_status |= *says_status,
                None => {
                    only = Some(Talk {
                        provider,
                        name,
                        of_status: *says_status,
                    });
                }
            }
        }
    }
    only
}

/// The words of a line, without the punctuation around them.
fn chunks(line: &str) -> impl Iterator<Item = &str> {
    let parts =
        |character: char| character.is_whitespace() || matches!(character, '[' | ']' | '(' | ')');
    line.split(parts)
        .map(|word| word.trim_matches(|character| !is_word(character)))
        .filter(|word| !word.is_empty())
}

/// Whether a word is written as names are: with a capital, be it not the first letter, or in Korean.
fn is_proper(word: &str) -> bool {
    is_name(word)
        && (word.starts_with(|first: char| !first.is_ascii())
            || word.bytes().any(|byte| byte.is_ascii_uppercase()))
}

fn is_likeness(word: &str) -> bool {
    ["compatible", "compatibility", "compatible-mode", "호환"]
        .iter()
        .any(|like| word.eq_ignore_ascii_case(like))
}

fn is_name(word: &str) -> bool {
    word.chars()
        .all(|character| is_word(character) || character == '-')
}

/// What a word of a name is looked up by.
struct Keys {
    whole: String,
    /// Without the particle that it may carry, which is no part of a name: `X에서`.
    bare: Option<String>,
}

impl Keys {
    fn of(word: &str) -> Self {
        let latin = word.trim_end_matches(|last: char| !last.is_ascii());
        let is_korean = !latin.bytes().any(|byte| byte.is_ascii_alphanumeric());
        let bare = if is_korean { stem(word) } else { latin };
        Self {
            whole: name_key(word),
            bare: (bare.len() < word.len()).then(|| name_key(bare)),
        }
    }
}

/// What the names of all APIs begin with, sorted: nearly all words of a text begin none.
struct Heads(Vec<String>);

impl Heads {
    const LETTERS: usize = 3;

    fn of(catalogs: &Catalogs<'_>) -> Self {
        let apis = catalogs
            .providers()
            .filter(|provider| provider.kind() == ProviderKind::Api);
        let names = apis.flat_map(|api| api.names().chain(api.aliases()));
        let mut heads: Vec<String> = names
            .map(|name| name_key(name).chars().take(Self::LETTERS).collect())
            .collect();
        heads.sort_unstable();
        // What begins with the head before it begins a name anyway.
        heads.dedup_by(|head, before| head.starts_with(before.as_str()));
        Self(heads)
    }

    /// Whether a name can begin with the word of this key.
    fn may_begin(&self, key: &str) -> bool {
        let after = self.0.partition_point(|head| head.as_str() <= key);
        let is_headed = after > 0 && key.starts_with(self.0[after - 1].as_str());
        let is_short = self.0.get(after).is_some_and(|head| head.starts_with(key));
        is_headed || is_short
    }
}

/// The API of whose name these are the words.
fn provider<'a>(words: &[Keys], catalogs: &Catalogs<'a>) -> Option<Provider<'a>> {
    let (last, front) = words.split_last()?;
    let front: String = front.iter().map(|word| word.whole.as_str()).collect();
    [Some(&last.whole), last.bare.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|last| {
            let key = format!("{front}{last}");
            let mut called = catalogs.called(&key);
            called.find(|provider| provider.kind() == ProviderKind::Api)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, id: Option<&str>) {
        let catalogs = Catalogs::new(None);
        let found = talked_of(text, &[], &catalogs).map(|talk| talk.provider.id());
        assert_eq!(found, id, "{text}");
    }

    #[test]
    fn a_name_in_the_words_around_is_found() {
        check("Groq says: Error code: 400", Some("groq"));
        check("Failed to call Ollama model: connect", Some("ollama"));
        check("the Azure OpenAI deployment", Some("azure-openai"));
        check("OpenRouter에서 401이 납니다", Some("openrouter"));
        check("runyour api 호출 실패", Some("runyour"));
        check("네이버에서 403이 뜹니다", Some("naver"));
        check("카카오 페이에서 400이 떠요", Some("kakaopay"));
        check("the NAVER CLOVA Studio API", Some("clova"));
        check("xAI says no", Some("xai"));
        check("all together now", None);
        check("OpenAI 호환 API에서 401이 납니다", None);
    }

    #[test]
    fn a_path_a_model_and_an_identifier_name_nobody() {
        check("/srv/Groq/app.py, groq/llama-3, GroqClient", None);
        check("groq.BadRequestError: Groq_error", None);
    }

    #[test]
    fn two_names_are_no_name() {
        check("Groq worked, Mistral did not", None);
    }

    #[test]
    fn a_status_beside_the_name_is_the_apis() {
        let catalogs = Catalogs::new(None);
        let of_status =
            |text: &str| talked_of(text, &[429], &catalogs).is_some_and(|talk| talk.of_status);
        assert!(of_status("cannot draw: Gemini API HTTP 429"));
        assert!(!of_status("Gemini drew it\nHTTP 429"));
    }
}
