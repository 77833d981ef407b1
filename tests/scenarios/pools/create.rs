//! CreateUserPool and DescribeUserPool.

use serde_json::json;

use super::{LAMBDA, as_sent, described, full_settings};
use crate::world::{PASSWORD, World, by_password};

#[tokio::test]
async fn a_pool_with_nothing_but_a_name_has_the_defaults() {
    let world = World::new();
    let made = world.ok("CreateUserPool", json!({ "PoolName": "p" })).await;
    let mut pool = made["UserPool"].clone();
    let id = pool["Id"].as_str().unwrap().to_owned();
    let (region, name) = id.split_once('_').unwrap();
    assert_eq!((region, name.len()), ("us-east-1", 9));
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{id}");
    let created = pool["CreationDate"].as_f64().unwrap();
    assert!((1_795_233_600.0..1_795_233_601.0).contains(&created), "{created}");
    assert_eq!(pool["LastModifiedDate"], pool["CreationDate"]);
    assert_eq!(pool["SchemaAttributes"].as_array().unwrap().len(), 20);

    let members = pool.as_object_mut().unwrap();
    for member in ["Id", "CreationDate", "LastModifiedDate", "SchemaAttributes"] {
        members.remove(member);
    }
    insta::assert_json_snapshot!(pool, @r#"
    {
      "AccountRecoverySetting": {
        "RecoveryMechanisms": [
          {
            "Name": "verified_email",
            "Priority": 1
          },
          {
            "Name": "verified_phone_number",
            "Priority": 2
          }
        ]
      },
      "AcrConfiguration": {
        "Level1": {
          "AcrValue": "urn:cognito:loa:1"
        },
        "Level2": {
          "AcrValue": "urn:cognito:loa:2"
        },
        "Level3": {
          "AcrValue": "urn:cognito:loa:3"
        },
        "Level4": {
          "AcrValue": "urn:cognito:loa:4"
        }
      },
      "AdminCreateUserConfig": {
        "AllowAdminCreateUserOnly": false,
        "UnusedAccountValidityDays": 7
      },
      "Arn": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_0ZbsQ31gN",
      "DeletionProtection": "INACTIVE",
      "EmailConfiguration": {
        "EmailSendingAccount": "COGNITO_DEFAULT"
      },
      "EstimatedNumberOfUsers": 0,
      "IssuerConfiguration": {
        "Type": "ORIGINAL"
      },
      "KeyConfiguration": {
        "KeyType": "AWS_OWNED_KEY"
      },
      "LambdaConfig": {},
      "MfaConfiguration": "OFF",
      "Name": "p",
      "Policies": {
        "PasswordPolicy": {
          "MinimumLength": 8,
          "RequireLowercase": true,
          "RequireNumbers": true,
          "RequireSymbols": true,
          "RequireUppercase": true,
          "TemporaryPasswordValidityDays": 7
        },
        "SignInPolicy": {
          "AllowedFirstAuthFactors": [
            "PASSWORD"
          ]
        }
      },
      "UserAttributeUpdateSettings": {
        "AttributesRequireVerificationBeforeUpdate": []
      },
      "UserPoolTags": {},
      "UserPoolTier": "ESSENTIALS",
      "VerificationMessageTemplate": {
        "DefaultEmailOption": "CONFIRM_WITH_CODE"
      }
    }
    "#);
    assert_eq!(described(&world, &id).await, made["UserPool"]);
}

#[tokio::test]
async fn what_create_is_sent_describe_gives_back_to_the_letter() {
    let world = World::new();
    let made = world.ok("CreateUserPool", full_settings()).await["UserPool"].clone();
    assert_eq!(as_sent(&made), full_settings());
    assert_eq!(described(&world, made["Id"].as_str().unwrap()).await, made);
}

#[tokio::test]
async fn a_policy_that_is_given_has_off_what_it_leaves_out() {
    let world = World::new();
    let pool = world.pool(json!({ "Policies": { "PasswordPolicy": { "MinimumLength": 6 } } })).await;
    assert_eq!(
        described(&world, &pool).await["Policies"],
        json!({
            "PasswordPolicy": {
                "MinimumLength": 6, "RequireUppercase": false, "RequireLowercase": false, "RequireNumbers": false,
                "RequireSymbols": false, "TemporaryPasswordValidityDays": 7,
            },
            "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD"] },
        })
    );
    let factors =
        json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"] } } });
    let pool = world.pool(factors).await;
    let policies = described(&world, &pool).await["Policies"].clone();
    assert_eq!(policies["PasswordPolicy"]["RequireSymbols"], true);
    assert_eq!(policies["SignInPolicy"]["AllowedFirstAuthFactors"], json!(["PASSWORD", "SMS_OTP"]));
}

#[tokio::test]
async fn old_and_new_members_for_messages_show_the_same() {
    let world = World::new();
    let template = json!({ "SmsMessage": "a {####}", "EmailMessage": "b {####}", "EmailSubject": "c" });
    let old = json!({
        "SmsVerificationMessage": "a {####}", "EmailVerificationMessage": "b {####}", "EmailVerificationSubject": "c",
    });
    let by_template = world.pool(json!({ "VerificationMessageTemplate": template })).await;
    let by_old = world.pool(old.clone()).await;
    for pool in [by_template, by_old] {
        let shown = described(&world, &pool).await;
        for (name, value) in old.as_object().unwrap() {
            assert_eq!(shown[name], *value);
        }
        for (name, value) in template.as_object().unwrap() {
            assert_eq!(shown["VerificationMessageTemplate"][name], *value);
        }
    }
}

