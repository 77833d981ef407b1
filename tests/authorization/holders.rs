//! Operations that an access token opens: the token of a live sign-in, with the scope, of a user who is let in.
//! AWS: API_GetUser; the developer guide, "Understanding the access token".

use std::sync::Arc;

use rules::tokens::keys::{self, PoolKeys};
use rules::{Caller, Ctx, Origin, pools};
use serde_json::{Value, json};
use wire::Operation;

use super::{Proof, called, member, operations, refuse, report, stage, told};
use crate::world::stage::{ClientKind, Stage};
use crate::world::{PASSWORD, World, by_password, claims, merged};

const INVALID: &str = "NotAuthorizedException: Invalid Access Token";
const REVOKED: &str = "NotAuthorizedException: Access Token has been revoked";

#[tokio::test]
async fn an_operation_for_holders_takes_a_live_access_token_and_nothing_else() {
    let mut wrong = Vec::new();
    for operation in operations(Proof::Token) {
        for (cell, what) in matrix(operation).await {
            wrong.push(format!("{} with {cell}: {what}", operation.name));
        }
    }
    report(&wrong);
}

/// What is wrong with one operation's answers, by what it was shown.
async fn matrix(operation: &Operation) -> Vec<(&'static str, String)> {
    let stage = stage(ClientKind::Public).await;
    let input = stage.input(&called(operation), "").await;
    let mut wrong = Vec::new();
    if let Err(what) = without(&stage.world, operation, &input).await {
        wrong.push(("no token", what));
    }
    for (cell, token, expected) in tokens(&stage).await {
        let shown = merged(input.clone(), json!({ "AccessToken": token }));
        // A few operations declare no error for a user who is gone.
        let is_declared = operation.errors.iter().any(|code| expected.starts_with(&format!("{code}: ")));
        let expected = if is_declared { expected } else { REVOKED };
        if let Err(what) = refuse(&stage.world, operation, &shown, expected).await {
            wrong.push((cell, what));
        }
    }
    // Nothing of all that has touched what this user holds; a foreign pool's token has acted there.
    let foreign = merged(input.clone(), json!({ "AccessToken": namesake(&stage, &input).await }));
    let before = own_user(&stage, &input).await;
    stage.world.send(&called(operation), &[], foreign.to_string().as_bytes()).await;
    if own_user(&stage, &input).await != before {
        wrong.push(("another pool's token", "this pool's user has changed".to_owned()));
    }
    let told = told(&stage.world.send(&called(operation), &[], input.to_string().as_bytes()).await);
    if told != "ok" {
        wrong.push(("the right token", told));
    }
    wrong
}

/// Errors: what is wrong with the answer to a call that shows no token.
async fn without(world: &World, operation: &Operation, input: &Value) -> Result<(), String> {
    let mut bare = input.clone();
    bare.as_object_mut().expect("an object").remove("AccessToken");
    const NULL: &str = "InvalidParameterException: 1 validation error detected: Value at 'accessToken' failed to satisfy \
                        constraint: Member must not be null";
    if member(operation, "AccessToken") == Some(true) {
        return refuse(world, operation, &bare, NULL).await;
    }
    // The model leaves the member out: the operation itself says what it misses.
    let batches = world.inner.store.stats().batches;
    let answer = told(&world.send(&called(operation), &[], bare.to_string().as_bytes()).await);
    let is_refused = ["InvalidParameterException: ", "NotAuthorizedException: "];
    let is_refused = is_refused.iter().any(|code| answer.starts_with(code));
    if is_refused && world.inner.store.stats().batches == batches { Ok(()) } else { Err(answer) }
}

