//! A user's own catalogs: files read at run time, linted and compiled like the bundled ones.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::format::{self, CatalogFile, EntryFile, ProviderFile};
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
            Err(error) => problems.push(problem(placed(text, &error))),
        }
    }
    if problems.is_empty() {
        Ok(Image::own(format::compile(&catalogs)))
    } else {
        Err(problems)
    }
}

/// Why `text` is no catalog, with the entry and the field where it can be told which.
fn placed(text: &str, error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = || {
        let file: Value = serde_json::from_str(text).ok()?;
        if let Some(field) = file
            .get("provider")
            .and_then(|provider| broken::<ProviderFile>(provider, &said))
        {
            return Some(("provider".to_owned(), field));
        }
        let entries = file.get("errors")?.as_array()?;
        entries.iter().enumerate().find_map(|(number, entry)| {
            let field = broken::<EntryFile>(entry, &said)?;
            let id = entry.get("id").and_then(Value::as_str);
            let nameless = || format!("entry {}", number + 1);
            Some((id.map_or_else(nameless, str::to_owned), field))
        })
    };
    match place() {
        Some((id, field)) if !field.is_empty() => format!("{id}: {field}: {said}"),
        Some((id, _)) => format!("{id}: {said}"),
        None => said,
    }
}

/// Whether `value` is no `T` and, if so, which of its fields `said` is about, empty
/// where that cannot be told: without the field, the error is another one.
fn broken<T: DeserializeOwned>(value: &Value, said: &str) -> Option<String> {
    let error = |value: Value| Some(serde_json::from_value::<T>(value).err()?.to_string());
    let mut now = error(value.clone())?;
    let mut fields = value.as_object()?.clone();
    // Values are tried in the order of their names, and the file has another: pass by what is wrong besides.
    loop {
        let without = |field: &String| {
            let mut rest = fields.clone();
            rest.remove(field);
            error(Value::Object(rest))
        };
        let Some((field, next)) = fields
            .keys()
            .map(|field| (field.clone(), without(field)))
            .find(|(_, next)| next.as_ref() != Some(&now))
        else {
            return Some(String::new());
        };
        if said.starts_with(&now) {
            return Some(field);
        }
        fields.remove(&field);
        match next {
            Some(next) => now = next,
            None => return Some(String::new()),
        }
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
