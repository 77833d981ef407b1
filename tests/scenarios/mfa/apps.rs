//! Authenticator apps: setting one up while signed in, and SOFTWARE_TOKEN_MFA.

use futures_util::future::join_all;

use super::*;
use crate::world::people::wrong;
use crate::world::srp;

const NO_APPS: &str =
    "SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool";
const NOT_ENABLED: &str = "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA";
const NOT_SET_UP: &str = "InvalidParameterException: User has not set up software token mfa";
const APP_GONE: &str = "SoftwareTokenMFANotFoundException: Software Token MFA does not exist for the user.";
const KEY: &str = "SOFTWARE_TOKEN_MFA_CODE";

/// Alice with an app that is turned on, the step before this one used.
async fn home() -> (Home, Value) {
    let (home, secret) = Home::with_app("OPTIONAL", &[APP]).await;
    home.world.turn_on(&home.pool, "alice", &[APP], true).await;
    (home, secret)
}

#[tokio::test]
async fn an_app_is_set_up_turned_on_and_asked_for() {
    let home = Home::new("OPTIONAL", &[APP]).await;
    let token = json!({ "AccessToken": home.world.access_token(&home.client, "alice").await });
    let given = home.world.ok("AssociateSoftwareToken", token.clone()).await;
    let secret = &given["SecretCode"];
    assert_eq!(given, json!({ "SecretCode": secret }));
    assert_eq!(secret.as_str().unwrap().len(), 52);
    let code = json!({ "UserCode": home.world.totp(secret, 0), "FriendlyDeviceName": "My phone \u{0}" });
    let verified = home.world.ok("VerifySoftwareToken", merged(token.clone(), code)).await;
    assert_eq!(verified, json!({ "Status": "SUCCESS" }));
    // AWS: set up is not yet turned on.
    assert_eq!(home.mfa().await, (Value::Null, Value::Null));
    assert!(home.challenge().await["AuthenticationResult"].is_object());
    let on = json!({ "SoftwareTokenMfaSettings": { "Enabled": true, "PreferredMfa": true } });
    assert_eq!(home.world.ok("SetUserMFAPreference", merged(token.clone(), on)).await, json!({}));
    assert_eq!(home.mfa().await, (json!([APP]), json!(APP)));
    let own = home.world.ok("GetUser", token).await;
    assert_eq!((&own["UserMFASettingList"], &own["PreferredMfaSetting"]), (&json!([APP]), &json!(APP)));
    let challenge = home.challenge().await;
    let parameters = json!({ "USER_ID_FOR_SRP": "alice", "FRIENDLY_DEVICE_NAME": "My phone \u{0}" });
    assert_eq!(challenge["ChallengeName"], APP);
    assert_eq!(challenge["ChallengeParameters"], parameters);
    home.world.pass_s(30);
    let signed_in = home.answer(&challenge, KEY, &home.world.totp(secret, 0)).await.unwrap();
    assert_eq!(signed_in["ChallengeParameters"], json!({}));
    let token = &signed_in["AuthenticationResult"]["AccessToken"];
    home.world.ok("GetUser", json!({ "AccessToken": token })).await;
}

#[tokio::test]
async fn every_way_in_asks_for_it() {
    let (home, secret) = home().await;
    let hello = home.world.ok("InitiateAuth", srp::hello(&home.client, "alice")).await;
    let proof = srp::proof(&home.world, &home.pool, &home.client, &hello, PASSWORD);
    assert_eq!(home.world.ok("RespondToAuthChallenge", proof).await["ChallengeName"], APP);
    let start = json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    let challenge = home.world.ok("AdminInitiateAuth", start).await;
    assert_eq!(challenge["ChallengeName"], APP);
    let answer = respond(&home.client, &challenge, "alice", &[(KEY, &home.world.totp(&secret, 0))]);
    let answer = merged(answer, json!({ "UserPoolId": home.pool }));
    assert!(home.world.ok("AdminRespondToAuthChallenge", answer).await["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn an_administrators_server_is_told_the_same() {
    let (home, secret) = home().await;
    let start = json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    let challenge = home.world.ok("AdminInitiateAuth", start).await;
    let answer = |code: &str| {
        let answer = respond(&home.client, &challenge, "alice", &[(KEY, code)]);
        merged(answer, json!({ "UserPoolId": home.pool }))
    };
    let operation = "AdminRespondToAuthChallenge";
    assert_eq!(home.world.refused(operation, answer("000000")).await, APP_WRONG);
    assert_eq!(home.world.refused(operation, answer(&home.world.totp(&secret, -1))).await, APP_USED);
    home.admin("AdminDeleteSoftwareToken", json!({})).await;
    assert_eq!(home.world.refused(operation, answer(&home.world.totp(&secret, 0))).await, APP_GONE);
}

#[tokio::test]
async fn a_step_is_accepted_once_and_one_early_or_late() {
    let (home, secret) = home().await;
    // The one that set the app up, and the one before it.
    let challenge = home.challenge().await;
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&secret, -1)).await.unwrap_err(), APP_USED);
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&secret, -2)).await.unwrap_err(), APP_WRONG);
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&secret, 2)).await.unwrap_err(), APP_WRONG);
    // One step early; then this moment's is past.
    let early = home.world.totp(&secret, 1);
    home.answer(&challenge, KEY, &early).await.unwrap();
    let challenge = home.challenge().await;
    for used in [early, home.world.totp(&secret, 0)] {
        assert_eq!(home.answer(&challenge, KEY, &used).await.unwrap_err(), APP_USED);
    }
    // One step late.
    home.world.pass_s(90);
    home.answer(&challenge, KEY, &home.world.totp(&secret, -1)).await.unwrap();
}

