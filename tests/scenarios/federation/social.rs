//! Google, Facebook, Amazon and Apple: each by its own ways, at stand-ins that the operator names.
//! AWS: the developer guide, "Using social identity providers with a user pool".

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::Method;
use rules::Config;
use rules::outside::{Question, Reply};
use serde_json::{Value, json};

use super::super::hosted::{PREFIX, app_client, authorize, bare};
use super::{attribute, error, redeem};
use crate::world::browser::{Browser, encoded, parameters};
use crate::world::internet::{key_set, token};
use crate::world::{World, config};

/// Where every public provider is asked in these tests.
const STAND_IN: &str = "http://127.0.0.1:9100";

/// The last question of each path, its query among it.
type Asked = Arc<Mutex<BTreeMap<String, (String, BTreeMap<String, String>, String)>>>;

fn world() -> World {
    let hosts = [
        "accounts.google.com",
        "www.googleapis.com",
        "people.googleapis.com",
        "www.facebook.com",
        "graph.facebook.com",
        "www.amazon.com",
        "api.amazon.com",
        "appleid.apple.com",
    ];
    let login_addresses = hosts.map(|host| (host.to_owned(), format!("{STAND_IN}/{host}"))).into();
    let store = store::Store::open_memory().expect("a store");
    World::with(store, Config { login_addresses, ..config() })
}

/// A pool with a provider of this type and a client of it alone.
async fn stage(world: &World, kind: &str, details: Value, mapping: Value) -> (String, String) {
    let (pool, _) = bare(world, json!({}), json!({})).await;
    let provider = json!({
        "UserPoolId": pool, "ProviderName": kind, "ProviderType": kind, "ProviderDetails": details,
        "AttributeMapping": mapping,
    });
    world.ok("CreateIdentityProvider", provider).await;
    let client = app_client(world, &pool, json!({ "SupportedIdentityProviders": [kind] })).await;
    (pool, client)
}

/// Answers below a host by path; gives what was asked.
fn serve(world: &World, host: &str, answers: Vec<(&'static str, u16, Value)>) -> Asked {
    let asked: Asked = Arc::default();
    let (seen, base) = (Arc::clone(&asked), format!("{STAND_IN}/{host}"));
    let below = base.clone();
    world.internet.answer(&base, move |question: &Question<'_>| {
        let rest = question.url.strip_prefix(&below).unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let form = question.form.clone().unwrap_or_else(|| query.to_owned());
        let bearer = question.headers.iter().find(|(name, _)| *name == "authorization");
        let said = (
            query.to_owned(),
            parameters(&format!("?{form}")),
            bearer.map_or(String::new(), |(_, v)| v.clone()),
        );
        seen.lock().unwrap().insert(path.to_owned(), said);
        let answer = answers.iter().find(|(known, ..)| *known == path);
        let (status, body) = answer.map_or((404, json!({})), |(_, status, body)| (*status, body.clone()));
        Reply { status, date: None, body: body.to_string().into_bytes() }
    });
    asked
}

fn came(browser: &Browser<'_>) -> bool {
    browser.told().contains_key("code")
}

