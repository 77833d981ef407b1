//! What is built against what the API models hold: each operation present or absent by name, each built one with a
//! scenario, each error one that a model declares.

mod attacks;
mod conformance;
mod errors;
mod operations;
mod scenarios;

use std::path::{Path, PathBuf};

/// A path below the root of the workspace.
fn root(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").join(below)
}

/// The text of a file of the workspace.
fn read(below: &str) -> String {
    std::fs::read_to_string(root(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
}
