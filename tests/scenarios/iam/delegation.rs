//! Administration that is handed on within bounds: condition keys of IAM, whoever acts on themselves, and denials whose reasons
//! are for administrators alone.
//! AWS: the service authorization reference of IAM; the IAM user guide, "Permissions boundaries", "Delegating
//! responsibility to others"; API_DecodeAuthorizationMessage.

use rules::Config;
use serde_json::{Value, json};

use super::{POLICY, TRUST, arn, policy};
use crate::world::signed::Keys;
use crate::world::{World, config};

/// A user with these statements; gives their keys.
async fn user(world: &World, name: &str, statements: Value) -> Keys {
    world.ok("iam:CreateUser", json!({ "UserName": name })).await;
    let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    let put = json!({ "UserName": name, "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutUserPolicy", put).await;
    Keys::of(&world.ok("iam:CreateAccessKey", json!({ "UserName": name })).await["AccessKey"])
}

#[tokio::test]
async fn who_hands_on_rights_is_held_to_policies_and_boundaries() {
    let world = World::new();
    let (one, other) = (policy(&world, "one").await, policy(&world, "other").await);
    let of = |actions: Value, condition: Value| json!({ "Effect": "Allow", "Action": actions, "Resource": "*", "Condition": condition });
    let statements = json!([
        of(
            json!(["iam:AttachRolePolicy", "iam:DetachRolePolicy"]),
            json!({ "ArnEquals": { "iam:PolicyARN": one } })
        ),
        of(
            json!(["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"]),
            json!({ "StringEquals": { "iam:PermissionsBoundary": one } })
        ),
        of(json!("iam:DeleteRole"), json!({ "StringEquals": { "iam:ResourceTag/team": "blue" } })),
        of(json!("iam:DeletePolicy"), json!({ "StringEquals": { "aws:ResourceTag/team": "blue" } })),
        of(
            json!("iam:CreateServiceLinkedRole"),
            json!({ "StringEquals": { "iam:AWSServiceName": "email.cognito-idp.amazonaws.com" } })
        ),
    ]);
    let keys = user(&world, "delegate", statements).await;
    let may = async |called: &str, input: Value| match keys.call(&world, called, input).await {
        Ok(_) => true,
        Err(told) => {
            assert!(told.starts_with("AccessDenied: "), "{told}");
            false
        }
    };
    let made = |name: &str, more: Value| {
        crate::world::merged(json!({ "RoleName": name, "AssumeRolePolicyDocument": TRUST }), more)
    };
    assert!(!may("iam:CreateRole", made("r", json!({}))).await);
    assert!(!may("iam:CreateRole", made("r", json!({ "PermissionsBoundary": other }))).await);
    assert!(may("iam:CreateRole", made("r", json!({ "PermissionsBoundary": one }))).await);
    world.ok("iam:CreateRole", made("free", json!({ "Tags": [{ "Key": "team", "Value": "red" }] }))).await;
    // A role of that name which has the boundary lends it to no new one.
    assert!(!may("iam:CreateRole", made("r", json!({}))).await);
    let put = |name: &str| json!({ "RoleName": name, "PolicyName": "p", "PolicyDocument": POLICY });
    assert!(may("iam:PutRolePolicy", put("r")).await);
    assert!(!may("iam:PutRolePolicy", put("free")).await);
    assert!(!may("iam:PutRolePolicy", put("absent")).await);
    // The boundary that is set counts, not the one that is there.
    let bound = |arn: &str| json!({ "RoleName": "r", "PermissionsBoundary": arn });
    assert!(!may("iam:PutRolePermissionsBoundary", bound(&other)).await);
    assert!(may("iam:PutRolePermissionsBoundary", bound(&one)).await);
    let attached = |arn: &str| json!({ "RoleName": "r", "PolicyArn": arn });
    assert!(!may("iam:AttachRolePolicy", attached(&other)).await);
    assert!(may("iam:AttachRolePolicy", attached(&one)).await);
    assert!(may("iam:DetachRolePolicy", attached(&one)).await);
    assert!(!may("iam:DeleteRole", json!({ "RoleName": "free" })).await);
    let blue = json!([{ "Key": "team", "Value": "blue" }]);
    world.ok("iam:TagRole", json!({ "RoleName": "free", "Tags": blue })).await;
    assert!(may("iam:DeleteRole", json!({ "RoleName": "free" })).await);
    assert!(!may("iam:DeletePolicy", json!({ "PolicyArn": other })).await);
    world.ok("iam:TagPolicy", json!({ "PolicyArn": other, "Tags": blue })).await;
    assert!(may("iam:DeletePolicy", json!({ "PolicyArn": other })).await);
    for (service, is_allowed) in
        [("cognito-idp.amazonaws.com", false), ("email.cognito-idp.amazonaws.com", true)]
    {
        assert_eq!(
            may("iam:CreateServiceLinkedRole", json!({ "AWSServiceName": service })).await,
            is_allowed
        );
    }
}

#[tokio::test]
async fn a_user_looks_after_their_own_keys_by_name_or_without() {
    let world = World::new();
    let own = json!([{
        "Effect": "Allow", "Action": ["iam:*AccessKey*", "iam:GetUser"],
        "Resource": "arn:aws:iam::*:user/${aws:username}",
    }]);
    let keys = user(&world, "alice", own).await;
    world.ok("iam:CreateUser", json!({ "UserName": "bob" })).await;
    let bobs =
        world.ok("iam:CreateAccessKey", json!({ "UserName": "bob" })).await["AccessKey"]["AccessKeyId"]
            .clone();
    for named in [json!({}), json!({ "UserName": "alice" })] {
        assert_eq!(
            keys.call(&world, "iam:GetUser", named.clone()).await.unwrap()["User"]["UserName"],
            "alice"
        );
        let made = keys.call(&world, "iam:CreateAccessKey", named.clone()).await.unwrap();
        let id = json!({ "AccessKeyId": made["AccessKey"]["AccessKeyId"] });
        let used = keys.call(&world, "iam:GetAccessKeyLastUsed", id.clone()).await.unwrap();
        assert_eq!(used["UserName"], "alice");
        keys.call(&world, "iam:DeleteAccessKey", crate::world::merged(named, id)).await.unwrap();
    }
    for (called, input) in [
        ("iam:GetUser", json!({ "UserName": "bob" })),
        ("iam:ListAccessKeys", json!({ "UserName": "bob" })),
        ("iam:GetAccessKeyLastUsed", json!({ "AccessKeyId": bobs })),
        ("iam:GetAccessKeyLastUsed", json!({ "AccessKeyId": "AKIAAAAAAAAAAAAAAAAA" })),
    ] {
        let told = keys.call(&world, called, input).await.unwrap_err();
        assert!(told.starts_with("AccessDenied: "), "{told}");
    }
}

const ENCODED: &str = " Encoded authorization failure message: ";

#[tokio::test]
async fn why_somebody_was_denied_is_for_who_may_know() {
    let decided = Config { encodes_denials: true, ..config() };
    let world = World::with(store::Store::open_memory().expect("a store"), decided);
    let forbidden = json!([
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Sid": "NoLists", "Effect": "Deny", "Action": "cognito-idp:List*", "Resource": "*" }
    ]);
    let keys = user(&world, "u", forbidden).await;
    let none = user(&world, "none", json!([{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }])).await;
    let list = json!({ "MaxResults": 1 });
    let told = keys.call(&world, "ListUserPools", list.clone()).await.unwrap_err();
    let (plain, encoded) = told.split_once(ENCODED).expect("an encoded message");
    assert_eq!(
        plain,
        "AccessDeniedException: User: arn:aws:iam::000000000000:user/u is not authorized to perform: \
         cognito-idp:ListUserPools on resource: * with an explicit deny in an identity-based policy"
    );
    let decode = async |text: &str| {
        let decoded = world.ok("sts:DecodeAuthorizationMessage", json!({ "EncodedMessage": text })).await;
        serde_json::from_str::<Value>(decoded["DecodedMessage"].as_str().unwrap()).unwrap()
    };
    let decoded = decode(encoded).await;
    assert_eq!((&decoded["allowed"], &decoded["explicitDeny"]), (&json!(false), &json!(true)));
    assert_eq!(
        decoded["matchedStatements"]["items"],
        json!([{ "statementId": "NoLists", "effect": "DENY", "sourcePolicyId": "p", "sourcePolicyType": "Identity" }])
    );
    let context = &decoded["context"];
    assert_eq!(context["principal"]["arn"], arn("user/u"));
    assert_eq!(
        (&context["action"], &context["resource"]),
        (&json!("cognito-idp:ListUserPools"), &json!("*"))
    );
    let conditions = context["conditions"]["items"].as_array().unwrap();
    let ip = json!({ "key": "aws:sourceip", "values": { "items": [{ "value": "203.0.113.7" }] } });
    assert!(conditions.contains(&ip), "{conditions:?}");
    // In the other protocol too, and it can be sent back however much was said.
    let long: Vec<Value> = (0..50)
        .map(|at| json!({ "Key": format!("{at}{}", "k".repeat(100)), "Value": "v".repeat(200) }))
        .collect();
    let tag = json!({ "UserName": "u", "Tags": long });
    let told = none.call(&world, "iam:TagUser", tag).await.unwrap_err();
    let (_, encoded) = told.split_once(ENCODED).expect("an encoded message");
    assert!(encoded.len() < 10_240, "{}", encoded.len());
    assert_eq!(decode(encoded).await["explicitDeny"], json!(false));
    // Who may not decode learns nothing, and nobody makes one up.
    let refused =
        none.call(&world, "sts:DecodeAuthorizationMessage", json!({ "EncodedMessage": encoded })).await;
    assert!(refused.unwrap_err().starts_with("AccessDenied: "));
    for bent in [format!("A{encoded}"), encoded[1..].to_owned(), "x".to_owned()] {
        assert_eq!(
            world.refused("sts:DecodeAuthorizationMessage", json!({ "EncodedMessage": bent })).await,
            "InvalidAuthorizationMessageException: Message is not valid"
        );
    }
    // As at AWS, they are not there where nobody asked for them.
    let quiet = world.beside(config());
    let told = keys.call(&quiet, "ListUserPools", list).await.unwrap_err();
    assert!(told.ends_with("an identity-based policy"), "{told}");
}
