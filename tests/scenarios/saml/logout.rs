//! Logouts: of ours that go through the provider, and of the provider's that end sessions here.

use serde_json::json;

use super::{CONSUMER, DOMAIN, Stage, ann, stage};
use crate::scenarios::hosted::{PREFIX, app_client, authorize};
use crate::world::World;
use crate::world::browser::{Browser, encoded};
use crate::world::saml::{Idp, Person, SIGN_OUT, asked, packed, to_end, word};

const BYE: &str = "https://app.example.com/bye";
const LOGOUT: &str = "/saml2/logout";

fn place() -> String {
    format!("{DOMAIN}{LOGOUT}")
}

fn leave(stage: &Stage<'_>) -> String {
    format!("/logout?{}", encoded(&[("client_id", &stage.client), ("logout_uri", BYE)]))
}

/// Whether the app gets a code without anybody being asked.
async fn is_in(stage: &Stage<'_>, browser: &mut Browser<'_>) -> bool {
    browser.open(&authorize(&stage.client, &[("prompt", "none")])).await;
    browser.told().contains_key("code")
}

#[tokio::test]
async fn a_sign_out_goes_through_the_provider_and_back() {
    let world = World::new();
    let stage = stage(&world, json!({ "IDPSignout": "true" })).await;
    let mut browser = stage.come(&ann()).await;
    assert!(is_in(&stage, &mut browser).await);
    browser.open(&leave(&stage)).await;
    let (asked, state) = word(browser.left.as_deref().unwrap(), &stage.certificate().await);
    assert_eq!(asked.issuer, format!("urn:amazon:cognito:sp:{}", stage.pool));
    assert_eq!(asked.destination, SIGN_OUT);
    assert_eq!(to_end(&asked), ("ann@corp.example".to_owned(), vec!["_session-1".to_owned()]));
    // Here it is over already.
    let state = state.unwrap();
    assert!(!is_in(&stage, &mut browser).await);

    // Answers of others, and to others, lead nowhere.
    let stranger = Idp { key: 3, ..stage.idp.clone() };
    for query in [
        stranger.ended(&world, &place(), (&asked.id, &state)),
        stage.idp.ended(&world, &place(), ("_other", &state)),
        stage.idp.ended(&world, "https://other.example/saml2/logout", (&asked.id, &state)),
        stage.idp.ended(&world, &place(), (&asked.id, "other")),
    ] {
        browser.open(&format!("{LOGOUT}?{query}")).await;
        assert_eq!((browser.status, browser.left.as_deref()), (400, None));
    }
    let answer = stage.idp.ended(&world, &place(), (&asked.id, &state));
    browser.open(&format!("{LOGOUT}?{answer}")).await;
    assert_eq!(browser.left.as_deref(), Some(BYE));
    browser.open(&format!("{LOGOUT}?{answer}")).await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));
}

#[tokio::test]
async fn without_the_switch_the_provider_is_not_told() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut browser = stage.come(&ann()).await;
    browser.open(&leave(&stage)).await;
    assert_eq!(browser.left.as_deref(), Some(BYE));
}

#[tokio::test]
async fn a_provider_ends_the_sessions_that_came_of_its_own() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut first = stage.come(&ann()).await;
    let mut second = stage.come(&Person { session: "_session-2".to_owned(), ..ann() }).await;
    let mut bob = stage.come(&Person::new("bob", "bob@corp.example")).await;

    let query = stage.idp.ends(&world, &place(), &ann(), Some("its state"));
    let mut carrier = world.browser("acme");
    carrier.open(&format!("{LOGOUT}?{query}")).await;
    let (answer, state) = word(carrier.left.as_deref().unwrap(), &stage.certificate().await);
    assert_eq!(state.as_deref(), Some("its state"));
    let crypto::saml::logout::Said::Answer { status, .. } = answer.said else { panic!("no answer") };
    assert_eq!(status, ["urn:oasis:names:tc:SAML:2.0:status:Success"]);
    assert!(!is_in(&stage, &mut first).await);
    assert!(is_in(&stage, &mut second).await);
    assert!(is_in(&stage, &mut bob).await);
    // The same word once more, and one of somebody else's.
    carrier.open(&format!("{LOGOUT}?{query}")).await;
    assert_eq!((carrier.status, carrier.left.as_deref()), (400, None));
    let stranger = Idp { key: 3, ..stage.idp.clone() };
    let person = Person::new("bob", "bob@corp.example");
    let forged = stranger.ends(&world, &place(), &person, None);
    carrier.open(&format!("{LOGOUT}?{forged}")).await;
    assert_eq!((carrier.status, carrier.left.as_deref()), (400, None));
    // CVE-2026-117691: a name in escapes beside a signed one.
    let good = stage.idp.ends(&world, &place(), &person, None);
    carrier.open(&format!("{LOGOUT}?%53AMLRequest=AAAA&{good}")).await;
    assert_eq!((carrier.status, carrier.left.as_deref()), (400, None));
    assert!(is_in(&stage, &mut bob).await);
    carrier.open(&format!("{LOGOUT}?{good}")).await;
    assert!(!is_in(&stage, &mut bob).await);
}

