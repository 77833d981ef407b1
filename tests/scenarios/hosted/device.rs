//! Signing in for a device without a browser. RFC: 8628.

use serde_json::json;

use super::{PREFIX, stage};
use crate::world::browser::{Browser, Told};
use crate::world::{PASSWORD, World, claims, config};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

fn world() -> World {
    World::with(store::Store::open_memory().unwrap(), rules::Config { device_grant: true, ..config() })
}

async fn begin(world: &World, client: &str) -> (String, String) {
    let form = [("client_id", client), ("scope", "openid email")];
    let answer = world.endpoint(PREFIX, "/oauth2/device_authorization", &[], &form).await;
    assert_eq!((answer.status, &answer.body["interval"]), (200, &json!(5)), "{}", answer.body);
    assert_eq!(answer.body["verification_uri"], json!("http://acme.auth.localhost:7665/device"));
    let text = |name: &str| answer.body[name].as_str().expect("a text").to_owned();
    let (device, user) = (text("device_code"), text("user_code"));
    assert!(text("verification_uri_complete").ends_with(&format!("/device?user_code={user}")));
    assert!(user.len() == 9 && !user.contains(['A', 'E', 'I', 'O', 'U']), "{user}");
    (device, user)
}

async fn poll(world: &World, client: &str, device: &str) -> Told {
    let form = [("grant_type", GRANT), ("client_id", client), ("device_code", device)];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await
}

async fn types(browser: &mut Browser<'_>, code: &str) {
    browser.open("/device").await.send(&[("user_code", code)]).await;
}

#[tokio::test]
async fn a_person_signs_in_for_a_device() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (device, code) = begin(&world, &client).await;
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("authorization_pending"));
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("slow_down"));
    world.pass_s(9);
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("slow_down"));
    world.pass_s(15);
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("authorization_pending"));

    let mut browser = world.browser(PREFIX);
    types(&mut browser, &format!(" {} ", code.to_lowercase().replace('-', " "))).await;
    assert!(browser.at.starts_with("/login?"), "{} {}", browser.at, browser.html);
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.says(&code) && browser.says("web on another device asks"), "{}", browser.html);
    assert!(browser.says("alice@example.com"));
    browser.send(&[("answer", "allow")]).await;
    assert!(browser.says("Your device is connected") && browser.left.is_none());

    let answer = poll(&world, &client, &device).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(claims(&answer.body["access_token"])["scope"], json!("openid email"));
    assert!(answer.body["id_token"].is_string() && answer.body["refresh_token"].is_string());
    // Both codes serve once.
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("invalid_grant"));
    types(&mut browser, &code).await;
    assert!(browser.status == 400 && browser.says("There is no such code"), "{}", browser.html);
}

#[tokio::test]
async fn who_says_no_is_obeyed() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (device, code) = begin(&world, &client).await;
    let mut browser = world.browser(PREFIX);
    types(&mut browser, &code).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    browser.send(&[("answer", "deny")]).await;
    assert!(browser.says("The device was not connected"), "{}", browser.html);
    assert!(browser.says("You did not allow it") && !browser.says("try again"), "{}", browser.html);
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("access_denied"));
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("invalid_grant"));
}

#[tokio::test]
async fn codes_are_of_one_client_and_ten_minutes() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = world.client(&pool, json!({ "ClientName": "other" })).await;
    let (device, code) = begin(&world, &client).await;
    assert_eq!(poll(&world, &client, &code).await.body["error"], json!("invalid_grant"));
    assert_eq!(poll(&world, &other, &device).await.body["error"], json!("invalid_grant"));
    // Whoever showed it elsewhere has lost it.
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("invalid_grant"));
    let (device, code) = begin(&world, &client).await;
    world.pass_s(601);
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("expired_token"));
    let mut browser = world.browser(PREFIX);
    types(&mut browser, &code).await;
    assert!(browser.says("There is no such code"));
    // A client without codes has none of these either.
    let form = [("client_id", &*other)];
    let answer = world.endpoint(PREFIX, "/oauth2/device_authorization", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("unauthorized_client")));
    let form = [("client_id", &*client), ("scope", "everything")];
    let answer = world.endpoint(PREFIX, "/oauth2/device_authorization", &[], &form).await;
    assert_eq!(answer.body["error"], json!("invalid_scope"));
}

#[tokio::test]
async fn a_code_that_was_typed_elsewhere_is_asked_for_again() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (device, code) = begin(&world, &client).await;
    let mut stranger = world.browser(PREFIX);
    types(&mut stranger, &code).await;
    let link = stranger.at.clone();
    let mut browser = world.browser(PREFIX);
    browser.open(&link).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/device") && !browser.says(&code), "{} {}", browser.at, browser.html);
    assert_eq!(poll(&world, &client, &device).await.body["error"], json!("authorization_pending"));
}

#[tokio::test]
async fn guesses_are_counted() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let (_, code) = begin(&world, &client).await;
    for _ in 0..20 {
        let mut browser = world.browser(PREFIX);
        types(&mut browser, "BBBB-BBBB").await;
        assert!(browser.says("There is no such code"));
    }
    let mut browser = world.browser(PREFIX);
    types(&mut browser, &code).await;
    assert_eq!(browser.status, 400);
    assert!(!browser.says("There is no such code"));
    world.pass_s(3_601);
    let (_, code) = begin(&world, &client).await;
    types(&mut browser, &code).await;
    assert!(browser.at.starts_with("/login?"));
}

#[tokio::test]
async fn without_the_option_there_is_nothing_of_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let form = [("client_id", &*client)];
    assert_eq!(world.endpoint(PREFIX, "/oauth2/device_authorization", &[], &form).await.status, 404);
    assert_eq!(poll(&world, &client, "x").await.body["error"], json!("unsupported_grant_type"));
    assert_eq!(world.browser(PREFIX).open("/device").await.status, 404);
}
