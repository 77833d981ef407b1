//! Accounts of one person: what a pool does where an address is somebody's already, and providers that an address leads to.
//! AWS: nothing of it (an administrator links); `cenote:linking` is ours. Sources: CVE-2026-9092, CVE-2026-9087, CVE-2025-7365.

use serde_json::{Value, json};

use super::super::hosted::{PREFIX, authorize};
use super::{ISSUER, Stage, alice, redeem, stage};
use crate::world::provider::Provider;
use crate::world::{PASSWORD, World, merged};

async fn of(world: &World, policy: &str) -> Stage {
    let pool = json!({ "UserPoolTags": { "cenote:linking": policy } });
    let mapping = json!({ "AttributeMapping": { "email": "email", "email_verified": "email_verified" } });
    let stage = stage(world, (pool, json!({}), mapping)).await;
    world.user(&stage.pool, "alice").await;
    stage
}

/// Alice at the provider, with the address that she has in the pool.
fn same() -> Value {
    merged(alice(), json!({ "email": "Alice@example.com" }))
}

#[tokio::test]
async fn without_a_policy_there_are_two_accounts() {
    let world = World::new();
    for policy in ["off", "nonsense"] {
        let stage = of(&world, policy).await;
        let (id, _) = stage.tokens(&world, same()).await;
        assert_eq!(id["cognito:username"], json!("Corp_A-1"));
        let domain = json!({ "UserPoolId": stage.pool, "Domain": PREFIX });
        world.ok("DeleteUserPoolDomain", domain).await;
    }
}

#[tokio::test]
async fn what_both_sides_have_verified_is_one_account_at_once() {
    let world = World::new();
    let stage = of(&world, "verified").await;
    let (id, _) = stage.tokens(&world, same()).await;
    assert_eq!((&id["cognito:username"], &id["identities"][0]["userId"]), (&json!("alice"), &json!("A-1")));
    let (id, _) = stage.tokens(&world, json!({ "sub": "A-1", "email": "other@corp.example" })).await;
    assert_eq!(id["cognito:username"], json!("alice"));
}

#[tokio::test]
async fn an_address_that_one_side_has_not_verified_leads_to_nobody() {
    for policy in ["verified", "prove"] {
        let world = World::new();
        let stage = of(&world, policy).await;
        for (at, flag) in [json!(false), json!("yes"), json!(null), json!(""), json!(["true", "true"])]
            .into_iter()
            .enumerate()
        {
            let person = merged(same(), json!({ "sub": format!("N-{at}"), "email_verified": flag }));
            let (id, _) = stage.tokens(&world, person).await;
            assert_eq!(id["cognito:username"], json!(format!("Corp_N-{at}")), "{policy}");
        }
        let unverified = json!({
            "UserPoolId": stage.pool, "Username": "alice",
            "UserAttributes": [{ "Name": "email_verified", "Value": "false" }],
        });
        world.ok("AdminUpdateUserAttributes", unverified).await;
        let (id, _) = stage.tokens(&world, merged(same(), json!({ "sub": "O-1" }))).await;
        assert_eq!(id["cognito:username"], json!("Corp_O-1"), "{policy}");
    }
}

#[tokio::test]
async fn what_a_provider_has_verified_is_not_said_of_another_claim() {
    // Where people write the claim themselves that fills the address, that the provider has verified their mail proves nothing.
    for policy in ["verified", "prove"] {
        let world = World::new();
        let pool = json!({ "UserPoolTags": { "cenote:linking": policy } });
        let mapping = json!({ "AttributeMapping": { "email": "upn" } });
        let stage = stage(&world, (pool, json!({}), mapping)).await;
        world.user(&stage.pool, "alice").await;
        let person = json!({ "sub": "U-1", "upn": "alice@example.com", "email": "mallory@corp.example", "email_verified": true });
        let (id, _) = stage.tokens(&world, person).await;
        let said = (&id["cognito:username"], &id["email"], &id["email_verified"]);
        assert_eq!(said, (&json!("Corp_U-1"), &json!("alice@example.com"), &json!(false)), "{policy}");
    }
}

