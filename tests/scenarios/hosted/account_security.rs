//! The account pages: passkeys and the authenticator app. What the script does is done here by hand.
//! AWS: API_StartWebAuthnRegistration, API_DeleteWebAuthnCredential, API_VerifySoftwareToken.

use http::Method;
use rules::Reason;
use rules::tokens::access::Holder;
use rules::users::passkeys;
use serde_json::{Value, json};

use super::account::at_page;
use super::{PREFIX, authorize, stage};
use crate::world::authenticator::Authenticator;
use crate::world::browser::{Browser, encoded, told, unescaped};
use crate::world::{PASSWORD, World};

const HERE: &str = "http://acme.auth.localhost:7665";

/// A pool with passkeys, and alice on her page of security.
async fn with_passkeys(world: &World) -> (String, String) {
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] });
    stage(world, json!({ "Policies": factors }), flows).await
}

async fn signed_in<'w>(world: &'w World, path: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(path).await;
    browser.send(&[("username", "alice")]).await;
    if browser.html.contains("name=\"way\"") {
        browser.send(&[("way", "PASSWORD")]).await;
    }
    browser.send(&[("password", PASSWORD)]).await;
    assert!(browser.at.starts_with(path), "{} {}", browser.at, browser.html);
    browser
}

/// What the script of the page asks for.
async fn script_asks(world: &World, browser: &Browser<'_>, from: &str) -> (u16, Value) {
    let csrf = &browser.cookies["XSRF-TOKEN"];
    let cookies: Vec<String> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookies = cookies.join("; ");
    let kind = ("content-type", "application/x-www-form-urlencoded;charset=UTF-8");
    let headers = [kind, ("cookie", cookies.as_str()), ("origin", HERE), ("sec-fetch-site", "same-origin")];
    let answer = world.hosted(PREFIX, (Method::POST, from), &headers, &encoded(&[("_csrf", csrf)])).await;
    let answer = told(answer);
    (answer.status, answer.body)
}

fn from(browser: &Browser<'_>) -> String {
    unescaped(browser.html.split("data-from=\"").nth(1).expect("an address").split('"').next().unwrap())
}

#[tokio::test]
async fn a_passkey_is_made_listed_and_deleted() {
    let world = World::new();
    let (_, client) = with_passkeys(&world).await;
    let mut browser = signed_in(&world, "/account/security").await;
    assert!(browser.says("You have no passkeys yet."), "{}", browser.html);
    let from = from(&browser);
    let (status, options) = script_asks(&world, &browser, &from).await;
    assert_eq!((status, &options["publicKey"]["rp"]["id"]), (200, &json!("acme.auth.localhost")));
    let mut authenticator = Authenticator::new(HERE);
    let made = authenticator.make(&options["publicKey"]).to_string();
    for wrong in ["{}", "no JSON"] {
        browser.send(&[("credential", wrong)]).await;
        assert!(browser.status == 400 && browser.says("The passkey was not accepted."), "{}", browser.html);
    }
    browser.send(&[("credential", &made)]).await;
    assert!(
        browser.says("Your passkey is ready.") && browser.says("Remove this passkey"),
        "{}",
        browser.html
    );
    // The same again is none.
    browser.send(&[("credential", &made)]).await;
    assert_eq!(browser.status, 400);
    let (_, options) = script_asks(&world, &browser, &from).await;
    assert_eq!(options["publicKey"]["excludeCredentials"][0]["id"], json!(authenticator.credential_id()));
    // It signs in.
    let mut other = world.browser(PREFIX);
    other.open(&authorize(&client, &[])).await;
    let at_login = unescaped(other.html.split("data-from=\"").nth(1).unwrap().split('"').next().unwrap());
    let (_, asked) = script_asks(&world, &other, &at_login).await;
    let used = authenticator.answer(&asked["publicKey"]).to_string();
    other.send(&[("credential", &used), ("passkey", asked["flow"].as_str().unwrap())]).await;
    assert!(other.told().contains_key("code"));
    // Somebody else's is not there to be deleted.
    browser.send(&[("remove_passkey", "AAAA")]).await;
    assert!(browser.status == 200 && browser.says("Remove this passkey"));
    browser.send(&[("remove_passkey", &authenticator.credential_id())]).await;
    assert!(browser.says("The passkey was removed.") && browser.says("You have no passkeys yet."));
    let mut other = world.browser(PREFIX);
    other.open(&authorize(&client, &[])).await;
    let (_, asked) = script_asks(&world, &other, &at_login).await;
    let used = authenticator.answer(&asked["publicKey"]).to_string();
    other.send(&[("credential", &used), ("passkey", asked["flow"].as_str().unwrap())]).await;
    assert!(other.left.is_none() && other.status == 400);
}

