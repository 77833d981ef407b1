//! Administrators' operations: a signature by a key that is kept, over this very call, or nothing happens.
//! AWS: SigV4; the texts are those of `crypto::sigv4`, which names their sources.

use crypto::sigv4::{self, Request, Signer};
use rules::{Caller, Ctx, Origin, access_keys};
use wire::Operation;

use super::{Proof, called, operations, report, stage, told};
use crate::world::stage::{ClientKind, Stage};
use crate::world::{World, query, rest};

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
    let target = operation
        .service
        .target_prefix()
        .map(|prefix| format!("{prefix}.{}", operation.name))
        .unwrap_or_default();
    let json =
        [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &*target), ("host", "localhost")];
    let form = [("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "localhost")];
    let by_path = rest::is_spoken(operation).then(|| rest::sent(operation, body.as_bytes()));
    let (base, body) = match (&by_path, query::is_spoken(operation)) {
        (Some(sent), _) => {
            let own = sent.headers.iter().map(|(name, value)| (*name, value.as_str()));
            (json[2..].iter().copied().chain(own).collect(), sent.body.clone())
        }
        (None, true) => (form.to_vec(), query::form(operation, body.as_bytes())),
        (None, false) => (json.to_vec(), body.as_bytes().to_vec()),
    };
    let line = by_path.as_ref().map_or(("POST", "/", ""), |sent| (sent.method, &sent.path, &sent.query));
    let (method, path, query) = line;
    let request = Request { method, path, query, headers: &base, body: &body };
    let signer = Signer {
        access_key_id: id,
        secret,
        session_token: None,
        region: "us-east-1",
        service: operation.service.signing_name(),
    };
    let host = ("host".to_owned(), "localhost".to_owned());
    std::iter::once(host).chain(sigv4::sign(&request, &signer, world.now())).collect()
}

async fn send(world: &World, operation: &Operation, headers: &[(String, String)], body: &str) -> String {
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    told(&world.send(&called(operation), &headers, body.as_bytes()).await)
}

#[tokio::test]
async fn an_administrators_operation_takes_the_signature_of_a_kept_key_and_nothing_else() {
    let mut wrong = Vec::new();
    for operation in operations(Proof::Signature) {
        let stage = stage(ClientKind::Public).await;
        let input = stage.input(&called(operation), "").await;
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
    // The query services leave the last word off.
    let word = |code: &str| match query::is_spoken(operation) {
        false => code.to_owned(),
        true => match code.trim_end_matches("Exception") {
            "UnrecognizedClient" => "InvalidClientTokenId".to_owned(),
            "InvalidSignature" => "SignatureDoesNotMatch".to_owned(),
            code => code.to_owned(),
        },
    };
    let cells = [
        ("no signature", Vec::new(), "MissingAuthenticationTokenException"),
        ("an unknown key", signed(world, operation, body, &unknown), "UnrecognizedClientException"),
        ("another key's secret", signed(world, operation, body, &mixed), "InvalidSignatureException"),
        ("another operation's signature", signed(world, elsewhere, body, &kept), "InvalidSignatureException"),
        (
            "another body's signature",
            signed(world, operation, r#"{"Unheard":1}"#, &kept),
            "InvalidSignatureException",
        ),
    ];
    let mut wrong = Vec::new();
    let batches = world.inner.store.stats().batches;
    for (cell, headers, code) in cells {
        let told = send(world, operation, &headers, body).await;
        if !told.starts_with(&format!("{}: ", word(code))) {
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
