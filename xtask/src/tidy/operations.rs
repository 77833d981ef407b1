//! Checks of the table of operations: what a user can name has a file of that name.

use super::{Finding, finding};
use crate::codegen::names;
use crate::sources::Source;

const TABLE: &str = "crates/ops/src/table.rs";

/// The folders of operations.
const FOLDERS: [&str; 5] = [
    "crates/ops/src/idp/",
    "crates/ops/src/identity/",
    "crates/ops/src/sync/",
    "crates/ops/src/sts/",
    "crates/ops/src/iam/",
];

/// Each line of the table names a file in snake case that is there, and each file is in the table.
pub fn table(tree: &[Source]) -> Vec<Finding> {
    let Some(table) = tree.iter().find(|source| source.path == TABLE) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut listed = Vec::new();
    for (at, line) in table.code.lines().enumerate() {
        let Some((name, file)) = line.trim().strip_suffix(',').and_then(|line| line.split_once(" = ")) else {
            continue;
        };
        if !is_operation(name)
            || !file.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        {
            continue;
        }
        if names::field(name) != file {
            found.push(finding(TABLE, at + 1, format!("{name} is not in {}.rs", names::field(name))));
        }
        let places = FOLDERS.map(|folder| format!("{folder}{file}.rs"));
        if !tree.iter().any(|source| places.contains(&source.path)) {
            found.push(finding(TABLE, at + 1, format!("{name} has no file {file}.rs")));
        }
        listed.push(file.to_owned());
    }
    for source in tree.iter().filter(|source| source.is_in(&FOLDERS)) {
        let Some(stem) = FOLDERS
            .iter()
            .find_map(|folder| source.path.strip_prefix(folder))
            .and_then(|name| name.strip_suffix(".rs"))
        else {
            continue;
        };
        if !stem.contains('/') && stem != "mod" && !listed.iter().any(|file| file == stem) {
            found.push(finding(&source.path, 1, "no line of the table runs this operation"));
        }
    }
    found
}

/// How many lines a page has.
const PAGE: usize = 80;

/// No operation is past one page: what makes it longer belongs into `rules`.
pub fn page(tree: &[Source]) -> Vec<Finding> {
    let lines = |source: &Source| source.text.lines().count();
    let is_operation = |source: &&Source| source.is_in(&FOLDERS) && !source.path.ends_with("/mod.rs");
    let long = tree.iter().filter(is_operation).filter(|source| lines(source) > PAGE);
    long.map(|source| finding(&source.path, PAGE + 1, format!("{} lines: more than a page", lines(source))))
        .collect()
}

fn is_operation(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}
