//! The invariants of `src/lib.rs`, held against every file; each failure says what to do.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the files of the repository"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// No file may have more lines; most have near a hundred.
const LINES: usize = 350;

/// The modules in the order of the pipeline: a file imports from its own stage and from those before it.
///
/// `catalog` is what every stage may know of; `app` is the process around them all.
const STAGES: [&str; 28] = [
    "catalog",
    "mask",
    "decode",
    "input",
    "query",
    "messages",
    "evidence",
    "traces",
    "talk",
    "provider",
    "words",
    "candidates",
    "score",
    "weights",
    "rivals",
    "rank",
    "report",
    "advice",
    "findings",
    "summary",
    "lookup",
    "proof",
    "render",
    "cli",
    "app",
    "fuzzing",
    "lib",
    "main",
];

/// Provider ids that the source may say: protocols that every input speaks, and ordinary English words.
const ORDINARY: [&str; 11] = [
    // The program reads HTTP messages, whoever sends them; so it does OAuth's, gRPC's and TLS's.
    "http",
    "grpc",
    "oauth",
    "tls",
    // What these programs print is a form of input, like JSON: its marks are read in `input/`.
    "curl",
    "docker",
    "npm",
    // Words of the language before they were names.
    "node",
    "slack",
    "together",
    "replicate",
];

/// What reads, writes or asks the environment.
const SIDE_EFFECTS: [&str; 12] = [
    "std::fs",
    "std::env",
    "fs::",
    "env::",
    "println!",
    "eprintln!",
    "print!(",
    "eprint!(",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "std::net",
];

#[test]
fn every_file_says_what_it_is_for() {
    for source in sources() {
        assert!(
            source.text.starts_with("//! "),
            "{}: open it with a line `//! What it is for.`, and what it must not know",
            source.name
        );
    }
}

#[test]
fn no_file_is_too_long_to_read_at_once() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| source.text.lines().count() > LINES)
        .map(|source| format!("{} ({} lines)", source.name, source.text.lines().count()))
        .collect();
    assert!(
        long.is_empty(),
        "split them by subject, none may have more than {LINES} lines: {long:#?}"
    );
}

#[test]
fn no_provider_is_named_in_the_source() {
    let mut found = Vec::new();
    let names = provider_names();
    for source in sources() {
        for (number, line) in source.outside_tests() {
            let words: BTreeSet<String> = line
                .split(|character: char| !(character.is_alphanumeric() || character == '-'))
                .map(str::to_lowercase)
                .collect();
            for name in names.iter().filter(|name| words.contains(*name)) {
                found.push(format!(
                    "{}:{number}: '{name}' in: {}",
                    source.name,
                    line.trim()
                ));
            }
        }
    }
    assert!(
        found.is_empty(),
        "knowledge is data: move it into the provider's catalog, or name it otherwise: {found:#?}"
    );
}

