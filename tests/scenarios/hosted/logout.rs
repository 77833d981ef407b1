//! Signing out on the hosted domain: AWS's form, OpenID's, and a person who comes alone.
//! AWS: the developer guide, "Logout endpoint". OpenID: RP-Initiated Logout 1.0.

use http::Method;
use serde_json::{Value, json};

use super::{CALLBACK, PREFIX, app_client, authorize, stage};
use crate::world::browser::{Browser, encoded};
use crate::world::{PASSWORD, World};

const BYE: &str = "https://app.example.com/bye";

/// A browser in which these have signed in, one after the other; and what the app got of the last.
async fn signed_in<'w>(world: &'w World, client: &str, names: &[&str]) -> (Browser<'w>, Value) {
    let mut browser = world.browser(PREFIX);
    let mut tokens = Value::Null;
    for name in names {
        browser.open(&authorize(client, &[("prompt", "login")])).await;
        browser.send(&[("username", name), ("password", PASSWORD)]).await;
        tokens = redeemed(world, client, &browser.told()["code"]).await;
    }
    (browser, tokens)
}

async fn redeemed(world: &World, client: &str, code: &str) -> Value {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

fn logout(pairs: &[(&str, &str)]) -> String {
    format!("/logout?{}", encoded(pairs))
}

/// Whether somebody is let in without a page.
async fn is_in(browser: &mut Browser<'_>, client: &str) -> bool {
    browser.open(&authorize(client, &[("prompt", "none")])).await.told().contains_key("code")
}

#[tokio::test]
async fn an_app_signs_its_people_out_and_the_refresh_token_stays() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice"]).await;
    let stolen = browser.cookies.clone();
    assert!(is_in(&mut browser, &client).await);
    let path =
        logout(&[("client_id", &client), ("logout_uri", BYE), ("state", "ignored"), ("redirect_uri", "x")]);
    browser.open(&path).await;
    assert_eq!(browser.left.as_deref(), Some(BYE));
    assert!(!browser.cookies.keys().any(|name| name.contains("cognito")));
    assert!(!is_in(&mut browser, &client).await);
    // The row is gone, not only the cookie.
    browser.cookies = stolen;
    assert!(!is_in(&mut browser, &client).await);
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["refresh_token"] },
    });
    world.ok("InitiateAuth", refresh).await;
    // Nobody is there to be signed out: the app hears as much.
    browser.open(&path).await;
    assert_eq!(browser.left.as_deref(), Some(BYE));
}

#[tokio::test]
async fn whoever_only_looks_signs_nobody_out() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, _) = signed_in(&world, &client, &["alice"]).await;
    let cookies: Vec<String> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let headers = [("cookie", cookies.join("; "))];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let path = logout(&[("client_id", &client), ("logout_uri", BYE)]);
    for method in [Method::HEAD, Method::OPTIONS] {
        world.hosted(PREFIX, (method, &path), &headers, "").await;
        assert!(is_in(&mut browser, &client).await);
    }
}

#[tokio::test]
async fn somebody_else_may_sign_in_for_the_same_request() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, _) = signed_in(&world, &client, &["alice"]).await;
    let path = authorize(&client, &[]).replace("/oauth2/authorize", "/logout");
    browser.open(&path).await;
    assert!(browser.at.starts_with("/login?") && browser.says("Sign in"), "{}", browser.at);
    assert!(!browser.says("alice@example.com"));
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(browser.told()["state"], "s-1");
}

