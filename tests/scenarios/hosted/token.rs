//! The token endpoint: how clients prove themselves, the code, and refreshing.
//! AWS: the developer guide, "The token issuer endpoint". RFC: 6749.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{Told, told};
use crate::world::{PASSWORD, World, claims, merged};

pub const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

/// Asks for tokens by a form, the client's id in it.
pub async fn ask(world: &World, client: &str, form: &[(&str, &str)]) -> Told {
    let mut all = vec![("client_id", client)];
    all.extend_from_slice(form);
    world.endpoint(PREFIX, "/oauth2/token", &[], &all).await
}

/// Asks for what must be refused; gives the status and OAuth's word.
pub async fn refused(world: &World, client: &str, form: &[(&str, &str)]) -> (u16, String) {
    word(&ask(world, client, form).await)
}

pub fn word(told: &Told) -> (u16, String) {
    (told.status, told.body["error"].as_str().unwrap_or_default().to_owned())
}

pub fn bad(word: &str) -> (u16, String) {
    (400, word.to_owned())
}

/// Alice's tokens by the pages, for these scopes and whatever else the request says.
pub async fn tokens(world: &World, client: &str, scope: &str, more: &[(&str, &str)]) -> Value {
    let code = code(world, client, scope, more).await;
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", CALLBACK)];
    let told = ask(world, client, &form).await;
    assert_eq!(told.status, 200, "{}", told.body);
    told.body
}

async fn code(world: &World, client: &str, scope: &str, more: &[(&str, &str)]) -> String {
    let mut asked = vec![("scope", scope)];
    asked.extend_from_slice(more);
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &asked)).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    browser.told()["code"].clone()
}

fn redeeming(code: &str) -> [(&str, &str); 3] {
    [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)]
}

pub fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_else(|| panic!("no {name} in {body}"))
}

pub fn keys(body: &Value) -> Vec<&str> {
    body.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Another client of the pool, for hosted sign-ins.
pub async fn another(world: &World, pool: &str, over: Value) -> String {
    let base = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": [CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    world.client(pool, merged(base, over)).await
}

#[tokio::test]
async fn a_refresh_keeps_what_the_sign_in_was_for() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let more = [("resource", "https://orders.example"), ("nonce", "n-1")];
    let first = tokens(&world, &client, "openid email", &more).await;
    world.pass_s(60);
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&first, "refresh_token"))];
    let told = ask(&world, &client, &form).await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(keys(&told.body), ["access_token", "expires_in", "id_token", "token_type"]);
    assert_eq!(
        (&told.headers["cache-control"], &told.headers["pragma"]),
        (&"no-cache, no-store, max-age=0, must-revalidate".parse().unwrap(), &"no-cache".parse().unwrap())
    );
    let (before, after) = (claims(&first["access_token"]), claims(&told.body["access_token"]));
    for name in ["sub", "scope", "aud", "version", "auth_time", "origin_jti", "event_id", "client_id"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!((&after["aud"], &after["version"]), (&json!("https://orders.example"), &json!(2)));
    assert!(before["jti"] != after["jti"] && before["iat"] != after["iat"]);
    let id = claims(&told.body["id_token"]);
    assert_eq!((&id["nonce"], &id["email"]), (&Value::Null, &json!("alice@example.com")));

    // The API gives the same for it.
    let input = json!({ "ClientId": client, "RefreshToken": first["refresh_token"] });
    let answer = world.ok("GetTokensFromRefreshToken", input).await;
    let token = claims(&answer["AuthenticationResult"]["AccessToken"]);
    assert_eq!((&token["scope"], &token["aud"]), (&after["scope"], &after["aud"]));
}

#[tokio::test]
async fn without_openid_there_is_no_id_token_at_a_refresh_either() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let first = tokens(&world, &client, "aws.cognito.signin.user.admin", &[]).await;
    assert_eq!(keys(&first), ["access_token", "expires_in", "refresh_token", "token_type"]);
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&first, "refresh_token"))];
    let told = ask(&world, &client, &form).await;
    assert_eq!(keys(&told.body), ["access_token", "expires_in", "token_type"]);
    // It opens the operations for users.
    world.ok("GetUser", json!({ "AccessToken": told.body["access_token"] })).await;
}

