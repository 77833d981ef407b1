//! SELECT_MFA_TYPE: several second factors, none preferred.

use super::*;

#[tokio::test]
async fn one_of_several_is_chosen_and_then_asked_for() {
    let (home, secret) = Home::with_app("OPTIONAL", &ALL).await;
    home.set(&[("phone_number", PHONE)]).await;
    home.world.turn_on(&home.pool, "alice", &[SMS, APP, EMAIL], false).await;
    for (chosen, key) in [(SMS, "SMS_MFA_CODE"), (APP, "SOFTWARE_TOKEN_MFA_CODE"), (EMAIL, "EMAIL_OTP_CODE")]
    {
        let select = home.challenge().await;
        assert_eq!(
            names(&select, "MFAS_CAN_CHOOSE"),
            ("SELECT_MFA_TYPE".to_owned(), json!([SMS, APP, EMAIL]))
        );
        assert_eq!(select["ChallengeParameters"]["USER_ID_FOR_SRP"], "alice");
        let challenge = home.answer(&select, "ANSWER", chosen).await.unwrap();
        assert_eq!(challenge["ChallengeName"], chosen);
        assert_ne!(challenge["Session"], select["Session"]);
        assert_eq!(home.answer(&select, "ANSWER", chosen).await.unwrap_err(), SESSION_USED);
        let code = match chosen {
            SMS => home.world.code(PHONE),
            APP => home.world.totp(&secret, 0),
            _ => home.world.code("alice@example.com"),
        };
        assert!(home.answer(&challenge, key, &code).await.unwrap()["AuthenticationResult"].is_object());
    }
}

#[tokio::test]
async fn what_is_not_offered_cannot_be_chosen() {
    let (home, _) = Home::with_app("OPTIONAL", &ALL).await;
    home.world.turn_on(&home.pool, "alice", &[APP, EMAIL], false).await;
    let select = home.challenge().await;
    assert_eq!(names(&select, "MFAS_CAN_CHOOSE").1, json!([APP, EMAIL]));
    for other in [SMS, "PASSWORD", "email"] {
        assert_eq!(
            home.answer(&select, "ANSWER", other).await.unwrap_err(),
            format!("InvalidParameterException: Challenge response {other} is not expected")
        );
    }
    let missing = "InvalidParameterException: Missing required parameter ANSWER";
    assert_eq!(home.answer(&select, "EMAIL_OTP_CODE", "123456").await.unwrap_err(), missing);
    // The right to choose ends with the choice.
    home.world.turn_on(&home.pool, "alice", &[APP], true).await;
    assert_eq!(home.answer(&select, "ANSWER", EMAIL).await.unwrap_err(), INVALID_SESSION);
    assert_eq!(home.challenge().await["ChallengeName"], APP);
}

#[tokio::test]
async fn a_pool_that_demands_one_lets_choose_what_is_eligible() {
    let both = json!({ "RecoveryMechanisms": [{ "Priority": 2, "Name": "verified_phone_number" },
                                              { "Priority": 1, "Name": "verified_email" }] });
    let home = Home::with(json!({ "AccountRecoverySetting": both }), "OPTIONAL", &ALL).await;
    let token = home.world.access_token(&home.client, "alice").await;
    home.world.set_up_app(&token).await;
    home.set(&[("phone_number", PHONE)]).await;
    home.world.set_mfa(&home.pool, "ON", &ALL).await;
    // Not the e-mail, by which passwords are recovered first.
    assert_eq!(names(&home.challenge().await, "MFAS_CAN_CHOOSE").1, json!([SMS, APP]));
    let update = json!({
        "UserPoolId": home.pool, "MfaConfiguration": "ON", "AutoVerifiedAttributes": ["email"],
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Priority": 1, "Name": "admin_only" }] },
    });
    home.world.ok("UpdateUserPool", update).await;
    assert_eq!(names(&home.challenge().await, "MFAS_CAN_CHOOSE").1, json!([SMS, APP, EMAIL]));
    home.admin("AdminDeleteSoftwareToken", json!({})).await;
    assert_eq!(names(&home.challenge().await, "MFAS_CAN_CHOOSE").1, json!([SMS, EMAIL]));
    home.delete("phone_number").await;
    assert_eq!(home.challenge().await["ChallengeName"], EMAIL);
}
