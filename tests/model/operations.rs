//! Table and list of absent operations make up the models, and the page of documentation says so.

use std::collections::BTreeSet;

use ops::{absent, compatibility, table};
use wire::Service;

use crate::world::World;

#[test]
fn every_operation_of_the_models_is_built_or_absent_by_name_and_never_both() {
    for service in Service::ALL {
        let model: BTreeSet<_> = service.operations().iter().map(|operation| operation.name).collect();
        let built: Vec<_> = table::entries().filter(|e| e.service == service).map(|e| e.name).collect();
        let absent: Vec<_> = absent::list().filter(|a| a.service == service).map(|a| a.name).collect();
        let listed: BTreeSet<_> = built.iter().chain(&absent).copied().collect();
        assert_eq!(listed, model, "crates/ops/src/table.rs and absent.rs against the model of {service:?}");
        assert_eq!(listed.len(), built.len() + absent.len(), "an operation of {service:?} is listed twice");
    }
    assert_eq!(Service::ALL.map(|service| service.operations().len()), [141, 23, 17, 94, 7]);
}

#[tokio::test]
async fn an_absent_operation_answers_as_an_unknown_one_does() {
    let world = World::new();
    let unknown = world.send("DoSomethingElse", &[], b"{}").await;
    assert_eq!(unknown.status, 400);
    assert_eq!(unknown.body, br#"{"__type":"UnknownOperationException"}"#);
    for absent in absent::list() {
        let Some(prefix) = absent.service.target_prefix() else { continue };
        let target = format!("{prefix}.{}", absent.name);
        let answer = world.send_to(&target, &[], b"{}").await;
        assert_eq!((answer.status, &answer.body), (400, &unknown.body), "{target}");
        assert_eq!(answer.headers, unknown.headers, "{target}");
    }
}

#[test]
fn the_page_of_operations_is_current() {
    let kept = super::read("docs/compatibility.md");
    assert!(kept == compatibility::page(), "run: cargo run -- docs operations > docs/compatibility.md");
}
