//! Addresses, header lines and query strings in running text.
//!
//! A host is noted wherever an address stands; whether it names a provider is not known here.

use form_urlencoded::parse;

use super::signals::{Place, Signals};

/// Reads addresses, headers and OAuth redirects of `text`.
pub(super) fn read<'t>(text: &'t str, signals: &mut Signals<'t>) {
    addresses(text, signals);
    bare_hosts(text, signals);
    queries(text, signals);
    for line in text.split('\n') {
        header(line, signals);
    }
}

fn addresses<'t>(text: &'t str, signals: &mut Signals<'t>) {
    for at in memchr::memmem::find_iter(text.as_bytes(), b"://") {
        let rest = &text[at + 3..];
        let end = rest
            .find(|character: char| {
                !(character.is_ascii_alphanumeric()
                    || matches!(character, '.' | '-' | '@' | ':' | '_' | '{' | '}' | '*'))
            })
            .unwrap_or(rest.len());
        let authority = &rest[..end];
        let host = authority.rsplit('@').next().unwrap_or(authority);
        let host = host.trim_end_matches(['.', ':']);
        if !host.is_empty() && host.len() < 200 {
            signals.host(host);
        }
    }
    // `Host: x`, `Connected to x (1.2.3.4)`, `host='x'`, `lookup x on`, `Cannot connect to host x`
    for lead in [
        "host='",
        "host=\"",
        "Connected to ",
        "Host: ",
        "lookup ",
        "getaddrinfo ENOTFOUND ",
        "to host ",
        "resolve host: ",
        "connect to ",
    ] {
        for at in memchr::memmem::find_iter(text.as_bytes(), lead.as_bytes()) {
            let rest = &text[at + lead.len()..];
            let end = rest
                .find(|character: char| {
                    !(character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | ':'))
                })
                .unwrap_or(rest.len());
            let host = rest[..end].trim_end_matches(['.', ':']);
            if host.contains(['.', ':']) && host.len() < 200 {
                signals.host(host);
            }
            // `HTTPConnectionPool(host='localhost', port=8080)`
            if let Some(port) = rest[end..].strip_prefix("', port=") {
                let digits = port
                    .find(|character: char| !character.is_ascii_digit())
                    .unwrap_or(port.len());
                signals.host(format!("{host}:{}", &port[..digits]));
            }
        }
    }
}

/// More query strings than this, or longer ones, are no redirect.
const MAX_QUERIES: usize = 50;
const MAX_QUERY: usize = 4_000;

/// `api.example.com 502`: a host without a scheme, under a domain that APIs use and of three labels or more, or before
/// an API's path (`example.ai/api/v1`).
fn bare_hosts<'t>(text: &'t str, signals: &mut Signals<'t>) {
    const DOMAINS: [&str; 12] = [
        "com", "ai", "io", "net", "org", "kr", "dev", "app", "cloud", "xyz", "co", "sh",
    ];
    let bytes = text.as_bytes();
    let joins = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    for dot in memchr::memchr_iter(b'.', bytes) {
        let length = bytes[dot + 1..]
            .iter()
            .take(6)
            .take_while(|byte| byte.is_ascii_lowercase())
            .count();
        let end = dot + 1 + length;
        if !DOMAINS.contains(&&text[dot + 1..end])
            || bytes
                .get(end)
                .is_some_and(|next| joins(next) || *next == b'_')
        {
            continue;
        }
        let before = bytes[..dot].iter().rev().take(100);
        let start = dot - before.take_while(|byte| joins(byte)).count();
        let host = &text[start..end];
        let outside = start.checked_sub(1).map(|at| bytes[at]);
        // `src="//cdn.example.com/sdk.js"`
        let takes_scheme = matches!(&bytes[..start], [.., b'"' | b'\'', b'/', b'/']);
        let is_api = ["/api/", "/v1/", "/v2/", "/v3/"]
            .iter()
            .any(|path| text[end..].starts_with(path));
        if (host.matches('.').count() >= 2 || is_api)
            && (takes_scheme || !matches!(outside, Some(b'@' | b'/' | b'\\' | b'_' | b'$')))
        {
            signals.host(host);
        }
    }
}

