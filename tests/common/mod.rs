//! The program as the tests run it.

use std::io::Write;
use std::process::{Command, Stdio};

/// What the program answers to `input` on its standard input, as JSON.
pub(crate) fn json(arguments: &[&str], input: &str) -> serde_json::Value {
    let mut child = Command::new(env!("CARGO_BIN_EXE_errlookup"))
        .args(arguments)
        .args(["--format", "json"])
        .env_remove("ERRLOOKUP_CATALOGS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(input.as_bytes())
        .expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    serde_json::from_slice(&output.stdout).expect("the answer is JSON")
}
