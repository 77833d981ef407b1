//! UpdateUserPoolClient: what is left out goes back to its default.

use serde_json::{Value, json};

use super::{as_sent, described, full_settings, plain, pool};
use crate::world::{PASSWORD, World, by_password, claims, merged};

#[tokio::test]
async fn an_update_gives_back_to_the_letter_what_it_was_sent() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({ "GenerateSecret": true })).await;
    let before = described(&world, &pool, &client).await;
    world.pass_s(60);
    let input = merged(full_settings(), json!({ "UserPoolId": pool, "ClientId": client }));
    let changed = world.ok("UpdateUserPoolClient", input).await["UserPoolClient"].clone();
    assert_eq!(as_sent(&changed), full_settings());
    for kept in ["ClientId", "ClientName", "ClientSecret", "CreationDate", "UserPoolId"] {
        assert_eq!(changed[kept], before[kept], "{kept}");
    }
    let date = |client: &Value| client["LastModifiedDate"].as_f64().unwrap();
    assert!(date(&changed) >= date(&before) + 60.0);
    assert_eq!(described(&world, &pool, &client).await, changed);
}

#[tokio::test]
async fn an_update_with_nothing_resets_all_but_the_name_and_the_secret() {
    let world = World::new();
    let pool = pool(&world).await;
    let input = merged(
        full_settings(),
        json!({ "UserPoolId": pool, "ClientName": "c", "GenerateSecret": true, "EnableTokenRevocation": true }),
    );
    let made = world.ok("CreateUserPoolClient", input).await["UserPoolClient"].clone();
    let update = json!({ "UserPoolId": pool, "ClientId": made["ClientId"] });
    let reset = world.ok("UpdateUserPoolClient", update).await["UserPoolClient"].clone();
    let mut wanted = plain(&world, &pool).await;
    for kept in ["ClientId", "ClientSecret", "CreationDate"] {
        wanted[kept] = made[kept].clone();
    }
    wanted["LastModifiedDate"] = reset["LastModifiedDate"].clone();
    assert_eq!(reset, wanted);
}

#[tokio::test]
async fn each_member_that_is_left_out_goes_back_to_its_default() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({ "GenerateSecret": true })).await;
    let bare = json!({ "UserPoolId": pool, "ClientId": client });
    let oauth = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "CallbackURLs": ["https://example.com/"],
    });
    for (members, default) in [
        (json!({ "RefreshTokenValidity": 100 }), json!({ "RefreshTokenValidity": 30 })),
        (json!({ "AccessTokenValidity": 2 }), json!({})),
        (json!({ "IdTokenValidity": 2 }), json!({})),
        (json!({ "TokenValidityUnits": { "RefreshToken": "days" } }), json!({ "TokenValidityUnits": {} })),
        (json!({ "ReadAttributes": ["email"] }), json!({})),
        (json!({ "WriteAttributes": ["email"] }), json!({})),
        (json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] }), json!({})),
        (json!({ "SupportedIdentityProviders": ["COGNITO"] }), json!({})),
        (json!({ "CallbackURLs": ["https://example.com/"] }), json!({})),
        (json!({ "LogoutURLs": ["https://example.com/"] }), json!({})),
        (json!({ "AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://example.com/"] }), json!({})),
        (json!({ "AllowedOAuthScopes": ["openid"] }), json!({})),
        (oauth, json!({ "AllowedOAuthFlowsUserPoolClient": false })),
        (json!({ "AnalyticsConfiguration": { "ApplicationId": "00ff" } }), json!({})),
        (json!({ "PreventUserExistenceErrors": "ENABLED" }), json!({})),
        (
            json!({ "EnablePropagateAdditionalUserContextData": true }),
            json!({ "EnablePropagateAdditionalUserContextData": false }),
        ),
        (json!({ "AuthSessionValidity": 15 }), json!({ "AuthSessionValidity": 3 })),
        (json!({ "RefreshTokenRotation": { "Feature": "ENABLED" } }), json!({})),
    ] {
        let set = world.ok("UpdateUserPoolClient", merged(bare.clone(), members.clone())).await;
        let reset = world.ok("UpdateUserPoolClient", bare.clone()).await;
        for (member, value) in members.as_object().unwrap() {
            assert_eq!(set["UserPoolClient"][member], *value, "{member} was not set");
            assert_eq!(reset["UserPoolClient"].get(member), default.get(member), "{member}");
        }
    }
}

#[tokio::test]
async fn revocation_that_is_left_out_stays_as_it_was() {
    let world = World::new();
    let pool = pool(&world).await;
    for is_on in [true, false] {
        let client = world.client(&pool, json!({ "EnableTokenRevocation": is_on })).await;
        world.ok("UpdateUserPoolClient", json!({ "UserPoolId": pool, "ClientId": client })).await;
        assert_eq!(described(&world, &pool, &client).await["EnableTokenRevocation"], is_on);
    }
}

#[tokio::test]
async fn changed_settings_count_from_the_next_sign_in_on() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    world.sign_in(&client, "alice").await;
    let update = json!({
        "UserPoolId": pool, "ClientId": client, "AccessTokenValidity": 5, "IdTokenValidity": 600,
        "TokenValidityUnits": { "AccessToken": "minutes", "IdToken": "seconds" },
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
    });
    world.ok("UpdateUserPoolClient", update).await;
    let tokens = world.sign_in(&client, "alice").await;
    let life = |token: &str| {
        let claims = claims(&tokens[token]);
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap()
    };
    assert_eq!((life("AccessToken"), life("IdToken"), &tokens["ExpiresIn"]), (300, 600, &json!(300)));

    let closed =
        json!({ "UserPoolId": pool, "ClientId": client, "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"] });
    world.ok("UpdateUserPoolClient", closed).await;
    assert_eq!(
        world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await,
        "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client"
    );
}

#[tokio::test]
async fn a_client_can_be_renamed() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({})).await;
    let rename = json!({ "UserPoolId": pool, "ClientId": client, "ClientName": "other" });
    world.ok("UpdateUserPoolClient", rename).await;
    let list = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool })).await;
    assert_eq!(list["UserPoolClients"][0]["ClientName"], "other");
}
