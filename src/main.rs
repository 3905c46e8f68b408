//! The process: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    errlookup::app::run(std::env::args_os().collect())
}
