//! Checks of Rust sources, one file at a time.

use super::{Finding, finding};
use crate::sources::{Source, lines_with};

/// Where things are allowed that are forbidden elsewhere: path or folder, and why.
type Places = &'static [(&'static str, &'static str)];

const UNSAFE: Places =
    &[("crates/crypto/src/exp.rs", "the binding"), ("crates/crypto/src/exp/", "its own modules")];

const SQL: Places = &[
    ("crates/store/", "the store"),
    ("tests/store/", "looks behind the drivers to prove what they keep"),
    ("tests/scenarios/imports/", "looks at what is kept of a file and of its hashes"),
    ("tests/world/dump.rs", "compares whole stores"),
    ("bench/", "seeds a database"),
    ("crates/rules/src/gateway/dynamodb/partiql/", "reads a language of another service"),
    ("xtask/src/tidy/", "this check"),
];

const SQLITE: Places =
    &[("crates/store/src/sqlite.rs", "the driver"), ("crates/store/src/sqlite/", "its own modules")];

const POSTGRES: Places = &[
    ("crates/store/src/postgres.rs", "the driver"),
    ("crates/store/src/postgres/", "its own modules"),
    ("tests/store/backends.rs", "makes a scratch database for each test"),
    ("bench/", "makes a scratch database to measure on"),
];

const WALL_CLOCK: Places = &[
    ("crates/rules/src/outside.rs", "the clock that is passed in"),
    ("bench/", "a client, as far from the server as any"),
];

const STOP_WATCH: Places = &[
    ("crates/server/", "measures how long things take"),
    ("bench/", "measures how long things take"),
    ("xtask/", "measures how long things take"),
];

const CHANCE: Places = &[
    ("tests/world/authenticator.rs", "a device, as far from the server as any"),
    ("tests/world/assertions.rs", "a provider of identities, likewise"),
    ("crates/rules/src/outside.rs", "the chance that is passed in"),
    ("crates/crypto/src/jose.rs", "the library asks for one to sign PKCS#1 v1.5, which uses none"),
    (
        "crates/crypto/src/jose/elliptic.rs",
        "the library asks for one to sign, and draws the number of each itself",
    ),
    ("crates/crypto/src/jose/tests.rs", "as there"),
    ("bench/", "a client, as far from the server as any"),
];

const WAITS: Places = &[
    ("tests/durability/run.py", "kills at a moment that nothing tells beforehand"),
    ("tests/clients/python/people.py", "has an authenticator app, whose codes are of the time"),
];

/// Folders whose files each copy something published, and say what.
const SOURCED: [&str; 8] = [
    "crates/ops/src/idp/",
    "crates/ops/src/identity/",
    "crates/ops/src/sync/",
    "crates/ops/src/sts/",
    "crates/ops/src/iam/",
    "crates/rules/src/triggers/",
    "crates/web/src/oauth/",
    "crates/web/src/saml/",
];

fn is_allowed(source: &Source, places: Places) -> bool {
    places.iter().any(|(place, _)| source.is_in(&[place]))
}

/// Findings at each line of `part` that holds one of `needles`, in Rust outside `places`.
fn forbid(
    tree: &[Source],
    places: Places,
    part: fn(&Source) -> &str,
    needles: &[&str],
    sentence: &str,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| source.path.ends_with(".rs") && !is_allowed(source, places)) {
        for needle in needles {
            let lines = lines_with(part(source), needle);
            found.extend(
                lines.into_iter().map(|line| finding(&source.path, line, format!("{needle}: {sentence}"))),
            );
        }
    }
    found
}

fn code(source: &Source) -> &str {
    &source.code
}

fn strings(source: &Source) -> &str {
    &source.strings
}

/// Every file says in its first line what it is.
pub fn headers(tree: &[Source]) -> Vec<Finding> {
    let has_header = |source: &&Source| !source.text.starts_with("//! ");
    let rust = tree.iter().filter(|source| source.is_rust());
    rust.filter(has_header)
        .map(|source| finding(&source.path, 1, "the file does not open with a `//!` line"))
        .collect()
}

/// Operations, triggers and endpoints name what they copy.
pub fn source_lines(tree: &[Source]) -> Vec<Finding> {
    let is_sourced = |source: &&Source| {
        source.is_in(&SOURCED) && !source.path.ends_with("/mod.rs") && !source.is_test() && source.is_rust()
    };
    let names_source = |source: &Source| {
        let mut header = source.text.lines().take_while(|line| line.starts_with("//!"));
        header.any(|line| line.contains("AWS: ") || line.contains("RFC: "))
    };
    let unsourced = tree.iter().filter(is_sourced).filter(|source| !names_source(source));
    unsourced.map(|source| finding(&source.path, 1, "the header has no `AWS:` or `RFC:` line")).collect()
}

