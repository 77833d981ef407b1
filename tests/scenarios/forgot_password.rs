//! ForgotPassword, ConfirmForgotPassword, AdminResetUserPassword: only the mailed code opens the way.
//! AWS: API_ForgotPassword, API_ConfirmForgotPassword, API_AdminResetUserPassword.

use serde_json::{Value, json};

use crate::world::people::{list, with_sms, wrong};
use crate::world::{PASSWORD, World, by_password};

const MISMATCH: &str = "CodeMismatchException: Invalid verification code provided, please try again.";
const EXPIRED: &str = "ExpiredCodeException: Invalid code provided, please request a code again.";
const NOBODY: &str = "UserNotFoundException: Username/client id combination not found.";
const NO_CONTACT: &str = "InvalidParameterException: Cannot reset password for the user as there is no \
    registered/verified email or phone_number";
const STATE: &str = "NotAuthorizedException: User password cannot be reset in the current state.";
const NEW: &str = "Other-pass-2";

fn asking(client: &str, name: &str) -> Value {
    json!({ "ClientId": client, "Username": name })
}

fn confirming(client: &str, name: &str, code: &str) -> Value {
    json!({ "ClientId": client, "Username": name, "ConfirmationCode": code, "Password": NEW })
}

fn named(pool: &str, name: &str) -> Value {
    json!({ "UserPoolId": pool, "Username": name })
}

async fn home(world: &World) -> (String, String) {
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    (pool, client)
}

#[tokio::test]
async fn a_code_gives_a_new_password_once() {
    let world = World::new();
    let (_, client) = home(&world).await;
    let tokens = world.sign_in(&client, "alice").await;
    let answer = world.ok("ForgotPassword", asking(&client, "alice")).await;
    let details = json!({ "Destination": "a***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email" });
    assert_eq!(answer, json!({ "CodeDeliveryDetails": details }));
    // The old password is good until the code comes back.
    world.sign_in(&client, "alice").await;
    let code = world.code("alice@example.com");
    assert_eq!(
        world.refused("ConfirmForgotPassword", confirming(&client, "alice", &wrong(&code))).await,
        MISMATCH
    );
    let mut weak = confirming(&client, "alice", &code);
    weak["Password"] = json!("short");
    assert_eq!(
        world.refused("ConfirmForgotPassword", weak).await,
        "InvalidPasswordException: Password did not conform with policy: Password not long enough"
    );
    let confirm = confirming(&client, "alice", &code);
    assert_eq!(world.ok("ConfirmForgotPassword", confirm.clone()).await, json!({}));
    assert_eq!(world.refused("ConfirmForgotPassword", confirm).await, EXPIRED);
    assert_eq!(
        world.no_sign_in(&client, "alice", PASSWORD).await,
        "NotAuthorizedException: Incorrect username or password."
    );
    world.ok("InitiateAuth", by_password(&client, "alice", NEW)).await;
    // AWS: sessions go on.
    world.ok("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;
}

#[tokio::test]
async fn a_code_lives_for_an_hour_and_a_newer_one_ends_it() {
    let world = World::new();
    let (_, client) = home(&world).await;
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let first = world.code("alice@example.com");
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let second = world.code("alice@example.com");
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &first)).await, MISMATCH);
    world.pass_s(3_600);
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &second)).await, EXPIRED);
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    world.pass_s(3_590);
    let third = world.code("alice@example.com");
    world.ok("ConfirmForgotPassword", confirming(&client, "alice", &third)).await;
}

#[tokio::test]
async fn codes_of_other_purposes_reset_nothing_and_reset_codes_serve_nothing_else() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    let token = world.access_token(&client, "alice").await;
    let ask = json!({ "AccessToken": token, "AttributeName": "email" });
    world.ok("GetUserAttributeVerificationCode", ask).await;
    let verify = world.code("alice@example.com");
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &verify)).await, EXPIRED);
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let reset = world.code("alice@example.com");
    assert_ne!(reset, verify);
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &verify)).await, MISMATCH);
    let input = json!({ "AccessToken": token, "AttributeName": "email", "Code": reset });
    assert_eq!(world.refused("VerifyUserAttribute", input).await, MISMATCH);

    world.sign_up(&client, "bob").await;
    let confirm = world.code("bob@example.com");
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "bob", &confirm)).await, EXPIRED);
    let verified = json!({
        "UserPoolId": pool, "Username": "bob", "UserAttributes": list(&[("email_verified", "true")]),
    });
    world.ok("AdminUpdateUserAttributes", verified).await;
    world.ok("ForgotPassword", asking(&client, "bob")).await;
    let reset = world.code("bob@example.com");
    let input = json!({ "ClientId": client, "Username": "bob", "ConfirmationCode": reset });
    assert_eq!(world.refused("ConfirmSignUp", input).await, MISMATCH);
    // It proves the address, and so lets in who was never confirmed.
    world.ok("ConfirmForgotPassword", confirming(&client, "bob", &reset)).await;
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "CONFIRMED");
}

