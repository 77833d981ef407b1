//! How often an hour somebody may try: the published limits, kept in the store, gone after the hour.
//! AWS: the developer guide's table of quotas on resource-specific requests.

use serde_json::{Value, json};

use crate::world::people::{signing_up, wrong};
use crate::world::{PASSWORD, World, config};

const LIMIT: &str = "LimitExceededException: Attempt limit exceeded, please try after some time.";
const MISMATCH: &str = "CodeMismatchException: Invalid verification code provided, please try again.";

/// Calls until the answer is the limit; gives how many calls came before it.
async fn until_limited(world: &World, operation: &str, input: &Value) -> usize {
    for calls in 0..100 {
        if world.call(operation, input.clone()).await == Err(LIMIT.to_owned()) {
            return calls;
        }
    }
    panic!("{operation} has no limit");
}

async fn home(world: &World) -> (String, String) {
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    (pool, client)
}

#[tokio::test]
async fn each_operation_has_its_limit_and_the_hour_lifts_it() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "fresh").await;
    let token = world.access_token(&client, "alice").await;
    let code = wrong(&world.code("fresh@example.com"));
    let cases = [
        ("ResendConfirmationCode", json!({ "ClientId": client, "Username": "fresh" }), 5),
        ("ConfirmSignUp", json!({ "ClientId": client, "Username": "fresh", "ConfirmationCode": code }), 15),
        ("ForgotPassword", json!({ "ClientId": client, "Username": "alice" }), 20),
        ("GetUserAttributeVerificationCode", json!({ "AccessToken": token, "AttributeName": "email" }), 5),
        (
            "VerifyUserAttribute",
            json!({ "AccessToken": token, "AttributeName": "email", "Code": "nope" }),
            15,
        ),
        (
            "ChangePassword",
            json!({ "AccessToken": token, "PreviousPassword": "Wrong-pass-1", "ProposedPassword": PASSWORD }),
            5,
        ),
    ];
    for (operation, input, most) in &cases {
        assert_eq!(until_limited(&world, operation, input).await, *most, "{operation}");
    }
    world.pass_s(3_550);
    for (operation, input, _) in &cases {
        assert_eq!(world.refused(operation, input.clone()).await, LIMIT, "{operation}");
    }
    world.pass_s(50);
    let token = world.access_token(&client, "alice").await;
    for (operation, mut input, _) in cases {
        if input.get("AccessToken").is_some() {
            input["AccessToken"] = token.clone();
        }
        let answer = world.call(operation, input).await;
        assert_ne!(answer, Err(LIMIT.to_owned()), "{operation}");
    }
}

#[tokio::test]
async fn after_too_many_wrong_codes_the_right_one_is_refused_too() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "fresh").await;
    let code = world.code("fresh@example.com");
    let confirm = |code: &str| json!({ "ClientId": client, "Username": "fresh", "ConfirmationCode": code });
    for _ in 0..15 {
        assert_eq!(world.refused("ConfirmSignUp", confirm(&wrong(&code))).await, MISMATCH);
    }
    assert_eq!(world.refused("ConfirmSignUp", confirm(&code)).await, LIMIT);
    // A new code does not bring new tries.
    world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": "fresh" })).await;
    let code = world.code("fresh@example.com");
    assert_eq!(world.refused("ConfirmSignUp", confirm(&code)).await, LIMIT);
    assert_eq!(world.look(&pool, "fresh").await["UserStatus"], "UNCONFIRMED");
    world.pass_s(3_600);
    world.ok("ConfirmSignUp", confirm(&code)).await;
}

#[tokio::test]
async fn tries_run_in_parallel_are_counted_one_by_one() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "fresh").await;
    let code = wrong(&world.code("fresh@example.com"));
    let input = json!({ "ClientId": client, "Username": "fresh", "ConfirmationCode": code });
    let calls = (0..60).map(|_| world.call("ConfirmSignUp", input.clone()));
    let answers = futures_util::future::join_all(calls).await;
    let judged = answers.iter().filter(|answer| **answer == Err(MISMATCH.to_owned())).count();
    assert!(judged <= 15, "{judged} guesses were judged");
    let rest = until_limited(&world, "ConfirmSignUp", &input).await;
    assert_eq!(judged + rest, 15);
}

#[tokio::test]
async fn asking_and_answering_share_the_limit_of_forgotten_passwords() {
    let world = World::new();
    let (_, client) = home(&world).await;
    let ask = json!({ "ClientId": client, "Username": "alice" });
    for _ in 0..10 {
        world.ok("ForgotPassword", ask.clone()).await;
    }
    let code = wrong(&world.code("alice@example.com"));
    let confirm = json!({
        "ClientId": client, "Username": "alice", "ConfirmationCode": code, "Password": "Other-pass-2",
    });
    assert_eq!(until_limited(&world, "ConfirmForgotPassword", &confirm).await, 10);
    assert_eq!(world.refused("ForgotPassword", ask).await, LIMIT);
    // The limits of others, and of other operations, are untouched.
    world.sign_in(&client, "alice").await;
    assert_eq!(
        world.refused("ForgotPassword", json!({ "ClientId": client, "Username": "bob" })).await,
        "UserNotFoundException: Username/client id combination not found."
    );
}

#[tokio::test]
async fn counters_outlive_the_process_and_go_with_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cenote.db");
    let world = World::on(store::Store::open_sqlite(&path).unwrap());
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "fresh").await;
    let resend = json!({ "ClientId": client, "Username": "fresh" });
    assert_eq!(until_limited(&world, "ResendConfirmationCode", &resend).await, 5);
    let now = world.now();
    drop(world);

    let world = World::on(store::Store::open_sqlite(&path).unwrap());
    world.pass_s((now - world.now()) / 1_000 + 1);
    assert_eq!(world.refused("ResendConfirmationCode", resend.clone()).await, LIMIT);
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "fresh" })).await;
    world.sign_up(&client, "fresh").await;
    world.ok("ResendConfirmationCode", resend).await;
}

#[tokio::test]
async fn a_name_that_nobody_has_wears_the_same_limits() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let named = json!({ "ClientId": client, "Username": "nobody" });
    assert_eq!(until_limited(&world, "ResendConfirmationCode", &named).await, 5);
    assert_eq!(until_limited(&world, "ForgotPassword", &named).await, 20);
    let confirm = json!({ "ClientId": client, "Username": "nobody", "ConfirmationCode": "123456" });
    assert_eq!(until_limited(&world, "ConfirmSignUp", &confirm).await, 15);
    world.pass_s(3_600);
    world.ok("ForgotPassword", named).await;
}

#[tokio::test]
async fn an_operator_can_turn_the_limits_off() {
    let world = World::with(
        store::Store::open_memory().unwrap(),
        rules::Config { limits_attempts: false, ..config() },
    );
    let (_, client) = home(&world).await;
    world.ok("SignUp", signing_up(&client, "fresh", json!({}))).await;
    for _ in 0..8 {
        world.ok("ResendConfirmationCode", json!({ "ClientId": client, "Username": "fresh" })).await;
    }
}
