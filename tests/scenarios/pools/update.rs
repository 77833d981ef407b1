//! UpdateUserPool: what is left out goes back to its default, but for what AWS keeps.

use rules::{Config, IssuerForm};
use serde_json::{Value, json};
use store::Store;

use super::{ROLE, as_sent, described, full_settings};
use crate::world::{World, by_password, claims, config, merged};

#[tokio::test]
async fn an_update_gives_back_to_the_letter_what_it_was_sent() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameConfiguration": { "CaseSensitive": false } })).await;
    let mut sent = full_settings();
    for fixed in ["AliasAttributes", "UsernameConfiguration"] {
        sent.as_object_mut().unwrap().remove(fixed);
    }
    let input = merged(json!({ "UserPoolId": pool }), sent.clone());
    assert_eq!(world.ok("UpdateUserPool", input).await, json!({}));
    let wanted = merged(sent, json!({ "UsernameConfiguration": { "CaseSensitive": false } }));
    assert_eq!(as_sent(&described(&world, &pool).await), wanted);
}

#[tokio::test]
async fn an_update_with_nothing_resets_all_but_what_is_kept() {
    let world = World::new();
    let made = world.ok("CreateUserPool", full_settings()).await["UserPool"].clone();
    let pool = made["Id"].as_str().unwrap();
    let plain = world.pool(json!({ "AutoVerifiedAttributes": [] })).await;
    world.pass_s(60);
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;

    let mut wanted = described(&world, &plain).await;
    for kept in [
        "Arn",
        "CreationDate",
        "Id",
        "Name",
        "SchemaAttributes",
        "AliasAttributes",
        "UsernameConfiguration",
        "UserPoolTags",
        "SmsConfiguration",
        "DcrConfiguration",
        "IssuerConfiguration",
        "KeyConfiguration",
    ] {
        wanted[kept] = made[kept].clone();
    }
    let shown = described(&world, pool).await;
    wanted["LastModifiedDate"] = shown["LastModifiedDate"].clone();
    assert_eq!(shown, wanted);
    let date = |value: &Value| value.as_f64().unwrap();
    assert!(date(&shown["LastModifiedDate"]) >= date(&made["LastModifiedDate"]) + 60.0);
}

/// What one member is after an update that left it out; the member was set before.
#[tokio::test]
async fn each_member_that_is_left_out_goes_back_to_its_default() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let full = full_settings();
    for (member, default) in [
        (
            "Policies",
            json!({
                "PasswordPolicy": {
                    "MinimumLength": 8, "RequireUppercase": true, "RequireLowercase": true, "RequireNumbers": true,
                    "RequireSymbols": true, "TemporaryPasswordValidityDays": 7,
                },
                "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD"] },
            }),
        ),
        ("LambdaConfig", json!({})),
        ("SmsVerificationMessage", Value::Null),
        ("EmailVerificationMessage", Value::Null),
        ("EmailVerificationSubject", Value::Null),
        ("VerificationMessageTemplate", json!({ "DefaultEmailOption": "CONFIRM_WITH_CODE" })),
        ("SmsAuthenticationMessage", Value::Null),
        ("DeviceConfiguration", Value::Null),
        ("EmailConfiguration", json!({ "EmailSendingAccount": "COGNITO_DEFAULT" })),
        (
            "AdminCreateUserConfig",
            json!({ "AllowAdminCreateUserOnly": false, "UnusedAccountValidityDays": 7 }),
        ),
        (
            "AccountRecoverySetting",
            json!({ "RecoveryMechanisms": [
            { "Priority": 1, "Name": "verified_email" }, { "Priority": 2, "Name": "verified_phone_number" },
        ] }),
        ),
        ("DeletionProtection", json!("INACTIVE")),
        ("UserPoolAddOns", Value::Null),
        ("UserPoolTier", json!("ESSENTIALS")),
        (
            "AcrConfiguration",
            json!({
                "Level1": { "AcrValue": "urn:cognito:loa:1" }, "Level2": { "AcrValue": "urn:cognito:loa:2" },
                "Level3": { "AcrValue": "urn:cognito:loa:3" }, "Level4": { "AcrValue": "urn:cognito:loa:4" },
            }),
        ),
    ] {
        let set = json!({ "UserPoolId": pool, member: full[member] });
        world.ok("UpdateUserPool", set).await;
        assert_ne!(described(&world, &pool).await[member], default, "{member} was not set");
        world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;
        assert_eq!(described(&world, &pool).await[member], default, "{member}");
    }
}

#[tokio::test]
async fn what_leans_on_another_member_is_reset_too() {
    let world = World::new();
    let role = json!({ "SnsCallerArn": ROLE, "ExternalId": "one" });
    let set = json!({
        "AutoVerifiedAttributes": ["email", "phone_number"], "MfaConfiguration": "OPTIONAL",
        "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["phone_number"] },
        "SmsConfiguration": role,
    });
    let pool = world.pool(set.clone()).await;
    let shown = described(&world, &pool).await;
    for (member, value) in set.as_object().unwrap() {
        assert_eq!(shown[member], *value, "{member}");
    }
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;
    let shown = described(&world, &pool).await;
    assert_eq!(shown.get("AutoVerifiedAttributes"), None);
    assert_eq!(shown["MfaConfiguration"], "OFF");
    assert_eq!(
        shown["UserAttributeUpdateSettings"],
        json!({ "AttributesRequireVerificationBeforeUpdate": [] })
    );
    assert_eq!(shown["SmsConfiguration"], role);
}

