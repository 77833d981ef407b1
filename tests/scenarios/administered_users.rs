//! What administrators do with users: create, invite, look up, disable, enable, delete.
//! AWS: API_AdminCreateUser, API_AdminGetUser, API_AdminDisableUser, API_AdminEnableUser, API_AdminDeleteUser.

use serde_json::{Value, json};

use crate::world::people::{list, with_sms};
use crate::world::{PASSWORD, World, by_password, claims};

const NOBODY: &str = "UserNotFoundException: User does not exist.";

fn named(pool: &str, name: &str) -> Value {
    json!({ "UserPoolId": pool, "Username": name })
}

fn inviting(pool: &str, name: &str, over: Value) -> Value {
    let email = list(&[("email", "alice@example.com")]);
    crate::world::merged(json!({ "UserPoolId": pool, "Username": name, "UserAttributes": email }), over)
}

#[tokio::test]
async fn an_invited_user_gets_a_temporary_password_that_meets_the_policy() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let answer = world.ok("AdminCreateUser", inviting(&pool, "alice", json!({}))).await;
    let user = &answer["User"];
    let sub = user["Attributes"][0]["Value"].as_str().unwrap();
    assert_eq!(
        *user,
        json!({
            "Username": "alice", "Enabled": true, "UserStatus": "FORCE_CHANGE_PASSWORD",
            "Attributes": list(&[("sub", sub), ("email", "alice@example.com")]),
            "UserCreateDate": user["UserCreateDate"], "UserLastModifiedDate": user["UserCreateDate"],
        })
    );
    let mail = world.mail("alice@example.com");
    assert_eq!((mail.kind.as_str(), mail.subject.as_str()), ("invite", "Your temporary password"));
    let password = mail.code.clone().unwrap();
    assert_eq!(mail.text, format!("Your username is alice and temporary password is {password}."));
    let found = world.look(&pool, "alice").await;
    assert_eq!(
        found,
        json!({
            "Username": "alice", "Enabled": true, "UserStatus": "FORCE_CHANGE_PASSWORD",
            "UserAttributes": user["Attributes"],
            "UserCreateDate": user["UserCreateDate"], "UserLastModifiedDate": user["UserCreateDate"],
        })
    );
    let answer = world.ok("InitiateAuth", by_password(&client, "alice", &password)).await;
    assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    assert_eq!(
        world.refused("AdminCreateUser", inviting(&pool, "alice", json!({}))).await,
        "UsernameExistsException: User account already exists"
    );
}

#[tokio::test]
async fn an_administrators_flags_come_in_any_case_and_need_their_address() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let with = |pairs: &[(&str, &str)]| json!({ "UserAttributes": list(pairs), "MessageAction": "SUPPRESS" });
    let verified = [("email", "alice@example.com"), ("email_verified", "True")];
    world.ok("AdminCreateUser", inviting(&pool, "alice", with(&verified))).await;
    let kept = json!({ "email": "alice@example.com", "email_verified": "true" });
    assert_eq!(world.attributes(&pool, "alice").await, kept);
    let permanent =
        json!({ "UserPoolId": pool, "Username": "alice", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", permanent).await;
    let id = claims(&world.sign_in(&client, "alice").await["IdToken"]);
    assert_eq!(id["email_verified"], json!(true));
    let withdrawn = list(&[("email_verified", "FALSE")]);
    let change = json!({ "UserPoolId": pool, "Username": "alice", "UserAttributes": withdrawn });
    world.ok("AdminUpdateUserAttributes", change).await;
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "false");
    for (flag, message) in [
        ("email_verified", "Email is required to verify/un-verify an email"),
        ("phone_number_verified", "Phone number is required to verify/un-verify a phone number"),
    ] {
        assert_eq!(
            world.refused("AdminCreateUser", inviting(&pool, "bob", with(&[(flag, "True")]))).await,
            format!("InvalidParameterException: {message}")
        );
    }
    assert_eq!(world.refused("AdminGetUser", named(&pool, "bob")).await, NOBODY);
}

