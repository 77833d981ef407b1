//! What every operation says in the same words, whatever it is for: of members that are missing, and of pools that
//! are not there.
//! AWS: "Common errors" of the API reference; the messages are the door's and the catalogue's.

use ops::table;
use serde_json::{Value, json};
use store::Store;
use wire::{Kind, Member, Operation, Place, Service};

use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage};

/// The operations that are built, with a stage and an input with which each succeeds.
async fn all() -> Vec<(&'static Operation, Stage, Value)> {
    let mut all = Vec::new();
    for entry in table::entries() {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        let stage = Stage::on(Store::open_memory().expect("a store"), ClientKind::Public).await;
        let input = stage.input(&called(operation), "").await;
        all.push((operation, stage, input));
    }
    all
}

fn members(operation: &Operation) -> &'static [Member] {
    match operation.input.kind {
        Kind::Structure(members) => members,
        _ => &[],
    }
}

#[tokio::test]
async fn a_member_that_is_missing_is_named() {
    for (operation, stage, input) in all().await {
        // Of what stands in a path an empty step is the least that can be said.
        let is_left_out = |member: &&Member| member.is_required && !matches!(member.place, Place::Uri(_));
        for member in members(operation).iter().filter(is_left_out) {
            let mut bare = input.clone();
            bare.as_object_mut()
                .expect("an object")
                .remove(member.name)
                .expect("what is required is in the input");
            let (first, rest) = member.name.split_at(1);
            let name = format!("{}{rest}", first.to_lowercase());
            // What is secret is not repeated, not even that it is nothing.
            let shown = if member.shape.is_sensitive { "Value" } else { "Value null" };
            let code = match operation.service {
                Service::Identity => "ValidationException",
                Service::Iam | Service::Sts => "ValidationError",
                _ => "InvalidParameterException",
            };
            let expected = format!(
                "{code}: 1 validation error detected: {shown} at '{name}' failed to satisfy \
                 constraint: Member must not be null"
            );
            assert_eq!(stage.world.refused(&called(operation), bare).await, expected, "{}", operation.name);
        }
    }
}

#[tokio::test]
async fn a_pool_that_is_not_there_is_named() {
    const ABSENT: &str = "us-east-1_Absent123";
    for (operation, stage, mut input) in all().await {
        if input.get("UserPoolId").is_none() {
            continue;
        }
        input["UserPoolId"] = json!(ABSENT);
        let expected = format!("ResourceNotFoundException: User pool {ABSENT} does not exist.");
        assert_eq!(stage.world.refused(&called(operation), input).await, expected, "{}", operation.name);
    }
}

#[tokio::test]
async fn an_identity_pool_that_is_not_there_is_named() {
    const ABSENT: &str = "us-east-1:00000000-0000-4000-8000-000000000000";
    for (operation, stage, mut input) in all().await {
        // Lists of datasets cannot say that something is not there: AWS declares no such error of them.
        if input.get("IdentityPoolId").is_none() || !operation.errors.contains(&"ResourceNotFoundException") {
            continue;
        }
        input["IdentityPoolId"] = json!(ABSENT);
        let expected = format!("ResourceNotFoundException: IdentityPool '{ABSENT}' not found.");
        assert_eq!(stage.world.refused(&called(operation), input).await, expected, "{}", operation.name);
    }
}
