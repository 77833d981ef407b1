//! Responses that prove nothing here.

use http::Method;
use serde_json::json;

use super::{CONSUMER, ann, stage, told};
use crate::scenarios::hosted::PREFIX;
use crate::world::World;
use crate::world::browser::encoded;
use crate::world::saml::{Aim, Idp, Person, packed};

#[tokio::test]
async fn what_is_not_said_for_us_by_the_provider_is_refused() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let (idp, ann) = (&stage.idp, ann());
    let evil = Person::new("eve@corp.example", "eve@corp.example");
    let stranger = Idp { key: 3, ..idp.clone() };
    type Says<'a> = Box<dyn FnOnce(&Aim) -> String + 'a>;
    let of = |change: fn(&mut Aim)| -> Says<'_> {
        let (idp, ann) = (idp.clone(), ann.clone());
        Box::new(move |aim| {
            let mut aim = aim.clone();
            change(&mut aim);
            idp.response(&ann, &aim)
        })
    };
    let signature = "SAML Response signature is invalid";
    let cases: Vec<(Says<'_>, &str)> = vec![
        (Box::new(|aim| idp.unsigned(&ann, aim)), signature),
        (Box::new(|aim| stranger.response(&ann, aim)), signature),
        (Box::new(|aim| idp.response(&ann, aim).replace("ann@", "eve@")), signature),
        (
            Box::new(|aim| {
                idp.response(&ann, aim).replace("ann@corp.example<", "ann@corp.example<!-- -->.evil<")
            }),
            "it does not read: it has a comment or a processing instruction",
        ),
        (
            Box::new(|aim| {
                let assertion = idp.unsigned(&evil, aim);
                let assertion = &assertion
                    [assertion.find("<a:Assertion").unwrap()..assertion.find("</p:Response>").unwrap()];
                idp.response(&ann, aim).replace("</p:Response>", &format!("{assertion}</p:Response>"))
            }),
            "its layout is not accepted:",
        ),
        (
            Box::new(|aim| {
                format!("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", idp.response(&ann, aim))
            }),
            "it does not read:",
        ),
        (
            of(|aim| aim.audience.push('x')),
            "Audience restriction in SAML Assertion does not allow it for urn:amazon:",
        ),
        (
            of(|aim| aim.consumer = "https://other.example/saml2/idpresponse".to_owned()),
            "it is for another recipient",
        ),
        (of(|aim| aim.request = Some("_other".to_owned())), "it answers another request"),
        (of(|aim| aim.request = None), "it answers another request"),
        (of(|aim| aim.now -= 601_000), "it is not good at this time"),
        (of(|aim| aim.now += 301_000), "it is not good at this time"),
        (
            Box::new(|aim| idp.response(&Person::new("ann", "\u{1f600}@corp.example"), aim)),
            "it has characters that are not supported",
        ),
    ];
    for (says, why) in cases {
        let browser = stage.back(says).await;
        let told = told(&browser);
        assert!(
            told.starts_with(&format!("invalid_request: Invalid SAML response received: {why}")),
            "{told}"
        );
    }
    // None of them has left anybody behind.
    let users = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(users["Users"], json!([]));
    let browser = stage.back(|aim| idp.response(&Person::new(" ", "a@b.example"), aim)).await;
    assert!(told(&browser).contains("it confirms no subject"));
}

#[tokio::test]
async fn an_assertion_serves_once() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let person = Person { assertion: "_once".to_owned(), ..ann() };
    assert!(stage.come(&person).await.told().contains_key("code"));
    let again = stage.come(&person).await;
    assert_eq!(told(&again), "invalid_request: Invalid SAML response received: it was used before");
}

