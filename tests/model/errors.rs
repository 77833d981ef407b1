//! Every error that we can answer is one that a model declares; which operation declares which, the door watches as
//! scenarios run.

use std::collections::BTreeSet;

use ops::door;
use wire::Service;

/// The codes that the catalogue of errors names.
fn codes(catalogue: &str) -> BTreeSet<&str> {
    catalogue.split('"').filter(|text| is_code(text)).collect()
}

fn is_code(text: &str) -> bool {
    text.ends_with("Exception") && text.chars().all(|c| c.is_ascii_alphanumeric())
}

#[test]
fn every_code_of_the_catalogue_is_declared_by_an_operation_or_by_the_protocol() {
    let catalogue = super::read("crates/rules/src/error/catalogue.rs");
    let codes = codes(&catalogue);
    assert!(codes.len() > 20, "the catalogue does not read: {codes:?}");
    let operations = || Service::ALL.into_iter().flat_map(Service::operations);
    for code in codes {
        assert!(operations().any(|operation| door::is_declared(operation, code)), "nothing declares {code}");
    }
}

#[test]
fn a_code_that_only_other_operations_declare_is_not_declared() {
    let operation = Service::Idp.operation("DescribeUserPool").expect("an operation");
    assert!(door::is_declared(operation, "ResourceNotFoundException"));
    assert!(door::is_declared(operation, "InternalErrorException"));
    assert!(!door::is_declared(operation, "UserNotFoundException"));
}
