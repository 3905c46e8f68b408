//! Help and the errors of usage in Korean. Knows how clap builds them, not what the options mean.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::render::help::{self, Misuse};

/// Every help text in Korean.
pub(super) fn translate(command: Command) -> Command {
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
