//! Words that have the form of a code and are none: parameters, switches, words in capitals.

use super::tokens::Token;

/// Whether a word is a parameter of every model's API, or a rule of a checker (`E402`): both stand in settings, and
/// who means an error by them says so in a code's place.
pub(crate) fn is_parameter(word: &str) -> bool {
    let key = word.to_ascii_lowercase();
    let is_rule = word.len() == 4
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word[1..].bytes().all(|byte| byte.is_ascii_digit());
    is_rule || key.starts_with("max") && key.ends_with("tokens")
}

/// Whether what follows a word makes it the name of a number or a switch: `"is_archived": false,`, `max_tokens=64`.
pub(super) fn is_setting(after: &str) -> bool {
    let after = after
        .trim_start_matches(['"', '\'', '`', '\\'])
        .trim_start();
    let Some(value) = after.strip_prefix([':', '=']) else {
        return false;
    };
    let value = value.trim_start();
    let length = value
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
        .count();
    let (value, rest) = value.split_at(length);
    let is_value = matches!(
        value,
        "true" | "false" | "null" | "True" | "False" | "None" | "nil"
    ) || value.starts_with(|first: char| first.is_ascii_digit());
    is_value
        && rest
            .trim_start()
            .starts_with([',', '}', ']', ')', '&', ';', '#', '\\'])
            | rest.trim().is_empty()
}

/// Whether a word of letters is in capitals only because the line is: `DAMAGES OR OTHER LIABILITY`.
pub(super) fn is_shouted(line: &str, token: Token) -> bool {
    const FEWEST: usize = 4;
    let is_loud = |word: &str| {
        let word = word.trim_matches([',', '.', '(', ')', '"', ';']);
        word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let near = |word: Option<&str>| word.is_none_or(is_loud);
    is_loud(&line[token.start..token.end])
        && near(line[..token.start].split_whitespace().next_back())
        && near(
            line[token.end..]
                .split_whitespace()
                .find(|word| *word != ","),
        )
        && line
            .split_whitespace()
            .filter(|word| is_loud(word))
            .take(FEWEST)
            .count()
            == FEWEST
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(line: &str, word: &str, talk: bool) {
        let token = tokens(line)
            .find(|token| &line[token.start..token.end] == word)
            .expect("the word is in the line");
        let found = is_parameter(word) || is_setting(&line[token.end..]) || is_shouted(line, token);
        assert_eq!(found, talk, "{line}");
    }

    #[test]
    fn settings_and_capitals_are_talk() {
        check("\"max_output_tokens\": 65536,", "max_output_tokens", true);
        check("{'is_archived': False, 'a': 1}", "is_archived", true);
        check("DAMAGES OR OTHER LIABILITY, WHETHER", "OTHER", true);
        check("IN ANY WAY OUT OF THE USE OR OTHER", "OTHER", true);
        check("ignore = [\"E402\"]", "E402", true);
    }

    #[test]
    fn codes_are_not() {
        check(
            "insufficient_quota: You exceeded",
            "insufficient_quota",
            false,
        );
        check("[UNAVAILABLE] 503 try later", "UNAVAILABLE", false);
        check("connect ECONNREFUSED 127.0.0.1:80", "ECONNREFUSED", false);
        check("FATAL ERROR ECONNREFUSED", "ECONNREFUSED", false);
        check("reason=expired_token, user=1", "expired_token", false);
    }
}