// Attack 18: enrolment only for the person and the pool of the session, and only after a fresh proof.
#[tokio::test]
async fn a_passkey_is_made_by_who_has_just_signed_in_and_for_nobody_else() {
    let world = World::new();
    let (pool, _) = with_passkeys(&world).await;
    world.user(&pool, "bob").await;
    let browser = signed_in(&world, "/account/security").await;
    let from = from(&browser);
    let (_, options) = script_asks(&world, &browser, &from).await;
    let made = Authenticator::new(HERE).make(&options["publicKey"]).to_string();
    // What alice has begun is nothing to bob.
    let mut bobs = world.browser(PREFIX);
    bobs.open("/account/security").await;
    bobs.send(&[("username", "bob")]).await;
    if bobs.html.contains("name=\"way\"") {
        bobs.send(&[("way", "PASSWORD")]).await;
    }
    bobs.send(&[("password", PASSWORD)]).await;
    bobs.send(&[("credential", &made)]).await;
    assert!(bobs.status == 400 && bobs.says("The passkey was not accepted."), "{}", bobs.html);
    // Nor is it anything to alice once she has signed in too long ago.
    world.pass_s(301);
    let (status, answer) = script_asks(&world, &browser, &from).await;
    assert_eq!((status, answer), (302, Value::Null));
    let mut browser = browser;
    browser.send(&[("credential", &made)]).await;
    assert!(browser.says("Confirm that it is you") && browser.says("You have no passkeys yet."));
    assert!(!browser.html.contains("data-from"), "{}", browser.html);
}

#[tokio::test]
async fn without_passkeys_in_the_pool_nothing_is_said_of_them() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/security", "alice").await;
    assert!(!browser.html.contains("passkeys.js") && !browser.says("Authenticator app"), "{}", browser.html);
    let from = format!("/account/passkeys/options?client_id={client}");
    assert_eq!(script_asks(&world, &browser, &from).await.0, 403);
}

#[tokio::test]
async fn an_app_is_set_up_is_asked_for_and_removed() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let mut browser = world.browser(PREFIX);
    at_page(&mut browser, "/account/security", "alice").await;
    assert!(browser.says("No authenticator app is set up."), "{}", browser.html);
    browser.send(&[("begin", "app")]).await;
    assert!(browser.at.starts_with("/account/app?") && browser.says("otpauth://totp/test:alice?secret"));
    let secret = browser.html.split("class=\"secret\">").nth(1).unwrap().split('<').next().unwrap();
    let secret = json!(secret.replace(' ', ""));
    for (code, says) in [("000000", "The code is not right."), ("", "Please fill this in.")] {
        browser.send(&[("code", code)]).await;
        assert!(browser.status == 400 && browser.says(says), "{}", browser.html);
    }
    // Reading the page again draws no other secret.
    browser.open("/account/app").await;
    assert!(browser.html.replace(' ', "").contains(secret.as_str().unwrap()));
    let code = world.totp(&secret, 0);
    browser.send(&[("code", &format!("{} {}", &code[..3], &code[3..])), ("device_name", "My phone")]).await;
    assert!(browser.says("Saved.") && browser.says("An authenticator app is set up."), "{}", browser.html);
    assert!(browser.says("(My phone)"));
    // The secret is nobody's to see any more.
    browser.open("/account/app").await;
    assert!(browser.at.starts_with("/account/security"));
    world.pass_s(30);
    let mut other = world.browser(PREFIX);
    other.open(&authorize(&client, &[])).await;
    other.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(other.says("My phone"), "{}", other.html);
    other.send(&[("code", &world.totp(&secret, 0))]).await;
    assert!(other.told().contains_key("code"));
    browser.send(&[("remove_app", "yes")]).await;
    assert!(browser.says("The authenticator app was removed."), "{}", browser.html);
    let mut other = world.browser(PREFIX);
    other.open(&authorize(&client, &[])).await;
    other.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(other.told().contains_key("code"));
}

