//! Refreshing: what a refresh token gives, whom it serves, and when it ends.

use serde_json::{Value, json};

use super::{Home, INVALID_REFRESH, by_get_tokens, by_refresh, without};
use crate::world::{World, claims};

async fn refreshed(home: &Home, token: &Value) -> Result<Value, String> {
    home.world.call("InitiateAuth", by_refresh(&home.client, token)).await
}

/// Both operations refuse the token in the same words.
async fn refused(home: &Home, client: &str, token: &Value) -> String {
    let old = home.world.refused("InitiateAuth", by_refresh(client, token)).await;
    let new = home.world.refused("GetTokensFromRefreshToken", by_get_tokens(client, token)).await;
    assert_eq!(old, new);
    old
}

#[tokio::test]
async fn a_refresh_gives_new_tokens_of_the_same_sign_in_and_writes_nothing() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.world.pass_s(1_000);
    let before = home.batches();
    for (operation, input) in [
        ("InitiateAuth", by_refresh(&home.client, &tokens["RefreshToken"])),
        ("GetTokensFromRefreshToken", by_get_tokens(&home.client, &tokens["RefreshToken"])),
    ] {
        let answer = home.world.ok(operation, input).await;
        let renewed = &answer["AuthenticationResult"];
        let members: Vec<&String> = renewed.as_object().unwrap().keys().collect();
        assert_eq!(members, ["AccessToken", "ExpiresIn", "IdToken", "TokenType"], "{operation}");
        for kind in ["AccessToken", "IdToken"] {
            let (old, new) = (claims(&tokens[kind]), claims(&renewed[kind]));
            let stable = |all: &Value| {
                ["iat", "exp", "jti"].iter().fold(json!({ "it": all }), |all, name| without(all, "it", name))
            };
            assert_eq!(stable(&old), stable(&new), "{operation} {kind}");
            assert_ne!(old["jti"], new["jti"]);
            assert_eq!(new["exp"].as_i64().unwrap(), new["iat"].as_i64().unwrap() + 3_600);
            assert!(new["iat"].as_i64().unwrap() >= old["iat"].as_i64().unwrap() + 1_000);
        }
        home.get_user(&renewed["AccessToken"]).await.unwrap();
    }
    assert_eq!(home.batches(), before);
}

#[tokio::test]
async fn both_names_of_the_flow_and_both_doors_serve() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    for flow in ["REFRESH_TOKEN", "REFRESH_TOKEN_AUTH"] {
        let mut input = by_refresh(&home.client, &tokens["RefreshToken"]);
        input["AuthFlow"] = json!(flow);
        let answer = home.world.ok("InitiateAuth", input.clone()).await;
        assert_eq!(answer["ChallengeParameters"], json!({}));
        input["UserPoolId"] = json!(home.pool);
        home.world.ok("AdminInitiateAuth", input).await;
    }
}

#[tokio::test]
async fn a_refresh_reads_the_user_again() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let changes = json!({ "UserAttributes": [
        { "Name": "email", "Value": "wonder@example.com" }, { "Name": "nickname", "Value": "Al" },
    ] });
    home.admin("AdminUpdateUserAttributes", "alice", changes).await;
    let renewed = refreshed(&home, &tokens["RefreshToken"]).await.unwrap();
    let id = claims(&renewed["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        (&id["email"], &id["email_verified"], &id["nickname"]),
        (&json!("wonder@example.com"), &json!(false), &json!("Al"))
    );
}

#[tokio::test]
async fn what_is_no_refresh_token_of_this_client_is_invalid() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let token = tokens["RefreshToken"].as_str().unwrap();
    for garbage in ["garbage", "a.b.c", &token[..token.len() - 4], &format!("{token}AAAA")] {
        assert_eq!(refused(&home, &home.client, &json!(garbage)).await, INVALID_REFRESH);
    }
    for kind in ["AccessToken", "IdToken"] {
        assert_eq!(refused(&home, &home.client, &tokens[kind]).await, INVALID_REFRESH);
    }
    for at in (0..token.len() - 1).step_by(5) {
        let mut bent = token.as_bytes().to_vec();
        bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
        let bent = String::from_utf8(bent).unwrap();
        assert_eq!(refused(&home, &home.client, &json!(bent)).await, INVALID_REFRESH, "{at}");
    }
    let sibling = home.world.client(&home.pool, json!({})).await;
    assert_eq!(refused(&home, &sibling, &json!(token)).await, INVALID_REFRESH);
    let other_pool = home.world.pool(json!({})).await;
    let stranger = home.world.client(&other_pool, json!({})).await;
    assert_eq!(refused(&home, &stranger, &json!(token)).await, INVALID_REFRESH);
    // Whoever tried does not end it for the one whose it is.
    refreshed(&home, &json!(token)).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_ends_by_its_clients_validity_however_often_it_is_used() {
    let home = Home::with(
        json!({}),
        json!({ "RefreshTokenValidity": 90, "TokenValidityUnits": { "RefreshToken": "minutes" } }),
    )
    .await;
    let tokens = home.tokens().await;
    home.world.pass_s(89 * 60);
    refreshed(&home, &tokens["RefreshToken"]).await.unwrap();
    home.world.pass_s(60);
    assert_eq!(
        refused(&home, &home.client, &tokens["RefreshToken"]).await,
        "NotAuthorizedException: Refresh Token has expired"
    );
}

#[tokio::test]
async fn disabling_signing_out_and_deleting_end_it() {
    let home = Home::new().await;
    for name in ["bob", "carol", "dave"] {
        home.world.user(&home.pool, name).await;
    }
    let token = async |name: &str| home.world.sign_in(&home.client, name).await["RefreshToken"].clone();
    let (bob, carol, dave) = (token("bob").await, token("carol").await, token("dave").await);
    home.admin("AdminDisableUser", "bob", json!({})).await;
    assert_eq!(refused(&home, &home.client, &bob).await, "NotAuthorizedException: User is disabled.");
    home.admin("AdminEnableUser", "bob", json!({})).await;
    assert_eq!(refused(&home, &home.client, &bob).await, INVALID_REFRESH);
    home.admin("AdminUserGlobalSignOut", "carol", json!({})).await;
    assert_eq!(refused(&home, &home.client, &carol).await, INVALID_REFRESH);
    home.admin("AdminDeleteUser", "dave", json!({})).await;
    assert_eq!(refused(&home, &home.client, &dave).await, INVALID_REFRESH);
    home.world.user(&home.pool, "dave").await;
    assert_eq!(refused(&home, &home.client, &dave).await, INVALID_REFRESH);
}

#[tokio::test]
async fn a_new_password_does_not_end_it() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let next = json!({ "Password": "Other-pass-2", "Permanent": true });
    home.admin("AdminSetUserPassword", "alice", next).await;
    refreshed(&home, &tokens["RefreshToken"]).await.unwrap();
}

#[tokio::test]
async fn a_client_that_is_gone_refreshes_nothing() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let client = json!({ "UserPoolId": home.pool, "ClientId": home.client });
    home.world.ok("DeleteUserPoolClient", client).await;
    assert_eq!(
        refused(&home, &home.client, &tokens["RefreshToken"]).await,
        format!("ResourceNotFoundException: User pool client {} does not exist.", home.client)
    );
}

#[tokio::test]
async fn another_node_takes_the_token_too() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let other = World::on(home.world.inner.store.clone());
    other.pass_s(60);
    other.ok("InitiateAuth", by_refresh(&home.client, &tokens["RefreshToken"])).await;
}