#[tokio::test]
async fn a_client_of_one_provider_alone_goes_straight_there() {
    let world = world();
    let details =
        json!({ "client_id": "f", "client_secret": "s", "authorize_scopes": "public_profile, email" });
    let mapping = json!({ "email": "email", "name": "name", "picture": "picture" });
    let (pool, client) = stage(&world, "Facebook", details, mapping).await;
    let asked = serve(
        &world,
        "graph.facebook.com",
        vec![
            ("/v17.0/oauth/access_token", 200, json!({ "access_token": "fb-token", "token_type": "bearer" })),
            (
                "/v17.0/me",
                200,
                json!({
                    "id": "4711", "email": "f@fb.example", "name": "Fay", "picture": { "data": { "url": "https://x.example/p" } },
                }),
            ),
        ],
    );
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("login_hint", "me")])).await;
    let there = browser.left.clone().unwrap();
    assert!(there.starts_with(&format!("{STAND_IN}/www.facebook.com/v17.0/dialog/oauth?")), "{there}");
    let sent = parameters(&there);
    assert_eq!((sent["scope"].as_str(), sent["client_id"].as_str()), ("public_profile, email", "f"));
    assert!(
        ["nonce", "login_hint", "code_challenge", "response_mode"]
            .iter()
            .all(|name| !sent.contains_key(*name))
    );
    browser.open(&format!("/oauth2/idpresponse?code=c-1&state={}", sent["state"])).await;
    assert!(came(&browser), "{:?}", browser.left);
    let asked = asked.lock().unwrap().clone();
    let (query, form, _) = &asked["/v17.0/oauth/access_token"];
    assert!(
        !query.is_empty() && form["code"] == "c-1" && form["client_secret"] == "s",
        "AWS asks Facebook by GET"
    );
    let (query, _, bearer) = &asked["/v17.0/me"];
    assert_eq!((query.as_str(), bearer.as_str()), ("fields=id,email,name,picture", "Bearer fb-token"));
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "Facebook_4711" })).await;
    assert_eq!(
        (attribute(&user, "picture"), attribute(&user, "email_verified")),
        (Some("https://x.example/p"), Some("false"))
    );
    let (id, _) = redeem(&world, &client, &browser).await;
    assert_eq!(id["identities"][0]["providerType"], json!("Facebook"));

    // The page, where somebody opens it, has the one button and nothing to type.
    browser.cookies.clear();
    browser.open(&authorize(&client, &[]).replace("/oauth2/authorize", "/login")).await;
    assert!(
        browser.says("Continue with Facebook") && !browser.html.contains("name=\"password\""),
        "{}",
        browser.html
    );
}

#[tokio::test]
async fn what_facebook_refuses_reaches_the_app() {
    let world = world();
    let details = json!({ "client_id": "f", "client_secret": "s", "authorize_scopes": "email" });
    let (_, client) = stage(&world, "Facebook", details, json!({})).await;
    let wrong = json!({ "error": { "message": "This authorization code has been used.", "code": 100 } });
    serve(&world, "graph.facebook.com", vec![("/v17.0/oauth/access_token", 400, wrong)]);
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    let state = parameters(browser.left.as_ref().unwrap())["state"].clone();
    browser.open(&format!("/oauth2/idpresponse?code=c&state={state}")).await;
    let text = "Facebook Error - 400 This authorization code has been used.";
    assert_eq!(error(&browser), ("invalid_request".to_owned(), text.to_owned()));
    for profile in
        [json!({ "id": null }), json!({}), json!({ "id": "" }), json!({ "id": 7 }), json!({ "id": "0" })]
    {
        serve(
            &world,
            "graph.facebook.com",
            vec![
                ("/v17.0/oauth/access_token", 200, json!({ "access_token": "t" })),
                ("/v17.0/me", 200, profile.clone()),
            ],
        );
        browser.open(&authorize(&client, &[])).await;
        let state = parameters(browser.left.as_ref().unwrap())["state"].clone();
        browser.open(&format!("/oauth2/idpresponse?code=c&state={state}")).await;
        assert_eq!(error(&browser).0, "invalid_request", "{profile}");
    }
}

#[tokio::test]
async fn one_that_is_down_is_said_and_people_of_the_pool_sign_in_there() {
    for (kind, name) in [("Facebook", "Facebook"), ("LoginWithAmazon", "Amazon"), ("Google", "Google")] {
        let world = world();
        let details =
            json!({ "client_id": "f", "client_secret": "s", "authorize_scopes": "profile email openid" });
        let (pool, _) = stage(&world, kind, details, json!({})).await;
        world.user(&pool, "bob").await;
        let client =
            app_client(&world, &pool, json!({ "SupportedIdentityProviders": ["COGNITO", kind] })).await;
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[("identity_provider", kind)])).await;
        let state = parameters(browser.left.as_ref().unwrap())["state"].clone();
        browser.open(&format!("/oauth2/idpresponse?code=c&state={state}")).await;
        assert_eq!(browser.status, 502, "{kind}");
        assert!(browser.says(&format!("{name} does not answer at the moment")), "{}", browser.html);
        browser.send(&[("username", "bob"), ("password", crate::world::PASSWORD)]).await;
        assert!(came(&browser), "{kind}");
    }
}

