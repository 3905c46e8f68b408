//! One run: the only place that reads, writes, or asks the environment.

#![expect(
    clippy::disallowed_methods,
    reason = "this is where the program reads, writes and asks"
)]

mod input;
mod output;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use crate::catalog::{self, Catalogs, Lang, Provider};
use crate::cli::{self, Cli, FormatArg, LookupArgs, OutputArgs, Sub};
use crate::decode;
use crate::lookup::lookup;
use crate::proof;
use crate::query::{self, Query};
use crate::render;
use crate::render::wording::{self, Complaint};

use input::{environment_language, own_catalogs, read_files, read_input};
use output::{format, print, style};

/// Runs the program with `arguments` (its own name first) and gives its exit status: 0 something matched, 1
/// nothing did, 2 usage error, unreadable input or a broken catalog.
#[must_use]
pub fn run(arguments: &[OsString]) -> ExitCode {
    let lang = cli::asked_language(arguments).unwrap_or_else(environment_language);
    let outcome = match cli::parse(arguments, lang) {
        Ok(cli) => dispatch(cli, lang),
        Err(error) => return usage(&error, lang),
    };
    match outcome {
        Ok(Outcome::Found) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(Failure::Said(complaint)) => {
            let _ = writeln!(
                io::stderr(),
                "errlookup: {}",
                wording::complaint(&complaint, lang)
            );
            ExitCode::from(2)
        }
        Err(Failure::Lines(lines)) => {
            for line in lines {
                let _ = writeln!(io::stderr(), "errlookup: {line}");
            }
            ExitCode::from(2)
        }
    }
}

/// How a run ended that did not fail.
enum Outcome {
    Found,
    Nothing,
}

/// Why a run failed.
enum Failure {
    /// The reader closed the pipe, which is no failure of ours.
    BrokenPipe,
    Said(Complaint),
    Lines(Vec<String>),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Said(Complaint::Write(error.to_string()))
        }
    }
}

fn usage(error: &clap::Error, lang: Lang) -> ExitCode {
    // Help and version are no errors, and go to standard output.
    let code = if error.use_stderr() { 2 } else { 0 };
    let korean = cli::misuse_ko(error).filter(|_| lang == Lang::Ko && error.use_stderr());
    let _ = match korean {
        Some(text) => writeln!(io::stderr(), "errlookup: {text}"),
        None => error.print(),
    };
    ExitCode::from(code)
}

fn dispatch(cli: Cli, lang: Lang) -> Result<Outcome, Failure> {
    match cli.command {
        None => look_up(&cli.lookup, lang),
        Some(Sub::List {
            provider,
            status,
            output,
        }) => list(provider, status, &output, lang),
        Some(Sub::Providers { output }) => with_catalogs(|catalogs| {
            let text =
                render::list::providers(catalogs, format(output.format), &style(&output, lang));
            print(&text)?;
            Ok(Outcome::Found)
        }),
        Some(Sub::Check { files, .. }) => check(&files, lang),
        Some(Sub::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut cli::command(Lang::En), "errlookup", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Outcome::Found)
        }
    }
}

fn look_up(args: &LookupArgs, lang: Lang) -> Result<Outcome, Failure> {
    if args.query.is_empty() && io::stdin().is_terminal() {
        let mut command = cli::command(lang);
        write!(io::stderr(), "{}", command.render_help())?;
        return Err(Failure::Said(Complaint::NothingAsked));
    }
    with_catalogs(|catalogs| {
        let query = read_query(args, catalogs, lang)?;
        let report = lookup(&query, catalogs, lang, SystemTime::now());
        let text = render::report(
            &report,
            format(args.output.format),
            args.why,
            &style(&args.output, lang),
        );
        print(&text)?;
        if report.matches.is_empty() {
            if args.output.format != FormatArg::Json {
                write!(io::stderr(), "{}", render::nothing(&report))?;
            }
            return Ok(Outcome::Nothing);
        }
        Ok(Outcome::Found)
    })
}

fn read_query(args: &LookupArgs, catalogs: &Catalogs<'_>, lang: Lang) -> Result<Query, Failure> {
    let provider = args
        .provider
        .as_deref()
        .map(|name| provider(name, catalogs))
        .transpose()?;
    let mut query = Query {
        provider,
        status: args.status,
        all: args.all,
        typed: !args.query.is_empty(),
        ..Query::default()
    };
    if query.typed {
        query.text = decode::decode(args.query.join(" ").as_bytes());
        if query.provider.is_none()
            && let Some((provider, rest)) = query::split(&query.text, catalogs)
        {
            query.provider = Some(provider.id().to_owned());
            query.text = rest.to_owned();
        }
    } else {
        let read = read_input(&mut io::stdin().lock())
            .map_err(|error| Failure::Said(Complaint::Read(error.to_string())))?;
        if read.cut && args.output.format != FormatArg::Json {
            let _ = writeln!(io::stderr(), "errlookup: {}", wording::cut(lang));
        }
        query.text = read.text;
    }
    Ok(query)
}

/// The id of the provider that `name` means.
fn provider(name: &str, catalogs: &Catalogs<'_>) -> Result<String, Failure> {
    query::find_provider(name, catalogs)
        .map(|provider| provider.id().to_owned())
        .ok_or_else(|| {
            let near = catalogs
                .providers()
                .map(Provider::id)
                .max_by(|one, other| {
                    strsim::jaro_winkler(one, name).total_cmp(&strsim::jaro_winkler(other, name))
                })
                .filter(|id| strsim::jaro_winkler(id, name) > 0.7);
            Failure::Said(Complaint::UnknownProvider {
                name: name.to_owned(),
                near: near.map(str::to_owned),
            })
        })
}

fn list(
    provider_name: Option<String>,
    status: Option<u16>,
    output: &OutputArgs,
    lang: Lang,
) -> Result<Outcome, Failure> {
    with_catalogs(|catalogs| {
        let id = provider_name
            .map(|name| provider(&name, catalogs))
            .transpose()?;
        let entries: Vec<_> = catalogs
            .entries()
            .filter(|entry| id.as_deref().is_none_or(|id| entry.provider().id() == id))
            .filter(|entry| status.is_none_or(|status| entry.has_status(status)))
            .collect();
        print(&render::list::entries(
            &entries,
            format(output.format),
            &style(output, lang),
        ))?;
        Ok(if entries.is_empty() {
            Outcome::Nothing
        } else {
            Outcome::Found
        })
    })
}

fn check(paths: &[PathBuf], lang: Lang) -> Result<Outcome, Failure> {
    let files = read_files(paths)?;
    let image = catalog::read_catalogs(&files)
        .map_err(|problems| Failure::Lines(problems.iter().map(ToString::to_string).collect()))?;
    let examples = catalog::read_examples(&files);
    let unproved = proof::examples(&examples, Some(&image));
    if !unproved.is_empty() {
        return Err(Failure::Lines(unproved));
    }
    let entries = examples.iter().map(|file| file.entries.len()).sum();
    print(&wording::checked(files.len(), entries, lang))?;
    Ok(Outcome::Found)
}

/// Runs `body` with the bundled catalogs and those of the user.
fn with_catalogs<T>(body: impl FnOnce(&Catalogs<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
    let own = own_catalogs()?;
    body(&Catalogs::new(own.as_ref()))
}
