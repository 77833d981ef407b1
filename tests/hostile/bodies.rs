//! Whole bodies that are no input of any operation.

use store::Store;
use wire::{Operation, Service};

use super::members::check;
use crate::world::dump::Tables;
use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage};

/// The operations that are called in JSON.
fn in_json() -> impl Iterator<Item = &'static Operation> {
    let operation = |entry: &ops::table::Entry| entry.service.operation(entry.name).unwrap();
    ops::table::entries().map(operation).filter(|operation| operation.service.target_prefix().is_some())
}

#[tokio::test]
async fn bodies_that_are_no_object_are_refused_by_every_operation() {
    let stage = Stage::on(Store::open_memory().unwrap(), ClientKind::Public).await.unwatched();
    let store = &stage.world.inner.store;
    let tables = Tables::of(store).await;
    let before = tables.dump(store).await;
    let valid = br#"{"UserPoolId":"us-east-1_AbCdEfGhI","Username":"a"}"#;
    let bodies: [&[u8]; 14] = [
        b"[]",
        b"null",
        b"true",
        b"17",
        b"\"text\"",
        b"just text",
        b"<xml/>",
        b"a=b&c=d",
        b"\xff\xfe{\0}\0",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"{\"UserPoolId\"",
        &valid[..valid.len() - 1],
        b" ",
    ];
    let deep = [b"{\"a\":".repeat(10_000), b"1".to_vec(), b"}".repeat(10_000)].concat();
    let huge = [b"{\"a\":\"".to_vec(), b"a".repeat(2 << 20)].concat();
    let spaces = b" ".repeat(2 << 20);
    for operation in in_json() {
        for body in bodies.iter().copied().chain([&deep[..], &huge, &spaces]) {
            let start = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            let answer = stage.world.send(&called(operation), &[], body).await;
            let called = format!("{} {start:?}", operation.name);
            assert_eq!(check(operation, &answer), Ok(()), "{called}");
            assert_eq!(answer.error.as_deref(), Some("SerializationException"), "{called}");
        }
    }
    assert!(before == tables.dump(store).await);
}

#[tokio::test]
async fn empty_bodies_are_empty_inputs() {
    let stage = Stage::on(Store::open_memory().unwrap(), ClientKind::Public).await.unwatched();
    let store = &stage.world.inner.store;
    let tables = Tables::of(store).await;
    let before = tables.dump(store).await;
    let objects = [b"".to_vec(), b"{}".to_vec(), b" {\n} ".to_vec()];
    let huge = [b"{\"Unheard\":\"".to_vec(), b"a".repeat(2 << 20), b"\"}".to_vec()].concat();
    for operation in in_json() {
        for body in objects.iter().chain([&huge]) {
            let answer = stage.world.send(&called(operation), &[], body).await;
            assert_eq!(check(operation, &answer), Ok(()), "{}", operation.name);
            let is_identity = operation.service == Service::Identity;
            let code = if is_identity { "ValidationException" } else { "InvalidParameterException" };
            assert_eq!(answer.error.as_deref(), Some(code), "{}", operation.name);
        }
    }
    assert!(before == tables.dump(store).await);
}
