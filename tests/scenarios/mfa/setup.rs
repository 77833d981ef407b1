//! MFA_SETUP: a second factor is demanded of somebody who has none.

use futures_util::future::join_all;

use super::*;

const NOT_ENABLED: &str = "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA";
const MISSING: &str = "InvalidParameterException: Missing required parameter EMAIL";

async fn associate(home: &Home, session: &Value) -> Result<Value, String> {
    home.world.call("AssociateSoftwareToken", json!({ "Session": session })).await
}

async fn verify(home: &Home, given: &Value, code: &str) -> Result<Value, String> {
    let input = json!({ "Session": given["Session"], "UserCode": code, "FriendlyDeviceName": "Phone" });
    home.world.call("VerifySoftwareToken", input).await
}

/// The answer to MFA_SETUP.
async fn finish(home: &Home, session: &Value) -> Result<Value, String> {
    let challenge = json!({ "ChallengeName": "MFA_SETUP", "Session": session });
    let input = respond(&home.client, &challenge, "alice", &[]);
    home.world.call("RespondToAuthChallenge", input).await
}

#[tokio::test]
async fn an_app_is_set_up_by_the_session_alone() {
    let home = Home::new("ON", &[APP]).await;
    let challenge = home.challenge().await;
    assert_eq!(names(&challenge, "MFAS_CAN_SETUP"), ("MFA_SETUP".to_owned(), json!([APP])));
    assert_eq!(challenge["ChallengeParameters"]["USER_ID_FOR_SRP"], "alice");
    let given = associate(&home, &challenge["Session"]).await.unwrap();
    assert_eq!(given["SecretCode"].as_str().unwrap().len(), 52);
    let code = home.world.totp(&given["SecretCode"], 0);
    let verified = verify(&home, &given, &code).await.unwrap();
    assert_eq!(verified["Status"], "SUCCESS");
    // Each call moves the Session on; one that was used serves no more.
    let sessions = [&challenge["Session"], &given["Session"], &verified["Session"]];
    assert!(sessions[0] != sessions[1] && sessions[1] != sessions[2]);
    assert_eq!(associate(&home, sessions[0]).await.unwrap_err(), SESSION_USED);
    assert_eq!(verify(&home, &given, &code).await.unwrap_err(), SESSION_USED);
    for used in &sessions[..2] {
        assert_eq!(finish(&home, used).await.unwrap_err(), SESSION_USED);
    }
    let signed_in = finish(&home, sessions[2]).await.unwrap();
    assert!(signed_in["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(finish(&home, sessions[2]).await.unwrap_err(), SESSION_USED);
    assert_eq!(home.mfa().await, (json!([APP]), json!(APP)));
    // From then on it is asked for, and the code that set it up is spent.
    let challenge = home.challenge().await;
    assert_eq!(challenge["ChallengeParameters"]["FRIENDLY_DEVICE_NAME"], "Phone");
    let key = "SOFTWARE_TOKEN_MFA_CODE";
    assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), APP_USED);
    home.answer(&challenge, key, &home.world.totp(&given["SecretCode"], 1)).await.unwrap();
}

