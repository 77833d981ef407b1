//! The userInfo endpoint. AWS: the developer guide, "The userInfo endpoint".

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use serde_json::{Value, json};

use super::token::tokens;
use super::{PREFIX, stage};
use crate::world::World;
use crate::world::browser::{Told, told};

const PATH: &str = "/oauth2/userInfo";

pub async fn ask(world: &World, method: Method, header: Option<&str>) -> Told {
    let headers: Vec<(&str, &str)> = header.iter().map(|value| ("authorization", *value)).collect();
    told(world.hosted(PREFIX, (method, PATH), &headers, "").await)
}

async fn of(world: &World, token: &Value) -> Told {
    ask(world, Method::GET, Some(&format!("Bearer {}", token.as_str().unwrap()))).await
}

#[tokio::test]
async fn scopes_say_what_an_app_may_know() {
    let world = World::new();
    let schema = json!({ "Schema": [{ "Name": "level", "AttributeDataType": "String" }] });
    let scopes = json!({ "AllowedOAuthScopes": ["openid", "email", "phone", "profile"] });
    let (pool, client) = stage(&world, schema, scopes).await;
    let attributes = json!([
        { "Name": "name", "Value": "Alice" }, { "Name": "custom:level", "Value": "3" },
        { "Name": "phone_number", "Value": "+15550100" }, { "Name": "phone_number_verified", "Value": "false" },
    ]);
    let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": attributes });
    world.ok("AdminUpdateUserAttributes", input).await;
    let all = json!({
        "username": "alice", "email": "alice@example.com", "email_verified": "true", "name": "Alice",
        "custom:level": "3", "phone_number": "+15550100", "phone_number_verified": "false",
    });
    let cases = [
        ("openid", all.clone()),
        (
            "openid email",
            json!({ "username": "alice", "email": "alice@example.com", "email_verified": "true" }),
        ),
        (
            "openid phone",
            json!({ "username": "alice", "phone_number": "+15550100", "phone_number_verified": "false" }),
        ),
        ("openid profile", json!({ "username": "alice", "name": "Alice", "custom:level": "3" })),
        ("openid email phone profile", all),
    ];
    for (scope, mut expected) in cases {
        let tokens = tokens(&world, &client, scope, &[]).await;
        let told = of(&world, &tokens["access_token"]).await;
        expected["sub"] = crate::world::claims(&tokens["access_token"])["sub"].clone();
        assert_eq!((told.status, &told.body), (200, &expected), "{scope}");
        assert_eq!(told.headers["access-control-allow-origin"], "*");
        let header = format!("bearer {}", tokens["access_token"].as_str().unwrap());
        assert_eq!(ask(&world, Method::POST, Some(&header)).await.body, expected);
    }
}

#[tokio::test]
async fn what_the_client_may_not_read_is_not_told() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({ "ReadAttributes": ["name"] })).await;
    let tokens = tokens(&world, &client, "openid", &[]).await;
    let told = of(&world, &tokens["access_token"]).await;
    let names: Vec<&String> = told.body.as_object().unwrap().keys().collect();
    assert_eq!(names, ["sub", "username"]);
}

#[tokio::test]
async fn each_refusal_has_its_form() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for header in [None, Some("Bearer"), Some("Bearer "), Some("Basic abc"), Some("Bearer a b"), Some("x")] {
        let told = ask(&world, Method::GET, header).await;
        let text = "error=\"invalid_request\", error_description=\"Bad OAuth2 request at UserInfo Endpoint\"";
        assert_eq!((told.status, told.headers["www-authenticate"].to_str().unwrap()), (400, text));
        assert_eq!(told.body["error"], json!("invalid_request"));
    }
    let first = tokens(&world, &client, "openid", &[]).await;
    let ended = "error=\"invalid_token\", error_description=\"Access token is expired, disabled, or deleted, or the \
                 user has globally signed out.\"";
    // An ID token, a refresh token, no token of anybody's.
    for token in [&first["id_token"], &first["refresh_token"], &json!("x"), &json!("a.b.c")] {
        let told = of(&world, token).await;
        assert_eq!((told.status, told.headers["www-authenticate"].to_str().unwrap()), (401, ended));
        assert_eq!(told.body["error"], json!("invalid_token"));
    }
    let narrow = tokens(&world, &client, "aws.cognito.signin.user.admin", &[]).await;
    let by_api = world.sign_in(&client, "alice").await;
    for token in [&narrow["access_token"], &by_api["AccessToken"]] {
        let told = of(&world, token).await;
        assert_eq!((told.status, &told.body["error"]), (403, &json!("insufficient_scope")));
    }
    world.pass_s(3_600);
    assert_eq!(of(&world, &first["access_token"]).await.status, 401);
    let answer = world.hosted(PREFIX, (Method::PUT, PATH), &[], "").await;
    assert_eq!(answer.status(), 405);
}

#[tokio::test]
async fn a_token_that_was_tampered_with_is_none() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let tokens = tokens(&world, &client, "openid", &[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    let [head, claims, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(head).unwrap()).unwrap();
    let with = |name: &str, value: Value| {
        let mut header = header.clone();
        match value.is_null() {
            true => header.as_object_mut().unwrap().remove(name),
            false => header.as_object_mut().unwrap().insert(name.to_owned(), value),
        };
        URL_SAFE_NO_PAD.encode(header.to_string())
    };
    let turned = format!("{}{}", if signature.starts_with('A') { 'B' } else { 'A' }, &signature[1..]);
    let forged = [
        format!("{}.{claims}.", with("alg", json!("none"))),
        format!("{}.{claims}.{signature}", with("alg", json!("none"))),
        format!("{}.{claims}.{signature}", with("alg", json!("HS256"))),
        format!("{}.{claims}.{signature}", with("kid", Value::Null)),
        format!("{}.{claims}.{signature}", with("kid", json!("other"))),
        format!("{head}.{claims}.{turned}"),
        format!("{head}.{claims}"),
        format!("{head}.{claims}.{signature}.x.y"),
    ];
    for token in forged {
        assert_eq!(of(&world, &json!(token)).await.status, 401, "{token}");
    }
    assert_eq!(of(&world, &json!(token)).await.status, 200);
}

#[tokio::test]
async fn every_end_of_a_sign_in_ends_it_here() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let user = json!({ "UserPoolId": pool, "Username": "alice" });
    let scope = "openid aws.cognito.signin.user.admin";
    for ends in ["GlobalSignOut", "RevokeToken", "AdminDisableUser", "AdminDeleteUser"] {
        let tokens = tokens(&world, &client, scope, &[]).await;
        assert_eq!(of(&world, &tokens["access_token"]).await.status, 200);
        let input = match ends {
            "GlobalSignOut" => json!({ "AccessToken": tokens["access_token"] }),
            "RevokeToken" => json!({ "ClientId": client, "Token": tokens["refresh_token"] }),
            _ => user.clone(),
        };
        world.ok(ends, input).await;
        let told = of(&world, &tokens["access_token"]).await;
        assert_eq!((told.status, &told.body["error"]), (401, &json!("invalid_token")), "{ends}");
        if ends == "AdminDisableUser" {
            world.ok("AdminEnableUser", user.clone()).await;
        }
    }
}
