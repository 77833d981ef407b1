//! A provider that is asked again when an app refreshes: what it says then is written, and whom it forgets is signed out.
//! RFC: OpenID Connect Core 1.0 section 12, 6749 section 6.

use serde_json::{Value, json};

use super::super::hosted::{CALLBACK, PREFIX, authorize};
use super::{ISSUER, Stage, alice, attribute, stage};
use crate::world::browser::{Browser, Told, parameters};
use crate::world::provider::{CLIENT, Renewed, SECRET};
use crate::world::{World, claims, merged};

mod at_once;

fn details(more: Value) -> Value {
    let base = json!({
        "client_id": CLIENT, "client_secret": SECRET, "authorize_scopes": "openid email profile offline_access",
        "attributes_request_method": "GET", "oidc_issuer": ISSUER, "refresh_upstream": "at_refresh",
    });
    merged(base, more)
}

pub async fn asking(world: &World) -> Stage {
    stage(world, (json!({}), json!({}), json!({ "ProviderDetails": details(json!({})) }))).await
}

/// Signs Alice in; gives her browser and the refresh token of the app.
pub async fn come<'w>(world: &'w World, stage: &Stage) -> (Browser<'w>, String) {
    let browser = stage.come(world, alice()).await;
    let token = redeem(world, &stage.client, &browser).await;
    (browser, token)
}

async fn exchange(world: &World, client: &str, browser: &Browser<'_>) -> Told {
    let code = browser.told()["code"].clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await
}

async fn redeem(world: &World, client: &str, browser: &Browser<'_>) -> String {
    let answer = exchange(world, client, browser).await;
    answer.body["refresh_token"].as_str().unwrap_or_else(|| panic!("{}", answer.body)).to_owned()
}

