//! How certain libraries word every error, whatever it is: where the name stands in it, and where the message.

use super::super::signals::{Place, Signals};

/// Reads what one of them printed, anywhere in `text`.
pub(super) fn read<'t>(text: &'t str, signals: &mut Signals<'t>) {
    for line in lines_with(text, "An error occurred (") {
        botocore(line, signals);
    }
    for lead in ["ast error: ", "ast exception: ", "eason: "] {
        for said in lines_with(text, lead) {
            // What a wrapper quotes of the error behind it: `Last error: Overloaded`.
            signals.message(said, 1);
        }
    }
    if memchr::memchr(b'\\', text.as_bytes()).is_some() {
        for line in text.split('\n') {
            backslashed(line, signals);
        }
    }
}

/// What follows each `lead` on its line.
fn lines_with<'t>(text: &'t str, lead: &'static str) -> impl Iterator<Item = &'t str> {
    const MOST: usize = 50;
    memchr::memmem::find_iter(text.as_bytes(), lead)
        .take(MOST)
        .filter_map(move |at| text[at + lead.len()..].split('\n').next())
}

/// `An error occurred (Code) when calling the X operation: message`, as botocore words every error; `rest` is what
/// follows the bracket.
fn botocore<'t>(rest: &'t str, signals: &mut Signals<'t>) {
    let Some((code, rest)) = rest.split_once(") when calling the ") else {
        return;
    };
    signals.name(code, Place::Code, 0);
    if let Some((_, said)) = rest.split_once(" operation")
        && let Some((_, said)) = said.split_once(": ")
    {
        signals.message(said, 0);
    }
}

/// `Vendor\Exception\RateLimitException`, a class as PHP prints it; its name is noted with dots.
fn backslashed(line: &str, signals: &mut Signals<'_>) {
    if memchr::memchr(b'\\', line.as_bytes()).is_none()
        || !line.contains("xception") && !line.contains("Error")
    {
        return;
    }
    let joins =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '\\');
    for word in line.split(|character: char| !joins(character)) {
        let word = word.trim_start_matches('\\');
        let is_class = word.ends_with("Exception") || word.ends_with("Error");
        let mut parts = word.split('\\');
        if is_class
            && word.contains('\\')
            && parts.all(|part| part.starts_with(|first: char| first.is_ascii_uppercase()))
        {
            signals.name(word.replace('\\', "."), Place::Exception, 0);
        }
    }
}
