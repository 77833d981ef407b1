//! The account pages: sessions, devices, apps, what is downloaded, and the end of an account.
//! AWS: API_RevokeUserSession, API_GlobalSignOut, API_ForgetDevice, API_DeleteUser.

use serde_json::{Value, json};

use super::account::at_page;
use super::registration::{open_pool, public, register};
use super::{CALLBACK, PREFIX, VERIFIER, app_client, authorize, challenge, stage};
use crate::world::browser::Browser;
use crate::world::{PASSWORD, World};

async fn in_app<'w>(world: &'w World, client: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
    browser
}

async fn tokens(world: &World, client: &str, browser: &Browser<'_>) -> Value {
    let code = browser.told()["code"].clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.body
}

async fn refreshes(world: &World, client: &str, tokens: &Value) -> bool {
    let token = tokens["refresh_token"].as_str().expect("a refresh token");
    let form = [("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token)];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.status == 200
}

async fn is_in(browser: &mut Browser<'_>, client: &str) -> bool {
    browser.open(&authorize(client, &[("prompt", "none")])).await.told().contains_key("code")
}

/// The values of the buttons of a name.
fn buttons(html: &str, name: &str) -> Vec<String> {
    let mark = format!("name=\"{name}\" value=\"");
    let found = html.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    found.collect()
}

#[tokio::test]
async fn another_browser_is_signed_out_with_what_came_out_of_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut far = in_app(&world, &client).await;
    let theirs = tokens(&world, &client, &far).await;
    let sdk = world.sign_in(&client, "alice").await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/sessions", "alice").await;
    assert!(browser.says("This browser") && browser.says("Firefox 130, Linux") && browser.says("web"));
    // Theirs, what came out of it, and the SDK's; the own one is left by signing out.
    let ends = buttons(&browser.html, "end");
    assert_eq!(ends.len(), 3, "{}", browser.html);
    let sso = ends.iter().find(|id| id.starts_with("sso")).unwrap();
    browser.send(&[("end", sso)]).await;
    assert!(browser.says("That session has ended.") && buttons(&browser.html, "end").len() == 1);
    assert!(!is_in(&mut far, &client).await && !refreshes(&world, &client, &theirs).await);
    world.ok("GetUser", json!({ "AccessToken": sdk["AccessToken"] })).await;
    let left = buttons(&browser.html, "end").remove(0);
    browser.send(&[("end", &left)]).await;
    assert!(buttons(&browser.html, "end").is_empty());
    world.refused("GetUser", json!({ "AccessToken": sdk["AccessToken"] })).await;
    assert!(is_in(&mut browser, &client).await);
}

#[tokio::test]
async fn everywhere_means_everywhere_else() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut far = in_app(&world, &client).await;
    let theirs = tokens(&world, &client, &far).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/sessions", "alice").await;
    // An app of this browser.
    browser.open(&authorize(&client, &[])).await;
    let own = tokens(&world, &client, &browser).await;
    browser.open(&authorize(&client, &[])).await;
    let unspent = browser.told()["code"].clone();
    let sdk = world.sign_in(&client, "alice").await;
    world.pass_s(1);
    browser.open("/account/sessions").await;
    browser.send(&[("everywhere", "yes")]).await;
    assert!(browser.says("You are signed out everywhere else."), "{}", browser.html);
    assert!(buttons(&browser.html, "end").is_empty() && browser.says("This browser"), "{}", browser.html);
    assert!(!is_in(&mut far, &client).await);
    far.open("/account").await;
    assert!(far.at.starts_with("/login?"));
    for all in [&theirs, &own] {
        assert!(!refreshes(&world, &client, all).await);
    }
    world.refused("GetUser", json!({ "AccessToken": sdk["AccessToken"] })).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", unspent.as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")));
    // Here the account pages go on, and apps ask for a new sign-in, after which they work as before.
    browser.open("/account/security").await;
    assert!(browser.status == 200 && browser.at.starts_with("/account/security"), "{}", browser.at);
    assert!(!is_in(&mut browser, &client).await);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let new = tokens(&world, &client, &browser).await;
    assert!(refreshes(&world, &client, &new).await);
    // Whoever is signed out by somebody else is signed out here too.
    let mut again = world.browser(PREFIX);
    at_page(&mut again, "/account/sessions", "alice").await;
    again.send(&[("everywhere", "yes")]).await;
    world.pass_s(1);
    world
        .ok("GlobalSignOut", json!({ "AccessToken": world.sign_in(&client, "alice").await["AccessToken"] }))
        .await;
    again.open("/account/sessions").await;
    assert!(again.at.starts_with("/login?"), "{}", again.at);
}

