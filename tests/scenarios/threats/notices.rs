//! What a person is told of a sign-in that was refused in their name, and what they say of it.

use http::Method;
use rules::messages::Message;
use serde_json::{Value, json};

use super::{events, watched};
use crate::world::people::list;
use crate::world::stage::threats::risk;
use crate::world::{PASSWORD, SENDER_KEY, World, by_password, merged};

const BLOCKED: &str = "NotAuthorizedException: Unable to login because of security reasons.";

/// A risk configuration that blocks the tests' own address.
fn blocking(tells: bool, words: Value) -> Value {
    let action = json!({ "Notify": tells, "EventAction": "BLOCK" });
    let mut risk = risk();
    risk["RiskExceptionConfiguration"] = json!({ "BlockedIPRangeList": ["203.0.113.0/24"] });
    risk["AccountTakeoverRiskConfiguration"]["Actions"] = json!({ "HighAction": action });
    risk["AccountTakeoverRiskConfiguration"]["NotifyConfiguration"]["BlockEmail"] = words;
    risk
}

fn words() -> Value {
    json!({
        "Subject": "{username}, was it you?",
        "TextBody": "{login-time} {device-name} {ip-address} {city} {country} {event-id} {one-click-link-valid} {one-click-link-invalid} {####}",
        "HtmlBody": "<p><a href=\"{one-click-link-invalid}\">Not me</a></p>",
    })
}

/// A pool with a domain that blocks, and alice, whose address nobody has verified.
async fn place(world: &World, mode: &str, risk: Value) -> (String, String) {
    let (pool, client) = watched(world, mode).await;
    let domain = json!({ "UserPoolId": pool, "Domain": format!("guard-{}", mode.to_lowercase()) });
    world.ok("CreateUserPoolDomain", domain).await;
    world.user(&pool, "alice").await;
    let unverified = json!({
        "UserPoolId": pool, "Username": "alice",
        "UserAttributes": list(&[("email", "alice@example.com"), ("email_verified", "false")]),
    });
    world.ok("AdminUpdateUserAttributes", unverified).await;
    world.ok("SetRiskConfiguration", merged(json!({ "UserPoolId": pool }), risk)).await;
    (pool, client)
}

fn notices(world: &World) -> Vec<Message> {
    let messages = world.post.mailbox.messages(None);
    messages.into_iter().filter(|message| message.kind == "notice").collect()
}

#[tokio::test]
async fn whoever_is_refused_for_their_address_is_told_and_may_say_whether_it_was_them() {
    let world = World::new();
    let (pool, client) = place(&world, "ENFORCED", blocking(true, words())).await;
    assert_eq!(world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await, BLOCKED);
    let mail = world.mail("alice@example.com");
    assert_eq!((mail.kind.as_str(), mail.subject.as_str()), ("notice", "alice, was it you?"));
    let event = events(&world, &pool, "alice").await[0].clone();
    let id = event["EventId"].as_str().expect("an id");
    assert_eq!(event["EventRisk"]["RiskDecision"], "Block");
    let parts: Vec<&str> = mail.text.split(' ').collect();
    let [date, time, "UTC", device @ .., ip, city, country, told, valid, invalid, code] = parts.as_slice()
    else {
        panic!("{}", mail.text)
    };
    assert_eq!((date.len(), time.len()), (10, 8), "{}", mail.text);
    assert!(!device.is_empty());
    assert_eq!((*ip, *city, *country, *told, *code), ("203.0.113.7", "unknown", "unknown", id, "{####}"));
    assert!(mail.html.contains(&invalid.replace('&', "&amp;")), "{}", mail.html);
    assert_eq!(mail.code, None);

    // Following a link says nothing yet; pressing its button does.
    let path =
        |link: &str| link.split_once("/domain/guard-enforced").expect("a link to the pages").1.to_owned();
    let mut browser = world.browser("guard-enforced");
    for (link, button, said) in [(valid, "It was me", "Valid"), (invalid, "It was not me", "Invalid")] {
        browser.open(&path(link)).await;
        assert_eq!(browser.status, 200);
        let before = events(&world, &pool, "alice").await[0]["EventFeedback"].clone();
        assert!(browser.html.contains(button), "{}", browser.html);
        browser.send(&[("user_name", "alice")]).await;
        assert!(browser.html.contains("Thank you"), "{}", browser.html);
        let after = &events(&world, &pool, "alice").await[0]["EventFeedback"];
        assert_ne!(before["FeedbackValue"], said);
        assert_eq!((&after["FeedbackValue"], &after["Provider"]), (&json!(said), &json!("User")));
    }
    // No link of another's, none that was bent.
    for bent in [
        path(valid).replace("user_name=alice", "user_name=bob"),
        path(valid).replace("feedback_value=Valid", "feedback_value=Perhaps"),
        path(valid).replace("feedback_token=", "feedback_token=x"),
        "/feedback".to_owned(),
    ] {
        let (path, form) = bent.split_once('?').unwrap_or((&bent, ""));
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let answer = world.hosted("guard-enforced", (Method::POST, path), &kind, form).await;
        let page = String::from_utf8(answer.body().clone()).expect("a page");
        assert!(answer.status() == 400 && page.contains("This link is not good"), "{bent}: {page}");
    }
}

