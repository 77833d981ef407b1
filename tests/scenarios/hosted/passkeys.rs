//! The name first, then what a person may begin with; and passkeys on the pages, used without a name and made after a
//! sign-in. What the script does is done here by hand.
//! AWS: the developer guide, "Choice-based authentication", "Passkey sign-in". RFC: W3C Web Authentication Level 3.

use http::Method;
use serde_json::{Value, json};

use super::{PREFIX, authorize, stage};
use crate::world::authenticator::Authenticator;
use crate::world::browser::{Browser, encoded, told};
use crate::world::{PASSWORD, World, merged};

const HERE: &str = "http://acme.auth.localhost:7665";

/// A pool that lets people begin with these, and a client that lets them choose.
async fn choice(world: &World, factors: &[&str]) -> (String, String) {
    let pool = json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": factors } } });
    let client = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
    });
    stage(world, pool, client).await
}

async fn at_login<'w>(world: &'w World, client: &str) -> Browser<'w> {
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &[])).await;
    browser
}

/// What the script asks for: the first address that a page names for it.
async fn script_asks(world: &World, browser: &Browser<'_>) -> (u16, Value) {
    let from = browser.html.split("data-from=\"").nth(1).expect("an address").split('"').next().unwrap();
    let from = crate::world::browser::unescaped(from);
    let csrf = &browser.cookies["XSRF-TOKEN"];
    let cookies: Vec<String> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookies = cookies.join("; ");
    let kind = ("content-type", "application/x-www-form-urlencoded;charset=UTF-8");
    let headers = [kind, ("cookie", cookies.as_str()), ("origin", HERE), ("sec-fetch-site", "same-origin")];
    let body = encoded(&[("_csrf", csrf)]);
    let answer = told(world.hosted(PREFIX, (Method::POST, &from), &headers, &body).await);
    (answer.status, answer.body)
}