#[tokio::test]
async fn an_address_that_the_person_types_is_not_the_providers_word() {
    let mapped = json!({ "email": "email", "email_verified": "email_verified" });
    for (at, mapping) in [mapped, json!({ "email": "email" })].into_iter().enumerate() {
        let world = World::new();
        let pool = json!({
            "UserPoolTags": { "cenote:linking": "verified" },
            "Schema": [{ "Name": "email", "AttributeDataType": "String", "Required": true, "Mutable": true }],
        });
        let stage = stage(&world, (pool, json!({}), json!({ "AttributeMapping": mapping }))).await;
        world.user(&stage.pool, "alice").await;
        let vouched_for_nothing = json!({ "sub": "M-1", "email_verified": true });
        let mut browser = stage.come(&world, vouched_for_nothing.clone()).await;
        assert!(browser.says("A few more details"), "{}", browser.html);
        browser.send(&[("requiredAttributes[email]", "alice@example.com")]).await;
        let (id, _) = redeem(&world, &stage.client, &browser).await;
        let said = (&id["cognito:username"], &id["email"], &id["email_verified"]);
        assert_eq!(said, (&json!("Corp_M-1"), &json!("alice@example.com"), &json!(false)), "{at}");
        let (id, _) = stage.tokens(&world, vouched_for_nothing).await;
        assert_eq!(id["email_verified"], json!(false), "{at}");
    }
}

#[tokio::test]
async fn an_account_that_is_proved_becomes_the_one() {
    let world = World::new();
    let stage = of(&world, "prove").await;
    world.user(&stage.pool, "bob").await;
    let mut browser = stage.come(&world, same()).await;
    assert!(
        browser.at.starts_with("/federated?") && browser.says("You have an account already"),
        "{}",
        browser.html
    );
    assert!(browser.says("alice@example.com"));
    // Another browser has no part in it, be it new or one that people sign in with, and another account proves nothing.
    let page = browser.at.clone();
    let mut other = world.browser(PREFIX);
    other.open(&page).await;
    assert_eq!(other.status, 400);
    other.open(&authorize(&stage.client, &[])).await.open(&page).await;
    assert!(other.cookies.contains_key("XSRF-TOKEN") && other.status == 400, "{}", other.html);
    browser.send(&[("linking", "prove")]).await;
    assert!(
        browser.at.starts_with("/login?") && browser.html.contains("alice@example.com"),
        "{}",
        browser.at
    );
    let login = browser.at.clone();
    browser.send(&[("username", "bob"), ("password", PASSWORD)]).await;
    assert!(browser.status == 400 && browser.says("That was another account"), "{}", browser.html);
    browser.open(&login).await;
    browser.send(&[("username", "alice"), ("password", "Wrong-pass-1")]).await;
    assert!(browser.status == 400 && browser.left.is_none());
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let (id, _) = redeem(&world, &stage.client, &browser).await;
    assert_eq!((&id["cognito:username"], &id["identities"][0]["userId"]), (&json!("alice"), &json!("A-1")));
    // It serves once.
    browser.open(&login).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert!(browser.status == 400 && browser.left.is_none(), "{:?}", browser.left);
    let (id, _) = stage.tokens(&world, same()).await;
    assert_eq!(id["cognito:username"], json!("alice"));
}

#[tokio::test]
async fn whoever_wants_two_accounts_has_two() {
    let world = World::new();
    let stage = of(&world, "prove").await;
    let mut browser = stage.come(&world, same()).await;
    browser.send(&[("linking", "nonsense")]).await;
    assert_eq!(browser.status, 400);
    browser.send(&[("linking", "apart")]).await;
    let (id, _) = redeem(&world, &stage.client, &browser).await;
    assert_eq!(id["cognito:username"], json!("Corp_A-1"));
    assert!(stage.come(&world, same()).await.told().contains_key("code"));
}

