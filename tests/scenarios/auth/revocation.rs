//! Ends of tokens: RevokeToken, signing out everywhere, and what is deleted.

use serde_json::{Value, json};

use super::{Home, INVALID_REFRESH, by_get_tokens, by_refresh};
use crate::world::merged;

const REVOKED: &str = "NotAuthorizedException: Access Token has been revoked";
const INVALID: &str = "NotAuthorizedException: Invalid Access Token";

fn revoke(client: &str, token: &Value) -> Value {
    json!({ "ClientId": client, "Token": token })
}

#[tokio::test]
async fn revoking_ends_one_sign_in_and_no_other() {
    let home = Home::new().await;
    let (one, two) = (home.tokens().await, home.tokens().await);
    let refresh = by_refresh(&home.client, &one["RefreshToken"]);
    let renewed = home.world.ok("InitiateAuth", refresh.clone()).await["AuthenticationResult"].clone();
    let body = revoke(&home.client, &one["RefreshToken"]).to_string();
    let answer = home.world.send("RevokeToken", &[], body.as_bytes()).await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"{}".as_slice()));
    for tokens in [&one, &renewed] {
        assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), REVOKED);
    }
    let revoked = "NotAuthorizedException: Refresh Token has been revoked";
    assert_eq!(home.world.refused("InitiateAuth", refresh).await, revoked);
    let input = by_get_tokens(&home.client, &one["RefreshToken"]);
    assert_eq!(home.world.refused("GetTokensFromRefreshToken", input).await, revoked);
    home.get_user(&two["AccessToken"]).await.unwrap();
    home.world.ok("InitiateAuth", by_refresh(&home.client, &two["RefreshToken"])).await;
    // Once more is no error.
    home.world.ok("RevokeToken", revoke(&home.client, &one["RefreshToken"])).await;
}

#[tokio::test]
async fn a_revoked_access_token_serves_no_operation() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.world.ok("RevokeToken", revoke(&home.client, &tokens["RefreshToken"])).await;
    for (operation, more) in by_token() {
        let input = merged(json!({ "AccessToken": tokens["AccessToken"] }), more);
        assert_eq!(home.world.refused(operation, input).await, REVOKED, "{operation}");
    }
    home.tokens().await;
}

/// The operations that take an access token, and what else they need.
fn by_token() -> Vec<(&'static str, Value)> {
    vec![
        ("GetUser", json!({})),
        ("ChangePassword", json!({ "ProposedPassword": "Other-pass-2", "PreviousPassword": "Wrong-pass-1" })),
        ("UpdateUserAttributes", json!({ "UserAttributes": [{ "Name": "nickname", "Value": "x" }] })),
        ("DeleteUserAttributes", json!({ "UserAttributeNames": ["nickname"] })),
        ("GetUserAttributeVerificationCode", json!({ "AttributeName": "email" })),
        ("VerifyUserAttribute", json!({ "AttributeName": "email", "Code": "123456" })),
        ("DeleteUser", json!({})),
        ("GlobalSignOut", json!({})),
    ]
}

#[tokio::test]
async fn a_token_that_names_nothing_is_revoked_without_a_word() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.world.user(&home.pool, "bob").await;
    let of_the_deleted = home.world.sign_in(&home.client, "bob").await;
    home.admin("AdminDeleteUser", "bob", json!({})).await;
    for token in [json!("garbage"), json!("a.b.c"), of_the_deleted["RefreshToken"].clone()] {
        assert_eq!(home.world.ok("RevokeToken", revoke(&home.client, &token)).await, json!({}));
    }
    let other_pool = home.world.pool(json!({})).await;
    let stranger = home.world.client(&other_pool, json!({})).await;
    home.world.ok("RevokeToken", revoke(&stranger, &tokens["RefreshToken"])).await;
    home.get_user(&tokens["AccessToken"]).await.unwrap();
}

#[tokio::test]
async fn access_and_id_tokens_cannot_be_revoked() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    for kind in ["AccessToken", "IdToken"] {
        assert_eq!(
            home.world.refused("RevokeToken", revoke(&home.client, &tokens[kind])).await,
            "UnsupportedTokenTypeException: Token type not supported"
        );
    }
}

#[tokio::test]
async fn only_the_client_of_a_token_revokes_it() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let unauthorized = "UnauthorizedException: The client is not authorized to revoke this token.";
    let sibling = home.world.client(&home.pool, json!({})).await;
    let secretive = home.world.client(&home.pool, json!({ "GenerateSecret": true })).await;
    for client in ["nobody", &sibling, &secretive] {
        assert_eq!(
            home.world.refused("RevokeToken", revoke(client, &tokens["RefreshToken"])).await,
            unauthorized
        );
    }
    let wrong = merged(revoke(&secretive, &json!("garbage")), json!({ "ClientSecret": "b".repeat(52) }));
    assert_eq!(home.world.refused("RevokeToken", wrong).await, unauthorized);
    home.get_user(&tokens["AccessToken"]).await.unwrap();
}

