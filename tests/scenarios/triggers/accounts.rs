//! PreSignUp and PostConfirmation.

use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::people::signing_up;
use crate::world::{PASSWORD, merged};

const NO: &str = "InvalidLambdaResponseException: Unrecognizable lambda output";

fn metadata() -> Value {
    json!({ "ClientMetadata": { "from": "the test" } })
}

fn with_metadata(request: Value) -> Value {
    merged(request, json!({ "clientMetadata": { "from": "the test" } }))
}

#[tokio::test]
async fn who_signs_up_is_shown_to_the_function_before_and_after() {
    let place = Place::new(&["PreSignUp", "PostConfirmation"]).await;
    let world = &place.world;
    let validation = json!({ "ValidationData": [{ "Name": "captcha", "Value": "seen" }] });
    let input = merged(signing_up(&place.client, "alice", validation), metadata());
    let signed_up = world.ok("SignUp", input).await;
    assert_eq!(signed_up["UserConfirmed"], false);
    let request = json!({
        "userAttributes": { "email": "alice@example.com" }, "validationData": { "captcha": "seen" },
    });
    let nothing = json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false });
    assert_eq!(
        world.functions.events(),
        [place.event("alice", "PreSignUp_SignUp", with_metadata(request), nothing.clone())]
    );
    let input = json!({
        "ClientId": place.client, "Username": "alice", "ConfirmationCode": world.code("alice@example.com"),
    });
    world.ok("ConfirmSignUp", merged(input, metadata())).await;
    let request = json!({ "userAttributes": place.attributes("alice").await });
    assert_eq!(request["userAttributes"]["cognito:user_status"], "CONFIRMED");
    assert_eq!(
        world.functions.events(),
        [place.event("alice", "PostConfirmation_ConfirmSignUp", with_metadata(request), json!({}))]
    );
    // Nothing sent along is nothing told.
    world.ok("SignUp", signing_up(&place.client, "bob", json!({}))).await;
    let request = json!({ "userAttributes": { "email": "bob@example.com" }, "validationData": null });
    assert_eq!(world.functions.events(), [place.event("bob", "PreSignUp_SignUp", request, nothing)]);
}

#[tokio::test]
async fn a_function_confirms_and_verifies() {
    let place = Place::new(&["PreSignUp", "PostConfirmation"]).await;
    let world = &place.world;
    place.answer("PreSignUp", json!({ "autoConfirmUser": true, "autoVerifyEmail": true }));
    let signed_up =
        world.ok("SignUp", merged(signing_up(&place.client, "alice", json!({})), metadata())).await;
    assert_eq!(signed_up["UserConfirmed"], true);
    assert_eq!((&signed_up["CodeDeliveryDetails"], &signed_up["Session"]), (&Value::Null, &Value::Null));
    assert!(world.post.mailbox.messages(None).is_empty());
    assert_eq!(world.attributes(&place.pool, "alice").await["email_verified"], "true");
    let events = world.functions.events();
    let request = json!({ "userAttributes": place.attributes("alice").await });
    assert_eq!(
        events[1..],
        [place.event("alice", "PostConfirmation_ConfirmSignUp", with_metadata(request), json!({}))]
    );
    world.sign_in(&place.client, "alice").await;
    // An address that is verified is still to be confirmed with, where the function does not confirm.
    place.answer("PreSignUp", json!({ "autoVerifyEmail": true }));
    assert_eq!(world.sign_up(&place.client, "bob").await["UserConfirmed"], false);
    assert_eq!(world.attributes(&place.pool, "bob").await["email_verified"], "true");
    assert!(!world.code("bob@example.com").is_empty());
    // What is not there cannot be verified, and the sign-up ends.
    place.answer("PreSignUp", json!({ "autoVerifyPhone": true }));
    assert_eq!(world.refused("SignUp", signing_up(&place.client, "carol", json!({}))).await, NO);
    place.answer("PreSignUp", json!({ "autoConfirmUser": "yes" }));
    assert_eq!(world.refused("SignUp", signing_up(&place.client, "carol", json!({}))).await, NO);
    let carol = json!({ "UserPoolId": place.pool, "Username": "carol" });
    assert_eq!(world.refused("AdminGetUser", carol).await, "UserNotFoundException: User does not exist.");
}

#[tokio::test]
async fn an_alias_that_a_function_verifies_moves() {
    let place = Place::with(&["PreSignUp"], json!({ "AliasAttributes": ["email"] }), json!({})).await;
    let world = &place.world;
    place.answer("PreSignUp", json!({ "autoConfirmUser": true, "autoVerifyEmail": true }));
    let shared = json!({ "UserAttributes": [{ "Name": "email", "Value": "shared@example.com" }] });
    world.ok("SignUp", signing_up(&place.client, "alice", shared.clone())).await;
    world.ok("SignUp", signing_up(&place.client, "bob", shared)).await;
    assert_eq!(world.attributes(&place.pool, "alice").await["email_verified"], "false");
    let bob = world.look(&place.pool, "shared@example.com").await;
    assert_eq!(bob["Username"], "bob");
}

