//! What a pool offers and demands.

use super::*;
use crate::world::mfa::SMS_ROLE;

const NOTHING: &str = "InvalidParameterException: Invalid MFA configuration given, can't disable all MFAs with a \
                       required or optional configuration.";
const BOTH: &str = "InvalidParameterException: Invalid MFA configuration given, can't turn off MFA and configure an \
                    MFA together.";
const NO_SMS: &str = "InvalidParameterException: SMS configuration and Auto verification for phone_number are \
                      required when MFA is required/optional";

async fn get(world: &World, pool: &str) -> Value {
    world.ok("GetUserPoolMfaConfig", json!({ "UserPoolId": pool })).await
}

#[tokio::test]
async fn what_is_set_is_answered_and_given_back() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    assert_eq!(get(&world, &pool).await, json!({ "MfaConfiguration": "OFF" }));
    let sms = json!({ "SnsCallerArn": SMS_ROLE, "ExternalId": "x" });
    let set = json!({
        "MfaConfiguration": "OPTIONAL",
        "SmsMfaConfiguration": { "SmsAuthenticationMessage": "It is {####}.", "SmsConfiguration": sms },
        "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "EmailMfaConfiguration": { "Message": "It is {####}.", "Subject": "Code" },
        "WebAuthnConfiguration": {
            "RelyingPartyId": "example.com", "UserVerification": "required", "FactorConfiguration": "SINGLE_FACTOR",
        },
    });
    let answer = world.ok("SetUserPoolMfaConfig", merged(json!({ "UserPoolId": pool }), set.clone())).await;
    assert_eq!(answer, set);
    assert_eq!(get(&world, &pool).await, set);
    let described = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone();
    assert_eq!(described["MfaConfiguration"], "OPTIONAL");
    assert_eq!(described["SmsAuthenticationMessage"], "It is {####}.");
    assert_eq!(described["SmsConfiguration"], sms);
}

#[tokio::test]
async fn what_is_left_out_beside_another_factor_is_turned_off_and_passkeys_are_apart() {
    let home = Home::new("ON", &ALL).await;
    let (world, pool) = (&home.world, &home.pool);
    let passkeys = json!({ "RelyingPartyId": "example.com" });
    let only = json!({ "UserPoolId": pool, "WebAuthnConfiguration": passkeys });
    let answer = world.ok("SetUserPoolMfaConfig", only).await;
    assert_eq!(answer["MfaConfiguration"], "ON");
    assert_eq!(answer["EmailMfaConfiguration"], json!({}));
    world.set_mfa(pool, "OPTIONAL", &[APP]).await;
    assert_eq!(
        get(world, pool).await,
        json!({
            "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true },
            "WebAuthnConfiguration": passkeys,
        })
    );
    // The number that text messages go out by stays.
    let described = world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone();
    assert_eq!(described["SmsConfiguration"]["SnsCallerArn"], SMS_ROLE);
    world.ok("SetUserPoolMfaConfig", json!({ "UserPoolId": pool, "MfaConfiguration": "OFF" })).await;
    assert_eq!(get(world, pool).await["MfaConfiguration"], "OFF");
    home.challenge().await["AuthenticationResult"]["AccessToken"].as_str().expect("tokens");
}

#[tokio::test]
async fn settings_that_cannot_be_are_refused() {
    let home = Home::new("OPTIONAL", &[APP]).await;
    let app = json!({ "Enabled": true });
    for (over, text) in [
        (json!({ "MfaConfiguration": "ON" }), NOTHING),
        (
            json!({ "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": false } }),
            NOTHING,
        ),
        (json!({ "MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": app }), BOTH),
        (json!({ "MfaConfiguration": "OFF", "EmailMfaConfiguration": {} }), BOTH),
        (json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": {} }), NO_SMS),
        (
            json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": { "ExternalId": "x" } } }),
            "InvalidParameterException: SmsConfiguration must have exactly one of SnsCallerArn and EumsSms.",
        ),
    ] {
        let input = merged(json!({ "UserPoolId": home.pool }), over);
        assert_eq!(home.world.refused("SetUserPoolMfaConfig", input.clone()).await, text, "{input}");
    }
    let gone = json!({ "UserPoolId": "us-east-1_nothere99" });
    for operation in ["SetUserPoolMfaConfig", "GetUserPoolMfaConfig"] {
        assert_eq!(
            home.world.refused(operation, gone.clone()).await,
            "ResourceNotFoundException: User pool us-east-1_nothere99 does not exist."
        );
    }
}

