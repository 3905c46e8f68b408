//! The command line, and nothing else: what was typed, not what it means.

mod korean;

use std::ffi::OsString;

use clap::{
    ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint,
};

use crate::catalog::Lang;

pub(crate) use korean::misuse_ko;
use korean::translate;

/// Explain an API error: what happened, how to fix it, whether a retry helps.
#[derive(Debug, Parser)]
#[command(
    name = "errlookup",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Sub>,
    #[command(flatten)]
    pub(crate) lookup: LookupArgs,
}

/// What every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct OutputArgs {
    #[arg(
        short,
        long,
        value_enum,
        value_name = "LANG",
        help = "Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]"
    )]
    pub(crate) lang: Option<LangArg>,
    /// Form of the answer
    #[arg(
        short,
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "table"
    )]
    pub(crate) format: FormatArg,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorArg,
}

/// What a look-up takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LookupArgs {
    /// A code, a status, a name or a message; without it, standard input is read
    #[arg(
        value_name = "QUERY",
        allow_hyphen_values = false,
        allow_negative_numbers = true
    )]
    pub(crate) query: Vec<String>,
    /// Look only at this provider, and at the protocol beneath it
    #[arg(short, long, value_name = "ID", value_hint = ValueHint::Other)]
    pub(crate) provider: Option<String>,
    /// The HTTP status, when it is known from elsewhere
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(100..=599))]
    pub(crate) status: Option<u16>,
    /// Show every match, not only the best group
    #[arg(short, long)]
    pub(crate) all: bool,
    /// Show the evidence behind each match
    #[arg(long)]
    pub(crate) why: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Sub {
    /// List every entry of a provider, or of all
    List {
        /// The provider's id
        #[arg(value_name = "PROVIDER")]
        provider: Option<String>,
        /// Only entries with this HTTP status
        #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(100..=599))]
        status: Option<u16>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show which providers are bundled
    Providers {
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Check catalog files
    Check {
        /// Catalog files
        #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
        files: Vec<std::path::PathBuf>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Print a completion script
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    /// Korean
    Ko,
    /// English
    En,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// For reading in a terminal
    #[default]
    Table,
    /// Without borders, for screen readers and grep
    Plain,
    /// For programs
    Json,
    /// For an issue or a chat
    Markdown,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Ko => Self::Ko,
            LangArg::En => Self::En,
        }
    }
}

/// The command as clap knows it, with its help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command();
    match lang {
        Lang::En => command,
        Lang::Ko => translate(command),
    }
}

/// Parses the arguments after the program's name.
///
/// # Errors
///
/// What clap says of wrong usage, and its help and version texts.
pub(crate) fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    // `errlookup -401` is a query, although it begins like an option.
    let arguments = arguments.iter().map(not_an_option);
    let matches: ArgMatches = command(lang).try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
}

/// An argument as it is, or set off by a space where it is a sentence that begins like an option: an item of a
/// list (`- it failed`), a negative code with words behind it (`-401 error`).
fn not_an_option(argument: &OsString) -> OsString {
    let sentence = argument.to_str().is_some_and(|text| {
        text.strip_prefix('-').is_some_and(|rest| {
            rest.contains(char::is_whitespace)
                && !rest.starts_with(|first: char| first.is_alphabetic() || first == '-')
        })
    });
    if !sentence {
        return argument.clone();
    }
    let mut set_off = OsString::from(" ");
    set_off.push(argument);
    set_off
}

/// The language that `--lang` asks for, before anything is parsed: help and errors speak it too.
pub(crate) fn asked_language(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        let value = match argument {
            "--" => return None,
            "-l" | "--lang" => arguments.next(),
            _ => argument
                .strip_prefix("--lang=")
                .or_else(|| argument.strip_prefix("-l").filter(|rest| rest.len() == 2)),
        };
        match value {
            Some("ko") => return Some(Lang::Ko),
            Some("en") => return Some(Lang::En),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_well_formed_in_both_languages() {
        command(Lang::En).debug_assert();
        command(Lang::Ko).debug_assert();
    }

    #[test]
    fn a_sentence_that_begins_like_an_option_is_a_query() {
        for text in ["- it failed", "-401 error", "-\t-402"] {
            let cli = parse(&["errlookup".into(), text.into()], Lang::En).expect("parses");
            assert_eq!(cli.lookup.query[0].trim_start(), text);
        }
        assert!(parse(&["errlookup".into(), "--providr x".into()], Lang::En).is_err());
    }

    #[test]
    fn a_negative_number_is_a_query() {
        let cli = parse(
            &[
                "errlookup".into(),
                "-401".into(),
                "-p".into(),
                "kakao".into(),
            ],
            Lang::En,
        )
        .expect("parses");
        assert_eq!(cli.lookup.query, ["-401"]);
    }
}