#[tokio::test]
async fn who_cannot_get_a_code_is_told_why_where_the_client_hides_nothing() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    assert_eq!(world.refused("ForgotPassword", asking(&client, "nobody")).await, NOBODY);
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "nobody", "123456")).await, NOBODY);
    world.sign_up(&client, "fresh").await;
    assert_eq!(world.refused("ForgotPassword", asking(&client, "fresh")).await, NO_CONTACT);
    world.ok("AdminCreateUser", named(&pool, "invited")).await;
    assert_eq!(world.refused("ForgotPassword", asking(&client, "invited")).await, STATE);
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    world.ok("AdminDisableUser", named(&pool, "alice")).await;
    assert_eq!(
        world.refused("ForgotPassword", asking(&client, "alice")).await,
        "NotAuthorizedException: User is disabled."
    );
    let code = world.code("alice@example.com");
    assert_eq!(
        world.refused("ConfirmForgotPassword", confirming(&client, "alice", &code)).await,
        "NotAuthorizedException: User is disabled."
    );
    let recovery = json!({ "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] });
    let pool = world.pool(json!({ "AccountRecoverySetting": recovery })).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    assert_eq!(
        world.refused("ForgotPassword", asking(&client, "alice")).await,
        "NotAuthorizedException: Contact administrator to reset password."
    );
    world.ok("AdminResetUserPassword", named(&pool, "alice")).await;
    world.code("alice@example.com");
}

#[tokio::test]
async fn who_cannot_get_a_code_is_told_that_one_was_sent_where_the_client_hides_who_exists() {
    let world = World::new();
    let (pool, _) = home(&world).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    world.sign_up(&client, "fresh").await;
    world.ok("AdminCreateUser", named(&pool, "invited")).await;
    world.user(&pool, "disabled").await;
    world.ok("AdminDisableUser", named(&pool, "disabled")).await;
    let names = ["alice", "nobody", "fresh", "invited", "disabled"];
    for name in names {
        assert_eq!(
            world.refused("ConfirmForgotPassword", confirming(&client, name, "000000")).await,
            EXPIRED,
            "{name}"
        );
    }
    let sent_before = world.post.mailbox.messages(None).len();
    for name in names {
        let answer = world.ok("ForgotPassword", asking(&client, name)).await;
        let details = &answer["CodeDeliveryDetails"];
        let masked = details["Destination"].as_str().unwrap();
        assert_eq!((masked.len(), &masked[1..5], &masked[6..]), (9, "***@", "***"), "{name}");
        assert_eq!(
            *details,
            json!({ "Destination": masked, "DeliveryMedium": "EMAIL", "AttributeName": "email" })
        );
        assert_eq!(world.ok("ForgotPassword", asking(&client, name)).await, answer, "{name}");
    }
    assert_eq!(world.post.mailbox.messages(None).len(), sent_before + 2);
    world.pass_s(3_590);
    let not_the_code = wrong(&world.code("alice@example.com"));
    for name in names {
        let refused = world.refused("ConfirmForgotPassword", confirming(&client, name, &not_the_code)).await;
        assert_eq!(refused, MISMATCH, "{name}");
    }
    world.pass_s(10);
    for name in names {
        let refused = world.refused("ConfirmForgotPassword", confirming(&client, name, &not_the_code)).await;
        assert_eq!(refused, EXPIRED, "{name}");
    }
    // The limit too is the same for all.
    for name in names {
        let mut tries = 0;
        while let Err(refused) =
            world.call("ConfirmForgotPassword", confirming(&client, name, &not_the_code)).await
        {
            if refused.starts_with("LimitExceeded") {
                break;
            }
            tries += 1;
        }
        assert_eq!(tries, 19, "{name}");
    }
}

#[tokio::test]
async fn a_code_asked_for_one_purpose_is_not_remembered_for_another() {
    let world = World::new();
    let (pool, _) = home(&world).await;
    let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    world.ok("ResendConfirmationCode", asking(&client, "nobody")).await;
    assert_eq!(
        world.refused("ConfirmForgotPassword", confirming(&client, "nobody", "123456")).await,
        EXPIRED
    );
}

#[tokio::test]
async fn recovery_goes_to_the_first_verified_address_in_the_pools_order() {
    let world = World::new();
    for (recovery, expected) in [
        (json!(null), "+*******0123"),
        (json!([["verified_email", 1], ["verified_phone_number", 2]]), "a***@e***"),
        (json!([["verified_email", 2], ["verified_phone_number", 1]]), "+*******0123"),
        (json!([["verified_email", 1]]), "a***@e***"),
    ] {
        let mechanisms: Vec<Value> = recovery
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| json!({ "Name": entry[0], "Priority": entry[1] }))
            .collect();
        let mut settings = with_sms(json!({}));
        if !mechanisms.is_empty() {
            settings["AccountRecoverySetting"] = json!({ "RecoveryMechanisms": mechanisms });
        }
        let pool = world.pool(settings).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        let phone = list(&[("phone_number", "+12065550123"), ("phone_number_verified", "true")]);
        let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": phone });
        world.ok("AdminUpdateUserAttributes", input).await;
        let answer = world.ok("ForgotPassword", asking(&client, "alice")).await;
        assert_eq!(answer["CodeDeliveryDetails"]["Destination"], expected, "{recovery}");
    }
}

