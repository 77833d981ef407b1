//! What CreateUserPool, UpdateUserPool and DescribeUserPool refuse.

use serde_json::{Value, json};

use super::{LAMBDA, ROLE, described};
use crate::world::{World, merged};

/// What both operations say to these settings; the pool stays as it is.
async fn refused(world: &World, settings: Value) -> String {
    let pool = world.pool(json!({})).await;
    let before = described(world, &pool).await;
    let created = world.refused("CreateUserPool", merged(json!({ "PoolName": "p" }), settings.clone())).await;
    let updated = world.refused("UpdateUserPool", merged(json!({ "UserPoolId": pool }), settings)).await;
    assert_eq!(created, updated);
    assert_eq!(described(world, &pool).await, before);
    created
}

#[tokio::test]
async fn text_messages_need_a_role_that_sends_them() {
    let world = World::new();
    let text = "InvalidParameterException: SMS configuration and Auto verification for phone_number are required \
                when MFA is required/optional";
    for settings in [
        json!({ "MfaConfiguration": "ON" }),
        json!({ "MfaConfiguration": "OPTIONAL" }),
        json!({ "AutoVerifiedAttributes": ["phone_number"] }),
    ] {
        assert_eq!(refused(&world, settings).await, text);
    }
}

#[tokio::test]
async fn whoever_sends_must_be_named_once_and_whole() {
    let world = World::new();
    let eums = |region: &str| json!({ "CallerArn": ROLE, "Region": region });
    let one =
        "InvalidParameterException: SmsConfiguration must have exactly one of SnsCallerArn and EumsSms.";
    for sms in [json!({}), json!({ "SnsCallerArn": ROLE, "EumsSms": eums("us-east-1") })] {
        assert_eq!(refused(&world, json!({ "SmsConfiguration": sms })).await, one);
    }
    assert_eq!(
        refused(&world, json!({ "SmsConfiguration": { "EumsSms": eums("eu-west-1") } })).await,
        "InvalidParameterException: The Region of EumsSms must be the Region of the user pool: us-east-1"
    );
    world.pool(json!({ "SmsConfiguration": { "EumsSms": eums("us-east-1") } })).await;
    assert_eq!(
        refused(&world, json!({ "EmailConfiguration": { "EmailSendingAccount": "DEVELOPER" } })).await,
        "InvalidParameterException: SourceArn is required when EmailSendingAccount is DEVELOPER."
    );
    let sender = json!({ "LambdaVersion": "V1_0", "LambdaArn": LAMBDA });
    for name in ["CustomSMSSender", "CustomEmailSender"] {
        assert_eq!(
            refused(&world, json!({ "LambdaConfig": { name: sender } })).await,
            "InvalidParameterException: KMSKeyID is required when a custom sender Lambda trigger is configured."
        );
    }
}

#[tokio::test]
async fn what_is_said_twice_must_not_contradict_itself() {
    let world = World::new();
    let triggers = json!({
        "PreTokenGeneration": LAMBDA,
        "PreTokenGenerationConfig": { "LambdaVersion": "V1_0", "LambdaArn": format!("{LAMBDA}:2") },
    });
    assert_eq!(
        refused(&world, json!({ "LambdaConfig": triggers })).await,
        "InvalidParameterException: PreTokenGeneration and PreTokenGenerationConfig must have the same Lambda ARN."
    );
    let way = |priority: i32, name: &str| json!({ "Priority": priority, "Name": name });
    let recovery = |ways: Value| json!({ "AccountRecoverySetting": { "RecoveryMechanisms": ways } });
    assert_eq!(
        refused(&world, recovery(json!([way(1, "admin_only"), way(2, "verified_email")]))).await,
        "InvalidParameterException: admin_only cannot be combined with other recovery mechanisms."
    );
    for (first, second) in [
        (way(1, "verified_email"), way(1, "verified_phone_number")),
        (way(1, "verified_email"), way(2, "verified_email")),
    ] {
        assert_eq!(
            refused(&world, recovery(json!([first, second]))).await,
            "InvalidParameterException: Recovery mechanisms must differ in their names and in their priorities."
        );
    }
    for levels in [
        json!({ "Level1": { "AcrValue": "one" }, "Level2": { "AcrValue": "one" } }),
        json!({ "Level1": { "AcrValue": "urn:cognito:loa:2" } }),
    ] {
        let error = refused(&world, json!({ "AcrConfiguration": levels })).await;
        let text = "InvalidParameterException: AcrValue must be unique across all levels: ";
        assert!(error.starts_with(text), "{error}");
    }
    let swapped = json!({
        "Level1": { "AcrValue": "urn:cognito:loa:2" }, "Level2": { "AcrValue": "urn:cognito:loa:1" },
    });
    world.pool(json!({ "AcrConfiguration": swapped })).await;
}

#[tokio::test]
async fn no_sign_in_begins_with_an_authenticator_app() {
    let world = World::new();
    let factors = |more: &str| json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", more] } } });
    assert_eq!(
        refused(&world, factors("SOFTWARE_TOKEN")).await,
        "InvalidParameterException: SOFTWARE_TOKEN cannot be a first authentication factor."
    );
    world.pool(factors("WEB_AUTHN")).await;
}

