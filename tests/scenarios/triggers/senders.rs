//! CustomEmailSender and CustomSMSSender: the pool's own functions send.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rules::outside::Failed;
use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::people::{list, signing_up, with_sms};
use crate::world::{PASSWORD, SENDER_KEY, merged};

const EMAIL: &str = "CustomEmailSender";

/// Settings of a pool whose functions send, under this key.
fn sends(key: &str) -> Value {
    let sender = |name: &str| json!({ "LambdaVersion": "V1_0", "LambdaArn": arn(name) });
    json!({
        "LambdaConfig": {
            EMAIL: sender(EMAIL), "CustomSMSSender": sender("CustomSMSSender"), "KMSKeyID": key,
        },
        "AutoVerifiedAttributes": ["email", "phone_number"],
    })
}

async fn place(key: &str) -> Place {
    let place = Place::with(&["CustomMessage"], with_sms(sends(key)), json!({})).await;
    for name in [EMAIL, "CustomSMSSender"] {
        place.world.functions.set(&arn(name), |event| Ok(event.clone()));
    }
    place
}

/// The code in an event, opened as the format says.
fn opened(event: &Value) -> String {
    let message = STANDARD.decode(event["request"]["code"].as_str().expect("a code")).expect("base64");
    crate::world::esdk::open(&message, event["userPoolId"].as_str().expect("a pool"))
}

#[tokio::test]
async fn a_function_sends_in_the_place_of_the_post() {
    let place = place(SENDER_KEY).await;
    let world = &place.world;
    let input =
        merged(signing_up(&place.client, "alice", json!({})), json!({ "ClientMetadata": { "from": "x" } }));
    let answer = world.ok("SignUp", input).await;
    assert_eq!(answer["CodeDeliveryDetails"]["Destination"], "a***@e***");
    assert!(world.post.mailbox.messages(None).is_empty());
    let events = world.functions.events();
    assert_eq!(events.len(), 1, "who sends writes too: CustomMessage is not asked");
    let mut expected = place.event(
        "alice",
        "CustomEmailSender_SignUp",
        json!({
            "type": "customEmailSenderRequestV1", "clientMetadata": { "from": "x" },
            "userAttributes":
                merged(place.attributes("alice").await, json!({ "cognito:user_status": "UNCONFIRMED" })),
        }),
        json!({}),
    );
    expected["request"]["code"] = events[0]["request"]["code"].clone();
    assert_eq!(events[0], expected);
    let confirm =
        json!({ "ClientId": place.client, "Username": "alice", "ConfirmationCode": opened(&events[0]) });
    world.ok("ConfirmSignUp", confirm).await;
    // The other channel has its own, and a temporary password is fit for HTML.
    let bob = json!({
        "UserPoolId": place.pool, "Username": "bob", "TemporaryPassword": "Temp<pass>&1A",
        "UserAttributes": list(&[("phone_number", "+15550001111")]),
    });
    world.ok("AdminCreateUser", bob).await;
    let event = &world.functions.events()[0];
    assert_eq!(event["triggerSource"], "CustomSMSSender_AdminCreateUser");
    assert_eq!(event["request"]["type"], "customSMSSenderRequestV1");
    assert_eq!(opened(event), "Temp&lt;pass&gt;&amp;1A");
}

#[tokio::test]
async fn what_becomes_of_a_sending_is_the_functions_affair() {
    let place = place(SENDER_KEY).await;
    let world = &place.world;
    for outcome in [Err(Failed::Thrown("no".to_owned())), Err(Failed::Unreadable), Ok(json!(null))] {
        world.functions.set(&arn(EMAIL), move |_| outcome.clone());
        world.user(&place.pool, "alice").await;
        world.ok("ForgotPassword", json!({ "ClientId": place.client, "Username": "alice" })).await;
        world.ok("AdminDeleteUser", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    }
    // One that may not be begun is a delivery that failed.
    world.functions.set(&arn(EMAIL), |_| Err(Failed::NotRun("AccessDeniedException".to_owned())));
    assert_eq!(
        world.refused("SignUp", signing_up(&place.client, "bob", json!({}))).await,
        "CodeDeliveryFailureException: Unable to deliver code to user"
    );
    assert_eq!(world.look(&place.pool, "bob").await["UserStatus"], "UNCONFIRMED");
    // One that cannot be begun now is begun later.
    world.functions.set(&arn(EMAIL), |_| Err(Failed::NotRun("ServiceException".to_owned())));
    world.ok("SignUp", signing_up(&place.client, "carol", json!({}))).await;
    world.functions.set(&arn(EMAIL), |event| Ok(event.clone()));
    world.functions.events();
    world.pass_s(120);
    rules::messages::redeliver(&world.ctx()).await.unwrap();
    let events = world.functions.events();
    assert_eq!(events[0]["triggerSource"], "CustomEmailSender_SignUp");
    let confirm =
        json!({ "ClientId": place.client, "Username": "carol", "ConfirmationCode": opened(&events[0]) });
    world.ok("ConfirmSignUp", confirm).await;
    assert_eq!(rules::messages::redeliver(&world.ctx()).await.unwrap(), 0);
}

#[tokio::test]
async fn who_needs_no_password_is_invited_without_a_code() {
    // Not even a key is needed: there is nothing to encrypt.
    let key = "arn:aws:kms:us-east-1:000000000000:key/99999999-2222-4333-8444-555555555555";
    let place = place(key).await;
    let world = &place.world;
    let mut settings = with_sms(merged(json!({ "UserPoolId": place.pool }), sends(key)));
    settings["Policies"] =
        json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    world.ok("UpdateUserPool", settings).await;
    let alice = json!({
        "UserPoolId": place.pool, "Username": "alice", "DesiredDeliveryMediums": ["EMAIL"],
        "UserAttributes": list(&[("email", "alice@example.com")]),
    });
    assert_eq!(world.ok("AdminCreateUser", alice).await["User"]["UserStatus"], "CONFIRMED");
    let events = world.functions.events();
    assert_eq!(events[0]["triggerSource"], "CustomEmailSender_AdminCreateUser");
    assert_eq!(events[0]["request"]["code"], Value::Null);
    assert!(world.post.mailbox.messages(None).is_empty());
}

#[tokio::test]
async fn without_the_key_no_code_goes_out() {
    let key = "arn:aws:kms:us-east-1:000000000000:key/99999999-2222-4333-8444-555555555555";
    let place = place(key).await;
    let world = &place.world;
    assert_eq!(
        world.refused("SignUp", signing_up(&place.client, "alice", json!({}))).await,
        "CodeDeliveryFailureException: Unable to deliver code to user"
    );
    assert!(world.functions.events().is_empty());
    assert!(world.post.mailbox.messages(None).is_empty());
    world.user(&place.pool, "bob").await;
    let token = world.access_token(&place.client, "bob").await;
    assert!(token.is_string() && !PASSWORD.is_empty());
}
