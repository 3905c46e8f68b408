//! The completion scripts in `completions/` are what the program prints, and the shells that are here load them.
//!
//! `UPDATE=1 cargo test --test completions` rewrites them.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads and rewrites files of the repository"
)]

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const SCRIPTS: [(&str, &str); 5] = [
    ("bash", "errlookup.bash"),
    ("zsh", "_errlookup"),
    ("fish", "errlookup.fish"),
    ("powershell", "_errlookup.ps1"),
    ("elvish", "errlookup.elv"),
];

/// A shell, how it checks the syntax of a file, and what it says once it has loaded the script.
const LOADED: [(&str, &str, &str); 3] = [
    (
        "bash",
        "source \"$SCRIPT\" && complete -p errlookup",
        "_errlookup",
    ),
    (
        "zsh",
        "autoload -Uz compinit && compinit -D && source \"$SCRIPT\" && print $_comps[errlookup]",
        "_errlookup",
    ),
    (
        "fish",
        "source \"$SCRIPT\"; complete -C 'errlookup --form'",
        "--format",
    ),
];

#[test]
fn the_scripts_are_what_the_program_prints() {
    for (shell, file) in SCRIPTS {
        let printed = printed(shell);
        assert!(!printed.is_empty(), "errlookup completions {shell}: silent");
        let path = folder().join(file);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &printed).expect("completions/ is writable");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == printed,
            "completions/{file} is out of date: run `UPDATE=1 cargo test --test completions`"
        );
    }
}

#[test]
fn the_shells_that_are_here_load_their_scripts() {
    for (shell, load, answer) in LOADED {
        let script = SCRIPTS
            .iter()
            .find(|(name, _)| *name == shell)
            .map(|(_, file)| folder().join(file))
            .expect("every loaded shell has a script");
        let Ok(syntax) = Command::new(shell).arg("-n").arg(&script).output() else {
            // Not `eprintln!`, which the harness swallows where a test passes.
            let _ = writeln!(
                io::stderr(),
                "completions: {shell} is not installed, its script was not loaded"
            );
            continue;
        };
        assert!(syntax.status.success(), "{shell} -n: {syntax:?}");
        let loaded = Command::new(shell)
            .args(["-c", load])
            .env("SCRIPT", &script)
            .output()
            .expect("a shell that checked a file also runs");
        let said = String::from_utf8_lossy(&loaded.stdout);
        assert!(
            loaded.status.success() && said.contains(answer),
            "{shell} loads {} but does not complete errlookup: {loaded:?}",
            script.display()
        );
    }
}

fn printed(shell: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_errlookup"))
        .args(["completions", shell])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{shell}: {output:?}");
    String::from_utf8(output.stdout).expect("scripts are UTF-8")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completions")
}
