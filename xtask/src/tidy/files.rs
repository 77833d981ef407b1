//! Checks of files of every kind.

use super::{Finding, finding};
use crate::sources::{Source, lines_with};

/// Past this a file is asked which second thing it does.
const LONGEST: usize = 500;

/// Files that may be longer: path, reason.
const LONG: [(&str, &str); 4] = [
    ("crates/rules/src/error/catalogue.rs", "one list, and one match that proves it complete"),
    ("Cargo.lock", "a lock file"),
    ("tests/clients/node/package-lock.json", "a lock file"),
    ("models/cognito-idp.json", "written by models/reduce.py, one line a shape"),
];

/// Files that programs write and nobody reads.
fn is_lock(source: &Source) -> bool {
    source.path.ends_with(".lock") || source.path.ends_with("-lock.json")
}

/// No file past five hundred lines but generated ones.
pub fn length(tree: &[Source]) -> Vec<Finding> {
    let is_long = |source: &&Source| source.text.lines().count() > LONGEST;
    let is_ours =
        |source: &&Source| !source.is_generated() && !LONG.iter().any(|(path, _)| *path == source.path);
    let sentence = |source: &Source| {
        format!("{} lines: which second thing does this file do?", source.text.lines().count())
    };
    let long = tree.iter().filter(is_long).filter(is_ours);
    long.map(|source| finding(&source.path, LONGEST + 1, sentence(source))).collect()
}

/// Nothing is left to be done without an issue, and nothing of a search for a fault.
pub fn leftovers(tree: &[Source]) -> Vec<Finding> {
    let notes = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];
    let macros = ["todo!", "unimplemented!", "dbg!"];
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| !is_lock(source)) {
        for note in notes {
            let lines = lines_with(&source.text, note).into_iter();
            found.extend(
                lines.map(|line| finding(&source.path, line, format!("{note}: open an issue, or do it"))),
            );
        }
        for name in macros {
            let lines = lines_with(&source.code, name).into_iter();
            found.extend(lines.map(|line| finding(&source.path, line, format!("{name} is left over"))));
        }
    }
    found
}

/// Links of the documentation lead to files and headings that are there.
pub fn links(tree: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| source.path.ends_with(".md")) {
        let mut is_fenced = false;
        for (at, line) in source.text.lines().enumerate() {
            is_fenced ^= line.trim_start().starts_with("```");
            if is_fenced {
                continue;
            }
            for target in targets(line).into_iter().filter(|target| !target.contains(':')) {
                if !resolves(tree, source, target) {
                    found.push(finding(&source.path, at + 1, format!("the link to {target} leads nowhere")));
                }
            }
        }
    }
    found
}

/// What the links of a line point to.
fn targets(line: &str) -> Vec<&str> {
    let after = line.match_indices("](").filter_map(|(at, mark)| line.get(at + mark.len()..));
    after.filter_map(|rest| rest.split([')', ' ']).next()).filter(|target| !target.is_empty()).collect()
}

fn resolves(tree: &[Source], from: &Source, target: &str) -> bool {
    let (path, heading) =
        target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
    let place = if path.is_empty() { Some(from.path.clone()) } else { joined(&from.path, path) };
    let Some(place) = place else { return false };
    match tree.iter().find(|source| source.path == place) {
        Some(file) => heading.is_none_or(|heading| headings(&file.text).any(|known| known == heading)),
        None => {
            let folder = format!("{}/", place.trim_end_matches('/'));
            heading.is_none() && tree.iter().any(|source| source.path.starts_with(&folder))
        }
    }
}

/// `path` as seen from the file `from`; nothing where it leaves the project.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The anchors of a page's headings, as forges make them.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let titles =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

/// The models carry no sentence of their vendor.
pub fn prose(tree: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| source.is_in(&["models/"]) && source.path.ends_with(".json")) {
        for key in ["documentation", "smithy.api#documentation", "externalDocs", "documentationUrl"] {
            let lines = lines_with(&source.text, &format!("\"{key}\"")).into_iter();
            found.extend(
                lines.map(|line| finding(&source.path, line, format!("`{key}` is the vendor's prose"))),
            );
        }
    }
    found
}

/// What is generated says so in its first line.
pub fn generated(tree: &[Source]) -> Vec<Finding> {
    let ours = tree.iter().filter(|source| source.path.contains("/generated/") && !source.is_generated());
    ours.map(|source| finding(&source.path, 1, "a generated file opens with `@generated`")).collect()
}

/// Nothing names a folder outside the project.
pub fn places(tree: &[Source]) -> Vec<Finding> {
    let outside =
        [concat!("/wo", "rk/"), concat!("..", "/shared"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| !is_lock(source)) {
        for place in outside {
            for (at, line) in source.text.lines().enumerate() {
                // An address's path or a longer path is no place on a machine.
                let is_path =
                    |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "}_-.".contains(c));
                if line.match_indices(place).any(|(at, _)| is_path(at)) {
                    found.push(finding(&source.path, at + 1, format!("{place} is not part of the project")));
                }
            }
        }
    }
    found
}

/// What everybody looks for first is there.
pub fn needed(tree: &[Source]) -> Vec<Finding> {
    const NEEDED: [(&str, &str); 4] = [
        ("README.md", "what it is and how to begin"),
        ("ARCHITECTURE.md", "the map, the invariants, two walks"),
        ("CHANGELOG.md", "what an SDK caller notices"),
        ("LICENSE", "the terms"),
    ];
    let is_missing = |path: &str| !tree.iter().any(|source| source.path == path);
    let missing = NEEDED.iter().filter(|(path, _)| is_missing(path));
    missing.map(|(path, what)| finding(path, 1, format!("this file is missing: {what}"))).collect()
}