/// Tokens that open nothing: what they are, and what is told. The last ones take down what the first ones stand on.
async fn tokens(stage: &Stage) -> Vec<(&'static str, Value, &'static str)> {
    let world = &stage.world;
    let tokens = stage.signed_in().await;
    let access = claims(&tokens["AccessToken"]);
    let ours = keys_of(world, &stage.pool).await;
    let theirs = other_keys(world, &ours).await;
    let signed = |keys: &PoolKeys, kid: &str, over: Value| {
        json!(keys.access.signing.sign(kid, merged(access.clone(), over).to_string().as_bytes()))
    };
    let (kid, foreign) = (ours.access.kid.as_str(), theirs.access.kid.as_str());
    let same = json!({});
    let id = serde_json::to_vec(&merged(access.clone(), json!({ "token_use": "access" }))).expect("JSON");
    let mut shown = vec![
        ("no token at all", json!("nonsense"), INVALID),
        ("an ID token", tokens["IdToken"].clone(), INVALID),
        ("a refresh token", tokens["RefreshToken"].clone(), INVALID),
        ("another pool's signature", signed(&theirs, foreign, same.clone()), INVALID),
        ("another pool's signature under this key's id", signed(&theirs, kid, same), INVALID),
        ("the key of ID tokens", json!(ours.id.signing.sign(&ours.id.kid, &id)), INVALID),
        (
            "another issuer",
            signed(&ours, kid, json!({ "iss": "http://127.0.0.1:7665/us-east-1_Other1234" })),
            INVALID,
        ),
        ("another kind", signed(&ours, kid, json!({ "token_use": "id" })), INVALID),
        (
            "another scope",
            signed(&ours, kid, json!({ "scope": "openid profile" })),
            "NotAuthorizedException: Access Token does not have required scopes",
        ),
        (
            "no time left",
            signed(&ours, kid, json!({ "exp": 1 })),
            "NotAuthorizedException: Access Token has expired",
        ),
    ];
    shown.extend(taken_away(stage).await);
    shown
}

/// Tokens that were good, each of a user or client of its own, and what became of them.
async fn taken_away(stage: &Stage) -> Vec<(&'static str, Value, &'static str)> {
    let world = &stage.world;
    let person = |tokens: &Value| json!({ "UserPoolId": stage.pool, "Username": claims(&tokens["AccessToken"])["username"] });
    let revoked = stage.signed_in().await;
    let input = json!({ "ClientId": stage.client, "Token": revoked["RefreshToken"] });
    world.ok("RevokeToken", input).await;
    let out = stage.signed_in().await;
    world.ok("AdminUserGlobalSignOut", person(&out)).await;
    let disabled = stage.signed_in().await;
    world.ok("AdminDisableUser", person(&disabled)).await;
    let deleted = stage.signed_in().await;
    world.ok("AdminDeleteUser", person(&deleted)).await;

    let (pool, client) = other_pool(world).await;
    let orphan = world.client(&pool, json!({})).await;
    let of_client = world.sign_in(&orphan, "alice").await;
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": pool, "ClientId": orphan })).await;
    let of_pool = world.sign_in(&client, "alice").await;
    world.ok("DeleteUserPool", json!({ "UserPoolId": pool })).await;
    [
        ("a revoked token", revoked, REVOKED),
        ("a token of before signing out", out, REVOKED),
        // Disabling signs a user out.
        ("a disabled user's token", disabled, REVOKED),
        ("a deleted user's token", deleted, "UserNotFoundException: User does not exist."),
        ("a deleted client's token", of_client, INVALID),
        ("a deleted pool's token", of_pool, INVALID),
    ]
    .map(|(cell, tokens, expected)| (cell, tokens["AccessToken"].clone(), expected))
    .into()
}

async fn keys_of(world: &World, pool: &str) -> Arc<PoolKeys> {
    let origin = Origin { ip: "127.0.0.1".to_owned(), ..Origin::default() };
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "keys".to_owned(), origin);
    let pool = pools::get(&ctx, pool).await.expect("a pool");
    keys::of_pool(&ctx, &pool).await.expect("keys")
}

/// The keys of another pool: not every second pool of a test world has others.
async fn other_keys(world: &World, than: &PoolKeys) -> Arc<PoolKeys> {
    loop {
        let keys = keys_of(world, &world.pool(json!({})).await).await;
        if keys.access.kid != than.access.kid {
            return keys;
        }
    }
}

/// A second pool with a client and with alice.
async fn other_pool(world: &World) -> (String, String) {
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    (pool, client)
}

/// The token of the user who has the same name in another pool.
async fn namesake(stage: &Stage, input: &Value) -> Value {
    let name = claims(&input["AccessToken"])["username"].as_str().expect("a name").to_owned();
    let pool = stage.world.pool(json!({})).await;
    let client = stage.world.client(&pool, json!({})).await;
    stage.world.user(&pool, &name).await;
    let tokens = stage.world.ok("InitiateAuth", by_password(&client, &name, PASSWORD)).await;
    tokens["AuthenticationResult"]["AccessToken"].clone()
}

/// What an administrator sees of the user whom the input speaks for.
async fn own_user(stage: &Stage, input: &Value) -> Value {
    let token = claims(&input["AccessToken"]);
    let pool = token["iss"].as_str().and_then(|iss| iss.rsplit('/').next()).expect("an issuer");
    stage.world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": token["username"] })).await
}
