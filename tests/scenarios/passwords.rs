//! Passwords: the policy rule by rule, the history, temporary ones, and changing one's own.
//! AWS: API_PasswordPolicyType, API_ChangePassword, API_AdminSetUserPassword.

use serde_json::{Value, json};

use crate::world::people::signing_up;
use crate::world::{PASSWORD, World, by_password};

const INCORRECT: &str = "NotAuthorizedException: Incorrect username or password.";
const USED: &str = "PasswordHistoryPolicyViolationException: Password has previously been used";

fn setting(pool: &str, password: &str, is_permanent: bool) -> Value {
    json!({ "UserPoolId": pool, "Username": "alice", "Password": password, "Permanent": is_permanent })
}

fn changing(token: &Value, previous: &str, proposed: &str) -> Value {
    json!({ "AccessToken": token, "PreviousPassword": previous, "ProposedPassword": proposed })
}

async fn pool_with(world: &World, policy: Value) -> String {
    world.pool(json!({ "Policies": { "PasswordPolicy": policy } })).await
}

#[tokio::test]
async fn the_first_broken_rule_is_told_in_both_wordings() {
    let world = World::new();
    let pool = pool_with(
        &world,
        json!({
            "MinimumLength": 10, "RequireUppercase": true, "RequireLowercase": true,
            "RequireNumbers": true, "RequireSymbols": true,
        }),
    )
    .await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let token = world.access_token(&client, "alice").await;
    let cases = [
        ("aA1!", "Password not long enough"),
        ("123456789", "Password not long enough"),
        ("..........", "Password must have uppercase characters"),
        ("ÄÖÜ1234567", "Password must have uppercase characters"),
        ("ABCDEFGHIJ", "Password must have lowercase characters"),
        ("ABCDEFGHIj", "Password must have numeric characters"),
        ("ABCDEFGH١j", "Password must have numeric characters"),
        ("ABCDEFGH1j", "Password must have symbol characters"),
        ("ABCDEFGH1ß", "Password must have lowercase characters"),
    ];
    for (password, rule) in cases {
        let own = format!("InvalidPasswordException: Password did not conform with policy: {rule}");
        let input = signing_up(&client, "bob", json!({ "Password": password }));
        assert_eq!(world.refused("SignUp", input).await, own, "{password}");
        let input = changing(&token, PASSWORD, password);
        assert_eq!(world.refused("ChangePassword", input).await, own, "{password}");
        let confirm = json!({
            "ClientId": client, "Username": "alice", "ConfirmationCode": "1", "Password": password,
        });
        assert_eq!(world.refused("ConfirmForgotPassword", confirm).await, own, "{password}");
        let admins =
            format!("InvalidPasswordException: Password did not conform with password policy: {rule}");
        assert_eq!(
            world.refused("AdminSetUserPassword", setting(&pool, password, true)).await,
            admins,
            "{password}"
        );
        let create = json!({ "UserPoolId": pool, "Username": "bob", "TemporaryPassword": password });
        assert_eq!(world.refused("AdminCreateUser", create).await, admins, "{password}");
    }
    for symbol in "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ".chars() {
        let password = format!("ABCDEF{symbol}GH1j");
        world.ok("AdminSetUserPassword", setting(&pool, &password, true)).await;
        world.ok("InitiateAuth", by_password(&client, "alice", &password)).await;
    }
}

#[tokio::test]
async fn rules_that_a_policy_leaves_out_are_off_and_a_pool_without_one_has_all() {
    let world = World::new();
    let lax = pool_with(&world, json!({ "MinimumLength": 6 })).await;
    world.user(&lax, "alice").await;
    world.ok("AdminSetUserPassword", setting(&lax, "aaaaaa", true)).await;
    assert_eq!(
        world.refused("AdminSetUserPassword", setting(&lax, "aaaaa", true)).await,
        "InvalidPasswordException: Password did not conform with password policy: Password not long enough"
    );
    let strict = world.pool(json!({})).await;
    world.user(&strict, "alice").await;
    assert_eq!(
        world.refused("AdminSetUserPassword", setting(&strict, "Aaaaaaa1", true)).await,
        "InvalidPasswordException: Password did not conform with password policy: \
         Password must have symbol characters"
    );
}

#[tokio::test]
async fn the_shape_of_a_password_is_judged_before_the_policy() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    for password in [" Right-pass-1", "Right-pass-1 ", "Right-\npass-1", "x"] {
        let refused =
            world.refused("SignUp", signing_up(&client, "alice", json!({ "Password": password }))).await;
        assert_eq!(
            refused,
            "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy \
             constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
            "{password:?}"
        );
    }
    let longest = format!("Aa1!{}", "x".repeat(252));
    world.ok("SignUp", signing_up(&client, "alice", json!({ "Password": longest }))).await;
    let longer = signing_up(&client, "bob", json!({ "Password": format!("{longest}x") }));
    assert_eq!(
        world.refused("SignUp", longer).await,
        "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy \
         constraint: Member must have length less than or equal to 256"
    );
    let mut none = signing_up(&client, "bob", json!({}));
    none.as_object_mut().unwrap().remove("Password");
    assert_eq!(world.refused("SignUp", none).await, "InvalidParameterException: Password is required");
}

