//! What secrets and their names look like, word by word. Knows no text around a word.

/// Words before a value that make it a secret, wherever they stand.
const SCHEMES: [&str; 4] = ["bearer", "basic", "token", "secret_key"];

/// Whether a value after this name is a secret; the name's letters and digits in lower case.
pub(super) fn is_secret_name(letters: &str) -> bool {
    matches!(
        letters,
        "key"
            | "apikey"
            | "xapikey"
            | "appkey"
            | "accesskey"
            | "secretkey"
            | "servicekey"
            | "restapikey"
            | "adminkey"
            | "secret"
            | "clientsecret"
            | "token"
            | "accesstoken"
            | "refreshtoken"
            | "idtoken"
            | "authtoken"
            | "bottoken"
            | "sessiontoken"
            | "password"
            | "passwd"
            | "pwd"
            | "authorization"
            | "proxyauthorization"
            | "cookie"
            | "setcookie"
            | "credential"
            | "credentials"
            | "signature"
            | "xncpiamaccesskey"
            | "awsaccesskeyid"
    )
}

/// Whether a value after this word is a secret, wherever it stands.
pub(super) fn is_scheme(word: &str) -> bool {
    SCHEMES
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// Whether a word has digits among its letters.
pub(super) fn is_mixed(word: &str) -> bool {
    let has = |test: fn(&u8) -> bool| word.bytes().any(|byte| test(&byte));
    has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

/// Whether a word is long and has no joint, as no name has.
pub(super) fn is_unbroken(word: &str) -> bool {
    word.len() >= 16 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a word is a word of a language or a placeholder rather than a random one.
pub(super) fn is_plain(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b'.'))
        || word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        || matches!(
            word,
            "null" | "None" | "undefined" | "true" | "false" | "Bearer"
        )
}

/// Whether a word is a model, a version or an id of a request rather than a key.
pub(super) fn is_identifier(word: &str) -> bool {
    word.starts_with("req_")
        || word.starts_with("org-")
        || word.starts_with("proj_")
        || (word.contains('-')
            && word
                .split('-')
                .all(|part| part.len() <= 12 && !part.is_empty()))
}

/// The words of a text as secrets are spelled, with their places.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_part)?;
        let length = text[start..]
            .find(|character| !is_part(character))
            .unwrap_or(text.len() - start);
        at = start + length;
        Some((start, at))
    })
}

pub(super) fn is_part(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '-' | '_' | '.' | '+' | '/' | '@' | '~' | '*' | '%'
        )
}
