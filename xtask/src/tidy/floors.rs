//! Checks of the floors: a crate uses those below it, never its own floor, never above.

use super::{Finding, finding};
use crate::sources::{Source, holds_word};

/// The crates, by folder, name and floor.
const FLOORS: [(&str, &str, u8); 8] = [
    ("wire", "wire", 0),
    ("crypto", "crypto", 0),
    ("words", "words", 0),
    ("store", "store", 1),
    ("rules", "rules", 2),
    ("ops", "ops", 3),
    ("web", "web", 3),
    ("server", "cenote", 4),
];

/// What a crate must not depend on although no floor forbids it: crate, dependency, reason.
const APART: [(&str, &str, &str); 9] = [
    ("store", "wire", "the store knows nothing of the wire"),
    ("crypto", "tokio", "a proof does no input or output"),
    ("crypto", "getrandom", "a proof is given its chance"),
    ("crypto", "rand", "a proof is given its chance"),
    ("rules", "http", "rules know nothing of HTTP"),
    ("rules", "hyper", "rules know nothing of HTTP"),
    ("rules", "axum", "rules know nothing of HTTP"),
    ("ops", "axum", "the server speaks HTTP"),
    ("web", "axum", "the server speaks HTTP"),
];

/// What a Cargo.toml says a crate depends on.
pub fn crates(tree: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in tree {
        let Some(folder) =
            source.path.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let Some((_, _, floor)) = FLOORS.iter().find(|(name, _, _)| *name == folder) else {
            found.push(finding(
                &source.path,
                1,
                format!("the crate `{folder}` has no floor in xtask's table"),
            ));
            continue;
        };
        for (line, dependency) in dependencies(&source.text) {
            let above = FLOORS.iter().find(|(_, name, other)| *name == dependency && other >= floor);
            if above.is_some() {
                let sentence = format!("`{folder}` uses `{dependency}`, which is not on a floor below it");
                found.push(finding(&source.path, line, sentence));
            }
            let apart = APART.iter().find(|(name, other, _)| *name == folder && *other == dependency);
            if let Some((_, _, reason)) = apart {
                found.push(finding(&source.path, line, format!("`{folder}` uses `{dependency}`: {reason}")));
            }
        }
    }
    found
}

/// The names in every table of dependencies, with their lines. Reads `name = …`, `name.workspace = true` and
/// `[dependencies.name]`, and sees through `package = "…"`.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut is_table = false;
    for (at, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            is_table = table.ends_with("dependencies");
            if let Some((_, name)) = table.split_once("dependencies.") {
                found.push((at + 1, name.trim_matches('"').to_owned()));
            }
        } else if is_table
            && !line.starts_with('#')
            && let Some((name, value)) = line.split_once('=')
        {
            let renamed = value.split_once("package").and_then(|(_, rest)| rest.split('"').nth(1));
            let name = name.trim().split('.').next().unwrap_or_default();
            found.push((at + 1, renamed.unwrap_or(name).to_owned()));
        }
    }
    found
}

/// Rules read settings of the wire, never what was asked or is answered.
pub fn shapes(tree: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in tree.iter().filter(|source| source.is_in(&["crates/rules/src/"]) && source.is_rust()) {
        for (at, line) in source.code.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let is_shape = |word: &str| word.ends_with("Request") || word.ends_with("Response");
            let wire_names = holds_word(line, "wire::idp") || holds_word(line, "wire::identity");
            if wire_names && words.any(is_shape) {
                found.push(finding(
                    &source.path,
                    at + 1,
                    "rules read settings, never a request or a response",
                ));
            }
        }
    }
    found
}
