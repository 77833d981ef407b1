//! Tokens without a page: machines that speak for themselves, and services that exchange what they hold.
//! AWS: the developer guide, "The token issuer endpoint", "Exchanging tokens for downstream services". RFC: 6749, 8693.

use rules::outside::Failed;
use serde_json::{Value, json};

use super::stage;
use super::token::{EXCHANGE, another, ask, bad, keys, refused, text, tokens, word};
use crate::world::{World, claims, merged};

const SECRET: &str = "machine_secret_machine_secret";
const ACCESS: &str = "urn:ietf:params:oauth:token-type:access_token";
const ID: &str = "urn:ietf:params:oauth:token-type:id_token";

/// A machine's client on the pool of the domain, whose API has two scopes.
async fn machine(world: &World, over: Value) -> (String, String) {
    let (pool, _) = stage(world, json!({}), json!({})).await;
    let server = json!({
        "UserPoolId": pool, "Identifier": "orders", "Name": "orders",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" },
                   { "ScopeName": "write", "ScopeDescription": "w" },
                   { "ScopeName": "drop", "ScopeDescription": "d" }],
    });
    world.ok("CreateResourceServer", server).await;
    let base = json!({
        "ClientSecret": SECRET, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthScopes": ["orders/read", "orders/write"],
    });
    let client = world.client(&pool, merged(base, over)).await;
    (pool, client)
}

#[tokio::test]
async fn a_machine_is_given_what_its_client_may_have() {
    let world = World::new();
    let (pool, client) = machine(&world, json!({})).await;
    let base = [("client_secret", SECRET), ("grant_type", "client_credentials")];
    let told = ask(&world, &client, &base).await;
    assert_eq!(keys(&told.body), ["access_token", "expires_in", "token_type"]);
    let token = claims(&told.body["access_token"]);
    assert_eq!(
        (&token["scope"], &token["sub"], &token["iss"]),
        (&json!("orders/read orders/write"), &json!(client), &json!(format!("http://127.0.0.1:7665/{pool}")))
    );
    let scope = async |scope: &str| {
        let form = [base[0], base[1], ("scope", scope)];
        ask(&world, &client, &form).await
    };
    let told = scope("orders/write").await;
    assert_eq!(claims(&told.body["access_token"])["scope"], json!("orders/write"));
    let cases = [
        ("orders/read nosuch/scope", "invalid_scope"),
        ("orders/nosuch", "invalid_scope"),
        ("orders/read orders/drop", "invalid_grant"),
        ("openid", "invalid_grant"),
    ];
    for (asked, expected) in cases {
        assert_eq!(word(&scope(asked).await), bad(expected), "{asked}");
    }
    // What the pool no longer has is granted to nobody.
    world.ok("DeleteResourceServer", json!({ "UserPoolId": pool, "Identifier": "orders" })).await;
    assert_eq!(word(&scope("orders/read").await), bad("invalid_scope"));
    let told = ask(&world, &client, &base).await;
    assert_eq!(claims(&told.body["access_token"])["scope"], Value::Null);
}

#[tokio::test]
async fn a_machine_needs_a_secret_and_the_flow() {
    let world = World::new();
    let (pool, client) = machine(&world, json!({})).await;
    let form = [("client_secret", SECRET), ("grant_type", "client_credentials")];
    let off = json!({
        "UserPoolId": pool, "ClientId": client, "AllowedOAuthFlowsUserPoolClient": false,
        "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["orders/read"],
    });
    world.ok("UpdateUserPoolClient", off).await;
    assert_eq!(refused(&world, &client, &form).await, bad("unauthorized_client"));
    let public = another(&world, &pool, json!({})).await;
    assert_eq!(refused(&world, &public, &form[1..]).await, bad("unauthorized_client"));
}

#[tokio::test]
async fn the_function_of_machines_gets_what_the_client_says() {
    let world = World::new();
    let (pool, client) = machine(&world, json!({})).await;
    let arn = "arn:aws:lambda:us-east-1:000000000000:function:tokens";
    world.functions.set(arn, |event| {
        let said = event["request"]["clientMetadata"]["tenant"].clone();
        let mut event = event.clone();
        event["response"] = json!({ "claimsAndScopeOverrideDetails": {
            "accessTokenGeneration": { "claimsToAddOrOverride": { "tenant": said } },
        } });
        Ok(event)
    });
    let trigger = json!({ "PreTokenGenerationConfig": { "LambdaArn": arn, "LambdaVersion": "V3_0" } });
    let input = json!({ "UserPoolId": pool, "LambdaConfig": trigger, "AutoVerifiedAttributes": ["email"] });
    world.ok("UpdateUserPool", input).await;
    let asked = async |metadata: &str| {
        let form = [
            ("client_secret", SECRET),
            ("grant_type", "client_credentials"),
            ("aws_client_metadata", metadata),
        ];
        ask(&world, &client, &form).await
    };
    for metadata in [r#"{"tenant":"a&b"}"#, "%7B%22tenant%22%3A%22a%26b%22%7D"] {
        let told = asked(metadata).await;
        assert_eq!(claims(&told.body["access_token"])["tenant"], json!("a&b"), "{}", told.body);
    }
    let deep = "[".repeat(5_000);
    for metadata in ["x", "[]", r#"{"tenant":1}"#, r#"{"tenant":{"a":"b"}}"#, "%7B", &deep] {
        assert_eq!(word(&asked(metadata).await), bad("invalid_request"), "{metadata}");
    }
    world.functions.set(arn, |_| Err(Failed::Thrown("no tokens today".to_owned())));
    let told = asked(r#"{"tenant":"a"}"#).await;
    assert_eq!(word(&told), bad("invalid_request"));
    assert!(text(&told.body, "error_description").contains("no tokens today"), "{}", told.body);
}

/// A pool with alice's tokens and a service that exchanges them.
async fn exchange(world: &World) -> (String, Value, String) {
    let (pool, client) = stage(world, json!({}), json!({})).await;
    let server = json!({ "UserPoolId": pool, "Identifier": "https://orders.example", "Name": "orders" });
    world.ok("CreateResourceServer", server).await;
    let service = json!({
        "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION", "ALLOW_TOKEN_EXCHANGE_DELEGATION"],
        "ClientSecret": SECRET,
    });
    let service = another(world, &pool, service).await;
    let tokens = tokens(world, &client, "openid email", &[]).await;
    (pool, tokens, service)
}

