//! GetClientToken: tokens of machines, by the client's secret.

use serde_json::{Value, json};

use crate::world::{World, claims, merged};

const SECRET: &str = "machine_secret_machine_secret";

/// A pool whose API has two scopes.
async fn pool(world: &World) -> String {
    let pool = world.pool(json!({})).await;
    let server = json!({
        "UserPoolId": pool, "Identifier": "https://orders.example", "Name": "orders",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" },
                   { "ScopeName": "write", "ScopeDescription": "w" }],
    });
    world.ok("CreateResourceServer", server).await;
    pool
}

async fn machine(world: &World, pool: &str, over: Value) -> String {
    let base = json!({
        "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"], "ClientSecret": SECRET,
        "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthScopes": ["https://orders.example/read", "https://orders.example/write"],
    });
    world.client(pool, merged(base, over)).await
}

fn asking(client: &str, over: Value) -> Value {
    merged(json!({ "ClientId": client, "Secret": SECRET }), over)
}

#[tokio::test]
async fn a_machine_is_given_what_its_client_may_have() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = machine(&world, &pool, json!({ "AccessTokenValidity": 2 })).await;
    let answer = world.ok("GetClientToken", asking(&client, json!({}))).await;
    let result = &answer["ClientAuthenticationResult"];
    let members: Vec<&String> = result.as_object().unwrap().keys().collect();
    assert_eq!(members, ["AccessToken", "ExpiresIn", "TokenType"]);
    assert_eq!((&result["ExpiresIn"], &result["TokenType"]), (&json!(7_200), &json!("Bearer")));
    let mut token = claims(&result["AccessToken"]);
    let token = token.as_object_mut().unwrap();
    let iat = token.remove("iat").unwrap().as_i64().unwrap();
    assert_eq!(token.remove("exp"), Some(json!(iat + 7_200)));
    assert_eq!(token.remove("auth_time"), Some(json!(iat)));
    assert!(token.remove("jti").unwrap().is_string());
    assert_eq!(
        Value::Object(token.clone()),
        json!({
            "sub": client, "client_id": client, "token_use": "access", "version": 2,
            "iss": format!("http://127.0.0.1:7665/{pool}"),
            "scope": "https://orders.example/read https://orders.example/write",
        })
    );
    let one = json!({ "Scopes": ["https://orders.example/write"] });
    let answer = world.ok("GetClientToken", asking(&client, one)).await;
    let token = claims(&answer["ClientAuthenticationResult"]["AccessToken"]);
    assert_eq!(token["scope"], "https://orders.example/write");
    // It speaks for nobody.
    let token = json!({ "AccessToken": answer["ClientAuthenticationResult"]["AccessToken"] });
    assert_eq!(world.refused("GetUser", token).await, "UserNotFoundException: User does not exist.");
}

#[tokio::test]
async fn a_scope_is_granted_as_long_as_its_api_has_it() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = machine(&world, &pool, json!({})).await;
    for scope in ["https://orders.example/delete", "openid", ""] {
        assert_eq!(
            world
                .refused("GetClientToken", asking(&client, json!({ "Scopes": [format!("{scope}x")] })))
                .await,
            format!("InvalidParameterException: Invalid scope requested: {scope}x")
        );
    }
    let changed = json!({
        "UserPoolId": pool, "Identifier": "https://orders.example", "Name": "orders",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" }],
    });
    world.ok("UpdateResourceServer", changed).await;
    let scope = async || {
        let answer = world.ok("GetClientToken", asking(&client, json!({}))).await;
        claims(&answer["ClientAuthenticationResult"]["AccessToken"]).get("scope").cloned()
    };
    assert_eq!(scope().await, Some(json!("https://orders.example/read")));
    let named = json!({ "UserPoolId": pool, "Identifier": "https://orders.example" });
    world.ok("DeleteResourceServer", named).await;
    assert_eq!(scope().await, None);
}

#[tokio::test]
async fn only_the_clients_own_secret_opens() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = machine(&world, &pool, json!({})).await;
    let wrong = |client: &str| format!("NotAuthorizedException: Unable to verify secret for client {client}");
    let other = json!({ "Secret": "another_secret_another_secret" });
    assert_eq!(world.refused("GetClientToken", asking(&client, other)).await, wrong(&client));
    // Either of two secrets serves, and none that is gone.
    let named = json!({ "UserPoolId": pool, "ClientId": client });
    let added = world.ok("AddUserPoolClientSecret", named.clone()).await["ClientSecretDescriptor"].clone();
    let second = json!({ "Secret": added["ClientSecretValue"] });
    world.ok("GetClientToken", asking(&client, second.clone())).await;
    world.ok("GetClientToken", asking(&client, json!({}))).await;
    let going = merged(named, json!({ "ClientSecretId": added["ClientSecretId"] }));
    world.ok("DeleteUserPoolClientSecret", going).await;
    assert_eq!(world.refused("GetClientToken", asking(&client, second)).await, wrong(&client));

    let public = world.client(&pool, json!({})).await;
    assert_eq!(world.refused("GetClientToken", asking(&public, json!({}))).await, wrong(&public));
    let web = world.client(&pool, json!({ "ClientSecret": SECRET })).await;
    assert_eq!(
        world.refused("GetClientToken", asking(&web, json!({}))).await,
        "InvalidParameterException: Auth flow not enabled for this client"
    );
    assert_eq!(
        world.refused("GetClientToken", asking("nobody", json!({}))).await,
        "ResourceNotFoundException: User pool client nobody does not exist."
    );
}