#[tokio::test]
async fn a_client_that_rotates_gets_a_new_refresh_token_each_time() {
    let world = World::new();
    let rotation = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 },
    });
    let (_, client) = stage(&world, json!({}), rotation).await;
    let first = tokens(&world, &client, "openid", &[]).await;
    let old = [("grant_type", "refresh_token"), ("refresh_token", text(&first, "refresh_token"))];
    let second = ask(&world, &client, &old).await.body;
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    world.pass_s(5);
    let again = ask(&world, &client, &old).await.body;
    assert_eq!(again["refresh_token"], second["refresh_token"]);
    world.pass_s(10);
    assert_eq!(refused(&world, &client, &old).await, bad("invalid_grant"));
    let new = [("grant_type", "refresh_token"), ("refresh_token", text(&second, "refresh_token"))];
    assert_eq!(ask(&world, &client, &new).await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_of_the_api_serves_too_but_for_a_devices() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let signed_in = world.sign_in(&client, "alice").await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&signed_in, "RefreshToken"))];
    let told = ask(&world, &client, &form).await;
    assert_eq!(keys(&told.body), ["access_token", "expires_in", "id_token", "token_type"]);
    assert_eq!(claims(&told.body["access_token"])["scope"], json!("aws.cognito.signin.user.admin"));

    let devices = json!({ "DeviceOnlyRememberedOnUserPrompt": false, "ChallengeRequiredOnNewDevice": false });
    let input =
        json!({ "UserPoolId": pool, "DeviceConfiguration": devices, "AutoVerifiedAttributes": ["email"] });
    world.ok("UpdateUserPool", input).await;
    let signed_in = world.sign_in(&client, "alice").await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&signed_in, "RefreshToken"))];
    assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
}

#[tokio::test]
async fn whatever_ends_a_sign_in_ends_it_here() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let user = json!({ "UserPoolId": pool, "Username": "alice" });
    for ends in ["AdminUserGlobalSignOut", "AdminDisableUser", "RevokeToken", "time"] {
        world.ok("AdminEnableUser", user.clone()).await;
        let first = tokens(&world, &client, "openid", &[]).await;
        match ends {
            "RevokeToken" => {
                let input = json!({ "ClientId": client, "Token": first["refresh_token"] });
                world.ok("RevokeToken", input).await;
            }
            "time" => world.pass_s(30 * 86_400),
            operation => {
                world.ok(operation, user.clone()).await;
            }
        }
        let form = [("grant_type", "refresh_token"), ("refresh_token", text(&first, "refresh_token"))];
        assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"), "{ends}");
    }
}

#[tokio::test]
async fn what_another_client_sends_is_refused_and_ends() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = another(&world, &pool, json!({})).await;
    let first = tokens(&world, &client, "openid", &[]).await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&first, "refresh_token"))];
    assert_eq!(refused(&world, &other, &form).await, bad("invalid_grant"));
    assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));

    let code = code(&world, &client, "openid", &[]).await;
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", CALLBACK)];
    assert_eq!(refused(&world, &other, &form).await, bad("invalid_grant"));
    assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
}

#[tokio::test]
async fn a_pool_takes_nothing_of_another_pools() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let first = tokens(&world, &client, "openid", &[]).await;
    let elsewhere = world.pool(json!({ "PoolName": "other" })).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": elsewhere, "Domain": "other" })).await;
    let theirs = another(&world, &elsewhere, json!({})).await;
    let token = text(&first, "refresh_token");
    let form = |client| [("client_id", client), ("grant_type", "refresh_token"), ("refresh_token", token)];
    let told = world.endpoint("other", "/oauth2/token", &[], &form(&theirs)).await;
    assert_eq!(word(&told), bad("invalid_grant"));
    let told = world.endpoint("other", "/oauth2/token", &[], &form(&client)).await;
    assert_eq!(word(&told), bad("invalid_client"));
    let mut browser = world.browser("other");
    let bye = format!("/logout?client_id={client}&logout_uri=https%3A%2F%2Fapp.example.com%2Fbye");
    for path in [authorize(&client, &[]), bye] {
        browser.open(&path).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{path}");
        assert!(browser.says("client_id"), "{path}");
    }
    // Nobody else has ended it.
    assert_eq!(ask(&world, &client, &form(&client)[1..]).await.status, 200);
    let bearer = format!("Bearer {}", text(&first, "access_token"));
    let told_ =
        world.hosted("other", (Method::GET, "/oauth2/userInfo"), &[("authorization", &bearer)], "").await;
    assert_eq!(told_.status(), 401);
}

