//! Managed policies and their versions.

use serde_json::{Value, json};

use super::{POLICY, TRUST, arn, plain, policy, role};
use crate::world::World;

#[tokio::test]
async fn a_policy_has_five_versions_at_most() {
    let world = World::new();
    let input = json!({
        "PolicyName": "p", "Path": "/team/", "PolicyDocument": POLICY, "Description": "reads",
        "Tags": [{ "Key": "a", "Value": "b" }],
    });
    let made = world.ok("iam:CreatePolicy", input.clone()).await["Policy"].clone();
    let its = arn("policy/team/p");
    assert_eq!((&made["Arn"], &made["DefaultVersionId"]), (&json!(its), &json!("v1")));
    assert_eq!((&made["AttachmentCount"], &made["IsAttachable"]), (&json!(0), &json!(true)));
    assert_eq!(
        world.refused("iam:CreatePolicy", input).await,
        "EntityAlreadyExists: A policy called p already exists. Duplicate names are not allowed."
    );
    let named = json!({ "PolicyArn": its });
    assert_eq!(world.ok("iam:GetPolicy", named.clone()).await["Policy"], made);
    let version = |id: &str| json!({ "PolicyArn": its, "VersionId": id });
    let first = world.ok("iam:GetPolicyVersion", version("v1")).await["PolicyVersion"].clone();
    assert_eq!((plain(&first["Document"]).as_str(), &first["IsDefaultVersion"]), (POLICY, &json!(true)));

    let add =
        |is_default: bool| json!({ "PolicyArn": its, "PolicyDocument": POLICY, "SetAsDefault": is_default });
    for at in 2..=5 {
        let added = world.ok("iam:CreatePolicyVersion", add(at == 2)).await;
        assert_eq!(added["PolicyVersion"]["VersionId"], format!("v{at}"));
    }
    assert_eq!(
        world.refused("iam:CreatePolicyVersion", add(false)).await,
        "LimitExceeded: A managed policy can have up to 5 versions. Before you create a new version, you must delete an \
         existing version."
    );
    assert_eq!(
        world.refused("iam:DeletePolicyVersion", version("v2")).await,
        "DeleteConflict: Cannot delete the default version of a policy."
    );
    world.ok("iam:SetDefaultPolicyVersion", version("v5")).await;
    world.ok("iam:DeletePolicyVersion", version("v2")).await;
    let missing = format!("NoSuchEntity: Policy {its} version v2 does not exist or is not attachable.");
    for operation in ["iam:GetPolicyVersion", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"] {
        assert_eq!(world.refused(operation, version("v2")).await, missing);
    }
    // A number is not given twice.
    let added = world.ok("iam:CreatePolicyVersion", add(false)).await;
    assert_eq!(added["PolicyVersion"]["VersionId"], "v6");
    let listed = world.ok("iam:ListPolicyVersions", named.clone()).await;
    let ids: Vec<&str> =
        listed["Versions"].as_array().unwrap().iter().map(|it| it["VersionId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["v6", "v5", "v4", "v3", "v1"]);
    let refused = world.refused("iam:DeletePolicy", named.clone()).await;
    assert!(refused.starts_with("DeleteConflict: This policy has more than one version."), "{refused}");
    for id in ["v1", "v3", "v4", "v6"] {
        world.ok("iam:DeletePolicyVersion", version(id)).await;
    }
    world.ok("iam:DeletePolicy", named.clone()).await;
    let gone = format!("NoSuchEntity: Policy {its} was not found.");
    for operation in ["iam:GetPolicy", "iam:ListPolicyVersions", "iam:ListEntitiesForPolicy"] {
        assert_eq!(world.refused(operation, named.clone()).await, gone);
    }
    assert_eq!(
        world.refused("iam:GetPolicy", json!({ "PolicyArn": "no arn at all, and long" })).await,
        "InvalidInput: ARN no arn at all, and long is not valid."
    );
}

#[tokio::test]
async fn a_policy_says_who_has_it() {
    let world = World::new();
    let its = policy(&world, "p").await;
    role(&world, "r").await;
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    world.ok("iam:CreateGroup", json!({ "GroupName": "g" })).await;
    for (kind, name) in [("Role", "r"), ("User", "u"), ("Group", "g")] {
        let mut input = json!({ "PolicyArn": its });
        input[format!("{kind}Name")] = json!(name);
        world.ok(&format!("iam:Attach{kind}Policy"), input).await;
    }
    let who = world.ok("iam:ListEntitiesForPolicy", json!({ "PolicyArn": its })).await;
    assert_eq!(who["PolicyRoles"][0]["RoleName"], "r");
    assert_eq!(who["PolicyUsers"][0]["UserName"], "u");
    assert_eq!(who["PolicyGroups"][0]["GroupName"], "g");
    let only = json!({ "PolicyArn": its, "EntityFilter": "User" });
    let who = world.ok("iam:ListEntitiesForPolicy", only).await;
    assert_eq!((&who["PolicyRoles"], who["PolicyUsers"].as_array().unwrap().len()), (&json!([]), 1));
    let got = world.ok("iam:GetPolicy", json!({ "PolicyArn": its })).await;
    assert_eq!(got["Policy"]["AttachmentCount"], 3);
    let names = |answer: &Value| -> Vec<String> {
        let all = answer["Policies"].as_array().unwrap().iter();
        all.map(|it| it["PolicyName"].as_str().unwrap().to_owned()).collect()
    };
    policy(&world, "unused").await;
    let local = world.ok("iam:ListPolicies", json!({ "Scope": "Local" })).await;
    assert_eq!(names(&local), ["p", "unused"]);
    let attached = json!({ "Scope": "Local", "OnlyAttached": true });
    assert_eq!(names(&world.ok("iam:ListPolicies", attached).await), ["p"]);
    assert!(names(&world.ok("iam:ListPolicies", json!({})).await).len() > 5);
}

#[tokio::test]
async fn policies_of_aws_are_there_and_not_ours_to_change() {
    let world = World::new();
    role(&world, "r").await;
    let its = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    world.ok("iam:AttachRolePolicy", json!({ "RoleName": "r", "PolicyArn": its })).await;
    let got = world.ok("iam:GetPolicy", json!({ "PolicyArn": its })).await;
    assert_eq!(
        (&got["Policy"]["AttachmentCount"], &got["Policy"]["Path"]),
        (&json!(1), &json!("/service-role/"))
    );
    let version = json!({ "PolicyArn": its, "VersionId": "v1" });
    let document = plain(&world.ok("iam:GetPolicyVersion", version).await["PolicyVersion"]["Document"]);
    assert!(document.contains("logs:PutLogEvents"), "{document}");
    let refused = world.refused("iam:DeletePolicy", json!({ "PolicyArn": its })).await;
    assert_eq!(refused, format!("InvalidInput: ARN {its} is not valid."));
    let unknown = "arn:aws:iam::aws:policy/NobodyKnowsThis";
    assert_eq!(
        world.refused("iam:AttachRolePolicy", json!({ "RoleName": "r", "PolicyArn": unknown })).await,
        format!("NoSuchEntity: Policy {unknown} does not exist or is not attachable.")
    );
}

#[tokio::test]
async fn policies_are_tagged_and_checked() {
    let world = World::new();
    let its = policy(&world, "p").await;
    world.ok("iam:TagPolicy", json!({ "PolicyArn": its, "Tags": [{ "Key": "a", "Value": "1" }] })).await;
    let tags = world.ok("iam:ListPolicyTags", json!({ "PolicyArn": its })).await;
    assert_eq!(tags["Tags"], json!([{ "Key": "a", "Value": "1" }]));
    world.ok("iam:UntagPolicy", json!({ "PolicyArn": its, "TagKeys": ["a"] })).await;
    assert_eq!(world.ok("iam:ListPolicyTags", json!({ "PolicyArn": its })).await["Tags"], json!([]));
    for document in ["{", "[]", TRUST] {
        let input = json!({ "PolicyName": "q", "PolicyDocument": document });
        let refused = world.refused("iam:CreatePolicy", input).await;
        assert!(refused.starts_with("MalformedPolicyDocument: "), "{refused}");
        let input = json!({ "PolicyArn": its, "PolicyDocument": document });
        assert_eq!(world.refused("iam:CreatePolicyVersion", input).await, refused);
    }
}
