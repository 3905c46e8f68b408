//! Reason phrases by status. Knows no text.

/// The reason phrases under which a status is met (RFC 9110 and its elders, and what proxies add).
pub(super) fn reasons(number: u16) -> &'static [&'static str] {
    match number {
        202 => &["accepted"],
        400 => &["bad request"],
        401 => &[
            "unauthorized",
            "unauthorised",
            "authorization required",
            "authentication",
        ],
        402 => &["payment required", "insufficient"],
        403 => &["forbidden", "permission"],
        404 => &["not found"],
        405 => &["method not allowed", "not allowed"],
        406 => &["not acceptable"],
        407 => &["proxy authentication required"],
        408 => &["request timeout", "request time-out"],
        409 => &["conflict"],
        410 => &["gone"],
        411 => &["length required"],
        412 => &["precondition failed"],
        413 => &[
            "payload too large",
            "request entity too large",
            "content too large",
        ],
        414 => &["uri too long", "request-uri too"],
        415 => &["unsupported media type"],
        416 => &["range not satisfiable", "requested range"],
        417 => &["expectation failed"],
        418 => &["i'm a teapot"],
        421 => &["misdirected request"],
        422 => &["unprocessable"],
        423 => &["locked"],
        424 => &["failed dependency"],
        425 => &["too early"],
        426 => &["upgrade required"],
        428 => &["precondition required"],
        429 => &["too many requests", "too many request"],
        431 => &["request header fields too large"],
        451 => &["unavailable for legal reasons"],
        500 => &["internal server error", "internal error"],
        501 => &["not implemented"],
        502 => &["bad gateway", "proxy error"],
        503 => &[
            "service unavailable",
            "service temporarily unavailable",
            "unavailable",
        ],
        504 => &["gateway timeout", "gateway time-out"],
        505 => &["http version not supported"],
        507 => &["insufficient storage"],
        508 => &["loop detected"],
        511 => &["network authentication required"],
        520..=527 => &[
            "web server",
            "a timeout occurred",
            "connection timed out",
            "origin",
            "ssl handshake",
            "invalid ssl",
            "railgun",
        ],
        529 => &["overloaded", "site is overloaded"],
        530 => &["origin dns error", "site is frozen"],
        _ => &[],
    }
}

/// The failure that a name says by its reason phrase, in a program's spelling: `TooManyRequests`, `BAD_REQUEST`.
pub(crate) fn meant(name: &str) -> Option<u16> {
    (400..=511).find(|number| {
        let reason = reasons(*number).first();
        reason.is_some_and(|reason| letters(reason).eq(letters(name)))
    })
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_lowercase())
}