#[tokio::test]
async fn one_kind_of_secret_never_opens_another() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let first = tokens(&world, &client, "openid", &[]).await;
    let code = code(&world, &client, "openid", &[]).await;
    let kinds = [text(&first, "access_token"), text(&first, "id_token"), &code, "x", "a.b.c"];
    for token in kinds {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
        assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"), "{token}");
    }
    let form = [
        ("grant_type", "authorization_code"),
        ("code", text(&first, "refresh_token")),
        ("redirect_uri", CALLBACK),
    ];
    assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
    // One bit of a token that is taken, turned.
    let right = text(&first, "refresh_token");
    for at in [0, right.len() / 2, right.len() - 2] {
        let mut wrong = right.as_bytes().to_vec();
        wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
        let wrong = String::from_utf8(wrong).unwrap();
        let form = [("grant_type", "refresh_token"), ("refresh_token", wrong.as_str())];
        assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
    }
}

#[tokio::test]
async fn a_code_is_bound_to_its_challenge_both_ways() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let challenge = super::challenge();
    let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let other = "another-verifier-that-is-just-as-long-as-the-right-one";
    let cases = [(true, None), (true, Some(other)), (false, Some(super::VERIFIER))];
    for (has_challenge, verifier) in cases {
        let asked = if has_challenge { &pkce[..] } else { &[] };
        let code = code(&world, &client, "openid", asked).await;
        let mut form =
            vec![("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", CALLBACK)];
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
    }
    let code = code(&world, &client, "openid", &pkce).await;
    let elsewhere = "https://app.example.com/other";
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", elsewhere)];
    let told = ask(&world, &client, &form).await;
    let expected = json!({ "error": "unauthorized_client", "error_description": "invalid_redirect" });
    assert_eq!((told.status, told.body), (400, expected));
}

#[tokio::test]
async fn a_code_dies_after_five_minutes_and_with_the_users_right() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let late = code(&world, &client, "openid", &[]).await;
    world.pass_s(300);
    assert_eq!(refused(&world, &client, &redeeming(&late)).await, bad("invalid_grant"));
    for operation in ["AdminUserGlobalSignOut", "AdminDisableUser", "AdminDeleteUser"] {
        let code = code(&world, &client, "openid", &[]).await;
        world.ok(operation, json!({ "UserPoolId": pool, "Username": "alice" })).await;
        assert_eq!(refused(&world, &client, &redeeming(&code)).await, bad("invalid_grant"), "{operation}");
        if operation == "AdminDisableUser" {
            world.ok("AdminEnableUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
        }
    }
}

#[tokio::test]
async fn a_client_that_reads_an_address_but_not_its_flag_is_refused() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({ "ReadAttributes": ["email", "name"] })).await;
    let code = code(&world, &client, "openid email", &[]).await;
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", CALLBACK)];
    assert_eq!(refused(&world, &client, &form).await, bad("invalid_grant"));
    tokens(&world, &client, "openid profile", &[]).await;
}

