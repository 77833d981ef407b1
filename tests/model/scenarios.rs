//! Every built operation is called by a scenario; `uncovered.txt` lists those that are not, and may only shrink.

use std::collections::BTreeSet;
use std::path::Path;

use ops::table;

use crate::world::query::called;

/// The sources of the scenarios, one text.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            all.push_str(&sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&std::fs::read_to_string(&entry).expect("a source"));
        }
    }
    all
}

/// The operations that a source does not call: a call holds the whole name as a string literal.
fn uncalled(source: &str) -> BTreeSet<String> {
    let operations = table::entries().filter_map(|entry| entry.service.operation(entry.name));
    operations.map(called).filter(|name| !source.contains(&format!("\"{name}\""))).collect()
}

#[test]
fn every_built_operation_has_a_scenario_or_is_listed_as_uncovered() {
    let uncovered = uncalled(&sources(&super::root("tests/scenarios")));
    let kept = super::read("tests/model/uncovered.txt");
    let listed: BTreeSet<_> =
        kept.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
    let missing: Vec<_> = uncovered.difference(&listed).collect();
    assert!(missing.is_empty(), "no scenario calls these; write one, do not lengthen the list: {missing:?}");
    let covered: Vec<_> = listed.difference(&uncovered).collect();
    assert!(
        covered.is_empty(),
        "scenarios call these now; take them off tests/model/uncovered.txt: {covered:?}"
    );
}

#[test]
fn a_name_within_a_name_is_no_call() {
    let uncalled = uncalled(r#"world.ok("ListUserPoolClients", json!({}))"#);
    assert!(uncalled.contains("ListUsers") && uncalled.contains("ListUserPools"));
    assert!(!uncalled.contains("ListUserPoolClients"));
}
