//! The messages, as AWS's own clients have seen them where that is known.

use super::*;
use crate::Service;
use serde_json::json;

fn judge(operation: &str, tree: &Value) -> Result<(), Invalid> {
    let operation = Service::Idp.operation(operation).or_else(|| Service::Identity.operation(operation));
    validate(operation.unwrap(), &mut tree.clone())
}

#[track_caller]
fn constraints(operation: &str, tree: Value) -> String {
    match judge(operation, &tree) {
        Err(Invalid::Constraints(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn serialization(operation: &str, tree: Value) -> String {
    match judge(operation, &tree) {
        Err(Invalid::Serialization(text)) => text,
        other => panic!("{other:?}"),
    }
}

const POOL: &str = "us-east-1_AbCdEfGhI";

#[test]
fn a_pattern() {
    assert_eq!(
        constraints("DescribeUserPool", json!({ "UserPoolId": "us east" })),
        r"1 validation error detected: Value 'us east' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+"
    );
}

#[test]
fn a_pattern_comes_before_a_length() {
    // The observed message shows the code; today's model calls it sensitive.
    assert_eq!(
        constraints("VerifySoftwareToken", json!({ "UserCode": "Aaaa" })),
        "2 validation errors detected: Value at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+; Value at 'userCode' failed to satisfy constraint: Member must have length greater than or equal to 6"
    );
    assert_eq!(
        constraints("ListUserPools", json!({ "MaxResults": 60, "NextToken": "" })),
        r"2 validation errors detected: Value '' at 'nextToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [\S]+; Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1"
    );
}

#[test]
fn a_required_member() {
    let missing = "1 validation error detected: Value null at 'authFlow' failed to satisfy constraint: Member must not be null";
    assert_eq!(constraints("InitiateAuth", json!({ "ClientId": "abc" })), missing);
    assert_eq!(constraints("InitiateAuth", json!({ "ClientId": "abc", "AuthFlow": null })), missing);
}

#[test]
fn a_sensitive_value_is_not_shown() {
    assert_eq!(
        constraints("AdminGetUser", json!({ "UserPoolId": POOL })),
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must not be null"
    );
    assert_eq!(
        constraints("SignUp", json!({ "ClientId": "abc", "Username": "a b", "Password": " secret" })),
        r"2 validation errors detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+; Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$"
    );
    let long = "x".repeat(131_073);
    let tree =
        json!({ "ClientId": "abc", "AuthFlow": "USER_SRP_AUTH", "AuthParameters": { "PASSWORD": long } });
    assert_eq!(
        constraints("InitiateAuth", tree),
        "1 validation error detected: Value at 'authParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 131072, Member must have length greater than or equal to 0]"
    );
}

#[test]
fn an_enum() {
    assert_eq!(
        constraints("SetUserPoolMfaConfig", json!({ "UserPoolId": POOL, "MfaConfiguration": "false" })),
        "1 validation error detected: Value 'false' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OFF, ON, OPTIONAL]"
    );
}

#[test]
fn lengths_and_values() {
    assert_eq!(
        constraints("ListUserPools", json!({ "MaxResults": 61 })),
        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60"
    );
    assert_eq!(
        constraints("ListUserPools", json!({ "MaxResults": 0 })),
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"
    );
    assert_eq!(
        constraints("AddCustomAttributes", json!({ "UserPoolId": POOL, "CustomAttributes": [] })),
        "1 validation error detected: Value '[]' at 'customAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1"
    );
    let text = constraints("CreateUserPool", json!({ "PoolName": "n".repeat(129) }));
    assert!(text.ends_with("Member must have length less than or equal to 128"), "{text}");
}

#[test]
fn strings_are_counted_in_utf16() {
    let tree = |face: usize| json!({ "ClientId": "abc", "AccessToken": "t", "DeviceKey": "a_b", "DeviceName": "\u{1f600}".repeat(face) });
    assert_eq!(judge("ConfirmDevice", &tree(512)), Ok(()));
    let text = constraints("ConfirmDevice", tree(513));
    assert!(text.ends_with(
        "at 'deviceName' failed to satisfy constraint: Member must have length less than or equal to 1024"
    ));
}

#[test]
fn blobs_are_counted_in_bytes() {
    let tree = |digits: usize| json!({ "UserPoolId": POOL, "ImageFile": "A".repeat(digits) });
    assert_eq!(judge("SetUICustomization", &tree(174_760)), Ok(()));
    let text = constraints("SetUICustomization", tree(174_764));
    assert!(text.ends_with(
        "at 'imageFile' failed to satisfy constraint: Member must have length less than or equal to 131072"
    ));
}

#[test]
fn structures_in_lists_and_in_structures() {
    let tree = json!({
        "UserPoolId": POOL,
        "Username": "alice",
        "UserAttributes": [{ "Value": "x" }, { "Name": "" }, null],
    });
    assert_eq!(
        constraints("AdminUpdateUserAttributes", tree),
        r"4 validation errors detected: Value null at 'userAttributes.1.member.name' failed to satisfy constraint: Member must not be null; Value '' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+; Value '' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value null at 'userAttributes.3.member' failed to satisfy constraint: Member must not be null"
    );
    let tree = json!({ "PoolName": "pool", "LambdaConfig": { "CustomMessage": "functionvdp3dcf8667CustomMessageArn" } });
    assert_eq!(
        constraints("CreateUserPool", tree),
        r"1 validation error detected: Value 'functionvdp3dcf8667CustomMessageArn' at 'lambdaConfig.customMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?"
    );
}

#[test]
fn scalars_in_lists_are_judged_together() {
    let tree =
        json!({ "UserPoolId": POOL, "ClientName": "web", "CallbackURLs": ["https://a.example/", "", "b c"] });
    assert_eq!(
        constraints("CreateUserPoolClient", tree),
        r"1 validation error detected: Value '[https://a.example/, , b c]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]"
    );
    let tree = json!({ "UserPoolId": POOL, "ClientName": "web", "ExplicitAuthFlows": ["ADMIN_USER_PASSWORD_AUTH", null] });
    let text = constraints("CreateUserPoolClient", tree);
    assert!(text.starts_with("1 validation error detected: Value '[ADMIN_USER_PASSWORD_AUTH, null]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ADMIN_NO_SRP_AUTH, "), "{text}");
    assert!(text.ends_with("ALLOW_CLIENT_TOKEN_AUTH], Member must not be null]"), "{text}");
}

#[test]
fn maps_are_judged_by_keys_and_values() {
    let tree = json!({ "IdentityPoolName": "p", "AllowUnauthenticatedIdentities": true, "SupportedLoginProviders": { "accounts.google.com": "1.apps", "graph.facebook.com": "2 " } });
    assert_eq!(
        constraints("CreateIdentityPool", tree),
        r"1 validation error detected: Value '{accounts.google.com=1.apps, graph.facebook.com=2 }' at 'supportedLoginProviders' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\w.;_/-]+]"
    );
    let tree =
        json!({ "UserPoolId": POOL, "AcrConfiguration": { "Level9": { "AcrValue": "" }, "Level1": {} } });
    assert_eq!(
        constraints("UpdateUserPool", tree),
        r#"4 validation errors detected: Value '{Level1={}, Level9={AcrValue=}}' at 'acrConfiguration' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: Level[1-4]]; Value null at 'acrConfiguration.Level1.member.acrValue' failed to satisfy constraint: Member must not be null; Value '' at 'acrConfiguration.Level9.member.acrValue' failed to satisfy constraint: Member must satisfy regular expression pattern: [\x21\x23-\x5B\x5D-\x7E]+; Value '' at 'acrConfiguration.Level9.member.acrValue' failed to satisfy constraint: Member must have length greater than or equal to 1"#
    );
    let tree = json!({ "ClientId": "abc", "Username": "alice", "ClientMetadata": { "a": null } });
    assert_eq!(judge("SignUp", &tree), Ok(()));
}

#[test]
fn what_is_shown_is_bounded() {
    let text = constraints("DescribeUserPool", json!({ "UserPoolId": "\u{e9}".repeat(1_000_000) }));
    assert!(text.contains(&format!("'{}'", "\u{e9}".repeat(1024))));
    assert!(text.len() < 10_000);

    let attributes: Vec<Value> = (0..10_000).map(|_| json!({})).collect();
    let text =
        constraints("SignUp", json!({ "ClientId": "abc", "Username": "a", "UserAttributes": attributes }));
    assert!(text.starts_with("10000 validation errors detected: "));
    assert_eq!(text.matches("must not be null").count(), 20);

    let key = "k".repeat(1_000_000);
    let text = constraints("UpdateUserPool", json!({ "UserPoolId": POOL, "AcrConfiguration": { key: {} } }));
    assert!(text.len() < 10_000);

    let urls: Vec<String> = (0..50_000).map(|at| format!("{at} {}", "u".repeat(20))).collect();
    let text = constraints(
        "CreateUserPoolClient",
        json!({ "UserPoolId": POOL, "ClientName": "c", "CallbackURLs": urls }),
    );
    assert!(text.len() < 10_000);
}

#[test]
fn wrong_types_come_first_and_alone() {
    let two = json!({ "UserPoolId": "us east", "Limit": "5" });
    assert_eq!(serialization("ListUsers", two), "STRING_VALUE can not be converted to an Integer");
    for (value, text) in [
        (json!(5), "NUMBER_VALUE can not be converted to a String"),
        (json!(5.5), "DECIMAL_VALUE can not be converted to a String"),
        (json!(true), "TRUE_VALUE can not be converted to a String"),
        (json!({ "verificationCode": "1" }), "Start of structure or map found where not expected."),
        (json!(["1"]), "Start of list found where not expected"),
    ] {
        let tree = json!({ "ClientId": "abc", "Username": "alice", "ConfirmationCode": value });
        assert_eq!(serialization("ConfirmSignUp", tree), text);
    }
    for value in [
        json!(1.0),
        json!(2_147_483_648_i64),
        json!(-2_147_483_649_i64),
        json!(u64::MAX),
        json!("1"),
        json!(false),
    ] {
        let text = serialization("ListUsers", json!({ "UserPoolId": POOL, "Limit": value }));
        assert!(text.ends_with("_VALUE can not be converted to an Integer"), "{text}");
    }
    let tree = json!({ "UserPoolId": POOL, "Username": "a", "Password": "Secret-1", "Permanent": "true" });
    assert_eq!(serialization("AdminSetUserPassword", tree), "STRING_VALUE can not be converted to a Boolean");
    let tree = json!({ "IdentityPoolId": "us-east-1:0", "Logins": {}, "TokenDuration": 1.5 });
    let text = serialization("GetOpenIdTokenForDeveloperIdentity", tree);
    assert_eq!(text, "DECIMAL_VALUE can not be converted to a Long");
}

#[test]
fn wrong_types_of_parts() {
    for (attributes, text) in [
        (json!("x"), "Expected list or null"),
        (json!({}), "Start of structure or map found where not expected."),
        (json!(["x"]), "Unexpected field type"),
        (json!([[]]), "Start of list found where not expected"),
        (json!([{ "Name": 1 }]), "NUMBER_VALUE can not be converted to a String"),
    ] {
        let tree = json!({ "ClientId": "abc", "Username": "alice", "UserAttributes": attributes });
        assert_eq!(serialization("SignUp", tree), text);
    }
    for (metadata, text) in [
        (json!("x"), "Unexpected field type"),
        (json!([]), "Start of list found where not expected"),
        (json!({ "a": 1 }), "NUMBER_VALUE can not be converted to a String"),
        (json!({ "a": {} }), "Start of structure or map found where not expected."),
    ] {
        let tree = json!({ "ClientId": "abc", "Username": "alice", "ClientMetadata": metadata });
        assert_eq!(serialization("SignUp", tree), text);
    }
    let tree = json!({ "UserPoolId": POOL, "ImageFile": "not base64!" });
    assert_eq!(serialization("SetUICustomization", tree), "STRING_VALUE can not be converted to a Blob");
    assert_eq!(serialization("SignUp", json!([])), "Start of list found where not expected");
    assert_eq!(serialization("SignUp", json!(1)), "Unexpected field type");
}

#[test]
fn timestamps_are_numbers() {
    let operation = Service::Sync.operation("UpdateRecords").unwrap();
    let tree = |date: Value| {
        json!({
            "IdentityPoolId": "us-east-1:0", "IdentityId": "us-east-1:1", "DatasetName": "d", "SyncSessionToken": "t",
            "RecordPatches": [{ "Op": "replace", "Key": "k", "SyncCount": 0, "DeviceLastModifiedDate": date }],
        })
    };
    assert_eq!(validate(operation, &mut tree(json!(1_470_957_431.965))), Ok(()));
    assert_eq!(validate(operation, &mut tree(json!(null))), Ok(()));
    for date in [json!("2016-08-11T23:17:11Z"), json!(1e300), json!(i64::MAX)] {
        let Err(Invalid::Serialization(text)) = validate(operation, &mut tree(date)) else {
            panic!("no timestamp")
        };
        assert!(text.ends_with("_VALUE can not be converted to milliseconds since epoch"), "{text}");
    }
}

#[test]
fn null_is_absent_and_the_unknown_is_ignored() {
    let tree = json!({
        "ClientId": "abc", "Username": "alice", "Password": null, "UserAttributes": null, "ClientMetadata": null,
        "UserContextData": { "IpAddress": null }, "Other": { "Nested": [null, 1.5] },
    });
    assert_eq!(judge("SignUp", &tree), Ok(()));
    assert_eq!(
        judge("SignUp", &json!({ "ClientId": "abc", "Username": "alice", "UserAttributes": [] })),
        Ok(())
    );
}

#[test]
fn an_empty_object_lacks_every_required_member() {
    let text = constraints("AdminConfirmSignUp", json!({}));
    assert_eq!(
        text,
        "2 validation errors detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null; Value at 'username' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn documents_take_any_form() {
    for settings in [json!({ "a": [null] }), json!([1]), json!("text"), json!(1.5), json!(true)] {
        let tree = json!({ "UserPoolId": POOL, "ClientId": "abc", "Settings": settings });
        assert_eq!(judge("CreateManagedLoginBranding", &tree), Ok(()));
    }
}

/// No tree of small parts makes the judge panic, and what it passes decodes.
#[test]
fn what_passes_decodes() {
    use crate::Request;
    let parts = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("a"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "a": null }),
        json!([{ "Name": "a", "Value": null }]),
    ];
    for client in &parts {
        for attributes in &parts {
            for metadata in &parts {
                let mut tree = json!({
                    "ClientId": client, "Username": "alice", "UserAttributes": attributes, "ClientMetadata": metadata,
                });
                if validate(crate::idp::SignUpRequest::OPERATION, &mut tree).is_ok() {
                    assert!(crate::idp::SignUpRequest::decode(&tree).is_ok(), "{tree}");
                }
            }
        }
    }
}