#[tokio::test]
async fn a_changed_password_is_the_only_one_and_tokens_stay_good() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let token = world.access_token(&client, "alice").await;
    assert_eq!(
        world.refused("ChangePassword", changing(&token, "Wrong-pass-1", "Other-pass-2")).await,
        INCORRECT
    );
    let without = json!({ "AccessToken": token, "ProposedPassword": "Other-pass-2" });
    assert_eq!(world.refused("ChangePassword", without).await, INCORRECT);
    assert_eq!(world.ok("ChangePassword", changing(&token, PASSWORD, "Other-pass-2")).await, json!({}));
    assert_eq!(world.no_sign_in(&client, "alice", PASSWORD).await, INCORRECT);
    world.ok("InitiateAuth", by_password(&client, "alice", "Other-pass-2")).await;
    world.ok("GetUser", json!({ "AccessToken": token })).await;
    // Without a history the same one again is no fault.
    world.ok("ChangePassword", changing(&token, "Other-pass-2", "Other-pass-2")).await;
}

#[tokio::test]
async fn the_history_holds_the_current_password_and_those_before() {
    let world = World::new();
    let pool = pool_with(&world, json!({ "MinimumLength": 6, "PasswordHistorySize": 3 })).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let set = async |password: &str| world.call("AdminSetUserPassword", setting(&pool, password, true)).await;
    for password in ["second", "third1"] {
        set(password).await.unwrap();
    }
    for password in [PASSWORD, "second", "third1"] {
        assert_eq!(set(password).await, Err(USED.to_owned()), "{password}");
    }
    set("fourth").await.unwrap();
    let token = {
        let answer = world.ok("InitiateAuth", by_password(&client, "alice", "fourth")).await;
        answer["AuthenticationResult"]["AccessToken"].clone()
    };
    assert_eq!(world.refused("ChangePassword", changing(&token, "fourth", "second")).await, USED);
    assert_eq!(world.refused("ChangePassword", changing(&token, "fourth", "fourth")).await, USED);
    // Of three, the oldest has left.
    world.ok("ChangePassword", changing(&token, "fourth", PASSWORD)).await;

    // Taking the password away does not take it from the history.
    world.ok("AdminResetUserPassword", json!({ "UserPoolId": pool, "Username": "alice" })).await;
    let code = world.code("alice@example.com");
    let confirm = |password: &str| json!({ "ClientId": client, "Username": "alice", "ConfirmationCode": code, "Password": password });
    for password in ["third1", "fourth", PASSWORD] {
        assert_eq!(world.refused("ConfirmForgotPassword", confirm(password)).await, USED, "{password}");
    }
    world.ok("ConfirmForgotPassword", confirm("second")).await;
}

#[tokio::test]
async fn a_temporary_password_leads_to_a_lasting_one_and_expires() {
    let world = World::new();
    let pool = pool_with(&world, json!({ "MinimumLength": 6, "TemporaryPasswordValidityDays": 2 })).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    world.ok("AdminSetUserPassword", setting(&pool, "temporary", false)).await;
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "FORCE_CHANGE_PASSWORD");
    world.pass_s(2 * 86_400 - 10);
    let answer = world.ok("InitiateAuth", by_password(&client, "alice", "temporary")).await;
    assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let respond = json!({
        "ClientId": client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": answer["Session"],
        "ChallengeResponses": { "USERNAME": "alice", "NEW_PASSWORD": "lasting" },
    });
    world.ok("RespondToAuthChallenge", respond).await;
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
    world.pass_s(86_400 * 30);
    world.ok("InitiateAuth", by_password(&client, "alice", "lasting")).await;

    world.ok("AdminSetUserPassword", setting(&pool, "temporary", false)).await;
    world.pass_s(2 * 86_400);
    assert_eq!(
        world.no_sign_in(&client, "alice", "temporary").await,
        "NotAuthorizedException: Temporary password has expired and must be reset by an administrator."
    );
    assert_eq!(world.no_sign_in(&client, "alice", "wrong-one").await, INCORRECT);
    world.ok("AdminSetUserPassword", setting(&pool, "lasting", true)).await;
    world.ok("InitiateAuth", by_password(&client, "alice", "lasting")).await;
}

#[tokio::test]
async fn a_lasting_password_from_an_administrator_confirms() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.sign_up(&client, "alice").await;
    assert_eq!(world.ok("AdminSetUserPassword", setting(&pool, "Other-pass-2", true)).await, json!({}));
    assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
    world.ok("InitiateAuth", by_password(&client, "alice", "Other-pass-2")).await;
    // No address is proved by it.
    let kept = json!({ "email": "alice@example.com", "email_verified": "false" });
    assert_eq!(world.attributes(&pool, "alice").await, kept);
    let nobody = json!({ "UserPoolId": pool, "Username": "nobody", "Password": PASSWORD });
    assert_eq!(
        world.refused("AdminSetUserPassword", nobody).await,
        "UserNotFoundException: User does not exist."
    );
}