#[tokio::test]
async fn somebody_comes_by_amazon() {
    let world = world();
    let details =
        json!({ "client_id": "a", "client_secret": "s", "authorize_scopes": "profile postal_code" });
    let (pool, client) =
        stage(&world, "LoginWithAmazon", details, json!({ "email": "email", "zoneinfo": "postal_code" }))
            .await;
    let asked = serve(
        &world,
        "api.amazon.com",
        vec![
            (
                "/auth/o2/token",
                200,
                json!({ "access_token": "lwa", "token_type": "bearer", "refresh_token": "r" }),
            ),
            (
                "/user/profile",
                200,
                json!({ "user_id": "amzn1.account.X", "email": "a@amazon.example", "postal_code": "1" }),
            ),
        ],
    );
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    let there = browser.left.clone().unwrap();
    assert!(
        there.starts_with(&format!("{STAND_IN}/www.amazon.com/ap/oa?"))
            && there.contains("scope=profile%20postal_code")
    );
    browser.open(&format!("/oauth2/idpresponse?code=c-1&state={}", parameters(&there)["state"])).await;
    assert!(came(&browser), "{:?}", browser.left);
    let asked = asked.lock().unwrap().clone();
    assert_eq!((asked["/auth/o2/token"].0.as_str(), asked["/user/profile"].2.as_str()), ("", "Bearer lwa"));
    let name = "LoginWithAmazon_amzn1.account.X";
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await;
    assert_eq!(attribute(&user, "zoneinfo"), Some("1"));
}

/// An ID token of Google's or Apple's for whoever was sent.
fn id_token(
    world: &World,
    (issuer, client): (&str, &str),
    sent: &BTreeMap<String, String>,
    claims: Value,
) -> String {
    let now = world.now() / 1_000;
    let base = json!({ "iss": issuer, "aud": client, "iat": now, "exp": now + 600, "nonce": sent["nonce"] });
    token(0, "kid", &crate::world::merged(base, claims))
}

fn publish(world: &World, host: &str) {
    let document =
        json!({ "issuer": format!("https://{host}"), "jwks_uri": format!("{STAND_IN}/{host}/certs") });
    let at = format!("{STAND_IN}/{host}/.well-known/openid-configuration");
    world.internet.serve(&at, &document.to_string());
    world.internet.serve(&format!("{STAND_IN}/{host}/certs"), &key_set(&[(0, "kid")]));
}

#[tokio::test]
async fn somebody_comes_by_google_with_what_its_people_api_says() {
    let world = world();
    let details =
        json!({ "client_id": "g", "client_secret": "s", "authorize_scopes": "email profile openid" });
    let mapping = json!({ "email": "email", "email_verified": "email_verified", "birthdate": "birthdays", "phone_number": "phoneNumbers" });
    let (pool, client) = stage(&world, "Google", details, mapping).await;
    publish(&world, "accounts.google.com");
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("prompt", "select_account")])).await;
    let there = browser.left.clone().unwrap();
    assert!(there.starts_with(&format!("{STAND_IN}/accounts.google.com/o/oauth2/v2/auth?")), "{there}");
    let sent = parameters(&there);
    assert_eq!(sent["prompt"], "select_account");
    let said = json!({ "sub": "g-1", "email": "g@gmail.example", "email_verified": true });
    // As it has been seen to call itself.
    let id = id_token(&world, ("accounts.google.com", "g"), &sent, said);
    let tokens = json!({ "access_token": "ya29", "expires_in": 3599, "id_token": id });
    serve(&world, "www.googleapis.com", vec![("/oauth2/v4/token", 200, tokens)]);
    let asked = serve(
        &world,
        "people.googleapis.com",
        vec![(
            "/v1/people/me",
            200,
            json!({
                "birthdays": [
                    { "date": { "month": 1, "day": 1 } },
                    { "metadata": { "primary": true }, "date": { "year": 1990, "month": 2, "day": 3 } },
                ],
                "phoneNumbers": [{ "value": "+1 555 123", "canonicalForm": "+1555123" }],
            }),
        )],
    );
    browser.open(&format!("/oauth2/idpresponse?code=c-1&state={}", sent["state"])).await;
    assert!(came(&browser), "{:?}", browser.left);
    assert_eq!(asked.lock().unwrap()["/v1/people/me"].0, "personFields=birthdays,phoneNumbers");
    let user = world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "Google_g-1" })).await;
    assert_eq!(
        (attribute(&user, "birthdate"), attribute(&user, "phone_number")),
        (Some("1990-02-03"), Some("+1555123"))
    );
    assert_eq!(attribute(&user, "email_verified"), Some("true"));
}

