//! ConfirmSignUp, ResendConfirmationCode, AdminConfirmSignUp: codes, their lives, and what they prove.
//! AWS: API_ConfirmSignUp, API_ResendConfirmationCode, API_AdminConfirmSignUp.

use serde_json::{Value, json};

use crate::world::people::{signing_up, with_sms, wrong};
use crate::world::{PASSWORD, World, config};

const MISMATCH: &str = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED: &str = "ExpiredCodeException: Invalid code provided, please request a code again.";
const NOBODY: &str = "UserNotFoundException: Username/client id combination not found.";

fn confirming(client: &str, name: &str, code: &str) -> Value {
    json!({ "ClientId": client, "Username": name, "ConfirmationCode": code })
}

fn resending(client: &str, name: &str) -> Value {
    json!({ "ClientId": client, "Username": name })
}

async fn home(world: &World) -> (String, String) {
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    (pool, client)
}

#[tokio::test]
async fn a_code_confirms_once_and_verifies_the_address() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    let code = world.code("alice@example.com");
    assert_eq!((code.len(), code.bytes().all(|b| b.is_ascii_digit())), (6, true));
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "alice", &wrong(&code))).await, MISMATCH);
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "UNCONFIRMED");
    assert_eq!(world.ok("ConfirmSignUp", confirming(&client, "alice", &code)).await, json!({}));
    let user = world.look(&pool, "alice").await;
    assert_eq!(user["UserStatus"], "CONFIRMED");
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "alice@example.com", "email_verified": "true" })
    );
    assert_eq!(
        world.refused("ConfirmSignUp", confirming(&client, "alice", &code)).await,
        "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED"
    );
}

#[tokio::test]
async fn a_code_lives_for_a_day() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    world.sign_up(&client, "bob").await;
    world.pass_s(24 * 3_600 - 10);
    let code = world.code("alice@example.com");
    world.ok("ConfirmSignUp", confirming(&client, "alice", &code)).await;
    world.pass_s(10);
    let code = world.code("bob@example.com");
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "bob", &code)).await, EXPIRED);
    world.ok("ResendConfirmationCode", resending(&client, "bob")).await;
    let code = world.code("bob@example.com");
    world.ok("ConfirmSignUp", confirming(&client, "bob", &code)).await;
}

#[tokio::test]
async fn a_resent_code_ends_the_older_one() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    let first = world.code("alice@example.com");
    let answer = world.ok("ResendConfirmationCode", resending(&client, "alice")).await;
    let details = json!({ "Destination": "a***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(answer, json!({ "CodeDeliveryDetails": details }));
    assert_eq!(world.mail("alice@example.com").kind, "resend");
    let second = world.code("alice@example.com");
    assert_ne!(first, second);
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "alice", &first)).await, MISMATCH);
    world.ok("ConfirmSignUp", confirming(&client, "alice", &second)).await;
}

#[tokio::test]
async fn one_persons_code_is_nobody_elses() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    world.sign_up(&client, "bob").await;
    let code = world.code("alice@example.com");
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "bob", &code)).await, MISMATCH);
}

#[tokio::test]
async fn resending_has_its_own_refusals() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.user(&pool, "alice").await;
    assert_eq!(
        world.refused("ResendConfirmationCode", resending(&client, "alice")).await,
        "InvalidParameterException: User is already confirmed."
    );
    assert_eq!(world.refused("ResendConfirmationCode", resending(&client, "nobody")).await, NOBODY);
    assert_eq!(
        world.refused("ResendConfirmationCode", resending("unknown", "alice")).await,
        "ResourceNotFoundException: User pool client unknown does not exist."
    );

    let silent = world.pool(json!({ "AutoVerifiedAttributes": [] })).await;
    let client = world.client(&silent, json!({})).await;
    world.sign_up(&client, "alice").await;
    assert_eq!(
        world.refused("ResendConfirmationCode", resending(&client, "alice")).await,
        "InvalidParameterException: Cannot resend codes. Auto verification not turned on."
    );
}

#[tokio::test]
async fn an_unknown_name_is_told_where_the_client_does_not_hide_it() {
    let world = World::new();
    let (_, client) = home(&world).await;
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "nobody", "123456")).await, NOBODY);
}

