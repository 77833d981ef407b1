//! The revocation endpoint. AWS: the developer guide, "The revocation endpoint". RFC: 7009.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::json;

use super::token::{ask, tokens};
use super::{CALLBACK, PREFIX, stage};
use crate::world::World;
use crate::world::browser::Told;

async fn revoke(world: &World, headers: &[(&str, &str)], form: &[(&str, &str)]) -> Told {
    world.endpoint(PREFIX, "/oauth2/revoke", headers, form).await
}

#[tokio::test]
async fn a_refresh_token_ends_with_all_that_it_gave() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let first = tokens(&world, &client, "openid aws.cognito.signin.user.admin", &[]).await;
    let token = first["refresh_token"].as_str().unwrap();
    let form = [("client_id", client.as_str()), ("token", token), ("token_type_hint", "refresh_token")];
    // The second time it is no token any more, and that is no error.
    for _ in 0..2 {
        let told = revoke(&world, &[], &form).await;
        assert_eq!((told.status, told.body), (200, json!(null)));
        assert_eq!(told.headers["access-control-allow-origin"], "*");
    }
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", token)];
    assert_eq!(ask(&world, &client, &refresh).await.body["error"], json!("invalid_grant"));
    let refused = world.refused("GetUser", json!({ "AccessToken": first["access_token"] })).await;
    assert_eq!(refused, "NotAuthorizedException: Access Token has been revoked");
    let bearer = format!("Bearer {}", first["access_token"].as_str().unwrap());
    let told = super::user_info::ask(&world, Method::GET, Some(&bearer)).await;
    assert_eq!(told.status, 401);
    let told = revoke(&world, &[], &[("client_id", &client), ("token", "garbage")]).await;
    assert_eq!(told.status, 200);
}

#[tokio::test]
async fn each_refusal_has_its_word() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({ "GenerateSecret": true })).await;
    let input = json!({ "UserPoolId": pool, "ClientId": client });
    let made = world.ok("DescribeUserPoolClient", input).await["UserPoolClient"].clone();
    let secret = made["ClientSecret"].as_str().unwrap();
    let basic = format!("Basic {}", STANDARD.encode(format!("{client}:{secret}")));
    let basic = [("authorization", basic.as_str())];
    let public = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "CallbackURLs": [CALLBACK],
        "AllowedOAuthScopes": ["openid"], "SupportedIdentityProviders": ["COGNITO"],
    });
    let public = world.client(&pool, public).await;
    let theirs = tokens(&world, &public, "openid", &[]).await;
    let text = |name: &str| theirs[name].as_str().unwrap();

    let told = revoke(&world, &basic, &[]).await;
    assert_eq!((told.status, &told.body["error"]), (400, &json!("invalid_request")));
    for token in [text("access_token"), text("id_token")] {
        let told = revoke(&world, &basic, &[("token", token)]).await;
        assert_eq!((told.status, told.body), (400, json!({ "error": "unsupported_token_type" })));
    }
    let told = revoke(&world, &basic, &[("token", text("refresh_token"))]).await;
    assert_eq!((told.status, &told.body["error"]), (400, &json!("invalid_grant")));
    let wrong = [("client_id", client.as_str()), ("client_secret", "x"), ("token", "x")];
    for form in [&wrong[..], &wrong[2..], &[wrong[0], wrong[2]]] {
        let told = revoke(&world, &[], form).await;
        assert_eq!((told.status, &told.body["error"]), (401, &json!("invalid_client")));
        assert!(told.headers["www-authenticate"].to_str().unwrap().starts_with("Basic"));
    }
    let answer = world.hosted(PREFIX, (Method::GET, "/oauth2/revoke"), &[], "").await;
    assert_eq!(answer.status(), 405);

    let off = json!({ "EnableTokenRevocation": false });
    let off = world.client(&pool, off).await;
    let told = revoke(&world, &[], &[("client_id", &off), ("token", "x")]).await;
    assert_eq!((told.status, &told.body["error"]), (400, &json!("invalid_request")));
}