#[tokio::test]
async fn a_request_is_answered_once_in_its_own_browser_within_five_minutes() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    let response = packed(&stage.idp.response(&ann(), &stage.aim(&asked)));
    let fields = [("SAMLResponse", response.as_str()), ("RelayState", asked.state.as_str())];
    // Another browser brings it: it is not the one that was sent.
    let mut other = world.browser(PREFIX);
    other.open("/login").await;
    other.carry(CONSUMER, &fields).await;
    assert_eq!((other.status, other.left.as_deref()), (400, None));
    // What was brought waits for the right one, and nothing else takes its place.
    let mut third = world.browser(PREFIX);
    third.carry(CONSUMER, &fields).await;
    assert_eq!((third.status, third.left.as_deref()), (400, None));
    browser.open(&format!("{CONSUMER}?{}", encoded(&[("RelayState", &asked.state)]))).await;
    assert!(browser.told().contains_key("code"));
    browser.open(&format!("{CONSUMER}?{}", encoded(&[("RelayState", &asked.state)]))).await;
    assert_eq!((browser.status, browser.left.as_deref()), (400, None));

    let mut late = world.browser(PREFIX);
    let asked = stage.depart(&mut late).await;
    world.pass_s(301);
    let response = packed(&stage.idp.response(&ann(), &stage.aim(&asked)));
    late.carry(CONSUMER, &[("SAMLResponse", &response), ("RelayState", &asked.state)]).await;
    assert_eq!((late.status, late.left.as_deref()), (400, None));
}

#[tokio::test]
async fn a_provider_or_client_that_goes_meanwhile_lets_nobody_in() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    world.ok("DeleteIdentityProvider", json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" })).await;
    let response = packed(&stage.idp.response(&ann(), &stage.aim(&asked)));
    browser.carry(CONSUMER, &[("SAMLResponse", &response), ("RelayState", &asked.state)]).await;
    assert!(browser.left.as_deref().is_none_or(|left| !left.contains("code=")));
    let users = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(users["Users"], json!([]));
}

#[tokio::test]
async fn a_provider_that_says_no_is_told_to_the_app() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let browser = stage.back(|aim| stage.idp.refusal(aim, "AuthnFailed", "Not today")).await;
    assert_eq!(told(&browser), "access_denied: Not today");
    let browser = stage.back(|aim| stage.idp.refusal(aim, "NoPassive", "")).await;
    assert_eq!(told(&browser), "invalid_request: Invalid SAML response received: NoPassive");
}

#[tokio::test]
async fn what_is_no_answer_at_all_is_a_page() {
    let world = World::new();
    stage(&world, json!({})).await;
    let long = "A".repeat(100_001);
    for fields in [
        vec![],
        vec![("SAMLResponse", "AAAA")],
        vec![("RelayState", "x")],
        vec![("SAMLResponse", "AAAA"), ("RelayState", "x")],
        vec![("SAMLResponse", "AAAA"), ("SAMLResponse", "BBBB"), ("RelayState", "x")],
        vec![("SAMLResponse", &long), ("RelayState", "x")],
        vec![("SAMLResponse", "AAAA"), ("RelayState", "identity_provider=Corp")],
    ] {
        let mut browser = world.browser(PREFIX);
        browser.carry(CONSUMER, &fields).await;
        assert_eq!((browser.status, browser.left.as_deref()), (400, None), "{}", browser.html);
    }
    let headers = [("content-type", "application/json")];
    let response = world.hosted(PREFIX, (Method::POST, CONSUMER), &headers, "{}").await;
    assert_eq!(response.status(), 400);
}

#[tokio::test]
async fn what_is_too_long_or_written_twice_takes_nothing_from_the_answer() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    let asked = stage.depart(&mut browser).await;
    let response = packed(&stage.idp.response(&ann(), &stage.aim(&asked)));
    let long = "A".repeat(100_001);
    let state = ("RelayState", asked.state.as_str());
    for fields in [
        vec![("SAMLResponse", long.as_str()), state],
        vec![("SAMLResponse", "AAAA"), ("SAMLResponse", &response), state],
        vec![("SAMLResponse", "AAAA"), state, state],
    ] {
        let mut other = world.browser(PREFIX);
        other.carry(CONSUMER, &fields).await;
        assert_eq!((other.status, other.left.as_deref()), (400, None));
    }
    browser.carry(CONSUMER, &[("SAMLResponse", &response), state]).await;
    assert!(browser.told().contains_key("code"), "{:?}", browser.left);
}