#[tokio::test]
async fn a_pool_that_demands_a_second_factor_keeps_the_last_one() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let token = world.sign_in(&client, "alice").await["AccessToken"].clone();
    let secret = world.set_up_app(&token).await;
    world.turn_on(&pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    world.set_mfa(&pool, "ON", &["SOFTWARE_TOKEN_MFA"]).await;
    let mut browser = world.browser(PREFIX);
    browser.open("/account/security").await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    browser.send(&[("code", &world.totp(&secret, 0))]).await;
    assert!(browser.says("An authenticator app is set up.") && !browser.html.contains("remove_app"));
    // A form that was made by hand.
    let who = browser.html.split("name=\"who\" value=\"").nth(1).map(|rest| rest.split('"').next().unwrap());
    assert_eq!(who, None);
    browser.open("/account/sessions").await;
    let who =
        browser.html.split("name=\"who\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let csrf = browser.cookies["XSRF-TOKEN"].clone();
    browser.html = format!(
        "<form method=\"post\" action=\"/account/security?client_id={client}\">\
         <input type=\"hidden\" name=\"_csrf\" value=\"{csrf}\"><input type=\"hidden\" name=\"who\" value=\"{who}\">\
         <button name=\"remove_app\"></form>"
    );
    browser.send(&[("remove_app", "yes")]).await;
    assert!(browser.status == 400 && browser.says("This is not allowed here."), "{}", browser.html);
}

/// Removes something by a form that the page does or does not show.
async fn removes(browser: &mut Browser<'_>, name: &str, value: &str) {
    browser.open("/account/security").await;
    browser.send(&[(name, value)]).await;
}

#[tokio::test]
async fn the_last_way_to_sign_in_stays() {
    let world = World::new();
    let factors =
        json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"] } });
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] });
    let (pool, client) = stage(&world, json!({ "Policies": factors }), flows).await;
    // Somebody without a password, who signs in by codes.
    let email = "carol@example.com";
    let attributes =
        json!([{ "Name": "email", "Value": email }, { "Name": "email_verified", "Value": "true" }]);
    let carol = json!({ "UserPoolId": pool, "Username": "carol", "UserAttributes": attributes });
    world.ok("AdminCreateUser", crate::world::merged(carol, json!({ "MessageAction": "SUPPRESS" }))).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&format!("/account?client_id={client}")).await;
    browser.send(&[("username", "carol")]).await;
    browser.send(&[("code", &world.code(email))]).await;
    if browser.at.starts_with("/passkeys/add") {
        browser.send(&[("skip", "skip")]).await;
    }
    assert!(browser.at.starts_with("/account"), "{} {}", browser.at, browser.html);
    let last = "This is the only way to sign in to your account. Add another one first.";
    browser.open("/account").await;
    browser.send(&[("email", "")]).await;
    assert!(browser.status == 400 && browser.says(last), "{}", browser.html);
    // With two passkeys the address may go, then one of them, and the last one not.
    let mut made = Vec::new();
    for _ in 0..2 {
        browser.open("/account/security").await;
        let (_, options) = script_asks(&world, &browser, &from(&browser)).await;
        let mut authenticator = Authenticator::new(HERE);
        browser.send(&[("credential", &authenticator.make(&options["publicKey"]).to_string())]).await;
        made.push(authenticator.credential_id());
    }
    browser.open("/account").await;
    browser.send(&[("email", "")]).await;
    assert!(browser.says("Saved."), "{}", browser.html);
    removes(&mut browser, "remove_passkey", &made[0]).await;
    assert!(browser.says("The passkey was removed."), "{}", browser.html);
    removes(&mut browser, "remove_passkey", &made[1]).await;
    assert!(browser.status == 400 && browser.says(last), "{}", browser.html);
    // Once there is a password it may go too.
    let password =
        json!({ "UserPoolId": pool, "Username": "carol", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", password).await;
    browser.open(&format!("/account/security?client_id={client}")).await;
    browser.send(&[("username", "carol")]).await;
    browser.send(&[("way", "PASSWORD")]).await;
    browser.send(&[("password", PASSWORD)]).await;
    removes(&mut browser, "remove_passkey", &made[1]).await;
    assert!(browser.says("The passkey was removed."), "{}", browser.html);
}

#[tokio::test]
async fn of_two_passkeys_that_go_at_once_one_stays() {
    let world = World::new();
    let (pool, client) = with_passkeys(&world).await;
    let browser = signed_in(&world, "/account/security").await;
    let mut browser = browser;
    let mut made = Vec::new();
    for _ in 0..2 {
        let (_, options) = script_asks(&world, &browser, &from(&browser)).await;
        let mut authenticator = Authenticator::new(HERE);
        browser.send(&[("credential", &authenticator.make(&options["publicKey"]).to_string())]).await;
        made.push(authenticator.credential_id());
    }
    let ctx = world.ctx();
    let (pool_of, client) = rules::clients::with_pool(&ctx, &client).await.unwrap();
    let mut user = rules::users::require(&ctx, &pool_of, "alice").await.unwrap();
    // Nobody has a password who has never had one.
    user.verifier = None;
    let mut batch = ctx.batch().unwrap();
    rules::users::update(&mut batch, &pool_of, &user, user.clone());
    ctx.commit(batch).await.unwrap();
    // Judged by what was there before something else went.
    let user = rules::users::require(&ctx, &pool_of, "alice").await.unwrap();
    let mut batch = ctx.batch().unwrap();
    rules::users::update(&mut batch, &pool_of, &user, user.clone());
    ctx.commit(batch).await.unwrap();
    let holder =
        |user| Holder { pool: pool_of.clone(), client: client.clone(), user, family: None, device_key: None };
    let remove = async |user, id: &str| {
        passkeys::remove(&ctx, &holder(user), id).await.map_err(|error| error.reason())
    };
    assert_eq!(remove(user.clone(), &made[0]).await, Err(Reason::Moved), "{pool}");
    let fresh = async || rules::users::require(&ctx, &pool_of, "alice").await.unwrap();
    assert_eq!(passkeys::of_user(&ctx, &user).await.unwrap().len(), 2);
    assert_eq!(remove(fresh().await, &made[0]).await, Ok(()));
    assert_eq!(remove(fresh().await, &made[1]).await, Err(Reason::LastWay));
}