#[tokio::test]
async fn it_cannot_be_skipped() {
    let home = Home::new("OPTIONAL", &[APP]).await;
    let tokens = home.world.sign_in(&home.client, "alice").await;
    home.world.set_mfa(&home.pool, "ON", &[APP]).await;
    let challenge = home.challenge().await;
    // Not by answering before anything is set up, nor by half of it.
    assert_eq!(finish(&home, &challenge["Session"]).await.unwrap_err(), MISSING);
    let given = associate(&home, &challenge["Session"]).await.unwrap();
    assert_eq!(finish(&home, &given["Session"]).await.unwrap_err(), MISSING);
    assert_eq!(verify(&home, &given, "000000").await.unwrap_err(), NOT_ENABLED);
    assert_eq!(finish(&home, &given["Session"]).await.unwrap_err(), MISSING);
    // Not by an address where the pool sends no mail.
    let setup = json!({ "ChallengeName": "MFA_SETUP", "Session": given["Session"] });
    assert_eq!(home.answer(&setup, "EMAIL", "x@example.com").await.unwrap_err(), INVALID_SESSION);
    // Not by starting over, by another flow on the same session, or by a name of another challenge.
    assert_eq!(home.challenge().await["ChallengeName"], "MFA_SETUP");
    for (name, key) in [
        (APP, "SOFTWARE_TOKEN_MFA_CODE"),
        (EMAIL, "EMAIL_OTP_CODE"),
        ("SELECT_MFA_TYPE", "ANSWER"),
        ("NEW_PASSWORD_REQUIRED", "NEW_PASSWORD"),
    ] {
        let other = json!({ "ChallengeName": name, "Session": given["Session"] });
        assert_eq!(home.answer(&other, key, "123456").await.unwrap_err(), INVALID_SESSION, "{name}");
    }
    // A refresh is no sign-in: who was signed in stays so, and gains nothing by it.
    let refresh = json!({
        "ClientId": home.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    home.world.ok("InitiateAuth", refresh).await;
    assert_eq!(home.challenge().await["ChallengeName"], "MFA_SETUP");
}

/// Who knows only the password has begun; the person comes first.
#[tokio::test]
async fn what_somebody_else_began_ends_when_a_factor_is_set_up() {
    let home = Home::new("ON", &[APP]).await;
    let begun = home.challenge().await;
    let other = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    let third = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    let given = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    let verified = verify(&home, &given, &home.world.totp(&given["SecretCode"], 0)).await.unwrap();
    assert_eq!(associate(&home, &begun["Session"]).await.unwrap_err(), INVALID_SESSION);
    let code = home.world.totp(&other["SecretCode"], 0);
    assert_eq!(verify(&home, &other, &code).await.unwrap_err(), INVALID_SESSION);
    finish(&home, &verified["Session"]).await.unwrap();
    let code = home.world.totp(&third["SecretCode"], 0);
    assert_eq!(verify(&home, &third, &code).await.unwrap_err(), INVALID_SESSION);
    assert_eq!(finish(&home, &third["Session"]).await.unwrap_err(), MISSING);
    let challenge = home.challenge().await;
    home.answer(&challenge, "SOFTWARE_TOKEN_MFA_CODE", &home.world.totp(&given["SecretCode"], 1))
        .await
        .unwrap();
}

#[tokio::test]
async fn of_parallel_set_ups_one_holds() {
    let home = Home::new("ON", &[APP]).await;
    let mut given = Vec::new();
    for _ in 0..4 {
        given.push(associate(&home, &home.challenge().await["Session"]).await.unwrap());
    }
    let codes: Vec<String> = given.iter().map(|given| home.world.totp(&given["SecretCode"], 0)).collect();
    let verified = join_all(given.iter().zip(&codes).map(|(given, code)| verify(&home, given, code))).await;
    assert_eq!(verified.iter().filter(|answer| answer.is_ok()).count(), 1, "{verified:?}");
    let session = verified.iter().flatten().next().unwrap()["Session"].clone();
    finish(&home, &session).await.unwrap();
}

/// The app that a session verified was taken away before the session ended.
#[tokio::test]
async fn an_app_that_is_gone_finishes_nothing() {
    let home = Home::new("ON", &[APP]).await;
    let given = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    let verified = verify(&home, &given, &home.world.totp(&given["SecretCode"], 0)).await.unwrap();
    home.admin("AdminDeleteSoftwareToken", json!({})).await;
    assert_eq!(finish(&home, &verified["Session"]).await.unwrap_err(), INVALID_SESSION);
    let again = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    verify(&home, &again, &home.world.totp(&again["SecretCode"], 0)).await.unwrap();
    assert_eq!(finish(&home, &verified["Session"]).await.unwrap_err(), INVALID_SESSION);
}

/// Set up and never finished: the next sign-in asks for it.
#[tokio::test]
async fn an_app_counts_from_its_first_code_on() {
    let home = Home::new("ON", &[APP]).await;
    let given = associate(&home, &home.challenge().await["Session"]).await.unwrap();
    verify(&home, &given, &home.world.totp(&given["SecretCode"], 0)).await.unwrap();
    let challenge = home.challenge().await;
    assert_eq!(challenge["ChallengeName"], APP);
    home.answer(&challenge, "SOFTWARE_TOKEN_MFA_CODE", &home.world.totp(&given["SecretCode"], 1))
        .await
        .unwrap();
}

#[tokio::test]
async fn sessions_that_are_none_set_nothing_up() {
    let home = Home::new("ON", &[APP]).await;
    let session = home.challenge().await["Session"].clone();
    let text = session.as_str().unwrap();
    let other = home.world.pool(json!({})).await;
    for bad in [
        "a".repeat(20),
        format!("us-east-1_nothere99.{}", text.split_once('.').unwrap().1),
        format!("{other}.{}", text.split_once('.').unwrap().1),
        text.split_once('.').unwrap().1.to_owned(),
        format!("{text}A"),
        format!("{}.\u{0}{}", home.pool, "a".repeat(20)),
    ] {
        assert_eq!(associate(&home, &json!(bad)).await.unwrap_err(), INVALID_SESSION, "{bad:?}");
        let given = json!({ "Session": bad });
        assert_eq!(verify(&home, &given, "123456").await.unwrap_err(), INVALID_SESSION, "{bad:?}");
    }
    let not_set_up = "InvalidParameterException: User has not set up software token mfa";
    assert_eq!(verify(&home, &json!({ "Session": session }), "123456").await.unwrap_err(), not_set_up);
    home.world.set_mfa(&home.pool, "ON", &[EMAIL]).await;
    let no_apps =
        "SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool";
    assert_eq!(associate(&home, &session).await.unwrap_err(), no_apps);
    home.world.set_mfa(&home.pool, "ON", &[APP]).await;
    home.admin("AdminDisableUser", json!({})).await;
    assert_eq!(associate(&home, &session).await.unwrap_err(), "NotAuthorizedException: User is disabled.");
    home.admin("AdminEnableUser", json!({})).await;
    home.world.pass_s(180);
    assert_eq!(associate(&home, &session).await.unwrap_err(), SESSION_EXPIRED);
    let session = home.challenge().await["Session"].clone();
    home.admin("AdminSetUserPassword", json!({ "Password": "Other-pass-2", "Permanent": true })).await;
    assert_eq!(associate(&home, &session).await.unwrap_err(), INVALID_SESSION);
    let sms = Home::new("OPTIONAL", &ALL).await;
    sms.set(&[("phone_number", PHONE)]).await;
    sms.world.turn_on(&sms.pool, "alice", &[SMS], true).await;
    assert_eq!(associate(&sms, &sms.challenge().await["Session"]).await.unwrap_err(), INVALID_SESSION);
}

#[tokio::test]
async fn an_address_is_set_up_by_its_code() {
    for key in ["EMAIL", "email"] {
        let home = Home::new("ON", &[APP, EMAIL]).await;
        home.delete("email").await;
        let challenge = home.challenge().await;
        assert_eq!(names(&challenge, "MFAS_CAN_SETUP").1, json!([APP, EMAIL]));
        let format = "InvalidParameterException: Invalid email address format.";
        assert_eq!(home.answer(&challenge, key, "nonsense").await.unwrap_err(), format);
        let sent = home.answer(&challenge, key, "new@example.com").await.unwrap();
        assert_eq!(sent["ChallengeName"], EMAIL);
        assert_eq!(sent["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"], "n***@e***");
        // Until the code is back, nothing is set.
        assert_eq!(home.world.attributes(&home.pool, "alice").await, json!({}));
        let code = home.world.code("new@example.com");
        let signed_in = home.answer(&sent, "EMAIL_OTP_CODE", &code).await.unwrap();
        let token = json!({ "AccessToken": signed_in["AuthenticationResult"]["AccessToken"] });
        home.world.ok("GetUser", token).await;
        let attributes = json!({ "email": "new@example.com", "email_verified": "true" });
        assert_eq!(home.world.attributes(&home.pool, "alice").await, attributes);
        assert_eq!(home.mfa().await, (json!([EMAIL]), json!(EMAIL)));
        assert_eq!(home.challenge().await["ChallengeName"], EMAIL);
    }
}

#[tokio::test]
async fn an_address_that_the_client_may_not_write_is_not_set_up() {
    let home = Home::new("ON", &[EMAIL]).await;
    home.delete("email").await;
    let client = home.world.client(&home.pool, json!({ "WriteAttributes": ["nickname"] })).await;
    let challenge = home.world.after_password(&client, "alice").await;
    let answer = respond(&client, &challenge, "alice", &[("EMAIL", "new@example.com")]);
    assert_eq!(
        home.world.refused("RespondToAuthChallenge", answer).await,
        "NotAuthorizedException: A client attempted to write unauthorized attribute"
    );
}

#[tokio::test]
async fn an_address_that_came_meanwhile_is_not_replaced() {
    let home = Home::new("ON", &[EMAIL]).await;
    home.delete("email").await;
    let challenge = home.challenge().await;
    let sent = home.answer(&challenge, "EMAIL", "new@example.com").await.unwrap();
    home.set(&[("email", "own@example.com"), ("email_verified", "true")]).await;
    let code = home.world.code("new@example.com");
    assert_eq!(home.answer(&sent, "EMAIL_OTP_CODE", &code).await.unwrap_err(), CODE_WRONG);
    assert_eq!(home.world.attributes(&home.pool, "alice").await["email"], "own@example.com");
}

#[tokio::test]
async fn where_there_can_be_none_nobody_gets_in() {
    let home = Home::new("ON", &[SMS]).await;
    let start = by_password(&home.client, "alice", PASSWORD);
    assert_eq!(home.world.refused("InitiateAuth", start.clone()).await, NO_METHOD);
    let hello = home.world.ok("InitiateAuth", crate::world::srp::hello(&home.client, "alice")).await;
    let proof = crate::world::srp::proof(&home.world, &home.pool, &home.client, &hello, PASSWORD);
    assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, NO_METHOD);
    // The error tells that the password was right: guesses wear the lockout all the same.
    for _ in 0..5 {
        home.world.no_sign_in(&home.client, "alice", "Wrong-pass-1").await;
    }
    assert_eq!(home.world.refused("InitiateAuth", start).await, EXCEEDED);
    home.set(&[("phone_number", PHONE)]).await;
    home.world.pass_s(1);
    assert_eq!(home.challenge().await["ChallengeName"], SMS);
    // With no address at all, the guide lists what the pool offers.
    home.delete("phone_number").await;
    home.delete("email").await;
    assert_eq!(names(&home.challenge().await, "MFAS_CAN_SETUP").1, json!([SMS]));
}
