//! Sign-ins that begin at the provider: nobody has asked for its response, whose relay state is a query.

use serde_json::{Value, json};

use super::super::federation::redeem;
use super::{CONSUMER, DOMAIN, Stage, ann, stage};
use crate::scenarios::hosted::{CALLBACK, PREFIX};
use crate::world::World;
use crate::world::browser::{Browser, encoded};
use crate::world::saml::{Aim, audience, packed};

fn aim(stage: &Stage<'_>) -> Aim {
    Aim {
        audience: audience(&stage.pool),
        consumer: format!("{DOMAIN}{CONSUMER}"),
        request: None,
        now: stage.world.now(),
    }
}

fn relay(client: &str, more: &[(&str, &str)]) -> String {
    let base = [
        ("identity_provider", "Corp"),
        ("client_id", client),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email"),
    ];
    let kept = base.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    encoded(&kept.chain(more.iter().copied()).collect::<Vec<_>>())
}

async fn bring<'w>(stage: &Stage<'w>, aim: &Aim, relay: &str) -> Browser<'w> {
    let mut browser = stage.world.browser(PREFIX);
    let xml = stage.idp.response(&ann(), aim);
    browser.carry(CONSUMER, &[("SAMLResponse", &packed(&xml)), ("RelayState", relay)]).await;
    browser
}

fn refused(browser: &Browser<'_>) -> String {
    let told = browser.told();
    format!("{}: {}", told["error"], told["error_description"])
}

#[tokio::test]
async fn a_provider_that_may_begin_brings_somebody_in() {
    let world = World::new();
    let stage = stage(&world, json!({ "IDPInit": "true" })).await;
    let browser = bring(&stage, &aim(&stage), &relay(&stage.client, &[])).await;
    let (id, _) = redeem(&world, &stage.client, &browser).await;
    assert_eq!(id["cognito:username"], "Corp_ann@corp.example");
    // Six minutes is not too old, where the assertion says that it lasts.
    let mut old = aim(&stage);
    old.now -= 359_000;
    assert!(bring(&stage, &old, &relay(&stage.client, &[])).await.told().contains_key("code"));
    let mut older = aim(&stage);
    older.now -= 361_500;
    let browser = bring(&stage, &older, &relay(&stage.client, &[])).await;
    assert_eq!(
        refused(&browser),
        "invalid_request: Invalid SAML response received: it is not good at this time"
    );
}

#[tokio::test]
async fn what_answers_a_request_is_not_taken_for_what_nobody_asked_for() {
    let world = World::new();
    let stage = stage(&world, json!({ "IDPInit": "true" })).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    let aim = Aim { request: Some(asked.id.clone()), ..aim(&stage) };
    let browser = bring(&stage, &aim, &relay(&stage.client, &[])).await;
    assert_eq!(
        refused(&browser),
        "invalid_request: Invalid SAML response received: it answers another request"
    );
}

#[tokio::test]
async fn only_a_provider_that_may_begin_does_and_only_where_there_are_no_others() {
    let world = World::new();
    let shut = stage(&world, json!({})).await;
    let wrong = "invalid_request: Invalid relayState from identity provider";
    assert_eq!(refused(&bring(&shut, &aim(&shut), &relay(&shut.client, &[])).await), wrong);
    shut.change(json!({ "MetadataFile": shut.idp.metadata(), "IDPInit": "true" })).await;
    let own = async |listed: Value| {
        let input = json!({ "UserPoolId": shut.pool, "ClientId": shut.client, "SupportedIdentityProviders": listed,
                            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
                            "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": [CALLBACK] });
        world.ok("UpdateUserPoolClient", input).await;
    };
    own(json!(["Corp", "COGNITO"])).await;
    assert_eq!(refused(&bring(&shut, &aim(&shut), &relay(&shut.client, &[])).await), wrong);
    own(json!(["Corp"])).await;
    let other = relay(&shut.client, &[("identity_provider", "Other")]);
    assert_eq!(refused(&bring(&shut, &aim(&shut), &other).await), wrong);
    assert!(bring(&shut, &aim(&shut), &relay(&shut.client, &[])).await.told().contains_key("code"));
}

#[tokio::test]
async fn a_relay_state_leads_to_the_clients_own_addresses_alone() {
    let world = World::new();
    let stage = stage(&world, json!({ "IDPInit": "true" })).await;
    for more in [
        ("redirect_uri", "https://evil.example/back"),
        ("redirect_uri", "https://app.example.com/back/"),
        ("client_id", "nobody"),
        ("client_id", ""),
    ] {
        let browser = bring(&stage, &aim(&stage), &relay(&stage.client, &[more])).await;
        assert_eq!((browser.status, browser.left.as_deref()), (400, None), "{more:?}");
    }
    let twice = format!("{}&client_id=x", relay(&stage.client, &[]));
    assert_eq!(bring(&stage, &aim(&stage), &twice).await.status, 400);
    let twice = format!("{0}&client_id={1}", relay(&stage.client, &[]), stage.client);
    assert_eq!(bring(&stage, &aim(&stage), &twice).await.status, 400);
    // What would lead to a page of ours instead is not a provider's to say.
    let sly = relay(
        &stage.client,
        &[("device", "x"), ("page", "/account"), ("account_page", "/account"), ("max_age", "x")],
    );
    assert!(bring(&stage, &aim(&stage), &sly).await.told().contains_key("code"));
    let scope = relay(&stage.client, &[("scope", "openid nothing")]);
    assert_eq!(bring(&stage, &aim(&stage), &scope).await.told()["error"], "invalid_scope");
}
