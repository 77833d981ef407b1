//! What an attacker tries who has an account at a provider, a name in the pool, or a provider of their own.
//! RFC: 9700 section 4.4 (mix-up). OpenID Connect Core 3.1.3.7 (max_age). Unicode: letters whose other case is another letter.

use serde_json::{Value, json};

use super::super::hosted::{PREFIX, app_client, authorize, bare};
use super::{ISSUER, Stage, alice, error, plain, redeem, stage};
use crate::world::browser::{Browser, encoded, parameters};
use crate::world::internet::discovery;
use crate::world::provider::{Provider, within};
use crate::world::{World, merged};

/// KELVIN SIGN, whose small letter is `k`.
const KELVIN: char = '\u{212a}';

#[tokio::test]
async fn an_address_of_other_letters_is_another_persons() {
    let world = World::new();
    let pool = json!({ "UserPoolTags": { "cenote:linking": "verified" } });
    let mapping = json!({ "AttributeMapping": { "email": "email", "email_verified": "email_verified" } });
    let stage = stage(&world, (pool, json!({}), mapping)).await;
    world.user(&stage.pool, "mike").await;
    let of = |sub: &str, email: String| merged(alice(), json!({ "sub": sub, "email": email }));
    let (id, _) = stage.tokens(&world, of("K-1", format!("mi{KELVIN}e@example.com"))).await;
    assert_eq!(id["cognito:username"], json!("Corp_K-1"));
    let (id, _) = stage.tokens(&world, of("K-2", "MIKE@example.com".to_owned())).await;
    assert_eq!(id["cognito:username"], json!("mike"));
}

/// Gives the client a second provider, `Evil`, beside `Corp`.
async fn with_another(world: &World, stage: &Stage) -> (String, Provider) {
    let evil = Provider::new(world, "https://evil.example");
    world.federate(&stage.pool, "Evil", &evil, json!({})).await;
    let both = json!({ "SupportedIdentityProviders": ["Corp", "Evil"] });
    (app_client(world, &stage.pool, both).await, evil)
}

#[tokio::test]
async fn an_answer_that_names_another_provider_goes_to_neither() {
    let world = World::new();
    let stage = plain(&world).await;
    let (client, evil) = with_another(&world, &stage).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("identity_provider", "Evil")])).await;
    let asked = parameters(browser.left.as_deref().unwrap());
    // The provider sends the browser on to the honest one, which says who it is.
    let back =
        [("code", "of-corp"), ("state", asked["state"].as_str()), ("iss", stage.provider.issuer.as_str())];
    evil.calls();
    stage.provider.calls();
    browser.open(&format!("/oauth2/idpresponse?{}", encoded(&back))).await;
    assert_eq!(error(&browser).1, "Evil Error - the answer is another provider's");
    assert!(evil.calls().is_empty() && stage.provider.calls().is_empty());
}

#[tokio::test]
async fn a_token_of_one_provider_is_none_of_another() {
    let world = World::new();
    let stage = plain(&world).await;
    let (client, evil) = with_another(&world, &stage).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("identity_provider", "Evil")])).await;
    let there = browser.left.clone().unwrap();
    // What the other signs in the honest one's name.
    let issuer = stage.provider.issuer.clone();
    evil.bend_id(move |said| merged(said, json!({ "iss": issuer })));
    browser.open(within(&evil.sign_in(&world, &there, alice()))).await;
    assert_eq!(error(&browser).1, "Evil Error - the ID token is of another issuer");
}