#[tokio::test]
async fn an_unknown_name_is_hidden_where_the_client_hides_it() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({ "AutoVerifiedAttributes": ["email", "phone_number"] }))).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    world.sign_up(&client, "alice").await;

    // Without a code that was asked for, and after its day, both are told to ask for one.
    world.pass_s(24 * 3_600);
    for name in ["alice", "nobody"] {
        assert_eq!(world.refused("ConfirmSignUp", confirming(&client, name, "000000")).await, EXPIRED);
    }
    let known = world.ok("ResendConfirmationCode", resending(&client, "alice")).await;
    let unknown = world.ok("ResendConfirmationCode", resending(&client, "nobody")).await;
    let keys = |answer: &Value| {
        answer["CodeDeliveryDetails"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(&known), keys(&unknown));
    assert_eq!(
        (&unknown["CodeDeliveryDetails"]["DeliveryMedium"], &unknown["CodeDeliveryDetails"]["AttributeName"]),
        (&json!("EMAIL"), &json!("email"))
    );
    let masked = unknown["CodeDeliveryDetails"]["Destination"].as_str().unwrap();
    assert_eq!((masked.len(), &masked[1..5], &masked[6..]), (9, "***@", "***"));
    let again = world.ok("ResendConfirmationCode", resending(&client, "nobody")).await;
    assert_eq!(again, unknown);
    let typed = world.ok("ResendConfirmationCode", resending(&client, "zed@domain.org")).await;
    assert_eq!(typed["CodeDeliveryDetails"]["Destination"], "z***@d***");
    let typed = world.ok("ResendConfirmationCode", resending(&client, "+12065550123")).await;
    assert_eq!(
        typed["CodeDeliveryDetails"],
        json!({ "Destination": "+*******0123", "DeliveryMedium": "SMS", "AttributeName": "phone_number" })
    );

    // For as long as a known one's code would live, both are told that it is the wrong one.
    world.pass_s(24 * 3_600 - 60);
    let not_the_code = wrong(&world.code("alice@example.com"));
    for name in ["alice", "nobody"] {
        assert_eq!(world.refused("ConfirmSignUp", confirming(&client, name, &not_the_code)).await, MISMATCH);
    }
    world.pass_s(60);
    for name in ["alice", "nobody"] {
        assert_eq!(world.refused("ConfirmSignUp", confirming(&client, name, &not_the_code)).await, EXPIRED);
    }
    assert_eq!(world.post.mailbox.messages(None).len(), 2);
}

#[tokio::test]
async fn an_administrator_confirms_without_verifying() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    let code = world.code("alice@example.com");
    let confirm = json!({ "UserPoolId": pool, "Username": "alice" });
    assert_eq!(world.ok("AdminConfirmSignUp", confirm.clone()).await, json!({}));
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
    let kept = json!({ "email": "alice@example.com", "email_verified": "false" });
    assert_eq!(world.attributes(&pool, "alice").await, kept);
    assert_eq!(
        world.refused("AdminConfirmSignUp", confirm).await,
        "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED"
    );
    assert_eq!(
        world.refused("ConfirmSignUp", confirming(&client, "alice", &code)).await,
        "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED"
    );
    world.ok("AdminCreateUser", json!({ "UserPoolId": pool, "Username": "bob" })).await;
    assert_eq!(
        world.refused("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "bob" })).await,
        "NotAuthorizedException: User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD"
    );
    assert_eq!(
        world.refused("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": "carol" })).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn an_unconfirmed_user_is_told_so_only_by_the_right_password() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    assert_eq!(
        world.no_sign_in(&client, "alice", PASSWORD).await,
        "UserNotConfirmedException: User is not confirmed."
    );
    assert_eq!(
        world.no_sign_in(&client, "alice", "Wrong-pass-1").await,
        "NotAuthorizedException: Incorrect username or password."
    );
}

#[tokio::test]
async fn a_code_for_a_former_address_does_not_verify_the_new_one() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    let code = world.code("alice@example.com");
    let attributes = json!([{ "Name": "email", "Value": "other@example.com" }]);
    let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": attributes });
    world.ok("AdminUpdateUserAttributes", input).await;
    world.ok("ConfirmSignUp", confirming(&client, "alice", &code)).await;
    assert_eq!(
        world.attributes(&pool, "alice").await,
        json!({ "email": "other@example.com", "email_verified": "false" })
    );
}

#[tokio::test]
async fn a_deleted_users_code_is_dead_for_the_next_of_the_name() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.sign_up(&client, "alice").await;
    let old = world.code("alice@example.com");
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "alice", &old)).await, NOBODY);
    world.sign_up(&client, "alice").await;
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "alice", &old)).await, MISMATCH);
    let new = world.code("alice@example.com");
    world.ok("ConfirmSignUp", confirming(&client, "alice", &new)).await;
}

#[tokio::test]
async fn an_operator_at_a_laptop_can_fix_the_code() {
    let fixed = rules::Config { fixed_code: Some("424242".to_owned()), ..config() };
    let world = World::with(store::Store::open_memory().unwrap(), fixed);
    let (_, client) = home(&world).await;
    world.ok("SignUp", signing_up(&client, "alice", json!({}))).await;
    assert_eq!(world.mail("alice@example.com").text, "Your confirmation code is 424242");
    assert_eq!(world.refused("ConfirmSignUp", confirming(&client, "alice", "424241")).await, MISMATCH);
    world.ok("ConfirmSignUp", confirming(&client, "alice", "424242")).await;
}

#[tokio::test]
async fn of_many_calls_at_once_one_signs_up_and_one_confirms() {
    let world = World::new();
    let (_, client) = home(&world).await;
    let ups = (0..8).map(|_| world.call("SignUp", signing_up(&client, "alice", json!({}))));
    let ups = futures_util::future::join_all(ups).await;
    assert_eq!(ups.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in ups.into_iter().filter_map(Result::err) {
        assert_eq!(refused, "UsernameExistsException: User already exists");
    }
    assert_eq!(world.post.mailbox.messages(None).len(), 1);
    let code = world.code("alice@example.com");
    let confirms = (0..8).map(|_| world.call("ConfirmSignUp", confirming(&client, "alice", &code)));
    let confirms = futures_util::future::join_all(confirms).await;
    assert_eq!(confirms.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in confirms.into_iter().filter_map(Result::err) {
        assert_eq!(refused, "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
    }
}
