//! UserMigration: people whom the pool does not know and its function does.

use rules::outside::Failed;
use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::people::with_sms;
use crate::world::{PASSWORD, by_password, merged, srp};

const TRIGGER: &str = "UserMigration";
const UNKNOWN: &str = "UserNotFoundException: User does not exist.";
const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";

/// What a function says of somebody.
fn somebody(over: Value) -> Value {
    let base = json!({
        "userAttributes": { "email": "alice@example.com", "email_verified": "true" },
        "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
    });
    merged(base, over)
}

/// A pool whose function knows alice by her password.
async fn place(pool: Value, client: Value) -> Place {
    let place = Place::with(&[TRIGGER], pool, client).await;
    place.world.functions.set(&arn(TRIGGER), |event| {
        let password = &event["request"]["password"];
        match event["userName"] == "alice" && (password.is_null() || password == "old1") {
            true => crate::world::functions::answered(event, somebody(json!({}))),
            false => Err(Failed::Thrown("bad password".to_owned())),
        }
    });
    place
}

#[tokio::test]
async fn who_is_known_elsewhere_comes_along_with_the_password() {
    let place = place(json!({}), json!({})).await;
    let world = &place.world;
    let input =
        merged(by_password(&place.client, "alice", "old1"), json!({ "ClientMetadata": { "from": "x" } }));
    let answer = world.ok("InitiateAuth", input.clone()).await;
    assert!(answer["AuthenticationResult"]["AccessToken"].is_string());
    let request = json!({ "password": "old1", "validationData": { "from": "x" } });
    let nothing = json!({
        "userAttributes": null, "finalUserStatus": null, "messageAction": null,
        "desiredDeliveryMediums": null, "forceAliasCreation": null, "enableSMSMFA": null,
    });
    let event = place.event("alice", "UserMigration_Authentication", request, nothing);
    assert_eq!(world.functions.events(), [event]);
    let alice = world.look(&place.pool, "alice").await;
    assert_eq!((&alice["UserStatus"], &alice["Enabled"]), (&json!("CONFIRMED"), &json!(true)));
    assert!(world.post.mailbox.messages(None).is_empty());
    // From then on she is the pool's, by SRP too, and nobody is asked.
    world.ok("InitiateAuth", input).await;
    let challenge = world.ok("InitiateAuth", srp::hello(&place.client, "alice")).await;
    world
        .ok("RespondToAuthChallenge", srp::proof(world, &place.pool, &place.client, &challenge, "old1"))
        .await;
    assert!(world.functions.events().is_empty());
    // An administrator's server brings people over as well.
    place.answer(TRIGGER, somebody(json!({ "userAttributes": { "name": "Bob" } })));
    let by_server = json!({
        "UserPoolId": place.pool, "ClientId": place.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "bob", "PASSWORD": "x" },
    });
    world.ok("AdminInitiateAuth", by_server).await;
    // SRP has no password to show.
    world.functions.events();
    assert_eq!(world.refused("InitiateAuth", srp::hello(&place.client, "carol")).await, UNKNOWN);
    assert!(world.functions.events().is_empty());
}

#[tokio::test]
async fn whoever_is_known_nowhere_is_told_no_more_than_before() {
    for (settings, told) in
        [(json!({}), UNKNOWN), (json!({ "PreventUserExistenceErrors": "ENABLED" }), WRONG)]
    {
        let place = place(json!({}), settings).await;
        let world = &place.world;
        for outcome in [
            Err(Failed::Thrown("bad password".to_owned())),
            Err(Failed::NotRun("TooManyRequestsException".to_owned())),
            Err(Failed::Unreadable),
            Ok(json!({ "response": {} })),
        ] {
            world.functions.set(&arn(TRIGGER), move |_| outcome.clone());
            assert_eq!(world.no_sign_in(&place.client, "alice", "old1").await, told);
        }
        world.pass_s(3_600);
        for answer in [
            somebody(json!({ "userAttributes": {} })),
            somebody(json!({ "userAttributes": { "custom:unknown": "x" } })),
            somebody(json!({ "userAttributes": { "sub": "forged" } })),
            somebody(json!({ "userAttributes": { "email": "no address" } })),
            somebody(json!({ "userAttributes": { "name": "zero\u{0}byte" } })),
        ] {
            place.answer(TRIGGER, answer.clone());
            assert_eq!(world.no_sign_in(&place.client, "alice", "old1").await, told, "{answer}");
        }
        let alice = json!({ "UserPoolId": place.pool, "Username": "alice" });
        assert_eq!(world.refused("AdminGetUser", alice).await, UNKNOWN);
    }
}