/// Signs alice in by a password, and makes a passkey on the page that is offered.
async fn with_passkey<'w>(world: &'w World, client: &str) -> (Browser<'w>, Authenticator) {
    let mut browser = at_login(world, client).await;
    browser.send(&[("username", "alice"), ("has_passkeys", "true")]).await;
    if browser.html.contains("name=\"way\"") {
        browser.send(&[("way", "PASSWORD")]).await;
    }
    browser.send(&[("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/passkeys/add?"), "{} {}", browser.at, browser.html);
    assert!(browser.says("Sign in faster next time") && browser.says("Not now"), "{}", browser.html);
    let (status, options) = script_asks(world, &browser).await;
    assert_eq!((status, &options["publicKey"]["rp"]["id"]), (200, &json!("acme.auth.localhost")));
    let mut authenticator = Authenticator::new(HERE);
    let made = authenticator.make(&options["publicKey"]).to_string();
    browser.send(&[("credential", &made)]).await;
    assert!(browser.says("Your passkey is ready."), "{}", browser.html);
    browser.send(&[("continue", "on")]).await;
    assert!(browser.told().contains_key("code"));
    (browser, authenticator)
}

#[tokio::test]
async fn the_name_comes_first_and_the_password_after_it() {
    let world = World::new();
    let (_, client) = choice(&world, &["PASSWORD"]).await;
    for (name, password) in [("alice", "Wrong-pass-1"), ("nobody", "Wrong-pass-1"), ("alice", PASSWORD)] {
        let mut browser = at_login(&world, &client).await;
        assert!(!browser.html.contains("type=\"password\"") && browser.html.contains("username webauthn"));
        browser.send(&[("username", name)]).await;
        assert!(browser.says("Enter your password"), "{}", browser.html);
        assert!(
            browser.html.contains(&format!("autocomplete=\"username\" value=\"{name}\"")),
            "{}",
            browser.html
        );
        browser.send(&[("password", password)]).await;
        if password == PASSWORD {
            assert!(browser.told().contains_key("code"));
        } else {
            assert!(browser.status == 400 && browser.says("The name or the password is not right."));
        }
    }
}

#[tokio::test]
async fn a_way_is_chosen_and_another_instead() {
    let world = World::new();
    let (_, client) = choice(&world, &["EMAIL_OTP", "PASSWORD"]).await;
    let mut browser = at_login(&world, &client).await;
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("Choose how to sign in"), "{}", browser.html);
    browser.send(&[("way", "PASSWORD")]).await;
    assert!(browser.says("Enter your password"));
    browser.send(&[("another", "way")]).await;
    browser.send(&[("way", "EMAIL_OTP")]).await;
    assert!(browser.says("We sent a code to a***@e***."), "{}", browser.html);
    let first = world.code("alice@example.com");
    browser.send(&[("another", "way")]).await;
    assert!(browser.says("Choose how to sign in"), "{}", browser.html);
    browser.send(&[("way", "EMAIL_OTP")]).await;
    world.pass_s(30);
    browser.send(&[("resend", "code")]).await;
    let code = world.code("alice@example.com");
    assert_ne!(first, code);
    browser.send(&[("code", &first)]).await;
    assert!(browser.status == 400 && browser.says("The code is not right."));
    browser.send(&[("code", &code)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_passkey_is_made_after_a_sign_in_and_used_without_a_name() {
    let world = World::new();
    let (_, client) = choice(&world, &["PASSWORD", "WEB_AUTHN"]).await;
    let (_, mut authenticator) = with_passkey(&world, &client).await;

    let mut browser = at_login(&world, &client).await;
    let (status, options) = script_asks(&world, &browser).await;
    assert_eq!((status, &options["publicKey"]["allowCredentials"]), (200, &json!([])));
    let used = authenticator.answer(&options["publicKey"]).to_string();
    let flow = options["flow"].as_str().unwrap();
    let fields = [("credential", used.as_str()), ("passkey", flow), ("has_passkeys", "true")];
    let page = browser.html.clone();
    browser.send(&fields).await;
    assert!(browser.told().contains_key("code"));

    // The same proof again, here and in another browser.
    browser.html = page.clone();
    browser.send(&fields).await;
    assert!(browser.left.is_none() && browser.status == 400, "{}", browser.html);
    let mut other = at_login(&world, &client).await;
    other.send(&fields).await;
    assert!(other.left.is_none() && other.status == 400);

    // One that signs another challenge proves nothing, and the page stays usable.
    let mut browser = at_login(&world, &client).await;
    let (_, options) = script_asks(&world, &browser).await;
    let wrong = authenticator.answer(&merged(options["publicKey"].clone(), json!({ "challenge": "AAAA" })));
    let flow = options["flow"].as_str().unwrap();
    for credential in [wrong.to_string(), "{}".to_owned(), "no JSON".to_owned()] {
        browser.send(&[("credential", &credential), ("passkey", flow)]).await;
        assert!(browser.status == 400 && browser.says("The passkey was not accepted."), "{}", browser.html);
    }
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("Choose how to sign in"), "{}", browser.html);
}

#[tokio::test]
async fn a_passkey_is_used_after_the_name() {
    let world = World::new();
    let (_, client) = choice(&world, &["WEB_AUTHN", "PASSWORD"]).await;
    let (_, mut authenticator) = with_passkey(&world, &client).await;
    let mut browser = at_login(&world, &client).await;
    browser.send(&[("username", "alice")]).await;
    browser.send(&[("way", "WEB_AUTHN")]).await;
    assert!(browser.says("Sign in with your passkey") && browser.says("This browser has no passkeys."));
    let options = browser.html.split("data-options=\"").nth(1).unwrap().split('"').next().unwrap();
    let options: Value = serde_json::from_str(&crate::world::browser::unescaped(options)).unwrap();
    let used = authenticator.answer(&options).to_string();
    browser.send(&[("credential", "{}")]).await;
    assert!(browser.status == 400 && browser.says("The passkey was not accepted."));
    browser.send(&[("credential", &used)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn later_means_thirty_days() {
    let world = World::new();
    let (_, client) = choice(&world, &["PASSWORD", "WEB_AUTHN"]).await;
    let sign_in = async |browser: &mut Browser<'_>| {
        browser.open(&authorize(&client, &[("prompt", "login")])).await;
        browser.send(&[("username", "alice"), ("password", PASSWORD), ("has_passkeys", "true")]).await;
    };
    let mut browser = world.browser(PREFIX);
    sign_in(&mut browser).await;
    assert!(browser.at.starts_with("/passkeys/add?"), "{}", browser.at);
    browser.send(&[("skip", "later")]).await;
    assert!(browser.told().contains_key("code"));
    assert!(browser.cookies.contains_key("passkey-later"));
    sign_in(&mut browser).await;
    assert!(browser.told().contains_key("code"));
    // Who says nothing of passkeys is offered none: scripts go straight to the app.
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn only_who_has_just_signed_in_adds_a_passkey() {
    let world = World::new();
    let (_, client) = choice(&world, &["PASSWORD", "WEB_AUTHN"]).await;
    let add = authorize(&client, &[]).replace("/oauth2/authorize", "/passkeys/add");
    let mut browser = world.browser(PREFIX);
    browser.open(&add).await;
    assert!(browser.at.starts_with("/login?"), "{}", browser.at);
    // From there the way leads back.
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.at.starts_with("/passkeys/add?"), "{} {:?}", browser.at, browser.left);
    let page = browser.html.clone();
    world.pass_s(16 * 60);
    let (status, _) = script_asks(&world, &browser).await;
    assert_eq!(status, 400);
    browser.html = page;
    browser.send(&[("credential", "{}")]).await;
    assert_eq!(browser.status, 400);
    browser.open(&add).await;
    assert!(browser.at.starts_with("/login?"), "{}", browser.at);
}

#[tokio::test]
async fn a_client_without_choice_knows_no_passkeys() {
    let world = World::new();
    let pool =
        json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } } });
    let (_, client) = stage(&world, pool, json!({})).await;
    let mut browser = at_login(&world, &client).await;
    assert!(!browser.html.contains("passkeys.js"));
    browser.send(&[("username", "alice"), ("password", PASSWORD), ("has_passkeys", "true")]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_passkey_of_another_host_is_no_way_to_begin() {
    let world = World::new();
    let (pool, client) = choice(&world, &["PASSWORD", "WEB_AUTHN"]).await;
    world.web_authn(&pool, json!({ "RelyingPartyId": "example.com" })).await;
    let access = world.access_token(&client, "alice").await;
    world.register(&access, &mut Authenticator::new("https://example.com")).await;
    // An app on that host is offered both.
    let asked =
        json!({ "ClientId": client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": "alice" } });
    let ways = world.ok("InitiateAuth", asked).await["AvailableChallenges"].clone();
    assert!(ways.to_string().contains("WEB_AUTHN"), "{ways}");
    // A browser here would not use it.
    let mut browser = at_login(&world, &client).await;
    assert!(!browser.html.contains("passkeys.js"));
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("Enter your password") && !browser.says("Choose another way"), "{}", browser.html);
    browser.send(&[("password", PASSWORD)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_passkey_that_verifies_its_user_stands_for_a_second_factor() {
    let world = World::new();
    let (pool, client) = choice(&world, &["PASSWORD", "WEB_AUTHN"]).await;
    let (_, mut authenticator) = with_passkey(&world, &client).await;
    world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let access = world.access_token(&client, "alice").await;
    world.set_up_app(&access).await;
    world.turn_on(&pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    // By default it is one factor, and two are asked for: the password, then the app.
    let mut browser = at_login(&world, &client).await;
    browser.send(&[("username", "alice")]).await;
    assert!(browser.says("Enter your password"), "{}", browser.html);
    browser.send(&[("password", PASSWORD)]).await;
    assert!(browser.says("that your authenticator app shows"), "{}", browser.html);
    // Where pool and person say so, it is both at once.
    world.web_authn(&pool, json!({ "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION" })).await;
    let on = json!({ "UserPoolId": pool, "Username": "alice", "WebAuthnMfaSettings": { "Enabled": true } });
    world.ok("AdminSetUserMFAPreference", on).await;
    let mut browser = at_login(&world, &client).await;
    browser.send(&[("username", "alice")]).await;
    browser.send(&[("way", "WEB_AUTHN")]).await;
    let options = browser.html.split("data-options=\"").nth(1).unwrap().split('"').next().unwrap();
    let options: Value = serde_json::from_str(&crate::world::browser::unescaped(options)).unwrap();
    assert_eq!(options["userVerification"], "required");
    let used = authenticator.answer(&options).to_string();
    browser.send(&[("credential", &used)]).await;
    assert!(browser.told().contains_key("code"), "{}", browser.html);
    // One that verifies nobody is not enough.
    let mut browser = at_login(&world, &client).await;
    let (_, options) = script_asks(&world, &browser).await;
    authenticator.verifies_user = false;
    let used = authenticator.answer(&options["publicKey"]).to_string();
    browser.send(&[("credential", &used), ("passkey", options["flow"].as_str().unwrap())]).await;
    assert!(browser.status == 400 && browser.left.is_none(), "{}", browser.html);
}