#[tokio::test]
async fn an_address_that_is_not_registered_is_never_followed_and_nobody_is_signed_out() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": other, "Domain": "elsewhere" })).await;
    let theirs = json!({ "LogoutURLs": ["https://other.example/bye"] });
    let theirs = world.client(&other, crate::world::merged(hosted_client(), theirs)).await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice"]).await;
    let evil = [
        "https://app.example.com/bye/",
        "https://app.example.com/bye?x=1",
        "https://app.example.com/bye#x",
        "https://app.example.com/../bye",
        "https://app.example.com/%62ye",
        "https://APP.example.com/bye",
        "https://app.example.com:443/bye",
        "https://app.example.com@evil.example/bye",
        "https://app.example.com\\@evil.example/bye",
        "https://appXexample.com/bye",
        "//app.example.com/bye",
        "http://localhost:80@evil.example/",
        "javascript:alert(1)",
        "https://app.example.com/bye\r\nX: y",
    ];
    let hint = tokens["id_token"].as_str().unwrap();
    for uri in evil {
        for pairs in [
            vec![("client_id", client.as_str()), ("logout_uri", uri)],
            vec![("client_id", &client), ("post_logout_redirect_uri", uri)],
            vec![("id_token_hint", hint), ("post_logout_redirect_uri", uri)],
            vec![("client_id", &client), ("redirect_uri", uri), ("response_type", "code")],
        ] {
            browser.open(&logout(&pairs)).await;
            assert_eq!((browser.status, &browser.left), (400, &None), "{pairs:?}");
            assert!(browser.says(pairs[1].0) && !browser.html.contains("evil.example"), "{}", browser.html);
        }
    }
    // A callback is no logout address, and a client of another pool is nobody's here.
    for pairs in [
        vec![("client_id", client.as_str()), ("logout_uri", CALLBACK)],
        vec![("client_id", &client), ("redirect_uri", BYE), ("response_type", "code")],
        vec![("client_id", &theirs), ("logout_uri", "https://other.example/bye")],
        vec![("client_id", "nosuchclient"), ("logout_uri", BYE)],
        vec![("logout_uri", BYE)],
        vec![("client_id", &client)],
        vec![("client_id", &client), ("redirect_uri", CALLBACK)],
        vec![("redirect_uri", CALLBACK), ("response_type", "code")],
        vec![("post_logout_redirect_uri", BYE)],
        vec![("client_id", &theirs), ("id_token_hint", hint)],
        vec![("client_id", &client), ("logout_uri", BYE), ("logout_uri", BYE)],
    ] {
        browser.open(&logout(&pairs)).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{pairs:?}");
    }
    assert!(is_in(&mut browser, &client).await);
    let told = world
        .hosted(PREFIX, (Method::GET, &logout(&[("client_id", &client), ("logout_uri", "x:y")])), &[], "")
        .await;
    let to = told.headers()["location"].to_str().unwrap();
    assert!(to.starts_with(&format!("/error?error=redirect_mismatch&client_id={client}")), "{to} {pool}");
}

fn hosted_client() -> Value {
    json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid"], "CallbackURLs": [CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    })
}

#[tokio::test]
async fn an_id_token_proves_that_the_app_asks_long_after_it_has_expired() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice"]).await;
    world.pass_s(50 * 60);
    let (mut browser2, _) = signed_in(&world, &client, &["alice"]).await;
    world.pass_s(11 * 60);
    let hint = tokens["id_token"].as_str().unwrap();
    assert!(is_in(&mut browser2, &client).await);
    let pairs = [("id_token_hint", hint), ("post_logout_redirect_uri", BYE), ("state", "a b&c=\"<")];
    browser2.open(&logout(&pairs)).await;
    assert!(browser2.left.as_ref().unwrap().starts_with(BYE));
    assert_eq!(browser2.told()["state"], "a b&c=\"<");
    assert!(!is_in(&mut browser2, &client).await);
    // Without an address there is a page, which names the app that keeps its tokens.
    let (mut again, tokens) = signed_in(&world, &client, &["alice"]).await;
    again.open(&logout(&[("id_token_hint", tokens["id_token"].as_str().unwrap())])).await;
    assert!(
        again.says("You are signed out") && again.says("You may still be signed in here:"),
        "{}",
        again.html
    );
    assert!(!is_in(&mut again, &client).await);
    browser.open("/signed-out").await;
    assert!(!browser.says("You may still be signed in here:"));
}

