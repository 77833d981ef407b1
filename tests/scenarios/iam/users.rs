//! Users, their keys, and groups.

use serde_json::{Value, json};

use super::{POLICY, arn, plain, policy};
use crate::world::World;
use crate::world::signed::Keys;

#[tokio::test]
async fn a_user_is_made_renamed_and_deleted() {
    let world = World::new();
    let input = json!({ "UserName": "alice", "Path": "/staff/", "Tags": [{ "Key": "a", "Value": "b" }] });
    let made = world.ok("iam:CreateUser", input.clone()).await["User"].clone();
    assert_eq!(made["Arn"], arn("user/staff/alice"));
    assert!(made["UserId"].as_str().unwrap().starts_with("AIDA"));
    assert_eq!(
        world.refused("iam:CreateUser", input).await,
        "EntityAlreadyExists: User with name alice already exists."
    );
    world.ok("iam:CreateUser", json!({ "UserName": "bob" })).await;
    assert_eq!(
        world.refused("iam:UpdateUser", json!({ "UserName": "bob", "NewUserName": "Alice" })).await,
        "EntityAlreadyExists: User with name Alice already exists."
    );
    let change = json!({ "UserName": "alice", "NewUserName": "Alice", "NewPath": "/" });
    world.ok("iam:UpdateUser", change).await;
    let got = world.ok("iam:GetUser", json!({ "UserName": "Alice" })).await["User"].clone();
    assert_eq!(
        (&got["Arn"], &got["UserId"], &got["Tags"]),
        (&json!(arn("user/Alice")), &made["UserId"], &made["Tags"])
    );
    assert_eq!(
        world.refused("iam:GetUser", json!({ "UserName": "alice" })).await,
        "NoSuchEntity: The user with name alice cannot be found."
    );
    world.ok("iam:TagUser", json!({ "UserName": "bob", "Tags": [{ "Key": "k", "Value": "v" }] })).await;
    let tags = world.ok("iam:ListUserTags", json!({ "UserName": "bob" })).await;
    assert_eq!(tags["Tags"], json!([{ "Key": "k", "Value": "v" }]));
    world.ok("iam:UntagUser", json!({ "UserName": "bob", "TagKeys": ["k"] })).await;
    let names = |answer: &Value| -> Vec<String> {
        let users = answer["Users"].as_array().unwrap().iter();
        users.map(|user| user["UserName"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&world.ok("iam:ListUsers", json!({})).await), ["Alice", "bob"]);
    world.ok("iam:DeleteUser", json!({ "UserName": "Alice" })).await;
    assert_eq!(names(&world.ok("iam:ListUsers", json!({})).await), ["bob"]);
    // The account itself is nobody's user.
    let root = world.ok("iam:GetUser", json!({})).await["User"].clone();
    assert_eq!((&root["Arn"], &root["UserId"]), (&json!(arn("root")), &json!("000000000000")));
}

#[tokio::test]
async fn a_users_policies_hold_them() {
    let world = World::new();
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    let named = json!({ "UserName": "u" });
    let inline = json!({ "UserName": "u", "PolicyName": "p", "PolicyDocument": POLICY });
    world.ok("iam:PutUserPolicy", inline).await;
    let one = json!({ "UserName": "u", "PolicyName": "p" });
    assert_eq!(plain(&world.ok("iam:GetUserPolicy", one.clone()).await["PolicyDocument"]), POLICY);
    assert_eq!(world.ok("iam:ListUserPolicies", named.clone()).await["PolicyNames"], json!(["p"]));
    assert_eq!(
        world.refused("iam:DeleteUser", named.clone()).await,
        "DeleteConflict: Cannot delete entity, must delete policies first."
    );
    world.ok("iam:DeleteUserPolicy", one).await;
    let its = policy(&world, "m").await;
    let attached = json!({ "UserName": "u", "PolicyArn": its });
    world.ok("iam:AttachUserPolicy", attached.clone()).await;
    let listed = world.ok("iam:ListAttachedUserPolicies", named.clone()).await;
    assert_eq!(listed["AttachedPolicies"][0]["PolicyArn"], its);
    world.ok("iam:DetachUserPolicy", attached).await;
    world.ok("iam:PutUserPermissionsBoundary", json!({ "UserName": "u", "PermissionsBoundary": its })).await;
    let got = world.ok("iam:GetUser", named.clone()).await;
    assert_eq!(got["User"]["PermissionsBoundary"]["PermissionsBoundaryArn"], its);
    world.ok("iam:DeleteUserPermissionsBoundary", named.clone()).await;
    world.ok("iam:DeleteUser", named).await;
}

#[tokio::test]
async fn a_users_keys_are_two_and_their_secrets_shown_once() {
    let world = World::new();
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    let named = json!({ "UserName": "u" });
    let made = world.ok("iam:CreateAccessKey", named.clone()).await["AccessKey"].clone();
    assert_eq!((&made["Status"], &made["UserName"]), (&json!("Active"), &json!("u")));
    let keys = Keys::of(&made);
    assert!(keys.id.starts_with("AKIA") && keys.secret.len() == 40);
    world.ok("iam:CreateAccessKey", named.clone()).await;
    assert_eq!(
        world.refused("iam:CreateAccessKey", named.clone()).await,
        "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2"
    );
    let listed = world.ok("iam:ListAccessKeys", named.clone()).await["AccessKeyMetadata"].clone();
    assert_eq!((listed.as_array().unwrap().len(), listed.to_string().contains(&keys.secret)), (2, false));
    assert_eq!(
        world.refused("iam:DeleteUser", named.clone()).await,
        "DeleteConflict: Cannot delete entity, must delete access keys first."
    );
    let who = keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap();
    assert_eq!(who["Arn"], arn("user/u"));
    let status = |to: &str| json!({ "UserName": "u", "AccessKeyId": keys.id, "Status": to });
    world.ok("iam:UpdateAccessKey", status("Inactive")).await;
    assert_eq!(
        keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap_err(),
        "InvalidClientTokenId: The security token included in the request is invalid."
    );
    world.ok("iam:UpdateAccessKey", status("Active")).await;
    assert!(keys.call(&world, "sts:GetCallerIdentity", json!({})).await.is_ok());
    for key in listed.as_array().unwrap() {
        let input = json!({ "UserName": "u", "AccessKeyId": key["AccessKeyId"] });
        world.ok("iam:DeleteAccessKey", input.clone()).await;
        let expected = format!(
            "NoSuchEntity: The Access Key with id {} cannot be found.",
            key["AccessKeyId"].as_str().unwrap()
        );
        assert_eq!(world.refused("iam:DeleteAccessKey", input).await, expected);
    }
    assert!(keys.call(&world, "sts:GetCallerIdentity", json!({})).await.is_err());
    world.ok("iam:DeleteUser", named).await;
    assert_eq!(
        world.refused("iam:ListAccessKeys", json!({})).await,
        "ValidationError: Must specify userName when calling with non-User credentials"
    );
}

#[tokio::test]
async fn a_group_has_users_and_policies() {
    let world = World::new();
    let made = world.ok("iam:CreateGroup", json!({ "GroupName": "g" })).await["Group"].clone();
    assert_eq!(made["Arn"], arn("group/g"));
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    let member = json!({ "GroupName": "g", "UserName": "u" });
    world.ok("iam:AddUserToGroup", member.clone()).await;
    world.ok("iam:AddUserToGroup", member.clone()).await;
    let named = json!({ "GroupName": "g" });
    let got = world.ok("iam:GetGroup", named.clone()).await;
    assert_eq!((&got["Group"], &got["Users"][0]["UserName"]), (&made, &json!("u")));
    let of = world.ok("iam:ListGroupsForUser", json!({ "UserName": "u" })).await;
    assert_eq!(of["Groups"], json!([made]));
    for (operation, input) in
        [("iam:DeleteGroup", named.clone()), ("iam:DeleteUser", json!({ "UserName": "u" }))]
    {
        assert_eq!(
            world.refused(operation, input).await,
            "DeleteConflict: Cannot delete entity, must remove users from group first."
        );
    }
    world.ok("iam:UpdateGroup", json!({ "GroupName": "g", "NewGroupName": "h" })).await;
    let named = json!({ "GroupName": "h" });
    assert_eq!(world.ok("iam:GetGroup", named.clone()).await["Users"][0]["UserName"], "u");
    let inline = json!({ "GroupName": "h", "PolicyName": "p", "PolicyDocument": POLICY });
    world.ok("iam:PutGroupPolicy", inline).await;
    let one = json!({ "GroupName": "h", "PolicyName": "p" });
    assert_eq!(plain(&world.ok("iam:GetGroupPolicy", one.clone()).await["PolicyDocument"]), POLICY);
    assert_eq!(world.ok("iam:ListGroupPolicies", named.clone()).await["PolicyNames"], json!(["p"]));
    world.ok("iam:DeleteGroupPolicy", one).await;
    let its = policy(&world, "m").await;
    let attached = json!({ "GroupName": "h", "PolicyArn": its });
    world.ok("iam:AttachGroupPolicy", attached.clone()).await;
    let listed = world.ok("iam:ListAttachedGroupPolicies", named.clone()).await;
    assert_eq!(listed["AttachedPolicies"][0]["PolicyName"], "m");
    world.ok("iam:DetachGroupPolicy", attached).await;
    let member = json!({ "GroupName": "h", "UserName": "u" });
    world.ok("iam:RemoveUserFromGroup", member.clone()).await;
    world.ok("iam:RemoveUserFromGroup", member).await;
    assert_eq!(world.ok("iam:ListGroups", json!({})).await["Groups"][0]["GroupName"], "h");
    world.ok("iam:DeleteGroup", named).await;
    let missing = json!({ "GroupName": "h", "UserName": "u" });
    assert_eq!(
        world.refused("iam:AddUserToGroup", missing).await,
        "NoSuchEntity: The group with name h cannot be found."
    );
}

#[tokio::test]
async fn a_keys_last_use_is_known_to_the_hour() {
    let world = World::new();
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    let made = world.ok("iam:CreateAccessKey", json!({ "UserName": "u" })).await["AccessKey"].clone();
    let keys = Keys::of(&made);
    let used = async || world.ok("iam:GetAccessKeyLastUsed", json!({ "AccessKeyId": keys.id })).await;
    let never = json!({ "UserName": "u", "AccessKeyLastUsed": { "ServiceName": "N/A", "Region": "N/A" } });
    assert_eq!(used().await, never);
    // A signature that does not hold is no use.
    let wrong = Keys { secret: "wrong".to_owned(), ..keys.clone() };
    assert!(wrong.call(&world, "sts:GetCallerIdentity", json!({})).await.is_err());
    assert_eq!(used().await, never);
    let batches = || world.inner.store.stats().batches;
    let before = batches();
    for _ in 0..3 {
        keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap();
    }
    assert_eq!(batches() - before, 1);
    let at = |date: &str, service: &str| {
        json!({ "UserName": "u", "AccessKeyLastUsed":
                { "LastUsedDate": date, "ServiceName": service, "Region": "us-east-1" } })
    };
    assert_eq!(used().await, at("2026-11-21T04:00:00Z", "sts"));
    // Another service counts after a minute, refused or not, and the same one after an hour.
    assert!(keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_err());
    assert_eq!(used().await, at("2026-11-21T04:00:00Z", "sts"));
    world.pass_s(60);
    assert!(keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_err());
    assert_eq!(used().await, at("2026-11-21T04:01:00Z", "cognito-idp"));
    world.pass_s(3_590);
    assert!(keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_err());
    assert_eq!(used().await, at("2026-11-21T04:01:00Z", "cognito-idp"));
    world.pass_s(11);
    assert!(keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_err());
    assert_eq!(used().await, at("2026-11-21T05:01:01Z", "cognito-idp"));
    // Of a key of the account itself there is no user, and of one that is not there nothing.
    let root = crate::world::signed::root(&world).await;
    root.call(&world, "iam:ListUsers", json!({})).await.unwrap();
    let told = world.ok("iam:GetAccessKeyLastUsed", json!({ "AccessKeyId": root.id })).await;
    assert_eq!((&told["UserName"], &told["AccessKeyLastUsed"]["ServiceName"]), (&json!(null), &json!("iam")));
    assert_eq!(
        world.refused("iam:GetAccessKeyLastUsed", json!({ "AccessKeyId": "AKIAAAAAAAAAAAAAAAAA" })).await,
        "AccessDenied: User: arn:aws:iam::000000000000:root is not authorized to perform: \
         iam:GetAccessKeyLastUsed on resource: access key AKIAAAAAAAAAAAAAAAAA because no identity-based policy allows \
         the iam:GetAccessKeyLastUsed action"
    );
}
