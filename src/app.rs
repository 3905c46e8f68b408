//! One run: the only place that reads, writes, or asks the environment.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;
use std::{env, fs};

use crate::catalog::{self, Catalogs, Image, Lang};
use crate::cli::{self, Cli, ColorArg, FormatArg, LookupArgs, OutputArgs, Sub};
use crate::decode;
use crate::lookup::lookup;
use crate::proof;
use crate::query::{self, Query};
use crate::render::wording::{self, Complaint};
use crate::render::{self, Format, Style};

/// Runs the program with `arguments` (its own name first) and gives its exit status: 0 something matched, 1
/// nothing did, 2 usage error, unreadable input or a broken catalog.
#[must_use]
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let lang = cli::asked_language(&arguments).unwrap_or_else(environment_language);
    let outcome = match cli::parse(&arguments, lang) {
        Ok(cli) => dispatch(cli, lang),
        Err(error) => return usage(&error),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
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

fn usage(error: &clap::Error) -> ExitCode {
    // Help and version are no errors, and go to standard output.
    let code = if error.use_stderr() { 2 } else { 0 };
    let _ = error.print();
    ExitCode::from(code)
}

fn dispatch(cli: Cli, lang: Lang) -> Result<Outcome, Failure> {
    match cli.command {
        None => look_up(cli.lookup, lang),
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

fn look_up(args: LookupArgs, lang: Lang) -> Result<Outcome, Failure> {
    if args.query.is_empty() && io::stdin().is_terminal() {
        let mut command = cli::command(lang);
        write!(io::stderr(), "{}", command.render_help())?;
        return Err(Failure::Said(Complaint::NothingAsked));
    }
    with_catalogs(|catalogs| {
        let query = read_query(&args, catalogs)?;
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

fn read_query(args: &LookupArgs, catalogs: &Catalogs<'_>) -> Result<Query, Failure> {
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
        query.text = read_input(&mut io::stdin().lock())
            .map_err(|error| Failure::Said(Complaint::Read(error.to_string())))?;
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
                .map(|provider| provider.id())
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

/// Reads all of `input` and keeps its beginning and its end, where errors stand, so that memory is bounded.
fn read_input(input: &mut impl Read) -> io::Result<String> {
    const HEAD: usize = decode::LIMIT / 4;
    const TAIL: usize = decode::LIMIT - HEAD;
    let mut kept = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        let count = match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        kept.extend_from_slice(&chunk[..count]);
        if kept.len() > HEAD + 2 * TAIL {
            let cut = kept.len() - TAIL;
            kept.drain(HEAD..cut);
        }
    }
    if kept.len() > decode::LIMIT {
        let cut = kept.len() - TAIL;
        kept.splice(HEAD..cut, *b"\n");
    }
    Ok(decode::decode(&kept))
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

fn read_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    paths
        .iter()
        .map(|path| {
            let name = path.display().to_string();
            let bytes = fs::read(path).map_err(|error| {
                Failure::Said(Complaint::ReadFile {
                    name: name.clone(),
                    why: error.to_string(),
                })
            })?;
            Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect()
}

/// Runs `body` with the bundled catalogs and those of the user.
fn with_catalogs<T>(body: impl FnOnce(&Catalogs<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
    let own = own_catalogs()?;
    body(&Catalogs::new(own.as_ref()))
}

/// The user's catalogs: the `.json` files of the folder that `ERRLOOKUP_CATALOGS` names.
fn own_catalogs() -> Result<Option<Image>, Failure> {
    let Some(folder) = env::var_os("ERRLOOKUP_CATALOGS").filter(|folder| !folder.is_empty()) else {
        return Ok(None);
    };
    let folder = Path::new(&folder);
    let unreadable = |error: io::Error| {
        Failure::Said(Complaint::ReadFile {
            name: folder.display().to_string(),
            why: error.to_string(),
        })
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
            && path.file_stem().is_none_or(|stem| stem != "schema")
        {
            paths.push(path);
        }
    }
    paths.sort();
    let files = read_files(&paths)?;
    let image = catalog::read_catalogs(&files)
        .map_err(|problems| Failure::Lines(problems.iter().map(ToString::to_string).collect()))?;
    Ok(Some(image))
}

fn environment_language() -> Lang {
    let first = ["ERRLOOKUP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match first {
        Some(locale) if locale.to_ascii_lowercase().starts_with("ko") => Lang::Ko,
        _ => Lang::En,
    }
}

fn format(format: FormatArg) -> Format {
    match format {
        FormatArg::Table => Format::Table,
        FormatArg::Plain => Format::Plain,
        FormatArg::Json => Format::Json,
        FormatArg::Markdown => Format::Markdown,
    }
}

/// What of an answer's looks depends on where it goes.
fn style(output: &OutputArgs, lang: Lang) -> Style {
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

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_input_keeps_its_beginning_and_its_end() {
        let mut bytes = b"first line\n".to_vec();
        bytes.extend(vec![b'x'; 3 * decode::LIMIT]);
        bytes.extend_from_slice(b"\nlast line");
        let text = read_input(&mut bytes.as_slice()).expect("reads");
        assert!(
            text.starts_with("first line\n")
                && text.ends_with("\nlast line")
                && text.len() <= decode::LIMIT + 1
        );
    }
}
