//! Rotation: each refresh gives a successor, the former token serves on for its grace, and then is reuse.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Home, INVALID_REFRESH, by_get_tokens, by_refresh};
use crate::world::{World, claims, config};

const REUSED: &str = "RefreshTokenReuseException: Refresh token has already been used.";

async fn rotating(grace_s: i64) -> Home {
    let rotation = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": grace_s });
    let flows = json!(["ALLOW_USER_PASSWORD_AUTH"]);
    let client = json!({ "RefreshTokenRotation": rotation, "ExplicitAuthFlows": flows });
    Home::with(json!({}), client).await
}

async fn next(home: &Home, token: &Value) -> Result<Value, String> {
    let answer = home.world.call("GetTokensFromRefreshToken", by_get_tokens(&home.client, token)).await?;
    Ok(answer["AuthenticationResult"].clone())
}

#[tokio::test]
async fn each_refresh_gives_the_next_token_of_the_same_sign_in() {
    let home = rotating(0).await;
    let first = home.tokens().await;
    let before = home.batches();
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    assert_eq!(home.batches(), before + 1);
    let third = next(&home, &second["RefreshToken"]).await.unwrap();
    let members: Vec<&String> = third.as_object().unwrap().keys().collect();
    assert_eq!(members, ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]);
    assert_ne!(first["RefreshToken"], second["RefreshToken"]);
    assert_ne!(second["RefreshToken"], third["RefreshToken"]);
    assert_eq!(claims(&first["AccessToken"])["origin_jti"], claims(&third["AccessToken"])["origin_jti"]);
    // Rotation does not touch what was issued before.
    home.get_user(&first["AccessToken"]).await.unwrap();
}

#[tokio::test]
async fn without_grace_a_used_token_is_reuse_and_the_family_lives_on() {
    let home = rotating(0).await;
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    for _ in 0..2 {
        assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    }
    let third = next(&home, &second["RefreshToken"]).await.unwrap();
    assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    home.get_user(&third["AccessToken"]).await.unwrap();
}

#[tokio::test]
async fn within_its_grace_a_used_token_gives_the_same_successor_and_writes_nothing() {
    let home = rotating(30).await;
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    let before = home.batches();
    home.world.pass_s(29);
    let again = next(&home, &first["RefreshToken"]).await.unwrap();
    assert_eq!(again["RefreshToken"], second["RefreshToken"]);
    assert_eq!(home.batches(), before);
    home.world.pass_s(1);
    assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    next(&home, &second["RefreshToken"]).await.unwrap();
}

#[tokio::test]
async fn a_token_two_generations_old_is_reuse_within_any_grace() {
    let home = rotating(60).await;
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    next(&home, &second["RefreshToken"]).await.unwrap();
    assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    next(&home, &second["RefreshToken"]).await.unwrap();
}

#[tokio::test]
async fn parallel_use_within_the_grace_gives_all_the_same_successor() {
    let home = rotating(60).await;
    let first = home.tokens().await;
    let answers = join_all((0..8).map(|_| next(&home, &first["RefreshToken"]))).await;
    let successors: Vec<Value> =
        answers.into_iter().map(|answer| answer.unwrap()["RefreshToken"].clone()).collect();
    assert!(successors.iter().all(|token| *token == successors[0] && *token != first["RefreshToken"]));
    next(&home, &successors[0]).await.unwrap();
}

#[tokio::test]
async fn parallel_use_without_grace_serves_one_and_is_reuse_for_the_rest() {
    let home = rotating(0).await;
    let first = home.tokens().await;
    let answers = join_all((0..8).map(|_| next(&home, &first["RefreshToken"]))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().flat_map(|answer| answer.as_ref().err()).all(|error| error == REUSED));
}

#[tokio::test]
async fn a_successor_ends_when_the_first_token_would_have() {
    let rotation = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 });
    let client = json!({
        "RefreshTokenRotation": rotation, "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenValidity": 1, "TokenValidityUnits": { "RefreshToken": "hours" },
    });
    let home = Home::with(json!({}), client).await;
    let first = home.tokens().await;
    home.world.pass_s(3_500);
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    home.world.pass_s(100);
    assert_eq!(
        next(&home, &second["RefreshToken"]).await.unwrap_err(),
        "NotAuthorizedException: Refresh Token has expired"
    );
}

#[tokio::test]
async fn the_old_flow_is_refused_to_a_client_that_rotates() {
    let home = rotating(0).await;
    let first = home.tokens().await;
    let refused = home.world.refused("InitiateAuth", by_refresh(&home.client, &first["RefreshToken"])).await;
    assert_eq!(refused, "InvalidParameterException: Auth flow not enabled for this client");
    next(&home, &first["RefreshToken"]).await.unwrap();

    // A client that lists no flows has this one, and is told what to use instead.
    home.change_client(json!({
        "ExplicitAuthFlows": [],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
    }))
    .await;
    let refused = home.world.refused("InitiateAuth", by_refresh(&home.client, &first["RefreshToken"])).await;
    assert_eq!(
        refused,
        "InvalidParameterException: Refresh token rotation is enabled for the client; use GetTokensFromRefreshToken."
    );
}

#[tokio::test]
async fn revoking_any_generation_ends_all() {
    let home = rotating(60).await;
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    let revoke = json!({ "ClientId": home.client, "Token": first["RefreshToken"] });
    home.world.ok("RevokeToken", revoke).await;
    for tokens in [&first, &second] {
        assert_eq!(
            next(&home, &tokens["RefreshToken"]).await.unwrap_err(),
            "NotAuthorizedException: Refresh Token has been revoked"
        );
        assert_eq!(
            home.get_user(&tokens["AccessToken"]).await.unwrap_err(),
            "NotAuthorizedException: Access Token has been revoked"
        );
    }
}

#[tokio::test]
async fn a_client_that_stops_rotating_goes_on_from_the_newest_token() {
    let home = rotating(60).await;
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    home.change_client(json!({ "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"] })).await;
    assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    let old_flow = by_refresh(&home.client, &first["RefreshToken"]);
    assert_eq!(home.world.refused("InitiateAuth", old_flow).await, INVALID_REFRESH);
    home.world.ok("InitiateAuth", by_refresh(&home.client, &second["RefreshToken"])).await;
    assert_eq!(next(&home, &second["RefreshToken"]).await.unwrap().get("RefreshToken"), None);
}

#[tokio::test]
async fn where_the_operator_wants_it_reuse_ends_the_family() {
    let mut decided = config();
    decided.reuse_revokes = true;
    let world = World::with(store::Store::open_memory().unwrap(), decided);
    let pool = world.pool(json!({})).await;
    let rotation = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 });
    let client =
        json!({ "RefreshTokenRotation": rotation, "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] });
    let client = world.client(&pool, client).await;
    world.user(&pool, "alice").await;
    let home = Home { world, pool, client };
    let first = home.tokens().await;
    let second = next(&home, &first["RefreshToken"]).await.unwrap();
    next(&home, &first["RefreshToken"]).await.unwrap();
    home.world.pass_s(10);
    assert_eq!(next(&home, &first["RefreshToken"]).await.unwrap_err(), REUSED);
    assert_eq!(
        next(&home, &second["RefreshToken"]).await.unwrap_err(),
        "NotAuthorizedException: Refresh Token has been revoked"
    );
    assert_eq!(
        home.get_user(&second["AccessToken"]).await.unwrap_err(),
        "NotAuthorizedException: Access Token has been revoked"
    );
}
