//! CustomMessage: other words for what is sent.

use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::people::{list, signing_up, with_sms};
use crate::world::{PASSWORD, World, by_password, merged};

const TRIGGER: &str = "CustomMessage";
const NO: &str = "InvalidLambdaResponseException: Unrecognizable lambda output";
const METADATA: &str = "from";

/// Settings of a pool that sends by an account of its own.
fn own_account() -> Value {
    json!({
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/mail@example.com",
        },
    })
}

fn metadata() -> Value {
    json!({ "ClientMetadata": { METADATA: "the test" } })
}

async fn place() -> Place {
    Place::with(&[TRIGGER], with_sms(own_account()), json!({})).await
}

#[tokio::test]
async fn the_function_is_shown_placeholders_and_chooses_the_words() {
    let place = place().await;
    let world = &place.world;
    world.ok("SignUp", merged(signing_up(&place.client, "alice", json!({})), metadata())).await;
    let plain = world.mail("alice@example.com");
    let request = json!({
        "userAttributes": merged(place.attributes("alice").await, json!({ "cognito:user_status": "UNCONFIRMED" })),
        "codeParameter": "{####}", "linkParameter": "{##Click Here##}", "usernameParameter": null,
        "clientMetadata": { METADATA: "the test" },
    });
    let nothing = json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null });
    let event = place.event("alice", "CustomMessage_SignUp", request, nothing);
    assert_eq!(world.functions.events(), [event]);
    assert_eq!(plain.subject, "Your verification code", "nothing said changes nothing");
    place.answer(
        TRIGGER,
        json!({
            "emailSubject": "Welcome", "emailMessage": "<b>{####}</b> is yours", "smsMessage": "{####} it is",
        }),
    );
    let again = json!({ "ClientId": place.client, "Username": "alice" });
    world.ok("ResendConfirmationCode", again).await;
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.subject, "Welcome");
    assert_eq!(mail.html, format!("<b>{}</b> is yours", mail.code.as_ref().unwrap()));
    let confirm = json!({ "ClientId": place.client, "Username": "alice", "ConfirmationCode": mail.code });
    world.ok("ConfirmSignUp", confirm).await;
    // A text message has its own words.
    let phone = list(&[("phone_number", "+15550001111"), ("phone_number_verified", "true")]);
    let bob = json!({ "UserPoolId": place.pool, "Username": "bob", "UserAttributes": phone, "MessageAction": "SUPPRESS" });
    world.ok("AdminCreateUser", bob).await;
    let password =
        json!({ "UserPoolId": place.pool, "Username": "bob", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", password).await;
    world.ok("ForgotPassword", json!({ "ClientId": place.client, "Username": "bob" })).await;
    let text = world.mail("+15550001111");
    assert_eq!(text.text, format!("{} it is", text.code.unwrap()));
}

#[tokio::test]
async fn an_invitation_holds_name_and_password() {
    let place = place().await;
    let world = &place.world;
    let email = list(&[("email", "alice@example.com")]);
    let input = json!({
        "UserPoolId": place.pool, "Username": "alice", "UserAttributes": email,
        "DesiredDeliveryMediums": ["EMAIL"], "TemporaryPassword": "Temp<pass>&1A",
    });
    place.answer(TRIGGER, json!({ "emailMessage": "only {####}" }));
    assert_eq!(world.refused("AdminCreateUser", input.clone()).await, NO);
    place.answer(TRIGGER, json!({ "emailMessage": "{username}: {####}" }));
    world.functions.events();
    world.ok("AdminCreateUser", merged(input, metadata())).await;
    let event = &world.functions.events()[0];
    assert_eq!(event["triggerSource"], "CustomMessage_AdminCreateUser");
    assert_eq!(event["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
    let request = &event["request"];
    assert_eq!(
        (&request["usernameParameter"], &request["codeParameter"]),
        (&json!("{username}"), &json!("{####}"))
    );
    assert_eq!(request["userAttributes"]["cognito:user_status"], "FORCE_CHANGE_PASSWORD");
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.text, "alice: Temp<pass>&1A");
    assert_eq!(mail.html, "alice: Temp&lt;pass&gt;&amp;1A");
}

#[tokio::test]
async fn words_that_cannot_be_sent_are_none() {
    let place = place().await;
    let world = &place.world;
    let input = signing_up(&place.client, "alice", json!({}));
    for answer in [
        json!({ "emailMessage": "no code" }),
        json!({ "smsMessage": "no code" }),
        json!({ "emailMessage": 7 }),
        json!({ "smsMessage": format!("{{####}}{}", "x".repeat(135)) }),
        json!({ "emailMessage": format!("{{####}}{}", "x".repeat(19_995)) }),
        json!({ "emailSubject": "x".repeat(141) }),
    ] {
        place.answer(TRIGGER, answer.clone());
        assert_eq!(world.refused("SignUp", input.clone()).await, NO, "{answer}");
    }
    assert!(world.post.mailbox.messages(None).is_empty());
    // AWS: words for e-mail are for pools that send by an account of their own.
    let other = Place::with(&[TRIGGER], json!({}), json!({})).await;
    other.answer(TRIGGER, json!({ "emailMessage": "{####}" }));
    let input = signing_up(&other.client, "alice", json!({}));
    assert_eq!(other.world.refused("SignUp", input.clone()).await, NO);
    other.answer(TRIGGER, json!({ "smsMessage": "{####}" }));
    other.world.ok("SignUp", input).await;
}

#[tokio::test]
async fn each_message_has_its_source_and_fails_its_own_operation() {
    let place = Place::with(
        &[TRIGGER],
        with_sms(merged(own_account(), json!({ "AutoVerifiedAttributes": ["email", "phone_number"] }))),
        json!({}),
    )
    .await;
    let (world, client, pool) = (&place.world, &place.client, &place.pool);
    world.user(pool, "alice").await;
    world.set_mfa(pool, "OPTIONAL", &["EMAIL_OTP", "SOFTWARE_TOKEN_MFA"]).await;
    let token = world.access_token(client, "alice").await;
    world.sign_up(client, "bob").await;
    world.functions.events();
    let named = json!({ "ClientId": client, "Username": "alice" });
    let by_admin = json!({ "UserPoolId": pool, "Username": "alice" });
    let phone = |at: usize| list(&[("phone_number", &format!("+1555000222{at}"))]);
    let email = json!({ "AccessToken": token, "AttributeName": "email" });
    let cases = [
        ("ResendConfirmationCode", merged(named.clone(), json!({ "Username": "bob" })), "ResendCode"),
        ("ForgotPassword", named, "ForgotPassword"),
        ("GetUserAttributeVerificationCode", email, "VerifyUserAttribute"),
        (
            "UpdateUserAttributes",
            json!({ "AccessToken": token, "UserAttributes": phone(1) }),
            "UpdateUserAttribute",
        ),
        (
            "AdminUpdateUserAttributes",
            merged(by_admin.clone(), json!({ "UserAttributes": phone(2) })),
            "UpdateUserAttribute",
        ),
        ("AdminResetUserPassword", by_admin, "ForgotPassword"),
    ];
    for (operation, input, source) in cases {
        place.fails(TRIGGER, operation, async |_| input.clone()).await;
        world.functions.events();
        world.ok(operation, merged(input, metadata())).await;
        let events = world.functions.events();
        assert_eq!(events.len(), 1, "{operation}");
        assert_eq!(events[0]["triggerSource"], format!("CustomMessage_{source}"), "{operation}");
        assert_eq!(events[0]["request"]["clientMetadata"], json!({ METADATA: "the test" }), "{operation}");
    }
    place.fails(TRIGGER, "SignUp", async |_| signing_up(client, "carol", json!({}))).await;
}

#[tokio::test]
async fn the_code_of_a_sign_in_has_words_too() {
    let place = Place::with(&[TRIGGER], own_account(), json!({})).await;
    let (world, client, pool) = (&place.world, &place.client, &place.pool);
    world.user(pool, "alice").await;
    world.set_mfa(pool, "OPTIONAL", &["EMAIL_OTP", "SOFTWARE_TOKEN_MFA"]).await;
    world.turn_on(pool, "alice", &["EMAIL_OTP"], true).await;
    world.functions.events();
    place.fails(TRIGGER, "InitiateAuth", async |_| by_password(client, "alice", PASSWORD)).await;
    // That a guess was right shows here too: it is judged as one.
    world.functions.set(&arn(TRIGGER), |_| Err(rules::outside::Failed::Thrown("no".to_owned())));
    let guesses = (0..40).map(|at| {
        let password = if at == 33 { PASSWORD } else { "Wrong-pass-1" };
        world.call("InitiateAuth", by_password(client, "alice", password))
    });
    let answers = futures_util::future::join_all(guesses).await;
    let judged = answers.iter().filter(|answer| {
        let text = answer.as_ref().expect_err("no tokens");
        text.starts_with("UserLambda") || text.ends_with("Incorrect username or password.")
    });
    // Five before the right one, which forgives those, and five after it.
    assert!(judged.count() <= 11, "{answers:?}");
    world.pass_s(3_600);
    place.answer(TRIGGER, json!({ "emailMessage": "in by {####}", "emailSubject": "In" }));
    let input = merged(by_password(client, "alice", PASSWORD), metadata());
    world.functions.events();
    world.ok("InitiateAuth", input).await;
    let events = world.functions.events();
    assert_eq!(events[0]["triggerSource"], "CustomMessage_Authentication");
    // AWS: what a beginning sends along does not reach this function.
    assert_eq!(events[0]["request"]["clientMetadata"], Value::Null);
    assert_eq!(world.mail("alice@example.com").subject, "In");
}

#[tokio::test]
async fn a_pool_without_the_function_asks_nobody() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "alice").await;
    assert!(world.functions.events().is_empty());
    assert!(!arn(TRIGGER).is_empty());
}

