//! What the authorize endpoint makes of requests that are odd, hostile, or of a client that is not ready.
//! AWS: the developer guide, "The redirect and authorization endpoint".

use http::Method;
use serde_json::json;

use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{encoded, parameters};
use crate::world::{PASSWORD, World};

const HOSTILE: [&str; 5] = [
    "\"><script>alert(1)</script>",
    "a b+c&d=e#f?g",
    "{\"a\":1}",
    "\u{202e}é\u{1f600}\r\nSet-Cookie: x=y",
    "%00%0d%0a",
];

#[tokio::test]
async fn state_comes_back_as_it_went_and_no_page_runs_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for state in HOSTILE {
        let mut browser = world.browser(PREFIX);
        let more = [("state", state), ("login_hint", state), ("nonce", state), ("x", state)];
        browser.open(&authorize(&client, &more)).await;
        assert!(!browser.html.contains("<script>alert"), "{}", browser.html);
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert_eq!(browser.told()["state"], state);
        browser.open(&authorize(&client, &[("state", state), ("scope", "nope")])).await;
        assert_eq!(browser.told()["state"], state);
        browser
            .open(&format!(
                "/error?{}",
                encoded(&[("error", state), ("client_id", state), ("parameter", state)])
            ))
            .await;
        assert_eq!(browser.status, 400);
        assert!(!browser.html.contains("<script>alert") && !browser.says(state), "{}", browser.html);
    }
}

#[tokio::test]
async fn what_is_too_long_is_told_and_does_no_harm() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for name in ["state", "nonce", "scope", "login_hint", "acr_values"] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[(name, &"x ".repeat(40_000))])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{name}");
        assert!(browser.says(name));
    }
    let long = "s".repeat(8_000);
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("state", &long)])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(browser.told()["state"], long);
}

#[tokio::test]
async fn a_client_that_nobody_can_sign_in_for_has_no_pages() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    for settings in [
        json!({ "SupportedIdentityProviders": [] }),
        json!({ "AllowedOAuthFlows": [], "AllowedOAuthFlowsUserPoolClient": false }),
    ] {
        let base = json!({
            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid"], "CallbackURLs": [CALLBACK],
            "SupportedIdentityProviders": ["COGNITO"],
        });
        let bare = world.client(&pool, crate::world::merged(base, settings)).await;
        let told = world.hosted(PREFIX, (Method::GET, &authorize(&bare, &[])), &[], "").await;
        let to = told.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("/error?error=unauthorized_client&client_id={bare}"));
    }
    let told = world
        .hosted(
            PREFIX,
            (Method::GET, &authorize(&client, &[("redirect_uri", "https://evil.example")])),
            &[],
            "",
        )
        .await;
    let to = told.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(to, format!("/error?error=redirect_mismatch&client_id={client}"));
    // Managed login waits for the client's style.
    world
        .ok("UpdateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 }))
        .await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
    assert!(browser.says("These pages are not ready yet."), "{}", browser.html);
    let style = json!({ "UserPoolId": pool, "ClientId": client, "UseCognitoProvidedValues": true });
    world.ok("CreateManagedLoginBranding", style).await;
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.at.starts_with("/login?"));
}

#[tokio::test]
async fn a_way_to_sign_in_that_is_not_there_is_told_on_the_page() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for (name, value) in [("identity_provider", "Nobody"), ("idp_identifier", "nobody.example")] {
        let path = authorize(&client, &[(name, value)]);
        let told = world.hosted(PREFIX, (Method::GET, &path), &[], "").await;
        let to = told.headers()["location"].to_str().unwrap().to_owned();
        assert!(to.starts_with("/login?"), "{to}");
        let wanted = "errorMessage=Login+option+is+not+available.+Please+try+another+one";
        assert!(to.ends_with(wanted), "{to}");
        let mut browser = world.browser(PREFIX);
        browser.open(&path).await;
        assert_eq!(browser.status, 401);
        assert!(browser.says("This way to sign in is not available."), "{}", browser.html);
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
        assert!(browser.told().contains_key("code"));
    }
    let mut browser = world.browser(PREFIX);
    let path = authorize(&client, &[]).replace("/oauth2/authorize", "/login");
    browser.open(&format!("{path}&errorMessage=Call+us+at+1-900")).await;
    assert!(!browser.html.contains("1-900") || !browser.says("Call us at 1-900</"), "{}", browser.html);
    browser.open(&authorize(&client, &[("identity_provider", "COGNITO")])).await;
    assert_eq!(browser.status, 200);
}

#[tokio::test]
async fn a_language_that_was_chosen_stays() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("ui_locales", "fr")])).await;
    assert!(browser.html.contains("lang=\"fr\"") && !browser.cookies.contains_key("lang"));
    browser.open(&authorize(&client, &[("lang", "de")])).await;
    assert_eq!(browser.cookies["lang"], "de");
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.html.contains("<html lang=\"de\""), "{}", browser.html);
    browser.open(&authorize(&client, &[("lang", "\"><script>")])).await;
    assert_eq!(browser.cookies["lang"], "de");
}

#[tokio::test]
async fn the_short_path_and_a_look_at_the_head_do_the_same() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let path = authorize(&client, &[]);
    let told =
        world.hosted(PREFIX, (Method::GET, &path.replace("/oauth2/authorize", "/authorize")), &[], "").await;
    let to = told.headers()["location"].to_str().unwrap().to_owned();
    assert!(to.starts_with("/login?"));
    let head = world.hosted(PREFIX, (Method::HEAD, &path), &[], "").await;
    assert_eq!(head.headers()["location"].to_str().unwrap(), to);
    assert_eq!(parameters(&to)["client_id"], client);
}

#[tokio::test]
async fn the_page_of_a_path_that_is_not_there_leads_nowhere_else() {
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    for path in ["//evil.example/x", "/\\evil.example", "//evil.example"] {
        let answer = world.hosted(PREFIX, (Method::GET, path), &[], "").await;
        let page = String::from_utf8(answer.body().clone()).expect("a page");
        assert_eq!(answer.status(), 404);
        assert!(page.contains("class=\"language\" method=\"get\" action=\"&#x2f;\""), "{path}: {page}");
    }
}