#[tokio::test]
async fn a_token_is_exchanged_for_a_narrower_one() {
    let world = World::new();
    let (_, first, service) = exchange(&world).await;
    let subject = text(&first, "access_token");
    let base = [
        ("client_secret", SECRET),
        ("grant_type", EXCHANGE),
        ("subject_token", subject),
        ("subject_token_type", ACCESS),
    ];
    let asked = async |more: &[(&str, &str)]| {
        let mut form = base.to_vec();
        form.extend_from_slice(more);
        ask(&world, &service, &form).await
    };
    let told = asked(&[("resource", "https://orders.example"), ("scope", "openid")]).await;
    let members = ["access_token", "expires_in", "issued_token_type", "scope", "token_type"];
    assert_eq!((told.status, keys(&told.body)), (200, members.to_vec()), "{}", told.body);
    assert_eq!((&told.body["scope"], &told.body["issued_token_type"]), (&json!("openid"), &json!(ACCESS)));
    assert_eq!(told.body["token_type"], json!("Bearer"));
    let (issued, before) = (claims(&told.body["access_token"]), claims(&first["access_token"]));
    assert_eq!((&issued["aud"], &issued["client_id"]), (&json!("https://orders.example"), &json!(service)));
    assert_eq!((&issued["sub"], &issued["origin_jti"]), (&before["sub"], &before["origin_jti"]));
    assert_eq!(issued["act"], Value::Null);

    let told = asked(&[("requested_token_type", ID)]).await;
    assert_eq!((&told.body["issued_token_type"], &told.body["token_type"]), (&json!(ID), &json!("N_A")));
    assert_eq!(claims(&told.body["access_token"])["token_use"], json!("id"));

    let actor = [("actor_token", subject), ("actor_token_type", ACCESS)];
    let told = asked(&actor).await;
    assert_eq!(claims(&told.body["access_token"])["act"]["sub"], before["sub"]);

    let saml = "urn:ietf:params:oauth:token-type:saml2";
    let jwt = "urn:ietf:params:oauth:token-type:jwt";
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[("actor_token", subject)], "invalid_request"),
        (&[("actor_token_type", ACCESS)], "invalid_request"),
        (&[("actor_token", "x"), ("actor_token_type", ACCESS)], "invalid_request"),
        (&[("audience", "a"), ("resource", "https://orders.example")], "invalid_request"),
        (&[("resource", "https://nowhere.example")], "invalid_target"),
        (&[("requested_token_type", jwt)], "invalid_request"),
        (&[("scope", "profile")], "invalid_scope"),
        (&[("subject_token_provider_name", "Other")], "invalid_request"),
    ];
    for (more, expected) in cases {
        assert_eq!(word(&asked(more).await), bad(expected), "{more:?}");
    }
    for (token, kind) in [(subject, ID), (subject, saml), (subject, jwt), ("x", ACCESS), ("", ACCESS)] {
        let form = [base[0], base[1], ("subject_token", token), ("subject_token_type", kind)];
        assert_eq!(refused(&world, &service, &form).await, bad("invalid_request"), "{kind}");
    }
}

#[tokio::test]
async fn only_a_client_that_lists_the_exchange_is_given_it() {
    let world = World::new();
    let (pool, first, service) = exchange(&world).await;
    let only = json!({ "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"] });
    let only = another(&world, &pool, only).await;
    let none = another(&world, &pool, json!({})).await;
    let subject = text(&first, "access_token");
    let form = [("grant_type", EXCHANGE), ("subject_token", subject), ("subject_token_type", ACCESS)];
    let acting = [&form[..], &[("actor_token", subject), ("actor_token_type", ACCESS)]].concat();
    assert_eq!(refused(&world, &none, &form).await, bad("unauthorized_client"));
    assert_eq!(refused(&world, &only, &acting).await, bad("unauthorized_client"));
    assert_eq!(ask(&world, &only, &form).await.status, 200);
    // A sign-in that has ended gives nothing more.
    world.ok("AdminUserGlobalSignOut", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let form = [&[("client_secret", SECRET)], &form[..]].concat();
    assert_eq!(refused(&world, &service, &form).await, bad("invalid_request"));
}
