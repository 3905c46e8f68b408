//! The command line from outside: every file in `tests/cmd/` is one behaviour, and both READMEs are run as they stand.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what the program says now; read the difference before you keep it.

use trycmd::TestCases;

/// Each of these files clears the environment, so that it says itself what its answer depends on.
#[test]
fn the_program_answers_as_written_in_tests_cmd() {
    TestCases::new().case("tests/cmd/*.toml");
}

#[test]
fn the_english_readme_shows_what_the_program_prints() {
    readme("README.md", "en");
}

#[test]
fn the_korean_readme_shows_what_the_program_prints() {
    readme("README.ko.md", "ko");
}

fn readme(file: &str, lang: &str) {
    TestCases::new()
        .env("ERRLOOKUP_LANG", lang)
        .env("ERRLOOKUP_CATALOGS", "")
        .env("COLUMNS", "80")
        .env("CLICOLOR_FORCE", "0")
        .case(file);
}