#[tokio::test]
async fn a_state_of_one_pool_is_none_of_another() {
    let world = World::new();
    let stage = plain(&world).await;
    let other = world.pool(json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": other, "Domain": "other" })).await;
    let mut browser = world.browser(PREFIX);
    let there = stage.depart(&mut browser).await;
    let back = stage.provider.sign_in(&world, &there, alice());
    let mut elsewhere = world.browser("other");
    elsewhere.cookies = browser.cookies.clone();
    stage.provider.calls();
    elsewhere.open(within(&back)).await;
    assert!(elsewhere.status == 400 && elsewhere.left.is_none(), "{:?}", elsewhere.left);
    assert!(stage.provider.calls().is_empty());
    browser.open(within(&back)).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_provider_whose_sign_in_is_older_than_the_app_takes_is_refused() {
    let world = World::new();
    let stage = plain(&world).await;
    let now = world.now() / 1_000;
    let came = async |max_age: &str, said: Value| {
        let mut browser = world.browser(PREFIX);
        let with = [("identity_provider", "Corp"), ("max_age", max_age)];
        browser.open(&authorize(&stage.client, &with)).await;
        let there = browser.left.clone().unwrap();
        assert_eq!(
            parameters(&there).get("max_age").map(String::as_str),
            Some(max_age).filter(|age| !age.is_empty())
        );
        browser.open(within(&stage.provider.sign_in(&world, &there, merged(alice(), said)))).await;
        browser
    };
    for (max_age, auth_time) in [("60", now - 200), ("0", now - 130), ("600", now - 3_600)] {
        let browser = came(max_age, json!({ "auth_time": auth_time })).await;
        assert_eq!(
            error(&browser).1,
            "Corp Error - the sign-in is older than what was asked for",
            "{max_age}"
        );
    }
    // Within what clocks differ by; of one that says nothing of it; and where the app does not ask.
    for (max_age, said) in [
        ("60", json!({ "auth_time": now - 170 })),
        ("0", json!({ "auth_time": now })),
        ("60", json!({})),
        ("", json!({ "auth_time": now - 90_000 })),
    ] {
        let browser = came(max_age, said).await;
        redeem(&world, &stage.client, &browser).await;
    }
}

#[tokio::test]
async fn a_name_of_a_provider_is_text_wherever_it_is_shown() {
    let world = World::new();
    let (pool, _) = bare(&world, json!({}), json!({})).await;
    let name = "\"><svg/onload=x>&'";
    let provider = Provider::new(&world, "https://odd.example");
    world.federate(&pool, name, &provider, json!({})).await;
    let listed = json!({ "SupportedIdentityProviders": ["COGNITO", name] });
    let client = app_client(&world, &pool, listed).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert!(
        browser.says(&format!("Continue with {name}")) && !browser.html.contains("<svg/onload"),
        "{}",
        browser.html
    );
    browser.open(&authorize(&client, &[("identity_provider", name)])).await;
    let there = browser.left.clone().unwrap();
    browser.open(within(&provider.sign_in(&world, &there, alice()))).await;
    let (id, access) = redeem(&world, &client, &browser).await;
    assert_eq!(id["cognito:username"], json!(format!("{name}_A-1")));
    assert_eq!(access["cognito:groups"], json!([format!("{pool}_{name}")]));
    // What it answers wrongly is told to the app in letters that its address can hold.
    browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("identity_provider", name)])).await;
    let there = browser.left.clone().unwrap();
    provider.bend_id(|said| merged(said, json!({ "aud": "another" })));
    browser.open(within(&provider.sign_in(&world, &there, alice()))).await;
    assert_eq!(error(&browser).1, format!("{name} Error - the ID token is for another client"));
}

#[tokio::test]
async fn an_answer_that_does_not_name_who_always_does_is_refused() {
    let world = World::new();
    let stage = plain(&world).await;
    let known = "https://idp.example/.well-known/openid-configuration";
    let mut document: Value = serde_json::from_str(&discovery(ISSUER)).unwrap();
    document["authorization_response_iss_parameter_supported"] = json!(true);
    document["code_challenge_methods_supported"] = json!(["S256"]);
    world.internet.serve(known, &document.to_string());
    world.federate(&stage.pool, "Named", &stage.provider, json!({})).await;
    let client = app_client(&world, &stage.pool, json!({ "SupportedIdentityProviders": ["Named"] })).await;
    let mut browser = world.browser(PREFIX);
    let came = async |browser: &mut Browser<'_>, more: &str| {
        browser.open(&authorize(&client, &[("identity_provider", "Named")])).await;
        let there = browser.left.clone().unwrap();
        let back = stage.provider.sign_in(&world, &there, alice());
        browser.open(&format!("{}{more}", within(&back))).await;
    };
    came(&mut browser, "").await;
    assert_eq!(error(&browser).1, "Named Error - the answer is another provider's");
    came(&mut browser, "&iss=https%3A%2F%2Fidp.example").await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn who_is_asked_for_more_answers_by_the_page_for_the_app_that_asked_and_in_time() {
    let world = World::new();
    let pool = json!({
        "Schema": [{ "Name": "birthdate", "AttributeDataType": "String", "Required": true, "Mutable": true }],
    });
    let stage = stage(&world, (pool, json!({}), json!({}))).await;
    let other = app_client(&world, &stage.pool, json!({ "SupportedIdentityProviders": ["Corp"] })).await;
    let mut browser = stage.come(&world, alice()).await;
    let page = browser.at.clone();
    let typed = ("requiredAttributes[birthdate]", "1990-02-03");
    // Another app's request leads nowhere with it.
    browser.open(&page.replace(&stage.client, &other)).await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));
    // Nor does a form that no page of ours holds.
    browser.open(&page).await.send(&[("_csrf", "x"), typed]).await;
    assert_eq!((browser.status, browser.left.as_deref()), (403, None));
    world.pass_s(899);
    browser.open(&page).await;
    assert_eq!(browser.status, 200);
    world.pass_s(2);
    browser.send(&[typed]).await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));
    let users = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(users["Users"], json!([]));
}