#[tokio::test]
async fn a_resent_invitation_has_a_new_password_and_a_new_time() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let chosen = json!({ "TemporaryPassword": "First-pass-1" });
    world.ok("AdminCreateUser", inviting(&pool, "alice", chosen)).await;
    assert_eq!(world.code("alice@example.com"), "First-pass-1");
    let resend = json!({ "UserPoolId": pool, "Username": "alice", "MessageAction": "RESEND" });
    world.pass_s(7 * 86_400);
    assert_eq!(
        world.no_sign_in(&client, "alice", "First-pass-1").await,
        "NotAuthorizedException: Temporary password has expired and must be reset by an administrator."
    );
    let answer = world.ok("AdminCreateUser", resend.clone()).await;
    assert_eq!(answer["User"]["UserStatus"], "FORCE_CHANGE_PASSWORD");
    let second = world.code("alice@example.com");
    assert_eq!(
        world.no_sign_in(&client, "alice", "First-pass-1").await,
        "NotAuthorizedException: Incorrect username or password."
    );
    world.pass_s(6 * 86_400);
    let answer = world.ok("InitiateAuth", by_password(&client, "alice", &second)).await;
    assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED");

    let set = json!({ "UserPoolId": pool, "Username": "alice", "Password": PASSWORD, "Permanent": true });
    world.ok("AdminSetUserPassword", set).await;
    assert_eq!(
        world.refused("AdminCreateUser", resend).await,
        "UnsupportedUserStateException: Resend not possible. alice status is not FORCE_CHANGE_PASSWORD"
    );
    let nobody = json!({ "UserPoolId": pool, "Username": "nobody", "MessageAction": "RESEND" });
    assert_eq!(world.refused("AdminCreateUser", nobody).await, NOBODY);
}

#[tokio::test]
async fn invitations_go_where_the_administrator_says() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({}))).await;
    let both = list(&[("email", "alice@example.com"), ("phone_number", "+12065550123")]);
    let create = async |name: &str, over: Value| {
        world.post.mailbox.empty();
        let input = crate::world::merged(json!({ "UserAttributes": both }), over);
        let answer = world.call("AdminCreateUser", inviting(&pool, name, input)).await;
        let mut sent: Vec<String> =
            world.post.mailbox.messages(None).iter().map(|message| message.channel.clone()).collect();
        sent.sort();
        answer.map(|_| sent)
    };
    let sent = |channels: &[&str]| Ok(channels.iter().map(|channel| (*channel).to_owned()).collect());
    assert_eq!(create("a", json!({})).await, sent(&["SMS"]));
    assert_eq!(create("b", json!({ "DesiredDeliveryMediums": ["EMAIL"] })).await, sent(&["EMAIL"]));
    assert_eq!(
        create("c", json!({ "DesiredDeliveryMediums": ["EMAIL", "SMS"] })).await,
        sent(&["EMAIL", "SMS"])
    );
    assert_eq!(create("d", json!({ "MessageAction": "SUPPRESS" })).await, sent(&[]));
    let phone = list(&[("phone_number", "+12065550123")]);
    let input = json!({ "DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": phone });
    assert_eq!(
        create("e", input).await,
        Err("InvalidParameterException: User does not have delivery config set to send the invitation by EMAIL"
            .to_owned())
    );
    assert_eq!(world.refused("AdminGetUser", named(&pool, "e")).await, NOBODY);
    // By e-mail alone, since nobody would get the text message.
    let email = list(&[("email", "alice@example.com")]);
    assert_eq!(create("f", json!({ "UserAttributes": email })).await, sent(&["EMAIL"]));
    assert_eq!(create("g", json!({ "UserAttributes": [] })).await, sent(&[]));
}

#[tokio::test]
async fn who_signs_up_with_an_address_is_invited_by_it() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email"] })).await;
    let input = json!({ "UserPoolId": pool, "Username": "alice@example.com" });
    let answer = world.ok("AdminCreateUser", input.clone()).await;
    let sub = answer["User"]["Username"].as_str().unwrap();
    assert_eq!(answer["User"]["Attributes"], list(&[("sub", sub), ("email", "alice@example.com")]));
    let mail = world.mail("alice@example.com");
    let password = mail.code.clone().unwrap();
    assert_eq!(
        mail.text,
        format!("Your username is alice@example.com and temporary password is {password}.")
    );
    assert_eq!(
        world.refused("AdminCreateUser", input).await,
        "UsernameExistsException: An account with the given email already exists."
    );
}

