//! The command line, and nothing else: what was typed, not what it means.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{
    Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand,
    ValueEnum, ValueHint,
};

use crate::catalog::Lang;
use crate::render::help::{self, Misuse};

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
    let matches: ArgMatches = command(lang).try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
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

/// Every help text in Korean.
fn translate(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let subcommands: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let is_top = command.get_version().is_some();
    let mut command = command
        .help_template(help::TEMPLATE)
        .subcommand_help_heading(help::COMMANDS)
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(about) = help::about(&name) {
        command = command.about(about);
    }
    if let Some(usage) = help::usage(&name) {
        command = command.override_usage(usage);
    }
    for argument in arguments {
        command = command.mut_arg(argument, |argument| translate_argument(&name, argument));
    }
    for name in subcommands {
        command = command.mut_subcommand(name, translate);
    }
    command = command.arg(flag("help", 'h', ArgAction::Help, help::HELP));
    if is_top {
        command = command.arg(flag("version", 'V', ArgAction::Version, help::VERSION));
    }
    command
}

fn flag(name: &'static str, short: char, action: ArgAction, about: &'static str) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(about)
        .help_heading(help::OPTIONS)
}

fn translate_argument(command: &str, argument: Arg) -> Arg {
    let id = argument.get_id().to_string();
    let heading = if argument.is_positional() {
        help::ARGUMENTS
    } else {
        help::OPTIONS
    };
    let takes_value = argument.is_positional() || argument.get_action().takes_values();
    let values: Vec<String> = if takes_value {
        argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect()
    } else {
        Vec::new()
    };
    let default = argument
        .get_default_values()
        .first()
        .filter(|_| takes_value)
        .and_then(|value| value.to_str())
        .map(str::to_owned);
    let mut argument = argument.help_heading(heading);
    if takes_value {
        argument = argument.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(text) = help::argument(command, &id) {
        let told = |long| help::values(&id, &values, default.as_deref(), long);
        argument = argument
            .help(format!("{text}{}", told(false)))
            .long_help(format!("{text}{}", told(true)));
    }
    match help::value_name(&id).filter(|_| takes_value) {
        Some(name) => argument.value_name(name),
        None => argument,
    }
}

/// What clap says of wrong usage, in Korean; nothing where only clap can say it.
pub(crate) fn misuse_ko(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(" ")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let misuse = match error.kind() {
        ErrorKind::UnknownArgument => Misuse::Unknown(argument.as_deref()?),
        ErrorKind::InvalidValue if value.as_deref().is_none_or(str::is_empty) => {
            Misuse::NoValue(argument.as_deref()?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Misuse::BadValue {
            value: value.as_deref()?,
            of: argument.as_deref()?,
        },
        ErrorKind::MissingRequiredArgument => Misuse::Missing(argument.as_deref()?),
        ErrorKind::ArgumentConflict => Misuse::Conflict(argument.as_deref()?),
        _ => return None,
    };
    let fitting = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) => values.clone(),
        _ => Vec::new(),
    };
    let near = text(ContextKind::SuggestedArg).or_else(|| text(ContextKind::SuggestedValue));
    let hint = help::hint(&fitting, near.as_deref());
    let lines = [
        Some(help::misuse(misuse)),
        hint,
        Some(help::READ_ON.to_owned()),
    ];
    Some(lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
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