/// `?error=access_denied&error_description=...`, also after `#` and as a form-encoded body.
fn queries<'t>(text: &'t str, signals: &mut Signals<'t>) {
    let bytes = text.as_bytes();
    let mut left = MAX_QUERIES;
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'=', &bytes[from..]) {
        let at = from + found;
        let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = bytes[from..at]
            .iter()
            .rev()
            .take_while(|byte| is_key(byte))
            .count();
        let start = at - length;
        from = at + 1;
        let after_mark = start > 0 && matches!(bytes[start - 1], b'?' | b'#');
        if length == 0 || left == 0 || !(after_mark || is_form(bytes, start)) {
            continue;
        }
        left -= 1;
        let rest = &bytes[start..bytes.len().min(start + MAX_QUERY)];
        let ends = |byte: &u8| {
            byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b')')
        };
        let end = start + rest.iter().position(ends).unwrap_or(rest.len());
        query(&bytes[start..end], signals);
        from = end.max(from);
    }
}

/// Whether a form-encoded body may begin here: at a line's start, with a second pair on the line.
fn is_form(bytes: &[u8], start: usize) -> bool {
    let line = &bytes[start..bytes.len().min(start + MAX_QUERY)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    (start == 0 || bytes[start - 1] == b'\n') && line.contains(&b'&') && !line.contains(&b' ')
}

fn query(text: &[u8], signals: &mut Signals<'_>) {
    let pairs: Vec<(String, String)> = parse(text)
        .take(40)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let failed = pairs
        .iter()
        .any(|(key, _)| key.starts_with("error") || key == "message");
    if !failed {
        return;
    }
    for (key, value) in pairs {
        match key.as_str() {
            "error" | "error_code" | "errorCode" | "code" | "error_subcode" => {
                signals.name(value.clone(), Place::Code, 0);
            }
            "error_description" | "message" | "error_message" | "errorMessage" | "error_msg"
            | "errorMsg" | "error_reason" => {
                signals.message(value.clone(), 0);
            }
            _ => {}
        }
        signals.field(key, value);
    }
}

/// `name: value`, where the name has a hyphen or is one of HTTP's own.
fn header<'t>(line: &'t str, signals: &mut Signals<'t>) {
    let line = line.trim_start_matches(['<', '>', '*', ' ']);
    let Some((name, value)) = line.split_once(':') else {
        return;
    };
    let is_name = (2..60).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let known = name.contains('-')
        || matches!(
            name.to_ascii_lowercase().as_str(),
            "server" | "host" | "date" | "via" | "location"
        );
    if is_name && known && value.len() < 2_000 && value.starts_with(' ') {
        if name.eq_ignore_ascii_case("host") {
            signals.host(value.trim());
        }
        signals.header(name, value.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Signals<'_> {
        let mut signals = Signals::default();
        read(text, &mut signals);
        signals
    }

    #[test]
    fn hosts_stand_in_addresses_and_after_their_words() {
        for text in [
            "POST https://api.example.com/v1 402",
            "Host: api.example.com",
            "HTTPSConnectionPool(host='api.example.com', port=443)",
            "https://user:pw@api.example.com.",
        ] {
            assert_eq!(read_all(text).hosts[0], "api.example.com", "{text}");
        }
    }

    #[test]
    fn redirects_carry_errors() {
        let signals = read_all(
            "https://a.example/cb?error=access_denied&error_description=User%20denied%20access&state=1",
        );
        assert_eq!(signals.names[0].text, "access_denied");
        assert_eq!(signals.messages[0].text, "User denied access");
        assert!(
            read_all("https://a.example/cb?code=abc&state=1")
                .names
                .is_empty()
        );
    }

    #[test]
    fn header_lines_are_read() {
        let signals = read_all("HTTP/2 429\nretry-after: 20\nserver: x\n\nNote: no header");
        assert_eq!(signals.value_of("Retry-After"), Some("20"));
        assert_eq!(signals.headers.len(), 2);
    }
}