#[tokio::test]
async fn a_trigger_for_tokens_shows_under_both_its_names() {
    let world = World::new();
    let versioned = |version: &str| json!({ "LambdaVersion": version, "LambdaArn": LAMBDA });
    for (given, version) in [
        (json!({ "PreTokenGeneration": LAMBDA }), "V1_0"),
        (json!({ "PreTokenGenerationConfig": versioned("V2_0") }), "V2_0"),
    ] {
        let pool = world.pool(json!({ "LambdaConfig": given })).await;
        assert_eq!(
            described(&world, &pool).await["LambdaConfig"],
            json!({ "PreTokenGeneration": LAMBDA, "PreTokenGenerationConfig": versioned(version) })
        );
    }
}

/// How long a temporary password lives has two members, and the older one counts where the newer is not given.
#[tokio::test]
async fn days_of_a_temporary_password_show_under_both_their_names() {
    let world = World::new();
    let policy = |days: i32| json!({ "PasswordPolicy": { "TemporaryPasswordValidityDays": days } });
    let unused = |days: i32| json!({ "UnusedAccountValidityDays": days });
    for (given, both) in [
        (json!({ "Policies": policy(3) }), (3, 3)),
        (json!({ "AdminCreateUserConfig": unused(4) }), (4, 4)),
        (json!({ "Policies": policy(3), "AdminCreateUserConfig": unused(4) }), (3, 4)),
        (json!({ "Policies": policy(0) }), (7, 7)),
        (json!({ "AdminCreateUserConfig": unused(0) }), (7, 7)),
    ] {
        let pool = world.pool(given).await;
        let shown = described(&world, &pool).await;
        assert_eq!(shown["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"], both.0);
        assert_eq!(shown["AdminCreateUserConfig"]["UnusedAccountValidityDays"], both.1);
        let client = world.client(&pool, json!({})).await;
        let invite = json!({
            "UserPoolId": pool, "Username": "alice", "MessageAction": "SUPPRESS", "TemporaryPassword": PASSWORD,
        });
        world.ok("AdminCreateUser", invite).await;
        world.pass_s(i64::from(both.0) * 86_400 - 60);
        world.ok("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
        world.pass_s(60);
        assert_eq!(
            world.no_sign_in(&client, "alice", PASSWORD).await,
            "NotAuthorizedException: Temporary password has expired and must be reset by an administrator."
        );
    }
}

#[tokio::test]
async fn settings_of_devices_have_both_their_members() {
    let world = World::new();
    for (given, shown) in [
        (
            json!({}),
            json!({ "ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false }),
        ),
        (
            json!({ "ChallengeRequiredOnNewDevice": true }),
            json!({ "ChallengeRequiredOnNewDevice": true, "DeviceOnlyRememberedOnUserPrompt": false }),
        ),
    ] {
        let pool = world.pool(json!({ "DeviceConfiguration": given })).await;
        assert_eq!(described(&world, &pool).await["DeviceConfiguration"], shown);
    }
}

#[tokio::test]
async fn settings_of_changed_attributes_that_name_none_are_as_if_they_were_not_given() {
    let world = World::new();
    let pool = world.pool(json!({ "UserAttributeUpdateSettings": {} })).await;
    let none = json!({ "AttributesRequireVerificationBeforeUpdate": [] });
    assert_eq!(described(&world, &pool).await["UserAttributeUpdateSettings"], none);
}

#[tokio::test]
async fn a_policy_for_signing_in_that_names_no_factor_has_the_password() {
    let world = World::new();
    let pool = world.pool(json!({ "Policies": { "SignInPolicy": {} } })).await;
    let policies = described(&world, &pool).await["Policies"].clone();
    assert_eq!(policies["SignInPolicy"], json!({ "AllowedFirstAuthFactors": ["PASSWORD"] }));
}

#[tokio::test]
async fn lists_that_are_empty_are_left_out() {
    let world = World::new();
    let lists = json!({ "AutoVerifiedAttributes": [], "AliasAttributes": [], "UsernameAttributes": [] });
    let pool = world.pool(lists).await;
    let shown = described(&world, &pool).await;
    for name in ["AutoVerifiedAttributes", "AliasAttributes", "UsernameAttributes"] {
        assert_eq!(shown.get(name), None, "{name}");
    }
}

#[tokio::test]
async fn threat_protection_brings_the_plan_that_has_it() {
    let world = World::new();
    for (mode, tier) in [("OFF", "ESSENTIALS"), ("AUDIT", "PLUS"), ("ENFORCED", "PLUS")] {
        let pool = world.pool(json!({ "UserPoolAddOns": { "AdvancedSecurityMode": mode } })).await;
        assert_eq!(described(&world, &pool).await["UserPoolTier"], tier, "{mode}");
    }
}

#[tokio::test]
async fn two_pools_may_have_one_name() {
    let world = World::new();
    assert_ne!(world.pool(json!({})).await, world.pool(json!({})).await);
}

#[tokio::test]
async fn describe_counts_users() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.user(&pool, "alice").await;
    world.user(&pool, "bob").await;
    assert_eq!(described(&world, &pool).await["EstimatedNumberOfUsers"], 2);
}