/// A key of P-256 as Apple gives it to developers.
fn apples_key() -> String {
    let made = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let inner = STANDARD.encode(made.to_pkcs8v1().expect("a key").as_ref());
    format!("-----BEGIN PRIVATE KEY-----\n{inner}\n-----END PRIVATE KEY-----")
}

#[tokio::test]
async fn somebody_comes_by_apple_whose_name_the_browser_brings_once() {
    let world = world();
    let details = json!({
        "client_id": "com.example.web", "team_id": "TEAM", "key_id": "KEY1", "private_key": apples_key(),
        "authorize_scopes": "email name",
    });
    let mapping = json!({ "email": "email", "email_verified": "email_verified", "given_name": "firstName", "family_name": "lastName" });
    let (pool, client) = stage(&world, "SignInWithApple", details, mapping).await;
    publish(&world, "appleid.apple.com");
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    let sent = parameters(browser.left.as_ref().unwrap());
    assert_eq!(sent["response_mode"], "form_post");
    let said = json!({ "sub": "001.abc", "email": "x@privaterelay.example", "email_verified": "true" });
    let id = id_token(&world, ("https://appleid.apple.com", "com.example.web"), &sent, said);
    let tokens = json!({ "access_token": "a", "refresh_token": "r", "id_token": id });
    let asked = serve(&world, "appleid.apple.com", vec![("/auth/token", 200, tokens)]);
    let user = json!({ "name": { "firstName": "Ann", "lastName": "Lee" }, "email": "forged@x.example", "sub": "other" });
    let form = encoded(&[("state", sent["state"].as_str()), ("code", "c-1"), ("user", &user.to_string())]);
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://appleid.apple.com")];
    let answer = world.hosted(PREFIX, (Method::POST, "/oauth2/idpresponse"), &headers, &form).await;
    browser.open(answer.headers()["location"].to_str().unwrap()).await;
    assert!(came(&browser), "{:?}", browser.left);
    let form = asked.lock().unwrap()["/auth/token"].1.clone();
    let parts: Vec<Value> = form["client_secret"]
        .split('.')
        .take(2)
        .map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap())
        .collect();
    assert_eq!(parts[0], json!({ "kid": "KEY1", "alg": "ES256", "typ": "JWT" }));
    assert_eq!((&parts[1]["iss"], &parts[1]["sub"]), (&json!("TEAM"), &json!("com.example.web")));
    assert_eq!(parts[1]["aud"], json!("https://appleid.apple.com"));
    let user =
        world.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": "SignInWithApple_001.abc" })).await;
    assert_eq!((attribute(&user, "given_name"), attribute(&user, "family_name")), (Some("Ann"), Some("Lee")));
    assert_eq!(
        (attribute(&user, "email"), attribute(&user, "email_verified")),
        (Some("x@privaterelay.example"), Some("true"))
    );
    let described = json!({ "UserPoolId": pool, "ProviderName": "SignInWithApple" });
    let described = world.ok("DescribeIdentityProvider", described).await;
    assert!(described["IdentityProvider"]["ProviderDetails"].get("private_key").is_none());
}