#[tokio::test]
async fn an_address_leads_to_the_provider_of_its_domain() {
    let world = World::new();
    let stage =
        stage(&world, (json!({}), json!({}), json!({ "IdpIdentifiers": ["corp.example", "hq"] }))).await;
    let by = [("idp_identifier", "hq")];
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&stage.client, &by)).await;
    assert!(browser.left.as_ref().unwrap().starts_with(ISSUER));
    browser.open(&authorize(&stage.client, &[("idp_identifier", "nowhere")])).await;
    assert_eq!((browser.status, browser.left.is_none()), (401, true));
    // The usual style has buttons; the one that searches a field.
    assert!(browser.says("Continue with Corp") && !browser.html.contains("name=\"organisation\""));
    let domain = json!({ "UserPoolId": stage.pool, "Domain": PREFIX, "ManagedLoginVersion": 2 });
    world.ok("UpdateUserPoolDomain", domain).await;
    let style = json!({
        "UserPoolId": stage.pool, "ClientId": stage.client,
        "Settings": { "categories": { "auth": { "federation": { "interfaceStyle": "DOMAIN_INPUT" } } } },
    });
    world.ok("CreateManagedLoginBranding", style).await;
    browser.open(&authorize(&stage.client, &[])).await;
    assert!(
        !browser.says("Continue with Corp") && browser.html.contains("name=\"organisation\""),
        "{}",
        browser.html
    );
    for address in ["ann@nowhere.example", "no address", "@", "a@hq\u{0}"] {
        browser.send(&[("organisation", "search"), ("address", address)]).await;
        assert!(browser.status == 400 && browser.left.is_none(), "{address}");
        browser.open(&authorize(&stage.client, &[])).await;
    }
    browser.send(&[("organisation", "search"), ("address", "Ann@CORP.example")]).await;
    let there = browser.left.clone().unwrap();
    assert!(there.starts_with(ISSUER) && there.contains("login_hint=Ann%40CORP.example"), "{there}");
}

#[tokio::test]
async fn a_provider_made_anew_under_a_name_is_not_the_one_of_before() {
    let world = World::new();
    let stage = of(&world, "verified").await;
    stage.tokens(&world, same()).await;
    let provider = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    world.ok("DeleteIdentityProvider", provider).await;
    let other = Provider::new(&world, "https://other.example");
    let made = json!({
        "UserPoolId": stage.pool, "ProviderName": "Corp", "ProviderType": "OIDC",
        "ProviderDetails": {
            "client_id": "c", "authorize_scopes": "openid", "attributes_request_method": "GET",
            "oidc_issuer": other.issuer,
        },
    });
    let refused = world.refused("CreateIdentityProvider", made).await;
    assert!(refused.starts_with("InvalidParameterException"), "{refused}");
}

#[tokio::test]
async fn only_a_user_of_the_pools_own_who_may_come_in_is_known_by_an_address_and_only_one() {
    for policy in ["verified", "prove"] {
        let world = World::new();
        let stage = of(&world, policy).await;
        let comes = async |sub: &str, name: &str| {
            let person = merged(same(), json!({ "sub": sub, "email": format!("{name}@example.com") }));
            let (id, _) = stage.tokens(&world, person).await;
            assert_eq!(id["cognito:username"], json!(format!("Corp_{sub}")), "{policy} {name}");
        };
        let named = |name: &str| json!({ "UserPoolId": stage.pool, "Username": name });
        world.user(&stage.pool, "off").await;
        world.ok("AdminDisableUser", named("off")).await;
        comes("O-1", "off").await;
        // An administrator has made her, and she has not been here yet.
        let new = json!({
            "MessageAction": "SUPPRESS",
            "UserAttributes": [
                { "Name": "email", "Value": "new@example.com" }, { "Name": "email_verified", "Value": "true" },
            ],
        });
        world.ok("AdminCreateUser", merged(named("new"), new)).await;
        comes("N-1", "new").await;
        // Two have the address: nobody says which of them it is.
        for name in ["one", "two"] {
            world.user(&stage.pool, name).await;
            let both = json!({ "UserAttributes": [
                { "Name": "email", "Value": "both@example.com" }, { "Name": "email_verified", "Value": "true" },
            ] });
            world.ok("AdminUpdateUserAttributes", merged(named(name), both)).await;
        }
        comes("B-1", "both").await;
        // A profile that came through a provider is nobody's to prove.
        comes("P-1", "profile").await;
        comes("P-2", "profile").await;
    }
}
