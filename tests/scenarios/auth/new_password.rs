//! NEW_PASSWORD_REQUIRED: a temporary password, then a lasting one, and the attributes that were missing.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Home, INVALID_SESSION, SESSION_EXPIRED, SESSION_USED, invite, with, without};
use crate::world::{PASSWORD, by_password, claims};

const NEXT: &str = "Lasting-pass-2";

async fn asked(home: &Home, name: &str) -> Value {
    home.world.ok("InitiateAuth", by_password(&home.client, name, PASSWORD)).await
}

/// The answer to the challenge, with further members of ChallengeResponses.
fn chosen(home: &Home, challenge: &Value, name: &str, more: &[(&str, &str)]) -> Value {
    let mut input = json!({
        "ClientId": home.client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": name, "NEW_PASSWORD": NEXT },
    });
    for (key, value) in more {
        input = with(input, "ChallengeResponses", key, value);
    }
    input
}

async fn answer(home: &Home, input: Value) -> Result<Value, String> {
    home.world.call("RespondToAuthChallenge", input).await
}

async fn home() -> Home {
    let home = Home::new().await;
    invite(&home.world, &home.pool, "bob", json!([{ "Name": "email", "Value": "bob@example.com" }])).await;
    home
}

/// A pool that wants a family name and an e-mail address, which `bob` lacks and has.
async fn wanting_home(client: Value) -> Home {
    let required = |name: &str| json!({ "Name": name, "Required": true, "Mutable": true, "AttributeDataType": "String" });
    let immutable =
        json!({ "Name": "given_name", "Required": true, "Mutable": false, "AttributeDataType": "String" });
    let home =
        Home::with(json!({ "Schema": [required("email"), required("family_name"), immutable] }), client)
            .await;
    invite(&home.world, &home.pool, "bob", json!([{ "Name": "email", "Value": "bob@example.com" }])).await;
    home
}

#[tokio::test]
async fn a_temporary_password_asks_for_a_lasting_one_and_then_signs_in() {
    let home = home().await;
    for challenge in [
        asked(&home, "bob").await,
        home.world.ok("RespondToAuthChallenge", home.proof(&home.challenge("bob").await, PASSWORD)).await,
    ] {
        assert_eq!(
            without(json!({ "it": challenge }), "it", "Session")["it"],
            json!({
                "ChallengeName": "NEW_PASSWORD_REQUIRED",
                "ChallengeParameters": {
                    "USER_ID_FOR_SRP": "bob",
                    "requiredAttributes": "[]",
                    "userAttributes": "{\"email\":\"bob@example.com\"}",
                },
            })
        );
    }
    let challenge = asked(&home, "bob").await;
    let answered = answer(&home, chosen(&home, &challenge, "bob", &[])).await.unwrap();
    assert_eq!(answered["ChallengeParameters"], json!({}));
    let tokens = &answered["AuthenticationResult"];
    assert_eq!(claims(&tokens["AccessToken"])["username"], "bob");
    home.get_user(&tokens["AccessToken"]).await.unwrap();
    home.world.ok("InitiateAuth", super::by_refresh(&home.client, &tokens["RefreshToken"])).await;
    assert_eq!(home.admin("AdminGetUser", "bob", json!({})).await["UserStatus"], "CONFIRMED");
    home.world.ok("InitiateAuth", by_password(&home.client, "bob", NEXT)).await;
    let old = by_password(&home.client, "bob", PASSWORD);
    assert_eq!(home.world.refused("InitiateAuth", old).await, super::WRONG);
}

#[tokio::test]
async fn an_administrator_answers_too() {
    let home = home().await;
    let start = json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_NO_SRP_AUTH",
        "AuthParameters": { "USERNAME": "bob", "PASSWORD": PASSWORD },
    });
    let challenge = home.world.ok("AdminInitiateAuth", start).await;
    let mut input = chosen(&home, &challenge, "bob", &[]);
    input["UserPoolId"] = json!(home.pool);
    home.world.ok("AdminRespondToAuthChallenge", input).await;
}

#[tokio::test]
async fn a_session_serves_once_even_when_it_is_sent_many_times_at_once() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    let input = chosen(&home, &challenge, "bob", &[]);
    let answers = join_all((0..6).map(|_| answer(&home, input.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().flat_map(|answer| answer.as_ref().err()).all(|error| error == SESSION_USED));
    assert_eq!(answer(&home, input).await.unwrap_err(), SESSION_USED);
}

#[tokio::test]
async fn a_refused_password_leaves_the_session_good() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    let input = chosen(&home, &challenge, "bob", &[]);
    let missing = "InvalidParameterException: Missing required parameter NEW_PASSWORD";
    assert_eq!(
        answer(&home, without(input.clone(), "ChallengeResponses", "NEW_PASSWORD")).await.unwrap_err(),
        missing
    );
    for (password, rule) in [
        ("Short-1", "Password not long enough"),
        ("no-upper-case-1", "Password must have uppercase characters"),
        ("NoSymbolsHere1", "Password must have symbol characters"),
    ] {
        let refused =
            answer(&home, with(input.clone(), "ChallengeResponses", "NEW_PASSWORD", password)).await;
        assert_eq!(
            refused.unwrap_err(),
            format!("InvalidPasswordException: Password did not conform with policy: {rule}")
        );
    }
    answer(&home, input).await.unwrap();
}