/// One file binds what the language cannot check.
pub fn unsafe_code(tree: &[Source]) -> Vec<Finding> {
    forbid(tree, UNSAFE, code, &["unsafe"], "only crates/crypto/src/exp.rs has unsafe code")
}

/// Lints are expected with a reason; tests all run.
pub fn attributes(tree: &[Source]) -> Vec<Finding> {
    let mut found = forbid(tree, &[], code, &["#[allow(", "#![allow("], "expect the lint, with a reason");
    found.extend(forbid(tree, &[], code, &["#[ignore"], "assert what is wrong as it is, with a sentence"));
    for source in tree.iter().filter(|source| source.path.ends_with(".rs")) {
        for (at, _) in source.code.match_indices("[expect(") {
            let rest = source.code.get(at..).unwrap_or_default();
            let inside = rest.split(")]").next().unwrap_or_default();
            if !inside.contains("reason") {
                let line = source.code.get(..at).unwrap_or_default().matches('\n').count() + 1;
                found.push(finding(&source.path, line, "an expected lint has no reason"));
            }
        }
    }
    found
}

/// Tests turn the clock; they do not wait for it.
pub fn sleeps(tree: &[Source]) -> Vec<Finding> {
    let tests =
        forbid(tree, &[], code, &["sleep(", "sleep_until("], "turn the test's clock instead of waiting");
    let is_test =
        |found: &Finding| tree.iter().any(|source| source.path == found.path && in_tests(source, found.line));
    let scripts =
        tree.iter().filter(|source| source.path.ends_with(".py") && source.path.starts_with("tests/"));
    let scripts = scripts.filter(|source| !is_allowed(source, WAITS)).flat_map(|source| {
        let lines = lines_with(&source.text, "sleep(").into_iter();
        lines.map(|line| finding(&source.path, line, "sleep(: look for what is to come, until a deadline"))
    });
    tests.into_iter().filter(is_test).chain(scripts).collect()
}

/// Whether a line is only built for tests.
fn in_tests(source: &Source, line: usize) -> bool {
    source.is_test() || lines_with(&source.code, "#[cfg(test)]").first().is_some_and(|from| *from < line)
}

/// SQL is written in the store alone.
pub fn sql(tree: &[Source]) -> Vec<Finding> {
    const STATEMENTS: [&str; 4] = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE "];
    let mut found = forbid(tree, SQL, strings, &STATEMENTS, "SQL belongs to crates/store");
    let updates = forbid(tree, SQL, strings, &["UPDATE "], "SQL belongs to crates/store");
    let is_statement = |found: &Finding| {
        let source = tree.iter().find(|source| source.path == found.path);
        let mut lines =
            source.map_or("", |source| source.strings.as_str()).lines().skip(found.line - 1).take(3);
        lines.any(|line| lines_with(line, "SET").len() == 1)
    };
    found.extend(updates.into_iter().filter(is_statement));
    found
}

/// Each database's driver is named in one file.
pub fn drivers(tree: &[Source]) -> Vec<Finding> {
    let sentence = "a driver is named in its own file only";
    let mut found = forbid(tree, SQLITE, code, &["rusqlite"], sentence);
    found.extend(forbid(tree, POSTGRES, code, &["tokio_postgres", "deadpool_postgres"], sentence));
    found
}

/// Time is asked of the clock that is passed in.
pub fn clocks(tree: &[Source]) -> Vec<Finding> {
    const NAMES: [&str; 4] = ["SystemTime::now", "Timestamp::now", "Zoned::now", "Utc::now"];
    let mut found = forbid(tree, WALL_CLOCK, code, &NAMES, "ask the clock that is passed in");
    found.extend(forbid(tree, STOP_WATCH, code, &["Instant::now"], "only the server measures time"));
    found
}

/// Chance is asked of the source that is passed in.
pub fn chance(tree: &[Source]) -> Vec<Finding> {
    const NAMES: [&str; 7] =
        ["SystemRandom", "OsRng", "thread_rng", "rand::rng", "getrandom", "rand::fill", "Uuid::new_v4"];
    forbid(tree, CHANCE, code, &NAMES, "ask the random source that is passed in")
}