#[tokio::test]
async fn of_parallel_answers_with_one_code_one_signs_in() {
    let (home, secret) = home().await;
    let challenges = [home.challenge().await, home.challenge().await, home.challenge().await];
    let code = home.world.totp(&secret, 0);
    let answers = join_all(challenges.iter().map(|challenge| home.answer(challenge, KEY, &code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let errors = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(errors.clone().all(|error| error == APP_USED), "{answers:?}");
}

#[tokio::test]
async fn a_session_is_spent_by_a_right_code_and_by_nothing_else() {
    let (home, secret) = home().await;
    let challenge = home.challenge().await;
    let code = home.world.totp(&secret, 0);
    assert_eq!(home.answer(&challenge, KEY, &wrong(&code)).await.unwrap_err(), APP_WRONG);
    for text in ["", "12345a"] {
        home.answer(&challenge, KEY, text).await.unwrap_err();
    }
    let missing = "InvalidParameterException: Missing required parameter SOFTWARE_TOKEN_MFA_CODE";
    assert_eq!(home.answer(&challenge, "SMS_MFA_CODE", &code).await.unwrap_err(), missing);
    home.answer(&challenge, KEY, &code).await.unwrap();
    home.world.pass_s(60);
    let later = home.world.totp(&secret, 0);
    assert_eq!(home.answer(&challenge, KEY, &later).await.unwrap_err(), SESSION_USED);
    let challenge = home.challenge().await;
    home.world.pass_s(180);
    let later = home.world.totp(&secret, 0);
    assert_eq!(home.answer(&challenge, KEY, &later).await.unwrap_err(), SESSION_EXPIRED);
    let mut other = home.challenge().await;
    other["ChallengeName"] = json!(SMS);
    assert_eq!(home.answer(&other, "SMS_MFA_CODE", &later).await.unwrap_err(), INVALID_SESSION);
    // Somebody else's session.
    home.world.user(&home.pool, "bob").await;
    let stolen = respond(&home.client, &home.challenge().await, "bob", &[(KEY, &later)]);
    assert_eq!(home.world.refused("RespondToAuthChallenge", stolen).await, INVALID_SESSION);
}

#[tokio::test]
async fn whoever_is_disabled_or_has_another_password_does_not_get_in() {
    let (home, secret) = home().await;
    let challenge = home.challenge().await;
    home.admin("AdminDisableUser", json!({})).await;
    let code = home.world.totp(&secret, 0);
    assert_eq!(
        home.answer(&challenge, KEY, &code).await.unwrap_err(),
        "NotAuthorizedException: User is disabled."
    );
    home.admin("AdminEnableUser", json!({})).await;
    home.admin("AdminSetUserPassword", json!({ "Password": "Other-pass-2", "Permanent": true })).await;
    assert_eq!(home.answer(&challenge, KEY, &code).await.unwrap_err(), INVALID_SESSION);
}

#[tokio::test]
async fn a_new_app_replaces_the_old_one_when_its_first_code_is_right() {
    let (home, old) = home().await;
    let challenge = home.challenge().await;
    let signed_in = home.answer(&challenge, KEY, &home.world.totp(&old, 0)).await.unwrap();
    let token = json!({ "AccessToken": signed_in["AuthenticationResult"]["AccessToken"] });
    home.world.ok("AssociateSoftwareToken", token.clone()).await;
    let new = home.world.ok("AssociateSoftwareToken", token.clone()).await["SecretCode"].clone();
    // The old one is in force until then.
    let challenge = home.challenge().await;
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&new, 0)).await.unwrap_err(), APP_WRONG);
    let refused = merged(token.clone(), json!({ "UserCode": home.world.totp(&old, 1) }));
    assert_eq!(home.world.refused("VerifySoftwareToken", refused).await, NOT_ENABLED);
    let code = json!({ "UserCode": home.world.totp(&new, 0) });
    home.world.ok("VerifySoftwareToken", merged(token.clone(), code.clone())).await;
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&old, 1)).await.unwrap_err(), APP_WRONG);
    // What verified it signs nobody in, and verifies nothing again.
    assert_eq!(home.world.refused("VerifySoftwareToken", merged(token, code.clone())).await, NOT_ENABLED);
    let used = code["UserCode"].as_str().unwrap();
    assert_eq!(home.answer(&challenge, KEY, used).await.unwrap_err(), APP_USED);
    home.answer(&challenge, KEY, &home.world.totp(&new, 1)).await.unwrap();
}