#[tokio::test]
async fn where_links_are_sent_the_words_hold_a_link_or_a_code() {
    let template = json!({ "VerificationMessageTemplate": { "DefaultEmailOption": "CONFIRM_WITH_LINK" } });
    let place = Place::with(&[TRIGGER], with_sms(merged(own_account(), template)), json!({})).await;
    let world = &place.world;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": place.pool, "Domain": "our-app" })).await;
    let resend = json!({ "ClientId": place.client, "Username": "alice" });
    // Nothing said: the pool's own words.
    world.ok("SignUp", signing_up(&place.client, "alice", json!({}))).await;
    let event = &world.functions.events()[0];
    assert_eq!(event["request"]["linkParameter"], "{##Click Here##}");
    assert_eq!(world.mail("alice@example.com").subject, "Your verification link");
    place.answer(TRIGGER, json!({ "emailSubject": "Hi", "emailMessage": "<p>{##Click Here##}</p>" }));
    world.ok("ResendConfirmationCode", resend.clone()).await;
    let mail = world.mail("alice@example.com");
    let link = mail.link.clone().unwrap();
    assert!(link.contains("/our-app/confirmUser?") && link.ends_with(mail.code.as_ref().unwrap()), "{link}");
    assert_eq!(mail.html, format!("<p><a href=\"{}\">Click Here</a></p>", link.replace('&', "&amp;")));
    assert_eq!((mail.subject.as_str(), mail.text), ("Hi", format!("<p>Click Here: {link}</p>")));
    // A code stands beside a link, and in its place.
    place.answer(TRIGGER, json!({ "emailMessage": "{##Press##} or type {####}" }));
    world.ok("ResendConfirmationCode", resend.clone()).await;
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.text, format!("Press: {} or type {}", mail.link.unwrap(), mail.code.unwrap()));
    place.answer(TRIGGER, json!({ "emailMessage": "https://app.example.com/?code={####}" }));
    world.ok("ResendConfirmationCode", resend.clone()).await;
    let mail = world.mail("alice@example.com");
    assert_eq!(mail.text, format!("https://app.example.com/?code={}", mail.code.as_ref().unwrap()));
    for answer in [json!({ "emailMessage": "neither {## nor" }), json!({ "smsMessage": "{##no##}" })] {
        place.answer(TRIGGER, answer);
        assert_eq!(world.refused("ResendConfirmationCode", resend.clone()).await, NO);
    }
    let confirm = json!({ "ClientId": place.client, "Username": "alice", "ConfirmationCode": mail.code });
    world.ok("ConfirmSignUp", confirm).await;
    // Everything else sends codes, and a link says nothing there.
    place.answer(TRIGGER, json!({ "emailMessage": "{##Click Here##}" }));
    assert_eq!(world.refused("ForgotPassword", resend).await, NO);
}
