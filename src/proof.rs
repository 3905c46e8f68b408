//! The proof that catalogs carry: each example must rank its entry first, and each `not` must not.
//!
//! Knows how an author's file is laid out and runs the real pipeline on it.

use std::time::SystemTime;

use crate::catalog::{CatalogExamples, Catalogs, Image, Lang};
use crate::decode;
use crate::lookup::lookup;
use crate::query::Query;

/// Every example of `files` that does not find its entry, and every `not` that does; a line each.
pub(crate) fn examples(files: &[CatalogExamples], own: Option<&Image>) -> Vec<String> {
    let catalogs = Catalogs::new(own);
    let mut problems = Vec::new();
    for file in files {
        for entry in &file.entries {
            let id = format!("{}/{}", file.provider, entry.id);
            for example in &entry.examples {
                let group = first(example, &catalogs);
                if !group.contains(&id) {
                    let found = group.first().map_or("nothing", String::as_str);
                    problems.push(format!("{}: {}: examples: finds {found} first; add what tells it apart, or mend the example: {}", file.name, entry.id, head(example)));
                }
            }
            for near in &entry.not {
                if first(near, &catalogs).contains(&id) {
                    problems.push(format!(
                        "{}: {}: not: finds this entry first; make its messages more exact: {}",
                        file.name,
                        entry.id,
                        head(near)
                    ));
                }
            }
        }
    }
    problems
}

/// The ids of the best matches for `text`: as a paste, or else, where it is one short line, as a typed query.
fn first(text: &str, catalogs: &Catalogs<'_>) -> Vec<String> {
    let pasted = best(text, false, catalogs);
    let short = !text.contains('\n') && text.len() <= 80;
    if pasted.is_empty() && short {
        best(text, true, catalogs)
    } else {
        pasted
    }
}

fn best(text: &str, typed: bool, catalogs: &Catalogs<'_>) -> Vec<String> {
    let query = Query {
        text: decode::decode(text.as_bytes()),
        typed,
        ..Query::default()
    };
    let report = lookup(&query, catalogs, Lang::En, SystemTime::UNIX_EPOCH);
    report
        .matches
        .iter()
        .take_while(|matched| matched.ties_with_first)
        .map(|matched| format!("{}/{}", matched.entry.provider().id(), matched.entry.id()))
        .collect()
}

fn head(text: &str) -> String {
    text.chars().take(70).collect::<String>().replace('\n', " ")
}