#[tokio::test]
async fn setting_up_is_refused_where_there_is_nothing_to_set_up() {
    let home = Home::new("OPTIONAL", &[EMAIL]).await;
    let token = json!({ "AccessToken": home.world.access_token(&home.client, "alice").await });
    let verify = merged(token.clone(), json!({ "UserCode": "123456" }));
    assert_eq!(home.world.refused("AssociateSoftwareToken", token.clone()).await, NO_APPS);
    assert_eq!(home.world.refused("VerifySoftwareToken", verify.clone()).await, NO_APPS);
    home.world
        .ok("SetUserPoolMfaConfig", json!({ "UserPoolId": home.pool, "MfaConfiguration": "OFF" }))
        .await;
    assert_eq!(home.world.refused("AssociateSoftwareToken", token.clone()).await, NO_APPS);
    home.world.set_mfa(&home.pool, "OPTIONAL", &[APP]).await;
    assert_eq!(home.world.refused("VerifySoftwareToken", verify.clone()).await, NOT_SET_UP);
    let one = "InvalidParameterException: Exactly one of AccessToken and Session must be provided.";
    for over in [json!({}), merged(token.clone(), json!({ "Session": "a".repeat(20) }))] {
        assert_eq!(home.world.refused("AssociateSoftwareToken", over.clone()).await, one);
        let over = merged(over, json!({ "UserCode": "123456" }));
        assert_eq!(home.world.refused("VerifySoftwareToken", over).await, one);
    }
    let bad = json!({ "AccessToken": "not.a.token" });
    let invalid = "NotAuthorizedException: Invalid Access Token";
    assert_eq!(home.world.refused("AssociateSoftwareToken", bad.clone()).await, invalid);
    let bad = merged(bad, json!({ "UserCode": "123456" }));
    assert_eq!(home.world.refused("VerifySoftwareToken", bad).await, invalid);
    home.admin("AdminDeleteUser", json!({})).await;
    let gone = "UserNotFoundException: User does not exist.";
    let revoked = "NotAuthorizedException: Access Token has been revoked";
    assert_eq!(home.world.refused("AssociateSoftwareToken", token).await, revoked);
    assert_eq!(home.world.refused("VerifySoftwareToken", verify).await, gone);
}

#[tokio::test]
async fn an_administrator_takes_an_app_away() {
    let (home, secret) = home().await;
    let challenge = home.challenge().await;
    assert_eq!(home.admin("AdminDeleteSoftwareToken", json!({})).await, json!({}));
    assert_eq!(home.mfa().await, (Value::Null, Value::Null));
    assert_eq!(home.answer(&challenge, KEY, &home.world.totp(&secret, 0)).await.unwrap_err(), APP_GONE);
    let signed_in = home.challenge().await;
    assert!(signed_in["AuthenticationResult"].is_object());
    // A second time there is nothing to take; then a new one can be set up.
    home.admin("AdminDeleteSoftwareToken", json!({})).await;
    home.world.set_up_app(&signed_in["AuthenticationResult"]["AccessToken"]).await;
    home.world.turn_on(&home.pool, "alice", &[APP], true).await;
    assert_eq!(home.challenge().await["ChallengeName"], APP);
    for (over, text) in [
        (json!({ "Username": "nobody" }), "UserNotFoundException: User does not exist."),
        (
            json!({ "UserPoolId": "us-east-1_nothere99" }),
            "ResourceNotFoundException: User pool us-east-1_nothere99 does not exist.",
        ),
    ] {
        assert_eq!(home.admin_refused("AdminDeleteSoftwareToken", over).await, text);
    }
}

#[tokio::test]
async fn an_app_stays_good_where_apps_are_no_longer_offered() {
    let (home, secret) = home().await;
    home.world.set_mfa(&home.pool, "ON", &[SMS]).await;
    let challenge = home.challenge().await;
    assert_eq!(challenge["ChallengeName"], APP);
    home.answer(&challenge, KEY, &home.world.totp(&secret, 0)).await.unwrap();
}