pub async fn refresh(world: &World, client: &str, token: &str) -> Told {
    let form = [("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token)];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await
}

async fn name(world: &World, stage: &Stage, token: &str) -> String {
    let answer = refresh(world, &stage.client, token).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let user = stage.user(world, "Corp_A-1").await;
    let name = attribute(&user, "name").unwrap_or_default().to_owned();
    // `profile` is not among the scopes: what the store has is what tokens have.
    assert_eq!(claims(&answer.body["id_token"])["sub"], attribute(&user, "sub").unwrap());
    name
}

/// How often the token endpoint was asked with a refresh token since the last look, and with which.
pub fn asked(stage: &Stage) -> Vec<String> {
    let calls = stage.provider.calls();
    let renewals =
        calls.into_iter().filter(|(_, form)| form.get("grant_type").is_some_and(|g| g == "refresh_token"));
    renewals.map(|(_, form)| form["refresh_token"].clone()).collect()
}

pub fn renamed(name: &str) -> Value {
    merged(alice(), json!({ "name": name }))
}

#[tokio::test]
async fn a_provider_is_asked_again_and_what_it_says_is_written() {
    let world = World::new();
    let stage = asking(&world).await;
    let (_, token) = come(&world, &stage).await;
    stage.provider.calls();
    // Not before its time.
    assert_eq!(name(&world, &stage, &token).await, "Alice");
    assert!(asked(&stage).is_empty());
    world.pass_s(301);
    stage.provider.knows(&world, &renamed("Alice the Second"));
    assert_eq!(name(&world, &stage, &token).await, "Alice the Second");
    assert_eq!(asked(&stage), ["refresh-1"]);
    assert_eq!(name(&world, &stage, &token).await, "Alice the Second");
    assert!(asked(&stage).is_empty());
    // By the token that it gave the last time; by operations as by the endpoint.
    world.pass_s(301);
    stage.provider.knows(&world, &renamed("Alice the Third"));
    let auth = json!({ "ClientId": stage.client, "RefreshToken": token });
    world.ok("GetTokensFromRefreshToken", auth).await;
    assert_eq!(asked(&stage), ["refresh-2"]);
    assert_eq!(attribute(&stage.user(&world, "Corp_A-1").await, "name"), Some("Alice the Third"));
    // A provider that gives nothing but an access token keeps its refresh token.
    world.pass_s(301);
    stage.provider.renews(&world, Renewed::Bare(renamed("Alice the Fourth")));
    assert_eq!(name(&world, &stage, &token).await, "Alice the Fourth");
    world.pass_s(301);
    stage.provider.renews(&world, Renewed::Rotating);
    stage.provider.knows(&world, &renamed("Alice the Fifth"));
    assert_eq!(name(&world, &stage, &token).await, "Alice the Fifth");
    assert_eq!(asked(&stage), ["refresh-3", "refresh-3"]);
}

#[tokio::test]
async fn apps_of_one_sign_in_ask_for_each_other() {
    let world = World::new();
    let stage = asking(&world).await;
    let (mut browser, token) = come(&world, &stage).await;
    browser.open(&authorize(&stage.client, &[])).await;
    let other = redeem(&world, &stage.client, &browser).await;
    stage.provider.calls();
    world.pass_s(301);
    stage.provider.knows(&world, &renamed("Ally"));
    for token in [&token, &other] {
        assert_eq!(name(&world, &stage, token).await, "Ally");
    }
    assert_eq!(asked(&stage), ["refresh-1"]);
}

#[tokio::test]
async fn whom_the_provider_forgets_is_signed_out_everywhere_that_came_of_it() {
    let world = World::new();
    let stage = asking(&world).await;
    let (mut browser, token) = come(&world, &stage).await;
    browser.open(&authorize(&stage.client, &[])).await;
    let other = redeem(&world, &stage.client, &browser).await;
    // Another sign-in of hers is another matter.
    let (_, apart) = come(&world, &stage).await;
    world.pass_s(301);
    stage.provider.renews(&world, Renewed::Told(400, json!({ "error": "invalid_grant" })));
    for token in [&token, &other, &token] {
        let answer = refresh(&world, &stage.client, token).await;
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_grant")));
    }
    assert_eq!(asked(&stage).len(), 1);
    browser.open(&authorize(&stage.client, &[("prompt", "none")])).await;
    assert_eq!(browser.told()["error"], "login_required");
    stage.provider.renews(&world, Renewed::Rotating);
    stage.provider.knows(&world, &renamed("Still here"));
    assert_eq!(name(&world, &stage, &apart).await, "Still here");
}

#[tokio::test]
async fn a_provider_that_says_nothing_good_locks_nobody_out() {
    let world = World::new();
    let stage = asking(&world).await;
    let (_, token) = come(&world, &stage).await;
    let unchanged = async |what: &str| {
        world.pass_s(301);
        assert_eq!(name(&world, &stage, &token).await, "Alice", "{what}");
        let again = name(&world, &stage, &token).await;
        assert_eq!((again.as_str(), asked(&stage).len() <= 1), ("Alice", true), "{what}");
    };
    for (status, body) in [
        (500, json!({})),
        (400, json!({ "error": "temporarily_unavailable" })),
        (401, json!({ "error": "invalid_client" })),
        (200, json!({ "access_token": "unknown" })),
        (200, json!({ "error": "invalid_grant", "access_token": "unknown" })),
        (200, json!([])),
        (503, json!({ "error": ["invalid_grant"] })),
    ] {
        stage.provider.renews(&world, Renewed::Told(status, body.clone()));
        unchanged(&body.to_string()).await;
    }
    let bob = merged(alice(), json!({ "sub": "B-1", "name": "Bob" }));
    stage.provider.renews(&world, Renewed::Bare(bob.clone()));
    unchanged("userinfo is of another").await;
    world.internet.silence(ISSUER);
    unchanged("nobody answers").await;
    stage.provider.rises(&world);
    stage.provider.rotate(&world, 0, "key-1");
    stage.provider.renews(&world, Renewed::Rotating);
    stage.provider.bend_id(|said| merged(said, json!({ "sub": "B-1" })));
    unchanged("the ID token is of another").await;
    stage.provider.straighten();
    // What came with a wrong ID token is kept all the same: the next answer is right.
    world.pass_s(301);
    stage.provider.knows(&world, &renamed("Alice again"));
    assert_eq!(name(&world, &stage, &token).await, "Alice again");
    let users = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(users["Users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_what_is_asked_for_is_kept_and_asked_again() {
    let world = World::new();
    let off = stage(&world, (json!({}), json!({}), json!({}))).await;
    let (_, token) = come(&world, &off).await;
    off.provider.calls();
    world.pass_s(4_000);
    name(&world, &off, &token).await;
    assert!(asked(&off).is_empty());
    // It is switched on: for those who sign in from now on. And off again: for all.
    let change = async |more: Value| {
        let input =
            json!({ "UserPoolId": off.pool, "ProviderName": "Corp", "ProviderDetails": details(more) });
        world.ok("UpdateIdentityProvider", input).await;
    };
    change(json!({ "refresh_upstream_interval": "60" })).await;
    name(&world, &off, &token).await;
    let (_, token) = come(&world, &off).await;
    off.provider.calls();
    world.pass_s(61);
    off.provider.knows(&world, &renamed("Sixty"));
    assert_eq!(name(&world, &off, &token).await, "Sixty");
    assert_eq!(asked(&off).len(), 1);
    change(json!({ "refresh_upstream": "off" })).await;
    world.pass_s(400);
    name(&world, &off, &token).await;
    assert!(asked(&off).is_empty());
    for (key, value) in [
        ("refresh_upstream", "always"),
        ("refresh_upstream_prompt", "login"),
        ("refresh_upstream_interval", "59"),
        ("refresh_upstream_interval", "86401"),
        ("refresh_upstream_interval", "soon"),
    ] {
        let input = json!({ "UserPoolId": off.pool, "ProviderName": "Corp", "ProviderDetails": details(json!({ key: value })) });
        assert_eq!(
            world.refused("UpdateIdentityProvider", input).await,
            format!("InvalidParameterException: Invalid value for {key} in ProviderDetails.")
        );
    }
}

#[tokio::test]
async fn people_are_asked_for_consent_where_a_provider_wants_that_and_nowhere_else() {
    let world = World::new();
    let prompt = async |more: Value, app: &[(&str, &str)]| {
        let stage = stage(&world, (json!({}), json!({}), json!({ "ProviderDetails": details(more) }))).await;
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&stage.client, &[&[("identity_provider", "Corp")], app].concat())).await;
        let told = parameters(browser.left.as_deref().unwrap()).get("prompt").cloned();
        world.ok("DeleteUserPoolDomain", json!({ "UserPoolId": stage.pool, "Domain": PREFIX })).await;
        told
    };
    let consent = Some("consent".to_owned());
    assert_eq!(prompt(json!({}), &[]).await, consent);
    assert_eq!(prompt(json!({ "refresh_upstream_prompt": "consent" }), &[]).await, consent);
    assert_eq!(prompt(json!({}), &[("prompt", "login")]).await.as_deref(), Some("login consent"));
    // It has other grounds to give what it gives.
    assert_eq!(prompt(json!({ "refresh_upstream_prompt": "off" }), &[]).await, None);
    assert_eq!(prompt(json!({ "refresh_upstream": "off" }), &[]).await, None);
    assert_eq!(prompt(json!({ "authorize_scopes": "openid email" }), &[]).await, None);
}

#[tokio::test]
async fn nobody_is_asked_about_a_user_who_is_disabled() {
    let world = World::new();
    let stage = asking(&world).await;
    let (_, token) = come(&world, &stage).await;
    world.pass_s(301);
    stage.provider.calls();
    let alice = json!({ "UserPoolId": stage.pool, "Username": "Corp_A-1" });
    world.ok("AdminDisableUser", alice).await;
    let answer = refresh(&world, &stage.client, &token).await;
    assert_eq!((answer.status, asked(&stage).len()), (400, 0));
}
