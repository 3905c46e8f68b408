//! Where an answer goes, and what of its looks depends on that. Knows no input.

use std::env;
use std::io::{self, IsTerminal, Write};

use crate::catalog::Lang;
use crate::cli::{ColorArg, FormatArg, OutputArgs};
use crate::render::{self, Format, Style};

pub(super) fn format(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Plain => Format::Plain,
        FormatArg::Json => Format::Json,
        FormatArg::Markdown => Format::Markdown,
    }
}

/// What of an answer's looks depends on where it goes.
pub(super) fn style(output: &OutputArgs, lang: Lang) -> Style {
    let terminal = io::stdout().is_terminal();
    let asked =
        |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    // https://no-color.org: any value counts, whatever it says.
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match output.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            asked("CLICOLOR_FORCE")
                || terminal && !refused && env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    };
    let columns = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let width = terminal_size::terminal_size()
        .map(|(width, _)| usize::from(width.0))
        .filter(|_| terminal)
        .or(columns);
    Style {
        lang,
        color,
        width: width
            .unwrap_or(render::DEFAULT_WIDTH)
            .clamp(render::MIN_WIDTH, render::MAX_WIDTH),
    }
}

pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