#[tokio::test]
async fn a_client_without_revocation_revokes_nothing_and_one_that_had_it_stays_revoked() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.world.ok("RevokeToken", revoke(&home.client, &tokens["RefreshToken"])).await;
    let flows = json!(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]);
    home.change_client(json!({ "EnableTokenRevocation": false, "ExplicitAuthFlows": flows })).await;
    assert_eq!(
        home.world.refused("RevokeToken", revoke(&home.client, &tokens["RefreshToken"])).await,
        "UnsupportedOperationException: Token revocation is disabled for the client."
    );
    assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), REVOKED);
    let refresh = by_refresh(&home.client, &tokens["RefreshToken"]);
    assert!(home.world.refused("InitiateAuth", refresh).await.starts_with("NotAuthorizedException: "));
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_that_was_issued_and_nothing_that_comes() {
    let home = Home::new().await;
    for by_admin in [false, true] {
        let (one, two) = (home.tokens().await, home.tokens().await);
        match by_admin {
            true => {
                assert_eq!(home.admin("AdminUserGlobalSignOut", "alice", json!({})).await, json!({}));
                home.admin("AdminUserGlobalSignOut", "alice", json!({})).await;
            }
            false => {
                let input = json!({ "AccessToken": one["AccessToken"] });
                assert_eq!(home.world.ok("GlobalSignOut", input.clone()).await, json!({}));
                assert_eq!(home.world.refused("GlobalSignOut", input).await, REVOKED);
            }
        }
        for tokens in [&one, &two] {
            assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), REVOKED);
            let refresh = by_refresh(&home.client, &tokens["RefreshToken"]);
            assert_eq!(home.world.refused("InitiateAuth", refresh).await, INVALID_REFRESH);
        }
        home.get_user(&home.tokens().await["AccessToken"]).await.unwrap();
    }
    let nobody = json!({ "UserPoolId": home.pool, "Username": "nobody" });
    assert_eq!(
        home.world.refused("AdminUserGlobalSignOut", nobody).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn signing_out_holds_for_clients_without_revocation_too_within_one_second() {
    let home = Home::with(json!({}), json!({ "EnableTokenRevocation": false })).await;
    let before = home.tokens().await;
    home.get_user(&before["AccessToken"]).await.unwrap();
    home.admin("AdminUserGlobalSignOut", "alice", json!({})).await;
    let after = home.tokens().await;
    assert_eq!(home.get_user(&before["AccessToken"]).await.unwrap_err(), REVOKED);
    home.get_user(&after["AccessToken"]).await.unwrap();
    assert_eq!(home.world.now() / 1_000, crate::world::BEGINNING / 1_000);
}

#[tokio::test]
async fn disabling_ends_all_tokens_for_good() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.admin("AdminDisableUser", "alice", json!({})).await;
    assert!(home.get_user(&tokens["AccessToken"]).await.unwrap_err().starts_with("NotAuthorizedException: "));
    home.admin("AdminEnableUser", "alice", json!({})).await;
    assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), REVOKED);
}

/// Disabling signs out too, so that its own refusal is met only where somebody is disabled by another way.
#[tokio::test]
async fn who_is_disabled_without_being_signed_out_holds_nothing_either() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let named = json!({ "UserPoolId": home.pool, "Username": "alice" });
    let sub = home.world.ok("AdminGetUser", named).await["UserAttributes"][0]["Value"].clone();
    let ctx = home.world.ctx();
    let user = store::users::get(&ctx.read(), &home.pool, sub.as_str().unwrap()).await.unwrap().unwrap();
    let mut batch = ctx.batch().unwrap();
    let names = store::users::Names::default();
    store::users::update(&mut batch, &store::users::User { is_enabled: false, ..user }, &names, &names);
    ctx.commit(batch).await.unwrap();
    let disabled = "NotAuthorizedException: User is disabled.";
    assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), disabled);
    let refresh = by_refresh(&home.client, &tokens["RefreshToken"]);
    assert_eq!(home.world.refused("InitiateAuth", refresh).await, disabled);
}

#[tokio::test]
async fn the_tokens_of_a_deleted_user_client_or_pool_serve_nobody() {
    let home = Home::new().await;
    home.world.user(&home.pool, "bob").await;
    let (alice, bob) = (home.tokens().await, home.world.sign_in(&home.client, "bob").await);
    home.admin("AdminDeleteUser", "bob", json!({})).await;
    for (operation, more) in by_token() {
        let input = merged(json!({ "AccessToken": bob["AccessToken"] }), more);
        // GlobalSignOut has no UserNotFoundException.
        let text = match operation {
            "GlobalSignOut" => REVOKED,
            _ => "UserNotFoundException: User does not exist.",
        };
        assert_eq!(home.world.refused(operation, input).await, text, "{operation}");
    }
    home.world.user(&home.pool, "bob").await;
    assert!(home.get_user(&bob["AccessToken"]).await.is_err());

    let client = json!({ "UserPoolId": home.pool, "ClientId": home.client });
    home.world.ok("DeleteUserPoolClient", client).await;
    assert_eq!(home.get_user(&alice["AccessToken"]).await.unwrap_err(), INVALID);

    let home = Home::new().await;
    let tokens = home.tokens().await;
    home.world.ok("DeleteUserPool", json!({ "UserPoolId": home.pool })).await;
    assert_eq!(home.get_user(&tokens["AccessToken"]).await.unwrap_err(), INVALID);
}
