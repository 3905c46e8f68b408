//! Compiles `catalogs/*.json` into the text and the table that the program reads where they lie.

#![allow(
    dead_code,
    unused_imports,
    reason = "the build uses a part of what the program uses"
)]
#![allow(
    unreachable_pub,
    clippy::redundant_pub_crate,
    reason = "the module is written for the crate"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a build reads the catalogs and writes what it compiled"
)]

use std::path::Path;
use std::{env, fs, process};

#[path = "src/catalog/format/mod.rs"]
mod format;

fn main() {
    println!("cargo::rerun-if-changed=catalogs");
    println!("cargo::rerun-if-changed=src/catalog/format");
    match catalogs() {
        Ok(files) => {
            let compiled = format::compile(&files);
            let cells: Vec<u8> = compiled
                .cells
                .iter()
                .flat_map(|cell| cell.to_le_bytes())
                .collect();
            let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
            fs::write(Path::new(&out).join("catalogs.txt"), compiled.text)
                .expect("OUT_DIR is writable");
            fs::write(Path::new(&out).join("catalogs.bin"), cells).expect("OUT_DIR is writable");
            for (texts, name) in compiled.prose.iter().zip(["en.prose", "ko.prose"]) {
                let packed = format::pack(texts, true);
                fs::write(Path::new(&out).join(name), packed).expect("OUT_DIR is writable");
            }
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            process::exit(1);
        }
    }
}

/// The catalogs in the order of their file names, or everything that is wrong with them.
fn catalogs() -> Result<Vec<format::CatalogFile>, Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir("catalogs")
        .map_err(|error| vec![format!("cannot read the folder 'catalogs': {error}")])?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "schema"))
        .collect();
    paths.sort();
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let shown = path.display();
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        match fs::read_to_string(&path)
            .map_err(|error| error.to_string())
            .and_then(|text| {
                serde_json::from_str::<format::CatalogFile>(&text)
                    .map_err(|error| error.to_string())
            }) {
            Ok(file) => {
                problems.extend(
                    format::lint(&stem, &file)
                        .into_iter()
                        .map(|problem| format!("{shown}: {problem}")),
                );
                files.push(file);
            }
            Err(error) => problems.push(format!("{shown}: {error}")),
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}