#[tokio::test]
async fn however_often_somebody_tries_one_notice_goes_out_a_minute() {
    let world = World::new();
    let (_, client) = place(&world, "ENFORCED", blocking(true, words())).await;
    for _ in 0..5 {
        world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    }
    assert_eq!(notices(&world).len(), 1);
    world.pass_s(60);
    world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    assert_eq!(notices(&world).len(), 2);
    // Nobody is told of nobody.
    world.refused("InitiateAuth", by_password(&client, "nobody", PASSWORD)).await;
    assert_eq!(notices(&world).len(), 2);
}

#[tokio::test]
async fn who_is_not_to_be_told_is_not() {
    for (mode, risk) in [("AUDIT", blocking(true, words())), ("ENFORCED", blocking(false, words()))] {
        let world = World::new();
        let (_, client) = place(&world, mode, risk).await;
        _ = world.call("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
        assert!(notices(&world).is_empty(), "{mode}");
    }
}

#[tokio::test]
async fn without_words_of_the_pools_ours_are_in_the_persons_language() {
    let world = World::new();
    let (pool, client) = place(&world, "ENFORCED", blocking(true, Value::Null)).await;
    world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.subject, "A sign-in to your account was refused");
    assert!(mail.text.contains(" 2026 at ") && mail.text.contains("M\u{a0}UTC, "), "{}", mail.text);
    assert!(mail.text.contains("203.0.113.7") && mail.text.contains("/feedback?"), "{}", mail.text);
    let german = json!({
        "UserPoolId": pool, "Username": "alice", "UserAttributes": list(&[("locale", "de")]),
    });
    world.ok("AdminUpdateUserAttributes", german).await;
    world.pass_s(60);
    world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    let mail = world.mail("alice@example.com");
    assert!(mail.subject.contains("Anmeldung"), "{}", mail.subject);
    assert!(mail.text.contains(" 2026 um "), "{}", mail.text);
}

#[tokio::test]
async fn a_function_that_sends_is_told_too() {
    let world = World::new();
    let (pool, client) = place(&world, "ENFORCED", blocking(true, words())).await;
    let arn = "arn:aws:lambda:us-east-1:000000000000:function:sender";
    world.functions.set(arn, |event| Ok(event.clone()));
    let sends = json!({
        "UserPoolId": pool, "UserPoolAddOns": { "AdvancedSecurityMode": "ENFORCED" },
        "LambdaConfig": {
            "CustomEmailSender": { "LambdaVersion": "V1_0", "LambdaArn": arn }, "KMSKeyID": SENDER_KEY,
        },
    });
    world.ok("UpdateUserPool", sends).await;
    world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    assert!(notices(&world).is_empty());
    let event = world.functions.events()[0].clone();
    assert_eq!(event["triggerSource"], "CustomEmailSender_AccountTakeOverNotification");
    assert_eq!(event["userName"], "alice");
    assert_eq!(event["request"]["code"], Value::Null);
}
