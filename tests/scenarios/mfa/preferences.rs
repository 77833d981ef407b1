//! What a user turns on and prefers, by either door and by the older operations.

use super::*;

const UNKNOWN_USER: &str = "UserNotFoundException: User does not exist.";

fn undeliverable(name: &str) -> String {
    format!("InvalidParameterException: User does not have delivery config set to turn on {name}")
}

/// Both doors: the person's own and the administrator's.
async fn each_door(home: &Home) -> [(&'static str, Value); 2] {
    let token = home.world.access_token(&home.client, "alice").await;
    [
        ("SetUserMFAPreference", json!({ "AccessToken": token })),
        ("AdminSetUserMFAPreference", json!({ "UserPoolId": home.pool, "Username": "alice" })),
    ]
}

#[tokio::test]
async fn factors_are_turned_on_preferred_and_off() {
    let (home, _) = Home::with_app("OPTIONAL", &ALL).await;
    home.set(&[("phone_number", PHONE)]).await;
    let on = json!({ "Enabled": true });
    let preferred = json!({ "Enabled": true, "PreferredMfa": true });
    let off = json!({ "Enabled": false });
    for (operation, who) in each_door(&home).await {
        for (wish, enabled, prefers) in [
            (json!({ "SMSMfaSettings": on }), json!([SMS]), Value::Null),
            (json!({ "SoftwareTokenMfaSettings": preferred }), json!([SMS, APP]), json!(APP)),
            (json!({ "EmailMfaSettings": preferred }), json!([SMS, APP, EMAIL]), json!(EMAIL)),
            (json!({ "SMSMfaSettings": { "PreferredMfa": true } }), json!([SMS, APP, EMAIL]), json!(SMS)),
            (json!({ "SMSMfaSettings": { "PreferredMfa": false } }), json!([SMS, APP, EMAIL]), Value::Null),
            (json!({}), json!([SMS, APP, EMAIL]), Value::Null),
            (
                json!({ "SMSMfaSettings": off, "SoftwareTokenMfaSettings": off, "EmailMfaSettings": preferred }),
                json!([EMAIL]),
                json!(EMAIL),
            ),
            (json!({ "EmailMfaSettings": off }), Value::Null, Value::Null),
        ] {
            assert_eq!(home.world.ok(operation, merged(who.clone(), wish.clone())).await, json!({}));
            assert_eq!(home.mfa().await, (enabled, prefers), "{wish}");
        }
        assert!(home.challenge().await["AuthenticationResult"].is_object());
    }
}

#[tokio::test]
async fn what_the_user_cannot_answer_is_not_turned_on() {
    let home = Home::new("OPTIONAL", &[SMS, APP]).await;
    let on = json!({ "Enabled": true, "PreferredMfa": true });
    for (operation, who) in each_door(&home).await {
        for (member, text) in [
            ("SMSMfaSettings", undeliverable(SMS)),
            // Alice has an address; this pool does not offer e-mail.
            ("EmailMfaSettings", undeliverable(EMAIL)),
            (
                "SoftwareTokenMfaSettings",
                "InvalidParameterException: User has not set up software token mfa".into(),
            ),
        ] {
            let input = merged(who.clone(), json!({ member: on }));
            assert_eq!(home.world.refused(operation, input).await, text);
        }
        assert_eq!(home.mfa().await, (Value::Null, Value::Null));
    }
    let token = home.world.access_token(&home.client, "alice").await;
    home.world.ok("AssociateSoftwareToken", json!({ "AccessToken": token })).await;
    let input = json!({ "AccessToken": token, "SoftwareTokenMfaSettings": on });
    let unverified = "InvalidParameterException: User has not verified software token mfa";
    assert_eq!(home.world.refused("SetUserMFAPreference", input).await, unverified);
    // Turning off what was never on is nothing.
    let off = json!({ "AccessToken": token, "SoftwareTokenMfaSettings": { "Enabled": false, "PreferredMfa": false } });
    home.world.ok("SetUserMFAPreference", off).await;
}

#[tokio::test]
async fn a_preference_is_for_one_that_is_on() {
    let home = Home::new("OPTIONAL", &ALL).await;
    home.set(&[("phone_number", PHONE)]).await;
    let preferred = json!({ "Enabled": true, "PreferredMfa": true });
    for (operation, who) in each_door(&home).await {
        for (wish, text) in [
            (
                json!({ "SMSMfaSettings": preferred, "EmailMfaSettings": preferred }),
                "InvalidParameterException: Only one MFA method can be preferred.",
            ),
            (
                json!({ "SMSMfaSettings": { "PreferredMfa": true } }),
                "InvalidParameterException: SMS_MFA must be enabled to be the preferred MFA method.",
            ),
            (
                json!({ "SMSMfaSettings": { "Enabled": false, "PreferredMfa": true } }),
                "InvalidParameterException: SMS_MFA must be enabled to be the preferred MFA method.",
            ),
            (
                json!({ "WebAuthnMfaSettings": { "Enabled": true } }),
                "InvalidParameterException: Passkey MFA needs another MFA method that is enabled.",
            ),
        ] {
            assert_eq!(home.world.refused(operation, merged(who.clone(), wish)).await, text);
        }
        assert_eq!(home.mfa().await, (Value::Null, Value::Null));
    }
}

/// AWS: where one is demanded, turning the last one off does nothing.
#[tokio::test]
async fn the_last_one_stays_on_where_one_is_demanded() {
    let (home, secret) = Home::with_app("ON", &ALL).await;
    home.set(&[("phone_number", PHONE)]).await;
    home.world.turn_on(&home.pool, "alice", &[APP, EMAIL], true).await;
    home.admin("AdminSetUserMFAPreference", json!({ "EmailMfaSettings": { "Enabled": false } })).await;
    assert_eq!(home.mfa().await, (json!([APP]), json!(APP)));
    home.admin("AdminSetUserMFAPreference", json!({ "SoftwareTokenMfaSettings": { "Enabled": false } }))
        .await;
    assert_eq!(home.mfa().await, (json!([APP]), json!(APP)));
    let challenge = home.challenge().await;
    let code = home.world.totp(&secret, 0);
    let signed_in = home.answer(&challenge, "SOFTWARE_TOKEN_MFA_CODE", &code).await.unwrap();
    let token = json!({ "AccessToken": signed_in["AuthenticationResult"]["AccessToken"] });
    let off = merged(token, json!({ "SoftwareTokenMfaSettings": { "Enabled": false } }));
    home.world.ok("SetUserMFAPreference", off).await;
    assert_eq!(home.challenge().await["ChallengeName"], APP);
    home.world.set_mfa(&home.pool, "OPTIONAL", &ALL).await;
    home.admin("AdminSetUserMFAPreference", json!({ "SoftwareTokenMfaSettings": { "Enabled": false } }))
        .await;
    assert!(home.challenge().await["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn an_address_that_goes_takes_its_factor_with_it() {
    for (attribute, method) in [("phone_number", SMS), ("email", EMAIL)] {
        let (home, _) = Home::with_app("OPTIONAL", &ALL).await;
        home.set(&[("phone_number", PHONE)]).await;
        home.world.turn_on(&home.pool, "alice", &[method, APP], true).await;
        home.delete(attribute).await;
        assert_eq!(home.mfa().await, (json!([APP]), Value::Null));
        assert_eq!(home.challenge().await["ChallengeName"], APP);
        // It does not come back with another address.
        let value = if method == SMS { "+15550009999" } else { "new@example.com" };
        home.set(&[(attribute, value)]).await;
        assert_eq!(home.mfa().await, (json!([APP]), Value::Null));
        // The person's own way, by an empty value.
        home.world.turn_on(&home.pool, "alice", &[method, APP], true).await;
        home.set(&[(attribute, "")]).await;
        assert_eq!(home.mfa().await, (json!([APP]), Value::Null));
    }
}

#[tokio::test]
async fn the_older_operations_turn_text_messages_on_and_off() {
    let home = Home::new("OPTIONAL", &[SMS]).await;
    let sms = json!([{ "DeliveryMedium": "SMS", "AttributeName": "phone_number" }]);
    let token = home.world.access_token(&home.client, "alice").await;
    for (operation, who) in [
        ("SetUserSettings", json!({ "AccessToken": token })),
        ("AdminSetUserSettings", json!({ "UserPoolId": home.pool, "Username": "alice" })),
    ] {
        let on = merged(who.clone(), json!({ "MFAOptions": sms }));
        assert_eq!(home.world.refused(operation, on.clone()).await, undeliverable(SMS));
        home.set(&[("phone_number", PHONE)]).await;
        assert_eq!(home.world.ok(operation, on).await, json!({}));
        let user = home.world.look(&home.pool, "alice").await;
        assert_eq!((&user["MFAOptions"], &user["UserMFASettingList"]), (&sms, &json!([SMS])));
        let own = home.world.ok("GetUser", json!({ "AccessToken": token })).await;
        assert_eq!(own["MFAOptions"], sms);
        let listed = home.world.ok("ListUsers", json!({ "UserPoolId": home.pool })).await;
        assert_eq!(listed["Users"][0]["MFAOptions"], sms);
        assert_eq!(home.challenge().await["ChallengeName"], SMS);
        let other = json!({ "MFAOptions": [{ "DeliveryMedium": "EMAIL", "AttributeName": "email" }] });
        assert_eq!(
            home.world.refused(operation, merged(who.clone(), other)).await,
            "InvalidParameterException: MFAOptions can only contain SMS to phone_number."
        );
        home.world.ok(operation, merged(who, json!({ "MFAOptions": [] }))).await;
        let user = home.world.look(&home.pool, "alice").await;
        assert_eq!((&user["MFAOptions"], &user["UserMFASettingList"]), (&Value::Null, &Value::Null));
        assert!(home.challenge().await["AuthenticationResult"].is_object());
        home.delete("phone_number").await;
    }
}

#[tokio::test]
async fn who_is_not_there_or_not_signed_in_sets_nothing() {
    let home = Home::new("OPTIONAL", &ALL).await;
    let sms = json!({ "MFAOptions": [] });
    for (operation, more) in [("AdminSetUserMFAPreference", json!({})), ("AdminSetUserSettings", sms.clone())]
    {
        let nobody = merged(more.clone(), json!({ "Username": "nobody" }));
        assert_eq!(home.admin_refused(operation, nobody).await, UNKNOWN_USER);
        let nowhere = merged(more, json!({ "UserPoolId": "us-east-1_nothere99" }));
        assert_eq!(
            home.admin_refused(operation, nowhere).await,
            "ResourceNotFoundException: User pool us-east-1_nothere99 does not exist."
        );
    }
    let token = json!({ "AccessToken": home.world.access_token(&home.client, "alice").await });
    for (operation, more) in [("SetUserMFAPreference", json!({})), ("SetUserSettings", sms)] {
        let bad = merged(more.clone(), json!({ "AccessToken": "not.a.token" }));
        assert_eq!(home.world.refused(operation, bad).await, "NotAuthorizedException: Invalid Access Token");
        home.world.ok(operation, merged(more, token.clone())).await;
    }
    home.admin("AdminDeleteUser", json!({})).await;
    for (operation, more) in
        [("SetUserMFAPreference", json!({})), ("SetUserSettings", json!({ "MFAOptions": [] }))]
    {
        assert_eq!(home.world.refused(operation, merged(more, token.clone())).await, UNKNOWN_USER);
    }
}