#[tokio::test]
async fn email_alone_cannot_be_both_second_factor_and_recovery() {
    let refused = "InvalidParameterException: Email MFA cannot be enabled when email is the only account recovery \
                   method.";
    let only = json!({ "RecoveryMechanisms": [{ "Priority": 1, "Name": "verified_email" }] });
    let home = Home::with(json!({ "AccountRecoverySetting": only }), "OPTIONAL", &[APP]).await;
    let asked = json!({
        "UserPoolId": home.pool, "MfaConfiguration": "ON", "EmailMfaConfiguration": {},
    });
    assert_eq!(home.world.refused("SetUserPoolMfaConfig", asked).await, refused);
    let home = Home::new("OPTIONAL", &[EMAIL]).await;
    let asked = json!({
        "UserPoolId": home.pool, "MfaConfiguration": "OPTIONAL", "AccountRecoverySetting": only,
    });
    assert_eq!(home.world.refused("UpdateUserPool", asked).await, refused);
}

#[tokio::test]
async fn codes_cannot_be_first_factors_where_a_second_one_is_demanded() {
    let refused = "InvalidParameterException: MFA cannot be required while EMAIL_OTP or SMS_OTP are allowed as first \
                   authentication factors.";
    let policies = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let home = Home::with(json!({ "Policies": policies }), "OPTIONAL", &[APP]).await;
    let asked = json!({
        "UserPoolId": home.pool, "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true },
    });
    assert_eq!(home.world.refused("SetUserPoolMfaConfig", asked).await, refused);
    let made = with_sms(json!({ "PoolName": "x", "MfaConfiguration": "ON", "Policies": policies }));
    assert_eq!(home.world.refused("CreateUserPool", made).await, refused);
}

/// The older way: MfaConfiguration and SmsConfiguration of the pool itself.
#[tokio::test]
async fn an_sms_configuration_makes_text_messages_a_second_factor() {
    let world = World::new();
    let bare = json!({ "PoolName": "x", "MfaConfiguration": "ON" });
    assert_eq!(world.refused("CreateUserPool", bare).await, NO_SMS);
    let pool = world.pool(with_sms(json!({ "MfaConfiguration": "ON" }))).await;
    let set = get(&world, &pool).await;
    assert_eq!(set["MfaConfiguration"], "ON");
    assert_eq!(set["SmsMfaConfiguration"]["SmsConfiguration"]["SnsCallerArn"], SMS_ROLE);
    assert_eq!(set["SoftwareTokenMfaConfiguration"], Value::Null);
}

#[tokio::test]
async fn updating_the_pool_leaves_its_second_factors_and_replaces_the_demand() {
    let home = Home::new("ON", &[APP, EMAIL]).await;
    let update = json!({ "UserPoolId": home.pool, "AutoVerifiedAttributes": ["email"] });
    home.world.ok("UpdateUserPool", merged(update.clone(), json!({ "MfaConfiguration": "OPTIONAL" }))).await;
    let set = get(&home.world, &home.pool).await;
    assert_eq!(set["MfaConfiguration"], "OPTIONAL");
    assert_eq!(set["SoftwareTokenMfaConfiguration"], json!({ "Enabled": true }));
    home.world.ok("UpdateUserPool", update).await;
    assert_eq!(get(&home.world, &home.pool).await["MfaConfiguration"], "OFF");
}