#[tokio::test]
async fn whom_an_administrator_makes_is_shown_too_and_the_answer_is_yes_or_no() {
    let place = Place::new(&["PreSignUp", "PostConfirmation"]).await;
    let world = &place.world;
    place.answer(
        "PreSignUp",
        json!({ "autoConfirmUser": true, "autoVerifyEmail": true, "autoVerifyPhone": true }),
    );
    let input = json!({
        "UserPoolId": place.pool, "Username": "alice",
        "UserAttributes": [{ "Name": "email", "Value": "alice@example.com" }],
        "ValidationData": [{ "Name": "desk", "Value": "7" }],
    });
    let made = world.ok("AdminCreateUser", merged(input.clone(), metadata())).await;
    assert_eq!(made["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
    assert_eq!(world.attributes(&place.pool, "alice").await["email_verified"], Value::Null);
    let request =
        json!({ "userAttributes": { "email": "alice@example.com" }, "validationData": { "desk": "7" } });
    let nothing = json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false });
    let source = "PreSignUp_AdminCreateUser";
    assert_eq!(
        world.functions.events(),
        [place.event_of_administrator("alice", source, with_metadata(request), nothing)]
    );
    // Sent again, nobody is asked: the user is there.
    world.ok("AdminCreateUser", merged(input, json!({ "MessageAction": "RESEND" }))).await;
    assert!(world.functions.events().is_empty());
    let input = |at: usize| json!({ "UserPoolId": place.pool, "Username": format!("user{at}") });
    place.fails("PreSignUp", "AdminCreateUser", async |at| input(at)).await;
    for at in 0..4 {
        assert_eq!(
            world.refused("AdminGetUser", input(at)).await,
            "UserNotFoundException: User does not exist."
        );
    }
}

#[tokio::test]
async fn a_function_that_fails_keeps_people_out_before_and_not_after() {
    let place = Place::new(&["PreSignUp", "PostConfirmation"]).await;
    let world = &place.world;
    let client = &place.client;
    place.fails("PreSignUp", "SignUp", async |_| signing_up(client, "alice", json!({}))).await;
    assert!(world.post.mailbox.messages(None).is_empty());
    // PostConfirmation comes after: the user is there, and confirmed.
    place.answer("PreSignUp", json!({ "autoConfirmUser": true, "autoVerifyEmail": true }));
    let named = |at: usize| format!("sure{at}");
    place.fails("PostConfirmation", "SignUp", async |at| signing_up(client, &named(at), json!({}))).await;
    for at in 0..4 {
        world.sign_in(client, &named(at)).await;
    }
    place.answer("PreSignUp", json!({}));
    let by_code = async |at: usize| {
        let name = format!("code{at}");
        world.sign_up(client, &name).await;
        let code = world.code(&format!("{name}@example.com"));
        json!({ "ClientId": client, "Username": name, "ConfirmationCode": code })
    };
    place.fails("PostConfirmation", "ConfirmSignUp", by_code).await;
    world.sign_in(client, "code0").await;
    let by_administrator = async |at: usize| {
        let name = format!("desk{at}");
        world.sign_up(client, &name).await;
        json!({ "UserPoolId": place.pool, "Username": name })
    };
    place.fails("PostConfirmation", "AdminConfirmSignUp", by_administrator).await;
    world.sign_in(client, "desk0").await;
    let by_reset = async |at: usize| {
        let name = format!("lost{at}");
        world.user(&place.pool, &name).await;
        world.ok("ForgotPassword", json!({ "ClientId": client, "Username": name })).await;
        let code = world.code(&format!("{name}@example.com"));
        json!({ "ClientId": client, "Username": name, "ConfirmationCode": code, "Password": "Newer-pass-1" })
    };
    place.fails("PostConfirmation", "ConfirmForgotPassword", by_reset).await;
    assert_eq!(
        world.no_sign_in(client, "lost0", PASSWORD).await,
        "NotAuthorizedException: Incorrect username or password."
    );
}

#[tokio::test]
async fn a_reset_and_an_administrators_word_are_told_of() {
    let place = Place::new(&["PostConfirmation"]).await;
    let world = &place.world;
    world.sign_up(&place.client, "alice").await;
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    world.ok("AdminConfirmSignUp", merged(named, metadata())).await;
    let request = with_metadata(json!({ "userAttributes": place.attributes("alice").await }));
    let source = "PostConfirmation_ConfirmSignUp";
    assert_eq!(world.functions.events(), [place.event_of_administrator("alice", source, request, json!({}))]);
    world.user(&place.pool, "bob").await;
    assert!(world.functions.events().is_empty(), "nobody is told of whom an administrator makes");
    world.ok("ForgotPassword", json!({ "ClientId": place.client, "Username": "bob" })).await;
    let input = json!({
        "ClientId": place.client, "Username": "bob", "ConfirmationCode": world.code("bob@example.com"),
        "Password": "Newer-pass-1",
    });
    world.ok("ConfirmForgotPassword", merged(input, metadata())).await;
    let request = with_metadata(json!({ "userAttributes": place.attributes("bob").await }));
    assert_eq!(
        world.functions.events(),
        [place.event("bob", "PostConfirmation_ConfirmForgotPassword", request, json!({}))]
    );
}

#[tokio::test]
async fn what_a_function_does_meanwhile_counts() {
    let place = Place::new(&["PreSignUp", "PostConfirmation"]).await;
    let world = &place.world;
    // The function puts the new user into a group, as many do.
    world.ok("CreateGroup", json!({ "UserPoolId": place.pool, "GroupName": "new" })).await;
    let joins = json!({ "UserPoolId": place.pool, "Username": "carol", "GroupName": "new" });
    world.calls_back(&arn("PostConfirmation"), "AdminAddUserToGroup", joins, json!({}));
    world.sign_up(&place.client, "carol").await;
    let input = json!({
        "ClientId": place.client, "Username": "carol", "ConfirmationCode": world.code("carol@example.com"),
    });
    world.ok("ConfirmSignUp", input).await;
    let listed = json!({ "UserPoolId": place.pool, "Username": "carol" });
    let groups = world.ok("AdminListGroupsForUser", listed).await;
    assert_eq!(groups["Groups"][0]["GroupName"], "new");
}