#[tokio::test]
async fn issuer_key_tags_and_name_that_are_left_out_are_kept_and_given_ones_replace_them() {
    let world = World::new();
    let key =
        json!({ "KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:000000000000:key/a" });
    let set = json!({
        "IssuerConfiguration": { "Type": "UPDATED" }, "KeyConfiguration": key, "UserPoolTags": { "a": "b" },
    });
    let pool = world.pool(set.clone()).await;
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;
    let shown = described(&world, &pool).await;
    assert_eq!(shown["Name"], "test");
    for (member, value) in set.as_object().unwrap() {
        assert_eq!(shown[member], *value, "{member}");
    }
    let empty = json!({
        "UserPoolId": pool, "IssuerConfiguration": {}, "KeyConfiguration": {}, "UserPoolTags": {},
    });
    world.ok("UpdateUserPool", empty).await;
    let shown = described(&world, &pool).await;
    assert_eq!(shown["IssuerConfiguration"], json!({ "Type": "ORIGINAL" }));
    assert_eq!(shown["KeyConfiguration"], json!({ "KeyType": "AWS_OWNED_KEY" }));
    assert_eq!(shown["UserPoolTags"], json!({}));
}

#[tokio::test]
async fn tokens_name_the_issuer_that_the_pool_chose_and_older_ones_stay_good() {
    let config = Config { issuer: IssuerForm::Aws, ..config() };
    let world = World::with(Store::open_memory().unwrap(), config);
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let old = world.access_token(&client, "alice").await;
    assert_eq!(claims(&old)["iss"], format!("https://cognito-idp.us-east-1.amazonaws.com/{pool}"));
    let updated = json!({ "UserPoolId": pool, "IssuerConfiguration": { "Type": "UPDATED" } });
    world.ok("UpdateUserPool", updated).await;
    let new = world.access_token(&client, "alice").await;
    assert_eq!(claims(&new)["iss"], format!("https://issuer-cognito-idp.us-east-1.amazonaws.com/{pool}"));
    for token in [old, new] {
        world.ok("GetUser", json!({ "AccessToken": token })).await;
    }
}

#[tokio::test]
async fn a_role_for_text_messages_stays_once_it_is_set() {
    let world = World::new();
    let role = json!({ "SnsCallerArn": ROLE, "ExternalId": "one" });
    let pool = world.pool(json!({ "SmsConfiguration": role, "MfaConfiguration": "ON" })).await;
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool })).await;
    let shown = described(&world, &pool).await;
    assert_eq!((&shown["SmsConfiguration"], &shown["MfaConfiguration"]), (&role, &json!("OFF")));
    world
        .ok("UpdateUserPool", json!({ "UserPoolId": pool, "AutoVerifiedAttributes": ["phone_number"] }))
        .await;
}

#[tokio::test]
async fn self_registration_that_is_given_replaces_all_of_what_was() {
    let world = World::new();
    let dcr = json!({ "EnableStatus": "Disabled", "OpenDcrEnabled": true, "AllowedScopes": ["openid"] });
    let pool = world.pool(json!({ "DcrConfiguration": dcr })).await;
    let input = json!({ "UserPoolId": pool, "DcrConfiguration": { "OpenDcrGrantTypes": ["code"] } });
    world.ok("UpdateUserPool", input).await;
    assert_eq!(
        described(&world, &pool).await["DcrConfiguration"],
        json!({ "EnableStatus": "Enabled", "OpenDcrGrantTypes": ["code"] })
    );
}

#[tokio::test]
async fn a_pool_can_be_renamed() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "PoolName": "other" })).await;
    assert_eq!(described(&world, &pool).await["Name"], "other");
    let list = world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!(list["UserPools"][0]["Name"], "other");
}

#[tokio::test]
async fn a_changed_policy_counts_at_once() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let sign_up = |name: &str| json!({ "ClientId": client, "Username": name, "Password": "long-lower-case" });
    let refused = world.refused("SignUp", sign_up("alice")).await;
    assert_eq!(
        refused,
        "InvalidPasswordException: Password did not conform with policy: Password must have uppercase characters"
    );
    let policy = json!({ "PasswordPolicy": { "MinimumLength": 8 } });
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "Policies": policy })).await;
    world.ok("SignUp", sign_up("alice")).await;
    // An update changes no user.
    assert_eq!(
        world.refused("InitiateAuth", by_password(&client, "alice", "long-lower-case")).await,
        "UserNotConfirmedException: User is not confirmed."
    );
}

/// A tool that sends back all it has read changes a message under one of its names only.
#[tokio::test]
async fn of_two_names_of_a_message_the_one_that_changes_counts() {
    let world = World::new();
    let template = |subject: &str| json!({ "EmailSubject": subject });
    let pool = world.pool(json!({ "VerificationMessageTemplate": template("first") })).await;
    let update = async |old: &str, new: &str| {
        let input = json!({ "UserPoolId": pool, "EmailVerificationSubject": old,
                            "VerificationMessageTemplate": template(new) });
        world.call("UpdateUserPool", input).await
    };
    for (old, new, now) in [("first", "second", "second"), ("third", "second", "third")] {
        update(old, new).await.unwrap();
        let pool = described(&world, &pool).await;
        assert_eq!(pool["EmailVerificationSubject"], now);
        assert_eq!(pool["VerificationMessageTemplate"]["EmailSubject"], now);
    }
    assert_eq!(
        update("fourth", "fifth").await.unwrap_err(),
        "InvalidParameterException: EmailVerificationSubject and VerificationMessageTemplate must not differ."
    );
}
