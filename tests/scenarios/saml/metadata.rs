//! Metadata: of the provider, as it changes, and of the pool.

use http::Method;
use serde_json::json;

use super::{DOMAIN, ann, stage, stage_of, told};
use crate::scenarios::hosted::PREFIX;
use crate::world::World;
use crate::world::saml::{Idp, element};

const URL: &str = "https://idp.example/metadata";

#[tokio::test]
async fn metadata_is_fetched_again_after_six_hours_and_what_was_had_last_stays() {
    let world = World::new();
    let mut idp = Idp { others: vec![1], ..Idp::default() };
    world.internet.serve(URL, &idp.metadata());
    let mut stage = stage_of(&world, json!({ "MetadataURL": URL }), idp.clone()).await;
    world.internet.asked();
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    assert_eq!(world.internet.asked(), [""; 0]);
    // The provider changes its key, which it has told of before: nobody is turned away.
    idp.key = 1;
    stage.idp = idp.clone();
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    world.pass_s(6 * 3_600 + 1);
    world.internet.fail(URL, 503);
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    assert_eq!(world.internet.asked(), [URL]);
    // One that does not answer is let be for a while.
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    assert_eq!(world.internet.asked(), [""; 0]);
    world.pass_s(601);
    for bad in ["<html/>".to_owned(), idp.metadata().replace("idp.example/saml", "evil.example/saml")] {
        world.internet.serve(URL, &bad);
        assert!(stage.come(&ann()).await.told().contains_key("code"));
        assert_eq!(world.internet.asked(), [URL]);
        world.pass_s(601);
    }
    world.internet.serve(URL, &idp.metadata().replace("idp.example/login", "idp.example/login?new"));
    let mut browser = world.browser(PREFIX);
    browser.open(&crate::scenarios::hosted::authorize(&stage.client, &[("identity_provider", "Corp")])).await;
    assert!(browser.left.as_deref().unwrap().starts_with("https://idp.example/login?new&SAMLRequest="));
}

#[tokio::test]
async fn a_key_that_nobody_knows_makes_the_metadata_be_fetched_again() {
    let world = World::new();
    let idp = Idp::default();
    world.internet.serve(URL, &idp.metadata());
    let mut stage = stage_of(&world, json!({ "MetadataURL": URL }), idp).await;
    world.pass_s(61);
    stage.idp = Idp { key: 2, ..Idp::default() };
    world.internet.serve(URL, &stage.idp.metadata());
    world.internet.asked();
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    assert_eq!(world.internet.asked(), [URL]);
    // Whoever brings what nobody signed does not have us ask all the time.
    let stranger = Idp { key: 3, ..Idp::default() };
    for _ in 0..3 {
        let browser = stage.back(|aim| stranger.response(&ann(), aim)).await;
        assert!(told(&browser).contains("signature is invalid"));
    }
    assert_eq!(world.internet.asked(), [""; 0]);
}

#[tokio::test]
async fn a_certificate_that_has_ended_proves_nothing_and_is_told_of_ahead() {
    let world = World::new();
    let idp = Idp { year: 2027, ..Idp::default() };
    let stage = stage_of(&world, json!({}), idp).await;
    let look = async || {
        let ctx = world.ctx();
        rules::providers::refresh::look(&ctx, true).await.unwrap();
        world.inner.endings.all()
    };
    assert_eq!(look().await, []);
    // 2 December 2026: thirty days before its end.
    world.pass_s(11 * 86_400);
    let endings = look().await;
    assert_eq!(endings.len(), 1);
    assert_eq!((endings[0].provider.as_str(), endings[0].ends_at), ("Corp", 1_798_761_600));
    assert!(stage.come(&ann()).await.told().contains_key("code"));
    world.pass_s(31 * 86_400);
    let browser = stage.come(&ann()).await;
    assert!(told(&browser).contains("signature is invalid"));
    let renewed = Idp { year: 2036, ..stage.idp.clone() };
    stage.change(json!({ "MetadataFile": renewed.metadata() })).await;
    assert_eq!(look().await, []);
}

#[tokio::test]
async fn the_pool_tells_what_providers_need() {
    let world = World::new();
    let stage =
        stage(&world, json!({ "EncryptedResponses": "true", "RequestSigningAlgorithm": "rsa-sha256" })).await;
    let get = async |path: &str| {
        let response = world.hosted(PREFIX, (Method::GET, path), &[], "").await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/samlmetadata+xml");
        String::from_utf8(response.into_body()).unwrap()
    };
    let xml = get("/saml2/metadata").await;
    assert_eq!(
        element(&xml, "EntityDescriptor", "entityID"),
        Some(format!("urn:amazon:cognito:sp:{}", stage.pool))
    );
    let at = |path: &str| Some(format!("{DOMAIN}{path}"));
    assert_eq!(element(&xml, "AssertionConsumerService", "Location"), at("/saml2/idpresponse"));
    assert_eq!(element(&xml, "SingleLogoutService", "Location"), at("/saml2/logout"));
    assert!(xml.contains(&stage.certificate().await) && !xml.contains("use=\"encryption\""));
    let of = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    let shown = world.ok("DescribeIdentityProvider", of).await;
    let to = shown["IdentityProvider"]["ProviderDetails"]["ActiveEncryptionCertificate"].as_str().unwrap();
    let xml = get("/saml2/metadata?identity_provider=Corp").await;
    assert!(xml.contains(to) && xml.contains("AuthnRequestsSigned=\"true\""));
    assert!(!get("/saml2/metadata?identity_provider=Nobody").await.contains("use=\"encryption\""));
}