#[test]
fn imports_follow_the_pipeline() {
    let mut against = Vec::new();
    for source in sources() {
        let Some(stage) = stage_of(source.module()) else {
            against.push(format!("{}: give it a place in STAGES", source.name));
            continue;
        };
        for (number, line) in source.outside_tests() {
            for imported in line.split("crate::").skip(1) {
                let module: String = imported
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                let place = format!("{}:{number}", source.name);
                match stage_of(&module) {
                    None => against.push(format!(
                        "{place}: write `use crate::<module>`, one module a line, and give '{module}' a place in STAGES"
                    )),
                    Some(other) if other > stage => against.push(format!(
                        "{place}: `{}` is before `{module}`: pass a value instead of importing it",
                        source.module()
                    )),
                    Some(_) => {}
                }
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn only_the_edge_reads_prints_or_asks_the_environment() {
    let mut touching = Vec::new();
    for source in sources() {
        if matches!(source.module(), "app" | "main") {
            continue;
        }
        for (number, line) in source.outside_tests() {
            let code = line.split("//").next().unwrap_or_default();
            for word in SIDE_EFFECTS.iter().filter(|word| code.contains(*word)) {
                touching.push(format!("{}:{number}: {word}", source.name));
            }
        }
    }
    assert!(
        touching.is_empty(),
        "only app.rs and main.rs do I/O; give the value to the function instead: {touching:#?}"
    );
}

#[test]
fn both_readmes_have_the_same_parts() {
    let [english, korean] = ["README.md", "README.ko.md"].map(|name| read(&root().join(name)));
    for (what, mark) in [
        ("headings", "\n## "),
        ("runnable examples", "```console\n"),
        ("commands", "\n$ "),
        ("shell examples", "```sh\n"),
        ("table rows", "\n| "),
    ] {
        assert_eq!(
            english.matches(mark).count(),
            korean.matches(mark).count(),
            "{what}: README.md and README.ko.md say the same things; bring them level"
        );
    }
}

#[test]
fn both_readmes_name_every_option() {
    let help = Command::new(env!("CARGO_BIN_EXE_errlookup"))
        .args(["--help", "--lang", "en"])
        .output()
        .expect("the program starts");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let options = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'))
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")));
    for option in options {
        for name in ["README.md", "README.ko.md"] {
            assert!(
                read(&root().join(name)).contains(&format!("`{option}")),
                "{name}: put {option} into the table of options"
            );
        }
    }
}

#[test]
fn the_smallest_catalog_that_is_shown_is_the_one_that_is_tested() {
    let tested = read(&root().join("tests/data/own/shop.json"))
        .replace("../../../catalogs/schema.json", "./schema.json");
    assert!(
        read(&root().join("catalogs/README.md")).contains(&format!("```json\n{tested}```\n")),
        "catalogs/README.md: show tests/data/own/shop.json as it is"
    );
}

#[test]
fn every_bundled_catalog_is_what_the_schema_says() {
    let schema = serde_json::from_str(&read(&root().join("catalogs/schema.json")))
        .expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for (path, catalog) in catalogs() {
        let problems: Vec<String> = schema
            .iter_errors(&catalog)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            problems.is_empty(),
            "{}: {problems:#?}: mend the file, or catalogs/schema.json where src/catalog/format/file.rs says otherwise",
            path.display()
        );
    }
}

#[test]
fn every_field_of_a_catalog_is_explained() {
    let schema: serde_json::Value =
        serde_json::from_str(&read(&root().join("catalogs/schema.json"))).expect("JSON");
    let guide = read(&root().join("catalogs/README.md"));
    let format = read(&root().join("src/catalog/format/file.rs"));
    for part in ["provider", "fingerprint", "envelope", "entry"] {
        let fields = schema["$defs"][part]["properties"]
            .as_object()
            .expect("the schema has the part");
        for field in fields.keys() {
            assert!(
                guide.contains(&format!("`{field}`")),
                "catalogs/README.md: explain `{field}` of {part}"
            );
            assert!(
                format.contains(&format!(" {field}:")) || format.contains(&format!("\"{field}\"")),
                "catalogs/schema.json: src/catalog/format/file.rs has no field `{field}`"
            );
        }
    }
}

/// One file of `src/`.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// The stage's name: the first folder, or the file.
    fn module(&self) -> &str {
        let inner = self.name.trim_start_matches("src/");
        inner
            .split('/')
            .next()
            .unwrap_or(inner)
            .trim_end_matches(".rs")
    }

    /// The numbered lines before the file's `#[cfg(test)]` module; a file that is all tests has none.
    fn outside_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.name.ends_with("/tests.rs") || self.text.contains("#![cfg(test)]");
        let lines = self
            .text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"));
        (1..).zip(lines).filter(move |_| !tests)
    }
}

fn stage_of(module: &str) -> Option<usize> {
    STAGES.iter().position(|stage| *stage == module)
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).expect("below the root");
                sources.push(Source {
                    name: name.to_string_lossy().replace('\\', "/"),
                    text: read(&path),
                });
            }
        }
    }
    assert!(sources.len() > 20, "the walk over src/ finds the files");
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    sources
}

/// Ids and one-word names of the providers, in lower case, without those that are ordinary words.
fn provider_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, catalog) in catalogs() {
        let provider = &catalog["provider"];
        let parts = [
            &provider["id"],
            &provider["name"]["en"],
            &provider["name"]["ko"],
        ];
        for name in parts.into_iter().filter_map(|part| part.as_str()) {
            if !name.contains(char::is_whitespace) {
                names.insert(name.to_lowercase());
            }
        }
    }
    assert!(names.len() > 5, "the catalogs are read");
    names.retain(|name| !ORDINARY.contains(&name.as_str()));
    names
}

fn catalogs() -> Vec<(PathBuf, serde_json::Value)> {
    entries(&root().join("catalogs"))
        .into_iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "schema"))
        .map(|path| {
            let value = serde_json::from_str(&read(&path)).expect("the build has read it");
            (path, value)
        })
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
