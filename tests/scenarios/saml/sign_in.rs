//! Sign-ins that an app begins.

use serde_json::json;

use super::super::federation::redeem;
use super::{CONSUMER, DOMAIN, ann, stage, stage_of, told};
use crate::scenarios::hosted::{PREFIX, authorize};
use crate::world::World;
use crate::world::browser::unescaped;
use crate::world::saml::{Idp, Person, SIGN_IN, asked_by_form, element, packed};

#[tokio::test]
async fn a_person_signs_in_and_gets_a_profile() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    assert!(!asked.is_signed);
    assert_eq!(asked.consumer, format!("{DOMAIN}{CONSUMER}"));
    assert_eq!(element(&asked.xml, "AuthnRequest", "Destination").as_deref(), Some(SIGN_IN));
    assert_eq!(element(&asked.xml, "AuthnRequest", "ForceAuthn"), None);
    let xml = stage.idp.response(&ann(), &stage.aim(&asked));
    browser.carry(CONSUMER, &[("SAMLResponse", &packed(&xml)), ("RelayState", &asked.state)]).await;
    let (id, access) = redeem(&world, &stage.client, &browser).await;
    assert_eq!(id["cognito:username"], "Corp_ann@corp.example");
    assert_eq!((&id["email"], &id["email_verified"]), (&json!("ann@corp.example"), &json!(false)));
    assert_eq!(stage.attribute("custom:groups").await.as_deref(), Some("[staff,a+%26+b]"));
    assert_eq!(access["cognito:groups"], json!([format!("{}_Corp", stage.pool)]));
    let identity = &id["identities"][0];
    assert_eq!(
        (&identity["userId"], &identity["providerType"], &identity["issuer"]),
        (&json!("ann@corp.example"), &json!("SAML"), &json!("https://idp.example/saml"))
    );
    assert_eq!(stage.user("Corp_ann@corp.example").await["UserStatus"], "EXTERNAL_PROVIDER");

    // The browser is signed in: the app comes back without asking the provider.
    browser.open(&authorize(&stage.client, &[])).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn a_second_sign_in_brings_what_has_changed() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let (first, _) = stage.tokens(&ann()).await;
    let moved = Person::new("ann@corp.example", "ann@new.example").with("groups", &[]);
    let (second, _) = stage.tokens(&moved).await;
    assert_eq!(second["sub"], first["sub"]);
    assert_eq!(second["email"], "ann@new.example");
    assert_eq!(stage.attribute("custom:groups").await.unwrap_or_default(), "");
    // What is not said stays.
    let silent = Person { attributes: Vec::new(), ..moved };
    let (third, _) = stage.tokens(&silent).await;
    assert_eq!(third["email"], "ann@new.example");
}

#[tokio::test]
async fn requests_are_signed_where_they_are_to_be_and_forced_where_the_app_wants() {
    let world = World::new();
    let stage = stage(&world, json!({ "RequestSigningAlgorithm": "rsa-sha256" })).await;
    let mut browser = world.browser(PREFIX);
    assert!(stage.depart(&mut browser).await.is_signed);
    for more in [("prompt", "login"), ("max_age", "0")] {
        browser.open(&authorize(&stage.client, &[("identity_provider", "Corp"), more])).await;
        let asked = crate::world::saml::asked(browser.left.as_deref().unwrap());
        assert_eq!(element(&asked.xml, "AuthnRequest", "ForceAuthn").as_deref(), Some("true"));
    }
}

#[tokio::test]
async fn a_provider_that_takes_forms_alone_is_sent_one() {
    let world = World::new();
    let idp = Idp { binding: "HTTP-POST", ..Idp::default() };
    let stage = stage_of(&world, json!({ "RequestSigningAlgorithm": "rsa-sha256" }), idp).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&stage.client, &[("identity_provider", "Corp")])).await;
    assert!(browser.at.starts_with("/saml2/request?form="), "{}", browser.at);
    let html = unescaped(&browser.html);
    let form = html.split(&format!("<form method=\"post\" action=\"{SIGN_IN}\" data-now>")).nth(1).unwrap();
    let inputs = form.split("</form>").next().unwrap().split("<input type=\"hidden\" name=\"").skip(1);
    let fields = inputs.map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), rest.split('"').next().unwrap().to_owned())
    });
    let asked = asked_by_form(&fields.collect());
    assert!(asked.is_signed);
    // In another browser there is no such form.
    let at = browser.at.clone();
    let mut other = world.browser(PREFIX);
    assert_eq!(other.open(&at).await.status, 400);
    let xml = stage.idp.response(&ann(), &stage.aim(&asked));
    browser.carry(CONSUMER, &[("SAMLResponse", &packed(&xml)), ("RelayState", &asked.state)]).await;
    assert!(browser.told().contains_key("code"));
}

#[tokio::test]
async fn an_encrypted_assertion_is_opened_and_an_open_one_refused() {
    let world = World::new();
    let stage = stage(&world, json!({ "EncryptedResponses": "true" })).await;
    let of = json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" });
    let shown = world.ok("DescribeIdentityProvider", of).await;
    let to = shown["IdentityProvider"]["ProviderDetails"]["ActiveEncryptionCertificate"].as_str().unwrap();
    let browser = stage.back(|aim| stage.idp.encrypted(&ann(), aim, to)).await;
    let (id, _) = redeem(&world, &stage.client, &browser).await;
    assert_eq!(id["email"], "ann@corp.example");
    let open = stage.come(&ann()).await;
    assert_eq!(
        told(&open),
        "invalid_request: Invalid SAML response received: its assertion is not encrypted"
    );
    // To the key with which the pool signs nobody encrypts.
    let wrong = stage.certificate().await;
    let browser = stage.back(|aim| stage.idp.encrypted(&ann(), aim, &wrong)).await;
    assert_eq!(
        told(&browser),
        "invalid_request: Invalid SAML response received: its assertion does not open, or is not signed by the provider"
    );
    // What anybody can encrypt proves nothing.
    let forged = Idp { key: 3, ..stage.idp.clone() };
    let browser = stage.back(|aim| forged.encrypted(&ann(), aim, to)).await;
    assert!(told(&browser).contains("does not open"));
}
