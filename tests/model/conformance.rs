//! The table of the OpenID conformance suite against the tests that it names.

use std::collections::BTreeSet;

use super::{read, root};

/// The names that stand in backticks in a cell, each a file of the hosted scenarios and a test of it.
fn tests_of(cell: &str) -> Vec<(&str, &str)> {
    cell.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::")).collect()
}

#[test]
fn every_module_has_a_test_that_is_there_or_a_reason() {
    let page = read("docs/conformance.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 80, "{} rows", rows.len());
    let mut seen = BTreeSet::new();
    for row in rows {
        let [module, answer] = row.as_slice() else { panic!("a row has two cells: {row:?}") };
        assert!(seen.insert(module.to_owned()), "{module} stands twice");
        let tests = tests_of(answer);
        let has_reason =
            answer.starts_with("not applicable, because ") || answer.starts_with("not offered, because ");
        assert!(has_reason == tests.is_empty(), "{module} has a test or a reason: {answer}");
        for (file, test) in tests {
            let path = format!("tests/scenarios/hosted/{file}.rs");
            assert!(root(&path).is_file(), "{module}: there is no {path}");
            assert!(read(&path).contains(&format!("async fn {test}()")), "{module}: {path} has no {test}");
        }
    }
}