/// Another provider of the pool by the entity's name.
async fn also(stage: &Stage<'_>, name: &str, idp: &Idp) {
    let details = json!({ "MetadataFile": idp.metadata() });
    let input = json!({ "UserPoolId": stage.pool, "ProviderName": name, "ProviderType": "SAML",
                        "ProviderDetails": details, "AttributeMapping": { "email": "mail" } });
    stage.world.ok("CreateIdentityProvider", input).await;
}

/// Ann comes by one of several.
async fn come_by<'w>(stage: &Stage<'w>, name: &str, idp: &Idp) -> Browser<'w> {
    let mut browser = stage.world.browser(PREFIX);
    browser.open(&authorize(&stage.client, &[("identity_provider", name)])).await;
    let asked = asked(browser.left.as_deref().unwrap());
    stage.world.pass_s(1);
    let response = packed(&idp.response(&ann(), &stage.aim(&asked)));
    browser.carry(CONSUMER, &[("SAMLResponse", &response), ("RelayState", &asked.state)]).await;
    browser
}

#[tokio::test]
async fn an_entity_ends_the_sessions_of_all_providers_that_are_it() {
    let world = World::new();
    let mut stage = stage(&world, json!({})).await;
    // The same entity for another app, and once more with another key: whoever has the one key does not speak for the other.
    let stranger = Idp { key: 3, ..stage.idp.clone() };
    also(&stage, "Second", &stage.idp).await;
    also(&stage, "Strange", &stranger).await;
    let all = json!({ "SupportedIdentityProviders": ["Corp", "Second", "Strange"] });
    stage.client = app_client(&world, &stage.pool, all).await;
    let mut corp = come_by(&stage, "Corp", &stage.idp).await;
    let mut second = come_by(&stage, "Second", &stage.idp).await;
    let mut strange = come_by(&stage, "Strange", &stranger).await;
    for browser in [&mut corp, &mut second, &mut strange] {
        assert!(is_in(&stage, browser).await);
    }

    let query = stage.idp.ends(&world, &place(), &ann(), None);
    let mut carrier = world.browser(PREFIX);
    carrier.open(&format!("{LOGOUT}?{query}")).await;
    // One answer to one word.
    let (answer, _) = word(carrier.left.as_deref().unwrap(), &stage.certificate().await);
    let crypto::saml::logout::Said::Answer { status, .. } = answer.said else { panic!("no answer") };
    assert_eq!(status, ["urn:oasis:names:tc:SAML:2.0:status:Success"]);
    assert!(!is_in(&stage, &mut corp).await);
    assert!(!is_in(&stage, &mut second).await);
    assert!(is_in(&stage, &mut strange).await);

    // Said again it ends nothing that came after it, of none of them.
    let mut corp = come_by(&stage, "Corp", &stage.idp).await;
    let mut second = come_by(&stage, "Second", &stage.idp).await;
    carrier.open(&format!("{LOGOUT}?{query}")).await;
    assert_eq!((carrier.status, carrier.left.as_deref()), (400, None));
    assert!(is_in(&stage, &mut corp).await);
    assert!(is_in(&stage, &mut second).await);
    // Nor does the entity's other key reach beyond its own provider.
    let query = stranger.ends(&world, &place(), &ann(), None);
    carrier.open(&format!("{LOGOUT}?{query}")).await;
    assert!(!is_in(&stage, &mut strange).await);
    assert!(is_in(&stage, &mut corp).await);
    assert!(is_in(&stage, &mut second).await);
}

#[tokio::test]
async fn a_provider_ends_no_session_of_the_same_person_that_came_by_another() {
    let world = World::new();
    let mut stage = stage(&world, json!({})).await;
    let stranger = Idp { key: 3, ..stage.idp.clone() };
    also(&stage, "Strange", &stranger).await;
    let all = json!({ "SupportedIdentityProviders": ["Corp", "Strange"] });
    stage.client = app_client(&world, &stage.pool, all).await;
    // Whom both call by one name is one user here, and both have a session of one index.
    world.user(&stage.pool, "alice").await;
    for name in ["Corp", "Strange"] {
        let link = json!({
            "UserPoolId": stage.pool,
            "DestinationUser": { "ProviderName": "Cognito", "ProviderAttributeValue": "alice" },
            "SourceUser": {
                "ProviderName": name, "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": ann().name,
            },
        });
        world.ok("AdminLinkProviderForUser", link).await;
    }
    let mut corp = come_by(&stage, "Corp", &stage.idp).await;
    let mut strange = come_by(&stage, "Strange", &stranger).await;
    let query = stranger.ends(&world, &place(), &ann(), None);
    world.browser(PREFIX).open(&format!("{LOGOUT}?{query}")).await;
    assert!(is_in(&stage, &mut corp).await);
    assert!(!is_in(&stage, &mut strange).await);
}
