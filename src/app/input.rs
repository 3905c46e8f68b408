//! What a run reads: standard input, files, the environment. Knows no answer.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::catalog::{self, Image, Lang};
use crate::decode;
use crate::render::wording::Complaint;

use super::Failure;

/// What was read.
pub(super) struct Text {
    pub(super) text: String,
    /// Whether the middle was left out.
    pub(super) cut: bool,
}

/// Reads all of `input` and keeps its beginning and its end, where errors stand, so that memory is bounded.
pub(super) fn read_input(input: &mut impl Read) -> io::Result<Text> {
    const HEAD: usize = decode::LIMIT / 4;
    const TAIL: usize = decode::LIMIT - HEAD;
    let mut kept = Vec::new();
    let mut chunk = [0; 1 << 14];
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
    let cut = kept.len() > decode::LIMIT;
    if cut {
        let cut = kept.len() - TAIL;
        kept.splice(HEAD..cut, *b"\n");
    }
    Ok(Text {
        text: decode::decode(&kept),
        cut,
    })
}

pub(super) fn read_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
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

/// The user's catalogs: the `.json` files of the folder that `ERRLOOKUP_CATALOGS` names.
pub(super) fn own_catalogs() -> Result<Option<Image>, Failure> {
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

pub(super) fn environment_language() -> Lang {
    let first = ["ERRLOOKUP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match first {
        Some(locale) if locale.to_ascii_lowercase().starts_with("ko") => Lang::Ko,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_input_keeps_its_beginning_and_its_end() {
        let mut bytes = b"first line\n".to_vec();
        bytes.extend(vec![b'x'; 3 * decode::LIMIT]);
        bytes.extend_from_slice(b"\nlast line");
        let Text { text, cut } = read_input(&mut bytes.as_slice()).expect("reads");
        assert!(cut);
        assert!(
            text.starts_with("first line\n")
                && text.ends_with("\nlast line")
                && text.len() <= decode::LIMIT + 1
        );
    }
}
