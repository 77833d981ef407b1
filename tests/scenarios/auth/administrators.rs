//! The administrator's door to sign-in: who is turned away there is told what the public door tells.
//! AWS: API_AdminInitiateAuth, API_AdminRespondToAuthChallenge.

use serde_json::{Value, json};

use super::{Home, WRONG, invite};
use crate::world::people::signing_up;
use crate::world::{PASSWORD, merged, srp};

const NOBODY: &str = "UserNotFoundException: User does not exist.";
const UNCONFIRMED: &str = "UserNotConfirmedException: User is not confirmed.";
const RESET: &str = "PasswordResetRequiredException: Password reset required for the user";

/// The input of a sign-in by password.
fn by_password(home: &Home, name: &str) -> Value {
    json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": name, "PASSWORD": PASSWORD },
    })
}

/// The proof of a sign-in by SRP that began at this door.
async fn proof(home: &Home, name: &str) -> Value {
    let hello = merged(srp::hello(&home.client, name), json!({ "UserPoolId": home.pool }));
    let challenge = home.world.ok("AdminInitiateAuth", hello).await;
    merged(home.proof(&challenge, PASSWORD), json!({ "UserPoolId": home.pool }))
}

#[tokio::test]
async fn who_is_not_there_not_confirmed_or_must_reset_is_told_so() {
    let home = Home::new().await;
    home.world.ok("SignUp", signing_up(&home.client, "bob", json!({}))).await;
    assert_eq!(home.world.refused("AdminInitiateAuth", by_password(&home, "nobody")).await, NOBODY);
    assert_eq!(home.world.refused("AdminInitiateAuth", by_password(&home, "bob")).await, UNCONFIRMED);
    let bobs = proof(&home, "bob").await;
    assert_eq!(home.world.refused("AdminRespondToAuthChallenge", bobs).await, UNCONFIRMED);
    let alices = proof(&home, "alice").await;
    home.admin("AdminResetUserPassword", "alice", json!({})).await;
    assert_eq!(home.world.refused("AdminInitiateAuth", by_password(&home, "alice")).await, RESET);
    assert_eq!(home.world.refused("AdminRespondToAuthChallenge", alices.clone()).await, RESET);
    home.admin("AdminDeleteUser", "alice", json!({})).await;
    assert_eq!(home.world.refused("AdminRespondToAuthChallenge", alices).await, WRONG);
}

#[tokio::test]
async fn a_new_password_is_judged_as_at_the_public_door() {
    let policy = json!({ "AliasAttributes": ["preferred_username", "email"],
                         "Policies": { "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 3 } } });
    let home = Home::with(policy, json!({})).await;
    let taken = json!([{ "Name": "preferred_username", "Value": "ally" }]);
    home.admin("AdminUpdateUserAttributes", "alice", json!({ "UserAttributes": taken })).await;
    invite(&home.world, &home.pool, "bob", json!([])).await;
    let challenge = home.world.ok("AdminInitiateAuth", by_password(&home, "bob")).await;
    let answer = |password: &str, more: Value| {
        let chosen = merged(json!({ "USERNAME": "bob", "NEW_PASSWORD": password }), more);
        json!({ "UserPoolId": home.pool, "ClientId": home.client, "ChallengeName": "NEW_PASSWORD_REQUIRED",
                "Session": challenge["Session"], "ChallengeResponses": chosen })
    };
    let ally = json!({ "userAttributes.preferred_username": "ally" });
    for (password, more, refused) in [
        (
            "Short-1",
            json!({}),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough",
        ),
        (PASSWORD, json!({}), "PasswordHistoryPolicyViolationException: Password has previously been used"),
        (
            "Lasting-pass-2",
            ally,
            "AliasExistsException: An account with the preferred_username already exists.",
        ),
    ] {
        assert_eq!(home.world.refused("AdminRespondToAuthChallenge", answer(password, more)).await, refused);
    }
    home.world.ok("AdminRespondToAuthChallenge", answer("Lasting-pass-2", json!({}))).await;
}
