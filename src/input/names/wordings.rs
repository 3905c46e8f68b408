//! How certain libraries word every error, whatever it is: where the name stands in it, and where the message.

use super::super::signals::{Place, Signals};

/// Reads a line that one of them printed.
pub(super) fn read<'t>(line: &'t str, signals: &mut Signals<'t>) {
    botocore(line, signals);
    backslashed(line, signals);
    quoted(line, signals);
}

/// What a wrapper quotes of the error behind it: `Last error: Overloaded`.
fn quoted<'t>(line: &'t str, signals: &mut Signals<'t>) {
    for lead in [
        "Last error: ",
        "last error: ",
        "last exception: ",
        "Reason: ",
        "reason: ",
    ] {
        if let Some((_, said)) = line.split_once(lead) {
            signals.message(said, 1);
        }
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

/// `An error occurred (Code) when calling the X operation: message`, as botocore words every error.
fn botocore<'t>(line: &'t str, signals: &mut Signals<'t>) {
    const LEAD: &str = "An error occurred (";
    let Some(at) = line.find(LEAD) else { return };
    let rest = &line[at + LEAD.len()..];
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