#[tokio::test]
async fn the_history_counts_for_the_new_password_too() {
    let policy =
        json!({ "Policies": { "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 3 } } });
    let home = Home::with(policy, json!({})).await;
    invite(&home.world, &home.pool, "bob", json!([])).await;
    let challenge = asked(&home, "bob").await;
    let same = chosen(&home, &challenge, "bob", &[("NEW_PASSWORD", PASSWORD)]);
    assert_eq!(
        answer(&home, same).await.unwrap_err(),
        "PasswordHistoryPolicyViolationException: Password has previously been used"
    );
}

#[tokio::test]
async fn a_session_lives_as_long_as_the_client_says() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    home.world.pass_s(179);
    let input = chosen(&home, &challenge, "bob", &[("NEW_PASSWORD", "short")]);
    assert!(answer(&home, input).await.unwrap_err().starts_with("InvalidPasswordException"));
    home.world.pass_s(1);
    let input = chosen(&home, &challenge, "bob", &[]);
    assert_eq!(answer(&home, input).await.unwrap_err(), SESSION_EXPIRED);
}

#[tokio::test]
async fn the_session_of_one_user_client_or_pool_serves_no_other() {
    let home = home().await;
    invite(&home.world, &home.pool, "carol", json!([])).await;
    let challenge = asked(&home, "bob").await;
    for name in ["carol", "alice"] {
        let input = chosen(&home, &challenge, name, &[]);
        assert_eq!(answer(&home, input).await.unwrap_err(), INVALID_SESSION);
    }
    let mut elsewhere = chosen(&home, &challenge, "bob", &[]);
    elsewhere["ClientId"] = json!(home.world.client(&home.pool, json!({})).await);
    assert_eq!(answer(&home, elsewhere.clone()).await.unwrap_err(), INVALID_SESSION);
    let other_pool = home.world.pool(json!({})).await;
    invite(&home.world, &other_pool, "bob", json!([])).await;
    elsewhere["ClientId"] = json!(home.world.client(&other_pool, json!({})).await);
    assert_eq!(answer(&home, elsewhere).await.unwrap_err(), INVALID_SESSION);
    answer(&home, chosen(&home, &challenge, "bob", &[])).await.unwrap();
}

#[tokio::test]
async fn what_another_flow_gave_is_no_session_and_a_session_opens_nothing_else() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    let tokens = home.tokens().await;
    let srp = home.challenge("bob").await;
    let mut input = chosen(&home, &challenge, "bob", &[]);
    let session = challenge["Session"].clone();
    for other in [
        tokens["RefreshToken"].clone(),
        tokens["AccessToken"].clone(),
        srp["ChallengeParameters"]["SECRET_BLOCK"].clone(),
        json!("garbage-garbage-garbage"),
        json!(session.as_str().unwrap().chars().rev().collect::<String>()),
        json!(format!("{}A", session.as_str().unwrap())),
    ] {
        input["Session"] = other;
        assert_eq!(answer(&home, input.clone()).await.unwrap_err(), INVALID_SESSION);
    }
    input.as_object_mut().unwrap().remove("Session");
    assert_eq!(answer(&home, input).await.unwrap_err(), INVALID_SESSION);

    let refresh = super::by_refresh(&home.client, &session);
    assert_eq!(home.world.refused("InitiateAuth", refresh).await, super::INVALID_REFRESH);
    let proof = with(
        home.proof(&srp, PASSWORD),
        "ChallengeResponses",
        "PASSWORD_CLAIM_SECRET_BLOCK",
        session.as_str().unwrap(),
    );
    assert_eq!(answer(&home, proof).await.unwrap_err(), super::WRONG);
    assert_eq!(home.get_user(&session).await.unwrap_err(), "NotAuthorizedException: Invalid Access Token");
}

#[tokio::test]
async fn a_challenge_that_nobody_posed_is_not_expected() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    let mut input = chosen(&home, &challenge, "bob", &[]);
    input["ChallengeName"] = json!("ADMIN_NO_SRP_AUTH");
    assert_eq!(
        answer(&home, input).await.unwrap_err(),
        "InvalidParameterException: Challenge response ADMIN_NO_SRP_AUTH is not expected"
    );
}

#[tokio::test]
async fn a_password_set_meanwhile_or_a_user_disabled_or_deleted_ends_the_session() {
    let home = home().await;
    let challenge = asked(&home, "bob").await;
    let input = chosen(&home, &challenge, "bob", &[]);
    home.admin("AdminDisableUser", "bob", json!({})).await;
    assert_eq!(answer(&home, input.clone()).await.unwrap_err(), "NotAuthorizedException: User is disabled.");
    home.admin("AdminEnableUser", "bob", json!({})).await;
    let next = json!({ "Password": "Admins-pass-3", "Permanent": true });
    home.admin("AdminSetUserPassword", "bob", next).await;
    assert_eq!(answer(&home, input).await.unwrap_err(), INVALID_SESSION);
    home.world.ok("InitiateAuth", by_password(&home.client, "bob", "Admins-pass-3")).await;

    invite(&home.world, &home.pool, "carol", json!([])).await;
    let challenge = asked(&home, "carol").await;
    let input = chosen(&home, &challenge, "carol", &[]);
    home.admin("AdminDeleteUser", "carol", json!({})).await;
    assert_eq!(answer(&home, input.clone()).await.unwrap_err(), INVALID_SESSION);
    invite(&home.world, &home.pool, "carol", json!([])).await;
    assert_eq!(answer(&home, input).await.unwrap_err(), INVALID_SESSION);
}