#[tokio::test]
async fn a_disabled_user_is_out_until_enabled_and_old_tokens_stay_dead() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let tokens = world.sign_in(&client, "alice").await;
    for _ in 0..2 {
        assert_eq!(world.ok("AdminDisableUser", named(&pool, "alice")).await, json!({}));
    }
    assert_eq!(world.look(&pool, "alice").await["Enabled"], false);
    let get = json!({ "AccessToken": tokens["AccessToken"] });
    assert_eq!(
        world.refused("GetUser", get.clone()).await,
        "NotAuthorizedException: Access Token has been revoked"
    );
    assert_eq!(
        world.no_sign_in(&client, "alice", PASSWORD).await,
        "NotAuthorizedException: User is disabled."
    );
    for _ in 0..2 {
        assert_eq!(world.ok("AdminEnableUser", named(&pool, "alice")).await, json!({}));
    }
    assert_eq!(world.refused("GetUser", get).await, "NotAuthorizedException: Access Token has been revoked");
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    let refused = world.refused("InitiateAuth", refresh).await;
    assert!(refused.starts_with("NotAuthorizedException: "), "{refused}");
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn deleting_twice_finds_nobody_and_a_person_can_delete_oneself() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    world.user(&pool, "bob").await;
    assert_eq!(world.ok("AdminDeleteUser", named(&pool, "alice")).await, Value::Null);
    assert_eq!(world.refused("AdminDeleteUser", named(&pool, "alice")).await, NOBODY);
    let token = world.access_token(&client, "bob").await;
    assert_eq!(world.ok("DeleteUser", json!({ "AccessToken": token })).await, Value::Null);
    assert_eq!(world.refused("DeleteUser", json!({ "AccessToken": token })).await, NOBODY);
    assert_eq!(world.refused("AdminGetUser", named(&pool, "bob")).await, NOBODY);
    let all = world.ok("ListUsers", json!({ "UserPoolId": pool })).await;
    assert_eq!(all, json!({ "Users": [] }));
}

#[tokio::test]
async fn every_operation_says_who_is_not_there() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let over = |extra: Value| crate::world::merged(named(&pool, "nobody"), extra);
    for (operation, input) in [
        ("AdminGetUser", over(json!({}))),
        ("AdminDeleteUser", over(json!({}))),
        ("AdminConfirmSignUp", over(json!({}))),
        ("AdminEnableUser", over(json!({}))),
        ("AdminDisableUser", over(json!({}))),
        ("AdminResetUserPassword", over(json!({}))),
        ("AdminSetUserPassword", over(json!({ "Password": PASSWORD }))),
        ("AdminUpdateUserAttributes", over(json!({ "UserAttributes": [] }))),
        ("AdminDeleteUserAttributes", over(json!({ "UserAttributeNames": [] }))),
    ] {
        assert_eq!(world.refused(operation, input.clone()).await, NOBODY, "{operation}");
        let mut elsewhere = input;
        elsewhere["UserPoolId"] = json!("us-east-1_nowhere00");
        assert_eq!(
            world.refused(operation, elsewhere).await,
            "ResourceNotFoundException: User pool us-east-1_nowhere00 does not exist.",
            "{operation}"
        );
    }
}

#[tokio::test]
async fn a_session_of_a_deleted_user_does_not_serve_the_next_of_the_name() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let chosen = json!({ "TemporaryPassword": "First-pass-1" });
    world.ok("AdminCreateUser", inviting(&pool, "alice", chosen.clone())).await;
    let answer = world.ok("InitiateAuth", by_password(&client, "alice", "First-pass-1")).await;
    world.ok("AdminDeleteUser", named(&pool, "alice")).await;
    world.ok("AdminCreateUser", inviting(&pool, "alice", chosen)).await;
    let respond = json!({
        "ClientId": client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": answer["Session"],
        "ChallengeResponses": { "USERNAME": "alice", "NEW_PASSWORD": PASSWORD },
    });
    assert_eq!(
        world.refused("RespondToAuthChallenge", respond).await,
        "NotAuthorizedException: Invalid session for the user."
    );
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "FORCE_CHANGE_PASSWORD");
}

#[tokio::test]
async fn nobody_administers_without_a_signature() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let world = world.strict();
    for operation in ["AdminGetUser", "AdminDeleteUser", "AdminDisableUser", "ListUsers"] {
        assert_eq!(
            world.refused(operation, named(&pool, "alice")).await,
            "MissingAuthenticationTokenException: Missing Authentication Token",
            "{operation}"
        );
    }
    world.access_token(&client, "alice").await;
}