#[tokio::test]
async fn guesses_at_the_old_password_wear_the_lockout() {
    let place = place(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let world = &place.world;
    for _ in 0..5 {
        assert_eq!(world.no_sign_in(&place.client, "alice", "guess").await, WRONG);
    }
    let locked = "NotAuthorizedException: Password attempts exceeded";
    assert_eq!(world.no_sign_in(&place.client, "alice", "old1").await, locked);
    assert_eq!(world.functions.events().len(), 5, "while the lock holds nobody is asked");
    world.pass_s(3_600);
    let guesses = (0..40).map(|_| world.call("InitiateAuth", by_password(&place.client, "alice", "guess")));
    futures_util::future::join_all(guesses).await;
    assert!(world.functions.events().len() <= 8);
    world.pass_s(3_600);
    world.ok("InitiateAuth", by_password(&place.client, "alice", "old1")).await;
}

#[tokio::test]
async fn a_final_status_of_another_kind_asks_for_a_reset() {
    let place = place(json!({}), json!({})).await;
    let world = &place.world;
    place.answer(TRIGGER, somebody(json!({ "finalUserStatus": "RESET_REQUIRED" })));
    assert_eq!(
        world.no_sign_in(&place.client, "alice", "old1").await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
    world.ok("ForgotPassword", json!({ "ClientId": place.client, "Username": "alice" })).await;
    let reset = json!({
        "ClientId": place.client, "Username": "alice", "Password": PASSWORD,
        "ConfirmationCode": world.code("alice@example.com"),
    });
    world.ok("ConfirmForgotPassword", reset).await;
    world.sign_in(&place.client, "alice").await;
}

#[tokio::test]
async fn a_forgotten_password_brings_people_over_too() {
    let place = place(json!({}), json!({})).await;
    let world = &place.world;
    let forgot = |name: &str| json!({ "ClientId": place.client, "Username": name });
    let sent = merged(forgot("alice"), json!({ "ClientMetadata": { "from": "x" } }));
    let sent = world.ok("ForgotPassword", sent).await;
    assert_eq!(sent["CodeDeliveryDetails"]["Destination"], "a***@e***");
    let event = &world.functions.events()[0];
    assert_eq!(event["triggerSource"], "UserMigration_ForgotPassword");
    assert_eq!(event["request"], json!({ "validationData": null, "clientMetadata": { "from": "x" } }));
    let reset = json!({
        "ClientId": place.client, "Username": "alice", "Password": PASSWORD,
        "ConfirmationCode": world.code("alice@example.com"),
    });
    world.ok("ConfirmForgotPassword", reset).await;
    world.sign_in(&place.client, "alice").await;
    assert_eq!(
        world.refused("ForgotPassword", forgot("nobody")).await,
        "UserNotFoundException: Username/client id combination not found."
    );
    let hides = world.client(&place.pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let simulated = world.ok("ForgotPassword", json!({ "ClientId": hides, "Username": "nobody" })).await;
    assert!(simulated["CodeDeliveryDetails"]["Destination"].is_string());
}

#[tokio::test]
async fn an_alias_needs_a_name_beside_it() {
    let place = place(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    let world = &place.world;
    let (client, typed) = (&place.client, "alice@example.com");
    for attributes in [
        json!({ "email": typed, "email_verified": "true" }),
        json!({ "email": "other@example.com", "email_verified": "true", "username": "alice" }),
        json!({ "email": typed, "email_verified": "true", "username": "two words" }),
        json!({ "email": typed, "email_verified": "true", "username": "nul\u{0}" }),
    ] {
        place.answer(TRIGGER, somebody(json!({ "userAttributes": attributes })));
        assert_eq!(world.no_sign_in(client, typed, "old1").await, UNKNOWN, "{attributes}");
    }
    world.pass_s(3_600);
    let named = json!({ "email": typed, "email_verified": "true", "username": "alice" });
    place.answer(TRIGGER, somebody(json!({ "userAttributes": named })));
    world.ok("InitiateAuth", by_password(client, typed, "old1")).await;
    assert_eq!(world.look(&place.pool, typed).await["Username"], "alice");
    // A name that somebody else has is no name for another.
    let other = json!({ "email": "other@example.com", "email_verified": "true", "username": "alice" });
    place.answer(TRIGGER, somebody(json!({ "userAttributes": other })));
    assert_eq!(world.no_sign_in(client, "other@example.com", "old1").await, UNKNOWN);
    // Somebody else's alias moves only by force.
    let taken = json!({ "email": typed, "email_verified": "true" });
    place.answer(TRIGGER, somebody(json!({ "userAttributes": taken })));
    assert_eq!(world.no_sign_in(client, "bob", "old1").await, UNKNOWN);
    place.answer(TRIGGER, somebody(json!({ "userAttributes": taken, "forceAliasCreation": true })));
    world.ok("InitiateAuth", by_password(client, "bob", "old1")).await;
    assert_eq!(world.look(&place.pool, typed).await["Username"], "bob");
}

#[tokio::test]
async fn people_who_sign_in_by_an_address_get_a_name() {
    let place = place(json!({ "UsernameAttributes": ["email"] }), json!({})).await;
    let world = &place.world;
    place.answer(TRIGGER, somebody(json!({ "userAttributes": { "email_verified": "true" } })));
    world.ok("InitiateAuth", by_password(&place.client, "Alice@Example.com", "old1")).await;
    let alice = world.look(&place.pool, "Alice@Example.com").await;
    assert_eq!(alice["Username"], alice["UserAttributes"][0]["Value"], "the sub");
}

#[tokio::test]
async fn a_welcome_tells_no_password() {
    let place = place(with_sms(json!({})), json!({})).await;
    let world = &place.world;
    let attributes = json!({ "email": "alice@example.com", "phone_number": "+15550001111" });
    let answer = json!({
        "userAttributes": attributes, "messageAction": null, "desiredDeliveryMediums": ["EMAIL", "SMS"],
        "enableSMSMFA": true,
    });
    place.answer(TRIGGER, somebody(answer));
    world.ok("InitiateAuth", by_password(&place.client, "alice", "old1")).await;
    let mail = world.mail("alice@example.com");
    assert_eq!((mail.text.as_str(), mail.code), ("Your username is alice.", None));
    assert_eq!(world.mail("+15550001111").text, "Your username is alice.");
    let alice = world.look(&place.pool, "alice").await;
    assert_eq!(alice["UserMFASettingList"], json!(["SMS_MFA"]));
}

#[tokio::test]
async fn a_choice_with_the_password_brings_people_over() {
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"], "PreventUserExistenceErrors": "ENABLED" });
    let place = place(json!({}), flows).await;
    let (world, client) = (&place.world, &place.client);
    let input = |name: &str, password: &str| {
        let parameters = json!({ "USERNAME": name, "PASSWORD": password, "PREFERRED_CHALLENGE": "PASSWORD" });
        json!({ "ClientId": client, "AuthFlow": "USER_AUTH", "AuthParameters": parameters })
    };
    assert_eq!(world.refused("InitiateAuth", input("alice", "guess")).await, WRONG);
    assert_eq!(world.functions.events().len(), 1);
    let answer = world.ok("InitiateAuth", input("alice", "old1")).await;
    assert!(answer["AuthenticationResult"]["AccessToken"].is_string());
    // Without the password there is nothing to ask with.
    let mut asks = input("bob", "x");
    asks["AuthParameters"].as_object_mut().unwrap().retain(|name, _| name == "USERNAME");
    world.functions.events();
    let choice = world.ok("InitiateAuth", asks).await;
    assert!(world.functions.events().is_empty());
    // It may come with the answer.
    place.answer(TRIGGER, somebody(json!({ "userAttributes": { "name": "Bob" } })));
    let answer = json!({
        "ClientId": client, "ChallengeName": "SELECT_CHALLENGE", "Session": choice["Session"],
        "ChallengeResponses": { "USERNAME": "bob", "ANSWER": "PASSWORD", "PASSWORD": "old2" },
        "ClientMetadata": { "from": "the answer" },
    });
    let tokens = world.ok("RespondToAuthChallenge", answer).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(world.functions.events()[0]["request"]["clientMetadata"], json!({ "from": "the answer" }));
}