#[tokio::test]
async fn a_code_dies_with_the_address_that_it_went_to() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let code = world.code("alice@example.com");
    let moved = list(&[("email", "safe@example.com"), ("email_verified", "true")]);
    let input = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": moved });
    world.ok("AdminUpdateUserAttributes", input).await;
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &code)).await, EXPIRED);
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn a_code_does_not_get_around_an_administrators_temporary_password() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let code = world.code("alice@example.com");
    let set = json!({ "UserPoolId": pool, "Username": "alice", "Password": "Interim-pass-3" });
    world.ok("AdminSetUserPassword", set).await;
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &code)).await, STATE);
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "FORCE_CHANGE_PASSWORD");
    let answer = world.ok("InitiateAuth", by_password(&client, "alice", "Interim-pass-3")).await;
    assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED");
}

#[tokio::test]
async fn a_reset_forgives_wrong_guesses() {
    let world = World::new();
    let (_, client) = home(&world).await;
    for _ in 0..6 {
        world.no_sign_in(&client, "alice", "Wrong-pass-1").await;
    }
    assert_eq!(
        world.no_sign_in(&client, "alice", PASSWORD).await,
        "NotAuthorizedException: Password attempts exceeded"
    );
    world.ok("ForgotPassword", asking(&client, "alice")).await;
    let code = world.code("alice@example.com");
    world.ok("ConfirmForgotPassword", confirming(&client, "alice", &code)).await;
    world.ok("InitiateAuth", by_password(&client, "alice", NEW)).await;
}

#[tokio::test]
async fn an_administrator_takes_the_password_away() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    assert_eq!(world.ok("AdminResetUserPassword", named(&pool, "alice")).await, json!({}));
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "RESET_REQUIRED");
    for password in [PASSWORD, "Wrong-pass-1"] {
        assert_eq!(
            world.no_sign_in(&client, "alice", password).await,
            "PasswordResetRequiredException: Password reset required for the user"
        );
    }
    let first = world.code("alice@example.com");
    assert_eq!(world.mail("alice@example.com").kind, "forgot_password");
    world.ok("AdminResetUserPassword", named(&pool, "alice")).await;
    assert_eq!(world.refused("ConfirmForgotPassword", confirming(&client, "alice", &first)).await, MISMATCH);
    let second = world.code("alice@example.com");
    world.ok("ConfirmForgotPassword", confirming(&client, "alice", &second)).await;
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
    world.ok("InitiateAuth", by_password(&client, "alice", NEW)).await;

    world.sign_up(&client, "fresh").await;
    assert_eq!(world.refused("AdminResetUserPassword", named(&pool, "fresh")).await, STATE);
    world.ok("AdminCreateUser", named(&pool, "invited")).await;
    assert_eq!(world.refused("AdminResetUserPassword", named(&pool, "invited")).await, STATE);
    let set = json!({ "UserPoolId": pool, "Username": "invited", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", set).await;
    assert_eq!(world.refused("AdminResetUserPassword", named(&pool, "invited")).await, NO_CONTACT);
    assert_eq!(
        world.refused("AdminResetUserPassword", named(&pool, "nobody")).await,
        "UserNotFoundException: User does not exist."
    );
    world.post.refuse();
    assert_eq!(
        world.refused("AdminResetUserPassword", named(&pool, "alice")).await,
        "InvalidParameterException: Unable to deliver code to user"
    );
}
