//! The process: arguments in, exit status out.

#![expect(clippy::disallowed_methods, reason = "the arguments are handed over")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    errlookup::app::run(&arguments)
}