#[tokio::test]
async fn passkeys_are_for_a_domain() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let set = |id: &str| json!({ "UserPoolId": pool, "WebAuthnConfiguration": { "RelyingPartyId": id } });
    for id in [
        "com",
        "https://example.com",
        "example.com:443",
        "a b",
        "127.0.0.1",
        "[::1]",
        "Example.com",
        "-a.example",
        "a-.example",
        "a..example",
        ".example",
        "example.",
        "a_b.example",
    ] {
        assert_eq!(
            world.refused("SetUserPoolMfaConfig", set(id)).await,
            format!("InvalidParameterException: Relying party ID is not a valid domain: {id}")
        );
    }
    for id in ["localhost", "example.com", "auth.xn--bcher-kva.example", "1.example"] {
        assert_eq!(
            world.ok("SetUserPoolMfaConfig", set(id)).await["WebAuthnConfiguration"]["RelyingPartyId"],
            json!(id)
        );
    }
}

#[tokio::test]
async fn only_attributes_that_are_verified_can_wait_for_their_code() {
    let world = World::new();
    let waits = json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] });
    assert_eq!(
        refused(&world, json!({ "UserAttributeUpdateSettings": waits })).await,
        "InvalidParameterException: AttributesRequireVerificationBeforeUpdate can only contain attributes that \
         are auto-verified: email"
    );
    world.pool(json!({ "UserAttributeUpdateSettings": waits })).await;
}

#[tokio::test]
async fn messages_must_agree_and_hold_what_they_are_for() {
    let world = World::new();
    let differs = json!({
        "EmailVerificationMessage": "one {####}",
        "VerificationMessageTemplate": { "EmailMessage": "two {####}" },
    });
    assert_eq!(
        refused(&world, differs).await,
        "InvalidParameterException: EmailVerificationMessage and VerificationMessageTemplate must not differ."
    );
    for (member, text, part) in [
        ("EmailMessage", "only {####}", "{username}"),
        ("EmailMessage", "only {username}", "{####}"),
        ("SMSMessage", "only {####}", "{username}"),
    ] {
        let invite = json!({ "AdminCreateUserConfig": { "InviteMessageTemplate": { member: text } } });
        assert_eq!(
            refused(&world, invite).await,
            format!("InvalidParameterException: InviteMessageTemplate {member} must contain {part}")
        );
    }
    assert_eq!(
        refused(&world, json!({ "SmsAuthenticationMessage": "no code" })).await,
        "InvalidParameterException: 1 validation error detected: Value 'no code' at 'smsAuthenticationMessage' \
         failed to satisfy constraint: Member must satisfy regular expression pattern: .*\\{####\\}.*"
    );
}

#[tokio::test]
async fn names_to_sign_in_with_must_go_together() {
    let world = World::new();
    let both =
        json!({ "PoolName": "p", "AliasAttributes": ["email"], "UsernameAttributes": ["phone_number"] });
    assert_eq!(
        world.refused("CreateUserPool", both).await,
        "InvalidParameterException: Only one of the aliasAttributes or usernameAttributes can be set in an user \
         pool."
    );
    let required = json!({
        "PoolName": "p", "AliasAttributes": ["preferred_username"],
        "Schema": [{ "Name": "preferred_username", "Required": true }],
    });
    assert_eq!(
        world.refused("CreateUserPool", required).await,
        "InvalidParameterException: preferred_username can't be set as both alias and required attribute."
    );
}

#[tokio::test]
async fn every_plan_has_every_feature_and_is_kept_as_given() {
    let world = World::new();
    let asked = json!({
        "UserPoolTier": "LITE",
        "Policies": {
            "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 3 },
            "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] },
        },
        "UserPoolAddOns": { "AdvancedSecurityMode": "AUDIT" },
    });
    let pool = world.pool(asked.clone()).await;
    let shown = described(&world, &pool).await;
    assert_eq!(shown["UserPoolTier"], "LITE");
    assert_eq!(shown["UserPoolAddOns"], asked["UserPoolAddOns"]);
    assert_eq!(shown["Policies"]["SignInPolicy"], asked["Policies"]["SignInPolicy"]);
    assert_eq!(shown["Policies"]["PasswordPolicy"]["PasswordHistorySize"], 3);

    // AWS: no plan given, the add-on chooses the one that has it.
    let pool = world.pool(json!({ "UserPoolAddOns": { "AdvancedSecurityMode": "ENFORCED" } })).await;
    assert_eq!(described(&world, &pool).await["UserPoolTier"], "PLUS");
}

#[tokio::test]
async fn constraints_are_told_all_at_once() {
    let world = World::new();
    let input = json!({
        "PoolName": "bad/name", "MfaConfiguration": "MAYBE",
        "Policies": { "PasswordPolicy": { "MinimumLength": 5 } },
    });
    assert_eq!(
        world.refused("CreateUserPool", input).await,
        "InvalidParameterException: 3 validation errors detected: Value 'bad/name' at 'poolName' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+; Value '5' at \
         'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater \
         than or equal to 6; Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must \
         satisfy enum value set: [OFF, ON, OPTIONAL]"
    );
    assert_eq!(
        world.refused("CreateUserPool", json!({})).await,
        "InvalidParameterException: 1 validation error detected: Value null at 'poolName' failed to satisfy \
         constraint: Member must not be null"
    );
    assert_eq!(
        world.refused("DescribeUserPool", json!({ "UserPoolId": "us east" })).await,
        "InvalidParameterException: 1 validation error detected: Value 'us east' at 'userPoolId' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+"
    );
}

#[tokio::test]
async fn a_pool_that_is_not_there_is_not_found() {
    let world = World::new();
    for operation in ["DescribeUserPool", "UpdateUserPool", "DeleteUserPool", "ListUserPoolClients"] {
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": "us-east-1_none" })).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist.",
            "{operation}"
        );
    }
}
