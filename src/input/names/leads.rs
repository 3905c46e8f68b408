//! What stands before an exception in its line. Knows no exception.

/// A line without the words that lead in an exception.
pub(super) fn without_lead(line: &str) -> &str {
    let mut rest = without_process(line.trim_start());
    for lead in [
        "Caused by: ",
        "UnhandledPromiseRejectionWarning: ",
        "Uncaught ",
        "Unhandled ",
        "Exception: ",
        "Error: ",
        "ERROR: ",
        "[ERROR] ",
        "ERROR ",
        "fatal: ",
        "panic: ",
        "Fatal error: ",
    ] {
        if let Some(after) = rest.strip_prefix(lead) {
            rest = after.trim_start();
        }
    }
    if let Some(after) = rest.strip_prefix("Exception in thread \"") {
        rest = after.split_once("\" ").map_or(after, |(_, rest)| rest);
    }
    rest
}

/// A line without the process that Node.js puts before its warnings: `(node:51879) `.
fn without_process(line: &str) -> &str {
    line.strip_prefix("(node:")
        .and_then(|rest| rest.split_once(") "))
        .map_or(line, |(_, rest)| rest)
}