#[tokio::test]
async fn a_token_that_is_not_ours_proves_nothing() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice"]).await;
    let id = tokens["id_token"].as_str().unwrap();
    let parts: Vec<&str> = id.split('.').collect();
    let bent = format!("{}.{}.{}x", parts[0], parts[1], &parts[2][1..]);
    let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", parts[1]);
    let access = tokens["access_token"].as_str().unwrap();
    for hint in ["x", "a.b.c", &bent, &unsigned, access] {
        browser.open(&logout(&[("id_token_hint", hint), ("post_logout_redirect_uri", BYE)])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{hint}");
        assert!(browser.says("id_token_hint"));
    }
    // Ours, and of another app than the one that is named.
    let other = app_client(&world, &pool, json!({ "ClientName": "other" })).await;
    browser.open(&logout(&[("id_token_hint", id), ("client_id", &other)])).await;
    assert_eq!((browser.status, browser.says("client_id")), (400, true));
    assert!(is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn without_a_proof_the_person_is_asked() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let (_, bobs) = signed_in(&world, &client, &["bob"]).await;
    let bobs = bobs["id_token"].as_str().unwrap();
    for pairs in [
        vec![],
        vec![("client_id", client.as_str()), ("post_logout_redirect_uri", BYE)],
        // Somebody else's token proves nothing about who is signed in here.
        vec![("id_token_hint", bobs), ("post_logout_redirect_uri", BYE)],
    ] {
        let (mut browser, _) = signed_in(&world, &client, &["alice"]).await;
        browser.open(&logout(&pairs)).await;
        assert!(browser.says("Do you want to sign out?") && browser.says("alice@example.com"), "{pairs:?}");
        assert!(browser.left.is_none());
        let (at, html) = (browser.at.clone(), browser.html.clone());
        assert!(is_in(&mut browser, &client).await);
        (browser.at, browser.html) = (at, html);
        browser.send(&[("account", "all")]).await;
        match pairs.is_empty() {
            true => assert!(browser.says("You are signed out"), "{}", browser.html),
            false => assert_eq!(browser.left.as_deref(), Some(BYE)),
        }
        assert!(!is_in(&mut browser, &client).await);
    }
    let mut nobody = world.browser(PREFIX);
    nobody.open("/logout").await;
    assert!(nobody.says("You are signed out"));
}

#[tokio::test]
async fn of_several_accounts_the_chosen_one_ends() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice", "bob"]).await;
    browser.open(&logout(&[("id_token_hint", tokens["id_token"].as_str().unwrap())])).await;
    assert!(browser.says("You are signed out") && browser.says("alice@example.com"), "{}", browser.html);
    assert!(!browser.says("bob@example.com") && is_in(&mut browser, &client).await);
    let (mut browser, _) = signed_in(&world, &client, &["alice", "bob"]).await;
    browser.open("/logout").await;
    let sub =
        browser.html.split("name=\"account\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    browser.send(&[("account", &sub)]).await;
    assert!(browser.says("alice@example.com") && !browser.says("bob@example.com"), "{}", browser.html);
    // AWS's form ends all.
    let (mut browser, _) = signed_in(&world, &client, &["alice", "bob"]).await;
    browser.open(&logout(&[("client_id", &client), ("logout_uri", BYE)])).await;
    assert!(!is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn an_app_may_send_a_form_and_nobody_elses_form_signs_out() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (mut browser, tokens) = signed_in(&world, &client, &["alice"]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let form = [("id_token_hint", hint), ("post_logout_redirect_uri", BYE), ("state", "s")];
    let told = world.endpoint(PREFIX, "/logout", &[("origin", "https://app.example.com")], &form).await;
    let to = told.headers["location"].to_str().unwrap().to_owned();
    browser.open(&to).await;
    assert_eq!(browser.left, Some(format!("{BYE}?state=s")));
    assert!(!is_in(&mut browser, &client).await);
    let token = "00000000-0000-4000-8000-000000000000";
    let forged = world.endpoint(PREFIX, "/logout", &[], &[("account", "all"), ("_csrf", token)]).await;
    assert_eq!(forged.status, 403);
    assert_eq!(world.endpoint(PREFIX, "/logout", &[], &[("account", "all")]).await.status, 403);
}
