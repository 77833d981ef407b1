//! CreateUserPoolClient and DescribeUserPoolClient.

use serde_json::{Value, json};

use super::{as_sent, described, full_settings, plain, pool};
use crate::world::{World, merged};

#[tokio::test]
async fn a_client_with_nothing_but_a_name_has_the_defaults() {
    let world = World::new();
    let pool = pool(&world).await;
    let made = plain(&world, &pool).await;
    let id = made["ClientId"].as_str().unwrap().to_owned();
    assert_eq!(id.len(), 26);
    assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{id}");
    let created = made["CreationDate"].clone();
    assert!((1_795_233_600.0..1_795_233_601.0).contains(&created.as_f64().unwrap()), "{created}");
    assert_eq!(
        made,
        json!({
            "UserPoolId": pool, "ClientName": "c", "ClientId": id, "LastModifiedDate": created,
            "CreationDate": created, "RefreshTokenValidity": 30, "TokenValidityUnits": {},
            "AllowedOAuthFlowsUserPoolClient": false, "EnableTokenRevocation": true,
            "EnablePropagateAdditionalUserContextData": false, "AuthSessionValidity": 3,
            "ClientType": "REGULAR",
        })
    );
    assert_eq!(described(&world, &pool, &id).await, made);
}

#[tokio::test]
async fn what_create_is_sent_describe_gives_back_to_the_letter() {
    let world = World::new();
    let pool = pool(&world).await;
    let named = json!({ "UserPoolId": pool, "ClientName": "Full, with +=.@- all", "GenerateSecret": true });
    let made =
        world.ok("CreateUserPoolClient", merged(full_settings(), named)).await["UserPoolClient"].clone();
    assert_eq!(as_sent(&made), full_settings());
    assert_eq!(made["ClientName"], "Full, with +=.@- all");
    assert_eq!(described(&world, &pool, made["ClientId"].as_str().unwrap()).await, made);
}

#[tokio::test]
async fn a_secret_is_made_or_brought_and_always_shown() {
    let world = World::new();
    let pool = pool(&world).await;
    let create = async |more: Value| {
        let input = merged(json!({ "UserPoolId": pool, "ClientName": "c" }), more);
        let made = world.ok("CreateUserPoolClient", input).await["UserPoolClient"].clone();
        let shown = described(&world, &pool, made["ClientId"].as_str().unwrap()).await;
        assert_eq!(shown, made);
        made.get("ClientSecret").map(|secret| secret.as_str().unwrap().to_owned())
    };
    assert_eq!(create(json!({ "GenerateSecret": false })).await, None);
    let own = "0123456789abcdefABCDEF_+";
    assert_eq!(create(json!({ "ClientSecret": own })).await.as_deref(), Some(own));
    let (one, two) =
        (create(json!({ "GenerateSecret": true })).await, create(json!({ "GenerateSecret": true })).await);
    let one = one.unwrap();
    assert_ne!(Some(&one), two.as_ref());
    assert_eq!(one.len(), 52);
    assert!(one.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{one}");
}

#[tokio::test]
async fn zero_days_of_refreshing_stand_for_thirty() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({ "RefreshTokenValidity": 0 })).await;
    assert_eq!(described(&world, &pool, &client).await["RefreshTokenValidity"], 30);
}

#[tokio::test]
async fn a_client_is_known_to_its_own_pool_alone() {
    let world = World::new();
    let (one, other) = (pool(&world).await, pool(&world).await);
    let client = world.client(&one, json!({})).await;
    for operation in ["DescribeUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient"] {
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": other, "ClientId": client })).await,
            format!("ResourceNotFoundException: User pool client {client} does not exist."),
            "{operation}"
        );
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": "us-east-1_none", "ClientId": client })).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist.",
            "{operation}"
        );
    }
    assert_eq!(described(&world, &one, &client).await["ClientId"], client);
}

#[tokio::test]
async fn lists_that_are_empty_are_left_out_but_for_those_of_attributes() {
    let world = World::new();
    let pool = pool(&world).await;
    let empty = json!({
        "ExplicitAuthFlows": [], "SupportedIdentityProviders": [], "CallbackURLs": [], "LogoutURLs": [],
        "AllowedOAuthFlows": [], "AllowedOAuthScopes": [],
    });
    let attributes = json!({ "ReadAttributes": [], "WriteAttributes": [] });
    let client = world.client(&pool, merged(empty.clone(), attributes.clone())).await;
    let shown = described(&world, &pool, &client).await;
    for name in empty.as_object().unwrap().keys() {
        assert_eq!(shown.get(name), None, "{name}");
    }
    for name in attributes.as_object().unwrap().keys() {
        assert_eq!(shown[name], json!([]), "{name}");
    }
}
