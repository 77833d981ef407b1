//! Signing in on the pages by password, and what the app gets for it.
//! AWS: the developer guide, "The redirect and authorization endpoint" and "The token issuer endpoint".

use serde_json::{Value, json};

use super::{CALLBACK, PREFIX, VERIFIER, authorize, challenge, stage};
use crate::world::{PASSWORD, World, claims};

#[tokio::test]
async fn a_password_becomes_a_code_and_the_code_tokens() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    let challenge = challenge();
    let more = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256"), ("nonce", "n-1")];
    browser.open(&authorize(&client, &more)).await;
    assert!(browser.at.starts_with("/login?") && browser.says("Sign in"), "{}", browser.html);
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let told = browser.told();
    assert!(browser.left.as_ref().unwrap().starts_with(CALLBACK));
    assert_eq!(told["state"], "s-1");

    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &client),
        ("code", &told["code"]),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["token_type"]), (200, &json!("Bearer")), "{}", answer.body);
    assert_eq!(answer.body["expires_in"], json!(3600));
    assert_eq!(
        (&answer.headers["access-control-allow-origin"], &answer.headers["pragma"]),
        (&"*".parse().unwrap(), &"no-cache".parse().unwrap())
    );
    let (id, access) = (claims(&answer.body["id_token"]), claims(&answer.body["access_token"]));
    assert_eq!((&id["nonce"], &id["email"]), (&json!("n-1"), &json!("alice@example.com")));
    assert_eq!((&access["scope"], &access["version"]), (&json!("openid email"), &json!(2)));
    assert_eq!(access["iss"], json!(format!("http://127.0.0.1:7665/{pool}")));
    assert!(id["at_hash"].is_string() && access["origin_jti"] == id["origin_jti"]);
    // The refresh token is one like any other.
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": answer.body["refresh_token"] },
    });
    let refreshed = world.ok("InitiateAuth", refresh.clone()).await;
    let scope = &claims(&refreshed["AuthenticationResult"]["AccessToken"])["scope"];
    assert_eq!(scope, &json!("openid email"));

    // A second use is refused, and ends what the first gave.
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")));
    let ended = world.refused("InitiateAuth", refresh).await;
    assert_eq!(ended, "NotAuthorizedException: Refresh Token has been revoked");
}

#[tokio::test]
async fn who_is_signed_in_is_not_asked_again_for_an_hour() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
    world.pass_s(3_500);
    assert!(browser.open(&authorize(&client, &[])).await.told().contains_key("code"));
    browser.open(&authorize(&client, &[("prompt", "login")])).await;
    assert!(browser.left.is_none());
    world.pass_s(200);
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.at.starts_with("/login?"));
}

#[tokio::test]
async fn a_wrong_password_is_told_as_for_nobody_and_the_name_stays() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for name in ["alice", "nobody"] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[])).await;
        browser.send(&[("username", name), ("password", "Wrong-pass-1")]).await;
        assert_eq!(browser.status, 400);
        assert!(browser.says("The name or the password is not right."), "{}", browser.html);
        assert!(browser.html.contains(&format!("value=\"{name}\"")));
        assert!(!browser.html.contains("Wrong-pass-1"));
    }
}

#[tokio::test]
async fn an_address_that_is_not_the_clients_is_told_to_nobody() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let evil = ["https://app.example.com/back/", "https://app.example.com/back?x", "https://evil.example"];
    for uri in evil.into_iter().chain(["https://APP.example.com/back", "https://app.example.com/back#f"]) {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[("redirect_uri", uri)])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{uri}");
        assert!(browser.says("redirect_uri") && !browser.html.contains("evil.example"));
    }
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize("nosuchclient", &[])).await;
    assert_eq!((browser.status, browser.left), (400, None));
}

#[tokio::test]
async fn a_second_factor_is_asked_for_on_a_page_of_its_own() {
    let world = World::new();
    let pool = json!({ "MfaConfiguration": "OFF" });
    let (pool, client) = stage(&world, pool, json!({})).await;
    let mfa = json!({
        "UserPoolId": pool, "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "EmailMfaConfiguration": {},
    });
    let mail = json!({
        "UserPoolId": pool, "AutoVerifiedAttributes": ["email"],
        "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/a@example.com", "From": "a@example.com" },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
    });
    world.ok("UpdateUserPool", mail).await;
    world.ok("SetUserPoolMfaConfig", mfa).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/challenge?"), "{} {}", browser.at, browser.html);
    browser.send(&[("code", "000000")]).await;
    assert!(browser.says("The code is not right."), "{}", browser.html);
    let code = world.code("alice@example.com");
    let typed = format!("{} {}", &code[..4], &code[4..]);
    browser.send(&[("code", &typed)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let path = authorize(&client, &[]).replace("/oauth2/authorize", "/login");
    let form =
        crate::world::browser::encoded(&[("username", "alice"), ("password", PASSWORD), ("_csrf", "x")]);
    let token = "00000000-0000-4000-8000-000000000000";
    let right = form.replace("_csrf=x", &format!("_csrf={token}"));
    let cookie = format!("XSRF-TOKEN={token}");
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let cases: [(&str, Vec<(&str, &str)>); 4] = [
        (&form, vec![kind]),
        (&form, vec![kind, ("cookie", &cookie)]),
        (&right, vec![kind, ("cookie", &cookie), ("origin", "https://evil.example")]),
        (&right, vec![kind, ("cookie", &cookie), ("sec-fetch-site", "cross-site")]),
    ];
    for (body, headers) in cases {
        let response = world.hosted(PREFIX, (http::Method::POST, &path), &headers, body).await;
        assert_eq!(response.status(), 403);
    }
    let headers = [kind, ("cookie", &cookie), ("origin", "http://acme.auth.localhost:7665")];
    let response = world.hosted(PREFIX, (http::Method::POST, &path), &headers, &right).await;
    assert_eq!(response.status(), 302);
}

#[tokio::test]
async fn tokens_come_in_the_fragment_without_a_refresh_token() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("response_type", "token")])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let told = browser.told();
    assert!(browser.left.as_ref().unwrap().starts_with(&format!("{CALLBACK}#")));
    assert_eq!(
        told.keys().collect::<Vec<_>>(),
        ["access_token", "expires_in", "id_token", "state", "token_type"]
    );
    assert_eq!(claims(&Value::from(told["access_token"].clone()))["scope"], json!("openid email"));
}

#[tokio::test]
async fn who_is_locked_out_is_told_for_how_long() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for name in ["alice", "nobody"] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[])).await;
        for lock_s in [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64] {
            world.pass_s(lock_s);
            browser.send(&[("username", name), ("password", "Wrong-pass-1")]).await;
            assert!(
                browser.says("The name or the password is not right."),
                "{name} {lock_s} {}",
                browser.html
            );
        }
        browser.send(&[("username", name), ("password", PASSWORD)]).await;
        let long = "There were too many wrong attempts. Try again in 3 minutes.";
        assert!(browser.status == 400 && browser.says(long), "{name} {}", browser.html);
        world.pass_s(127);
        browser.send(&[("username", name), ("password", PASSWORD)]).await;
        assert!(browser.says("Try again in 1 second."), "{name} {}", browser.html);
    }
}
