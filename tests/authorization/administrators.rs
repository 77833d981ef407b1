//! Administrators' operations: a signature by a key that is kept, over this very call, or nothing happens.
//! AWS: SigV4; the texts are those of `crypto::sigv4`, which names their sources.

use crypto::sigv4::{self, Request, Signer};
use rules::{Caller, Ctx, Origin, access_keys};
use wire::Operation;

use super::{Proof, operations, report, stage, told};
use crate::world::World;
use crate::world::stage::{ClientKind, Stage};

/// An access key: id and secret.
struct Key(String, String);

async fn key(world: &World) -> Key {
    let origin = Origin { ip: "127.0.0.1".to_owned(), ..Origin::default() };
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "key".to_owned(), origin);
    let made = access_keys::create(&ctx, "test").await.expect("a key");
    Key(made.id, made.secret.reveal().to_owned())
}

/// The headers of a call with its signature.
fn signed(world: &World, operation: &Operation, body: &str, Key(id, secret): &Key) -> Vec<(String, String)> {
    let target = format!("AWSCognitoIdentityProviderService.{}", operation.name);
    let base =
        [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target), ("host", "localhost")];
    let request = Request { method: "POST", path: "/", query: "", headers: &base, body: body.as_bytes() };
    let signer = Signer {
        access_key_id: id,
        secret,
        session_token: None,
        region: "us-east-1",
        service: "cognito-idp",
    };
    let host = ("host".to_owned(), "localhost".to_owned());
    std::iter::once(host).chain(sigv4::sign(&request, &signer, world.now())).collect()
}

async fn send(world: &World, operation: &Operation, headers: &[(String, String)], body: &str) -> String {
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    told(&world.send(operation.name, &headers, body.as_bytes()).await)
}

#[tokio::test]
async fn an_administrators_operation_takes_the_signature_of_a_kept_key_and_nothing_else() {
    let mut wrong = Vec::new();
    for operation in operations(Proof::Signature) {
        let stage = stage(ClientKind::Public).await;
        let input = stage.input(operation.name, "").await;
        let (kept, other) = (key(&stage.world).await, key(&stage.world).await);
        let Stage { world, .. } = stage;
        wrong.extend(matrix(&world.strict(), operation, &input.to_string(), (kept, other)).await);
    }
    report(&wrong);
}

/// What is wrong with one operation's answers.
async fn matrix(world: &World, operation: &Operation, body: &str, (kept, other): (Key, Key)) -> Vec<String> {
    let unknown = Key("AKIAAAAAAAAAAAAAAAAA".to_owned(), kept.1.clone());
    let mixed = Key(kept.0.clone(), other.1);
    let elsewhere =
        ops::table::entries().find(|entry| entry.name != operation.name).expect("another operation");
    let elsewhere = elsewhere.service.operation(elsewhere.name).expect("an operation of the model");
    let cells = [
        ("no signature", Vec::new(), "MissingAuthenticationTokenException"),
        ("an unknown key", signed(world, operation, body, &unknown), "UnrecognizedClientException"),
        ("another key's secret", signed(world, operation, body, &mixed), "InvalidSignatureException"),
        ("another operation's signature", signed(world, elsewhere, body, &kept), "InvalidSignatureException"),
        ("another body's signature", signed(world, operation, "{}", &kept), "InvalidSignatureException"),
    ];
    let mut wrong = Vec::new();
    let batches = world.inner.store.stats().batches;
    for (cell, headers, code) in cells {
        let told = send(world, operation, &headers, body).await;
        if !told.starts_with(&format!("{code}: ")) {
            wrong.push(format!("{} with {cell}: {told}", operation.name));
        }
        if world.inner.store.stats().batches != batches {
            wrong.push(format!("{} with {cell}: something was written", operation.name));
        }
    }
    let told = send(world, operation, &signed(world, operation, body, &kept), body).await;
    if told != "ok" {
        wrong.push(format!("{} with the right signature: {told}", operation.name));
    }
    wrong
}
