//! Operations that anybody calls for a client: the client is there, and its secret is proved where it has one.
//! AWS: the developer guide, "Computing secret hash values"; API_RevokeToken and API_GetTokensFromRefreshToken.

use serde_json::{Value, json};
use wire::Operation;

use super::{Proof, called, has_member, operations, refuse, report, stage, told};
use crate::world::stage::ClientKind;

/// Where an input proves the client's secret.
const PLACES: [&[&str]; 5] = [
    &["Secret"],
    &["SecretHash"],
    &["ClientSecret"],
    &["AuthParameters", "SECRET_HASH"],
    &["ChallengeResponses", "SECRET_HASH"],
];

#[tokio::test]
async fn an_operation_for_anybody_takes_a_client_that_is_there_and_its_secret() {
    let mut wrong = Vec::new();
    for operation in operations(Proof::Client).into_iter().filter(|op| has_member(op, "ClientId")) {
        for (cell, what) in matrix(operation).await {
            wrong.push(format!("{} with {cell}: {what}", operation.name));
        }
    }
    report(&wrong);
}

/// What is wrong with one operation's answers, by what it was shown.
async fn matrix(operation: &Operation) -> Vec<(&'static str, String)> {
    let stage = stage(ClientKind::Confidential).await;
    let world = &stage.world;
    let input = stage.input(&called(operation), "").await;
    let mut wrong = Vec::new();
    let absent = with(&input, &["ClientId"], Some(json!("absentclient1234567890ab")));
    let expected = match operation.errors.contains(&"ResourceNotFoundException") {
        true => "ResourceNotFoundException: User pool client absentclient1234567890ab does not exist.",
        // AWS: RevokeToken does not tell whether a client is there.
        false => "UnauthorizedException: The client is not authorized to revoke this token.",
    };
    if let Err(what) = refuse(world, operation, &absent, expected).await {
        wrong.push(("an unknown client", what));
    }
    let place = PLACES.into_iter().find(|place| at(&input, place).is_string());
    let Some(place) = place else { return vec![("its secret", format!("not proved by {input}"))] };
    // Another user's hash is well formed, and wrong.
    let other = stage.input(&called(operation), "").await;
    let wrong_ones = [
        ("no secret", with(&input, place, None)),
        ("a secret of the wrong shape", with(&input, place, Some(json!("wrong")))),
        ("another user's hash", with(&input, place, Some(at(&other, place).clone()))),
    ];
    let count = if ["ClientSecret", "Secret"].contains(&place[0]) { 2 } else { 3 };
    for (cell, input) in wrong_ones.into_iter().take(count) {
        let batches = world.inner.store.stats().batches;
        let answer = told(&world.send(&called(operation), &[], input.to_string().as_bytes()).await);
        let codes = ["NotAuthorizedException: ", "UnauthorizedException: ", "InvalidParameterException: "];
        if !codes.iter().any(|code| answer.starts_with(code)) {
            wrong.push((cell, answer));
        }
        if world.inner.store.stats().batches != batches {
            wrong.push((cell, "something was written".to_owned()));
        }
    }
    let told = told(&world.send(&called(operation), &[], input.to_string().as_bytes()).await);
    if told != "ok" {
        wrong.push(("the right secret", told));
    }
    wrong
}

fn at<'a>(input: &'a Value, place: &[&str]) -> &'a Value {
    place.iter().fold(input, |tree, name| &tree[*name])
}

/// The input with a value at a place, or without it.
fn with(input: &Value, place: &[&str], value: Option<Value>) -> Value {
    let mut tree = input.clone();
    let (last, path) = place.split_last().expect("a place");
    let holder = path.iter().fold(&mut tree, |tree, name| &mut tree[*name]);
    let holder = holder.as_object_mut().expect("an object");
    match value {
        Some(value) => holder.insert((*last).to_owned(), value),
        None => holder.remove(*last),
    };
    tree
}