#[tokio::test]
async fn what_is_required_and_missing_is_named_and_must_be_given() {
    // One of the two is immutable: what is missing can be filled in all the same.
    let client = json!({ "WriteAttributes": ["email", "family_name", "given_name", "nickname"] });
    let home = wanting_home(client).await;
    let challenge = asked(&home, "bob").await;
    let parameters = &challenge["ChallengeParameters"];
    assert_eq!(
        parameters["requiredAttributes"],
        r#"["userAttributes.given_name","userAttributes.family_name"]"#
    );
    let names = [("userAttributes.family_name", "Builder"), ("userAttributes.given_name", "Bob")];
    for (left, missing) in [(names[1], "family_name"), (names[0], "given_name")] {
        let input = chosen(&home, &challenge, "bob", &[left]);
        assert_eq!(
            answer(&home, input).await.unwrap_err(),
            format!("InvalidParameterException: Invalid attributes given, {missing} is missing")
        );
    }
    let [family, given] = names;
    let modified = [family, given, ("userAttributes.email", "eve@example.com")];
    assert_eq!(
        answer(&home, chosen(&home, &challenge, "bob", &modified)).await.unwrap_err(),
        "InvalidParameterException: Cannot modify an already provided email"
    );
    for unwritable in ["userAttributes.locale", "userAttributes.email_verified"] {
        let input = chosen(&home, &challenge, "bob", &[family, given, (unwritable, "true")]);
        assert_eq!(
            answer(&home, input).await.unwrap_err(),
            "NotAuthorizedException: A client attempted to write unauthorized attribute"
        );
    }
    let unknown = chosen(&home, &challenge, "bob", &[family, given, ("userAttributes.custom:x", "1")]);
    assert!(answer(&home, unknown).await.unwrap_err().starts_with("InvalidParameterException: "));

    // The same value is no change; other keys mean nothing.
    let same = ("userAttributes.email", "bob@example.com");
    let nickname = ("userAttributes.nickname", "Bobby");
    let input =
        chosen(&home, &challenge, "bob", &[family, given, same, nickname, ("SMS_MFA_CODE", "1"), ("x", "y")]);
    let answered = answer(&home, input).await.unwrap();
    let id = claims(&answered["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        (&id["family_name"], &id["given_name"], &id["nickname"]),
        (&json!("Builder"), &json!("Bob"), &json!("Bobby"))
    );
}

#[tokio::test]
async fn an_address_given_here_is_unverified_and_one_that_is_there_stays() {
    let home = Home::with(json!({ "UsernameConfiguration": { "CaseSensitive": false } }), json!({})).await;
    invite(&home.world, &home.pool, "bob", json!([])).await;
    let challenge = asked(&home, "bob").await;
    let input = chosen(&home, &challenge, "bob", &[("userAttributes.email", "Bob@Example.com")]);
    let answered = answer(&home, input).await.unwrap();
    let id = claims(&answered["AuthenticationResult"]["IdToken"]);
    assert_eq!((&id["email"], &id["email_verified"]), (&json!("bob@example.com"), &json!(false)));

    // Not required here, but verified: changing it would pass by the code that proves the new one.
    let verified = json!([
        { "Name": "email", "Value": "carol@example.com" }, { "Name": "email_verified", "Value": "true" },
    ]);
    invite(&home.world, &home.pool, "carol", verified).await;
    let challenge = asked(&home, "carol").await;
    let input = chosen(&home, &challenge, "carol", &[("userAttributes.email", "alice@example.com")]);
    assert_eq!(
        answer(&home, input).await.unwrap_err(),
        "InvalidParameterException: Cannot modify an already provided email"
    );
}

#[tokio::test]
async fn a_name_that_is_somebody_elses_is_refused_and_leaves_the_session_good() {
    let home = Home::with(json!({ "AliasAttributes": ["preferred_username"] }), json!({})).await;
    let taken = json!({ "UserAttributes": [{ "Name": "preferred_username", "Value": "boss" }] });
    home.admin("AdminUpdateUserAttributes", "alice", taken).await;
    invite(&home.world, &home.pool, "bob", json!([])).await;
    let challenge = asked(&home, "bob").await;
    let input = chosen(&home, &challenge, "bob", &[("userAttributes.preferred_username", "boss")]);
    assert_eq!(
        answer(&home, input).await.unwrap_err(),
        "AliasExistsException: An account with the preferred_username already exists."
    );
    answer(&home, chosen(&home, &challenge, "bob", &[])).await.unwrap();
}
