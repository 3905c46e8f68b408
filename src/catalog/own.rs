//! A user's own catalogs: files read at run time, linted and compiled like the bundled ones.

use std::fmt;

use super::format::{self, CatalogFile};
use super::image::Image;

/// What is wrong with a catalog file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CatalogProblem {
    /// The file as it was named.
    pub(crate) file: String,
    /// Entry, field and advice; or why it is no catalog at all.
    pub(crate) what: String,
}

impl fmt::Display for CatalogProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.file, self.what)
    }
}

/// Compiles catalog files, given as name and text, into an image.
///
/// # Errors
///
/// Every problem of every file.
pub(crate) fn read_catalogs(files: &[(String, String)]) -> Result<Image, Vec<CatalogProblem>> {
    let mut catalogs = Vec::new();
    let mut problems = Vec::new();
    for (name, text) in files {
        let problem = |what: String| CatalogProblem {
            file: name.clone(),
            what,
        };
        match serde_json::from_str::<CatalogFile>(text) {
            Ok(catalog) => {
                problems.extend(
                    format::lint(stem(name), &catalog)
                        .into_iter()
                        .map(|found| problem(found.to_string())),
                );
                catalogs.push(catalog);
            }
            Err(error) => problems.push(problem(error.to_string())),
        }
    }
    if problems.is_empty() {
        Ok(Image::own(format::compile(&catalogs)))
    } else {
        Err(problems)
    }
}

/// The file's name without folder and extension.
fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.strip_suffix(".json").unwrap_or(base)
}

/// The examples of a catalog file, for proving them.
#[derive(Debug)]
pub(crate) struct CatalogExamples {
    pub(crate) name: String,
    pub(crate) provider: String,
    pub(crate) entries: Vec<EntryExamples>,
}

/// The examples of one entry.
#[derive(Debug)]
pub(crate) struct EntryExamples {
    pub(crate) id: String,
    pub(crate) examples: Vec<String>,
    pub(crate) not: Vec<String>,
}

/// The examples of catalog files, given as name and text; files that do not parse have none.
pub(crate) fn read_examples(files: &[(String, String)]) -> Vec<CatalogExamples> {
    files
        .iter()
        .filter_map(|(name, text)| Some((name, serde_json::from_str::<CatalogFile>(text).ok()?)))
        .map(|(name, catalog)| CatalogExamples {
            name: name.clone(),
            provider: catalog.provider.id,
            entries: catalog
                .errors
                .into_iter()
                .map(|entry| EntryExamples {
                    id: entry.id,
                    examples: entry.examples,
                    not: entry.not,
                })
                .collect(),
        })
        .collect()
}
