//! `cargo xtask tidy`: the rules of the house that can be tested by reading its files.
//!
//! Prints each finding as `path:line: sentence`; fails if there is one.

mod files;
mod floors;
mod operations;
mod rust;

use crate::Result;
use crate::sources::{self, Source};

/// Arguments of `cargo xtask tidy`.
#[derive(clap::Args)]
pub struct Tidy {}

impl Tidy {
    /// Reads the whole project.
    pub fn run(&self) -> Result<()> {
        let tree = sources::collect(&crate::root())?;
        let findings = findings(&tree);
        for finding in &findings {
            println!("{}:{}: {}", finding.path, finding.line, finding.sentence);
        }
        match findings.len() {
            0 => {
                println!("tidy: {} files, {} checks, nothing found", tree.len(), CHECKS.len());
                Ok(())
            }
            count => Err(format!("{count} findings").into()),
        }
    }
}

/// Something that is against a rule of the house.
#[derive(Debug, PartialEq)]
struct Finding {
    path: String,
    /// From 1.
    line: usize,
    sentence: String,
}

fn finding(path: &str, line: usize, sentence: impl Into<String>) -> Finding {
    Finding { path: path.to_owned(), line, sentence: sentence.into() }
}

/// A name, and a function that finds what is against one rule.
type Check = (&'static str, fn(&[Source]) -> Vec<Finding>);

/// Every check. A test plants a fault for each.
const CHECKS: [Check; 20] = [
    ("headers", rust::headers),
    ("source lines", rust::source_lines),
    ("unsafe", rust::unsafe_code),
    ("attributes", rust::attributes),
    ("leftovers", files::leftovers),
    ("sleeps", rust::sleeps),
    ("sql", rust::sql),
    ("drivers", rust::drivers),
    ("clocks", rust::clocks),
    ("chance", rust::chance),
    ("floors", floors::crates),
    ("shapes", floors::shapes),
    ("operations", operations::table),
    ("pages", operations::page),
    ("length", files::length),
    ("links", files::links),
    ("prose", files::prose),
    ("generated", files::generated),
    ("places", files::places),
    ("needed", files::needed),
];

fn findings(tree: &[Source]) -> Vec<Finding> {
    let mut all: Vec<Finding> = CHECKS.iter().flat_map(|(_, check)| check(tree)).collect();
    all.sort_by(|a, b| (&a.path, a.line, &a.sentence).cmp(&(&b.path, b.line, &b.sentence)));
    all
}

#[cfg(test)]
mod tests;