#[tokio::test]
async fn a_device_is_forgotten() {
    let world = World::new();
    let pool = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
    let (pool, client) = stage(&world, pool, json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/sessions", "alice").await;
    assert!(browser.says("No devices are remembered."), "{}", browser.html);
    let token = world.sign_in(&client, "alice").await;
    let key = world.confirm_device(&token).await;
    browser.open("/account/sessions").await;
    assert_eq!(buttons(&browser.html, "forget"), [key.as_str().unwrap()]);
    browser.send(&[("forget", key.as_str().unwrap())]).await;
    assert!(browser.says("The device was forgotten.") && browser.says("No devices are remembered."));
    let listed = json!({ "UserPoolId": pool, "Username": "alice" });
    assert_eq!(world.ok("AdminListDevices", listed).await["Devices"], json!([]));
}

#[tokio::test]
async fn what_an_app_may_do_is_seen_and_taken_back() {
    let world = World::new();
    let pool = open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let client = register(&world, &[], public()).await.body["client_id"].as_str().unwrap().to_owned();
    let challenge = challenge();
    let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let mut app = world.browser(PREFIX);
    app.open(&authorize(&client, &pkce)).await;
    app.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    app.send(&[("answer", "allow")]).await;
    let code = app.told()["code"].clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let tokens = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.body;
    // The app itself has no account pages.
    app.open(&format!("/account?client_id={client}")).await;
    assert!(app.at.starts_with("/error?"), "{}", app.at);
    // Nor has a pool without another client any.
    app.open("/account").await;
    assert!(app.status == 400 && app.at.starts_with("/account"), "{}", app.at);
    let own = app_client(&world, &pool, json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, &format!("/account/apps?client_id={own}"), "alice").await;
    assert!(browser.says("Desk agent") && browser.says("see your email address"), "{}", browser.html);
    browser.send(&[("remove", &client)]).await;
    assert!(browser.says("The app can no longer use your account."), "{}", browser.html);
    assert!(browser.says("No apps use your account."));
    assert!(!refreshes(&world, &client, &tokens).await);
    // Who came for that app alone finds the pages of the other client.
    app.open("/account").await;
    assert!(app.at.contains(&format!("client_id={own}")) && app.says("Signed in as"), "{}", app.at);
}

#[tokio::test]
async fn all_that_is_kept_comes_as_a_file() {
    let world = World::new();
    let pool = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
    let (pool, client) = stage(&world, pool, json!({ "ReadAttributes": ["name"] })).await;
    world.ok("CreateGroup", json!({ "UserPoolId": pool, "GroupName": "sea" })).await;
    let join = json!({ "UserPoolId": pool, "GroupName": "sea", "Username": "alice" });
    world.ok("AdminAddUserToGroup", join).await;
    let tokens = world.sign_in(&client, "alice").await;
    let device = world.confirm_device(&tokens).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/data", "alice").await;
    let page = browser.html.clone();
    browser.send(&[("download", "all")]).await;
    assert_eq!(browser.headers["content-type"], "application/json");
    assert_eq!(browser.headers["content-disposition"], "attachment; filename=\"account.json\"");
    let all: Value = serde_json::from_str(&browser.html).unwrap();
    assert_eq!(all["attributes"]["email"], json!("alice@example.com"));
    assert_eq!((&all["user"]["username"], &all["groups"][0]["name"]), (&json!("alice"), &json!("sea")));
    assert_eq!(all["devices"][0]["key"], device);
    assert_eq!(all["sessions"].as_array().unwrap().len(), 2);
    assert_eq!(all["sign_in_history"].as_array().unwrap().len(), 2);
    assert_eq!(all["sign_in_history"][0]["what"]["EventType"], json!("SignIn"));
    for secret in ["verifier", "salt", "secret", "public_key", "refresh"] {
        assert!(!browser.html.contains(secret), "{secret}: {}", browser.html);
    }
    // Not with a sign-in of long ago.
    world.pass_s(301);
    browser.html = page;
    browser.send(&[("download", "all")]).await;
    assert!(browser.says("Confirm that it is you"), "{}", browser.html);
}

#[tokio::test]
async fn an_account_is_deleted_after_a_question() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.user(&pool, "bob").await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/delete", "alice").await;
    assert!(browser.says("This cannot be undone."), "{}", browser.html);
    browser.send(&[("delete", "no")]).await;
    assert!(browser.at.starts_with("/account/delete"));
    browser.send(&[("delete", "yes")]).await;
    assert!(browser.at.starts_with("/account/deleted") && browser.says("Your account was deleted"));
    assert!(!browser.cookies.keys().any(|name| name.contains("cognito")), "{:?}", browser.cookies);
    let gone = world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert!(gone.starts_with("UserNotFoundException"), "{gone}");
    world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "bob" })).await;
    // It is said once, and to nobody else.
    browser.open("/account/deleted").await;
    assert_eq!(browser.status, 404);
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
}