#[tokio::test]
async fn clients_prove_themselves_in_either_of_two_ways() {
    let world = World::new();
    let secret = json!({ "GenerateSecret": true });
    let (pool, client) = stage(&world, json!({}), secret).await;
    let input = json!({ "UserPoolId": pool, "ClientId": client });
    let made = world.ok("DescribeUserPoolClient", input).await;
    let secret = text(&made["UserPoolClient"], "ClientSecret").to_owned();
    let basic = |id: &str, secret: &str| format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
    let dead = [("grant_type", "refresh_token"), ("refresh_token", "dead")];
    let try_ = async |header: Option<String>, form: &[(&str, &str)]| {
        let headers: Vec<(&str, &str)> =
            header.iter().map(|value| ("authorization", value.as_str())).collect();
        let told = world.endpoint(PREFIX, "/oauth2/token", &headers, form).await;
        (told.status, told.body)
    };
    let with = |more: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let dead = dead.iter().map(|(name, value)| (*name, (*value).to_owned()));
        dead.chain(more.iter().cloned()).collect()
    };
    let right = json!({ "error": "invalid_grant" });
    let unknown = json!({ "error": "invalid_client" });
    let wrong = json!({ "error": "invalid_client", "error_description": "invalid_client_secret" });
    let (id, key) = (client.clone(), secret.clone());
    let named = || ("client_id", id.clone());
    let cases = [
        (Some(basic(&id, &key)), with(&[]), &right),
        (Some(basic(&id, &key)), with(&[named()]), &right),
        (None, with(&[named(), ("client_secret", key.clone())]), &right),
        (None, with(&[named()]), &wrong),
        (None, with(&[named(), ("client_secret", "x".to_owned())]), &wrong),
        (Some(basic(&id, "x")), with(&[]), &wrong),
        (Some(basic("nosuchclient", &key)), with(&[]), &unknown),
        (Some(basic(&id, &key)), with(&[("client_id", "other".to_owned())]), &unknown),
        (Some(basic(&id, &key)), with(&[("client_secret", key.clone())]), &unknown),
        (Some("Basic".to_owned()), with(&[named()]), &unknown),
        (Some("Basic ".to_owned()), with(&[named()]), &unknown),
        (Some("Basic !!!".to_owned()), with(&[named()]), &unknown),
        (Some("Bearer".to_owned()), with(&[named()]), &unknown),
        (Some("Bearer abc".to_owned()), with(&[named()]), &unknown),
        (None, with(&[]), &unknown),
    ];
    for (header, form, expected) in cases {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (status, body) = try_(header.clone(), &form).await;
        assert_eq!((status, &body), (400, expected), "{header:?} {form:?}");
    }
    // Who has no secret names none: one that is sent is a mistake.
    let public = another(&world, &pool, json!({})).await;
    for (sent, expected) in [("x", &unknown), ("", &right)] {
        let form = with(&[("client_id", public.clone()), ("client_secret", sent.to_owned())]);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(try_(None, &form).await, (400, expected.clone()), "{sent}");
    }
    assert_eq!(try_(Some(basic(&public, "x")), &dead).await, (400, unknown.clone()));
    // A second secret serves beside the first.
    let input =
        json!({ "UserPoolId": pool, "ClientId": client, "ClientSecret": "another_secret_another_secret" });
    world.ok("AddUserPoolClientSecret", input).await;
    let (_, body) = try_(Some(basic(&id, "another_secret_another_secret")), &dead).await;
    assert_eq!(body, right);
}

#[tokio::test]
async fn what_is_no_request_is_told_so() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    assert_eq!(refused(&world, &client, &[]).await, bad("invalid_request"));
    for grant in ["authorization_code", "refresh_token", EXCHANGE] {
        assert_eq!(refused(&world, &client, &[("grant_type", grant)]).await, bad("invalid_request"));
    }
    for grant in ["password", "implicit", "CLIENT_CREDENTIALS"] {
        let expected = bad("unsupported_grant_type");
        assert_eq!(refused(&world, &client, &[("grant_type", grant)]).await, expected);
    }
    let twice = [("grant_type", "refresh_token"), ("refresh_token", "a"), ("refresh_token", "a")];
    assert_eq!(refused(&world, &client, &twice).await, bad("invalid_request"));
    // What is not a form, and what is not in the form.
    let query = format!("/oauth2/token?grant_type=refresh_token&refresh_token=x&client_id={client}");
    let json_ = format!(r#"{{"grant_type":"refresh_token","refresh_token":"x","client_id":"{client}"}}"#);
    for (path, kind, body) in [
        ("/oauth2/token", "application/json", json_.as_str()),
        ("/oauth2/token", "multipart/form-data; boundary=x", "--x--"),
        (query.as_str(), "application/x-www-form-urlencoded", ""),
    ] {
        let answer = world.hosted(PREFIX, (Method::POST, path), &[("content-type", kind)], body).await;
        assert_eq!(word(&told(answer)), bad("invalid_request"), "{kind}");
    }
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = world.hosted(PREFIX, (method, "/oauth2/token"), &[], "").await;
        assert_eq!(answer.status(), 405);
    }
    let long = "x".repeat(64 << 10);
    let form = [("grant_type", "client_credentials"), ("scope", long.as_str())];
    assert_eq!(refused(&world, &client, &form).await, bad("unauthorized_client"));
}

#[tokio::test]
async fn scripts_of_any_origin_may_ask_the_endpoints_and_not_the_pages() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    for path in ["/oauth2/token", "/oauth2/revoke", "/oauth2/userInfo", "/.well-known/jwks.json"] {
        let headers = [("origin", "https://app.example.com"), ("access-control-request-method", "POST")];
        let answer = world.hosted(PREFIX, (Method::OPTIONS, path), &headers, "").await;
        assert_eq!(answer.status(), 204);
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        assert!(answer.headers()["access-control-allow-headers"].to_str().unwrap().contains("authorization"));
        assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    }
    for path in ["/login", "/oauth2/authorize"] {
        let answer = world.hosted(PREFIX, (Method::OPTIONS, path), &[], "").await;
        assert_eq!(answer.status(), 405, "a browser asks no further");
    }
}
