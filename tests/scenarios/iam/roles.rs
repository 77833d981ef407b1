//! Roles, their inline policies, boundaries and tags.

use serde_json::{Value, json};

use super::{POLICY, TRUST, arn, plain, policy, role};
use crate::world::World;

#[tokio::test]
async fn a_role_is_made_changed_and_deleted() {
    let world = World::new();
    let input = json!({
        "RoleName": "Web+app@1", "Path": "/team/", "AssumeRolePolicyDocument": TRUST, "Description": "for the app",
        "MaxSessionDuration": 7200, "Tags": [{ "Key": "team", "Value": "blue" }],
    });
    let made = world.ok("iam:CreateRole", input.clone()).await["Role"].clone();
    assert_eq!(made["Arn"], arn("role/team/Web+app@1"));
    let id = made["RoleId"].as_str().unwrap();
    assert!(id.starts_with("AROA") && id.len() == 21, "{id}");
    assert_eq!(plain(&made["AssumeRolePolicyDocument"]), TRUST);
    assert_eq!(
        (&made["MaxSessionDuration"], &made["CreateDate"]),
        (&json!(7200), &json!("2026-11-21T04:00:00Z"))
    );
    let named = json!({ "RoleName": "Web+app@1" });
    assert_eq!(world.ok("iam:GetRole", named.clone()).await["Role"], made);
    assert_eq!(
        world.refused("iam:CreateRole", input.clone()).await,
        "EntityAlreadyExists: Role with name Web+app@1 already exists."
    );
    let mut other_case = input;
    other_case["RoleName"] = json!("WEB+APP@1");
    assert_eq!(
        world.refused("iam:CreateRole", other_case).await,
        "EntityAlreadyExists: Role with name WEB+APP@1 already exists."
    );

    let change = json!({ "RoleName": "Web+app@1", "MaxSessionDuration": 3600 });
    assert_eq!(world.ok("iam:UpdateRole", change).await, json!({}));
    let change = json!({ "RoleName": "Web+app@1", "Description": "d" });
    let changed = world.ok("iam:UpdateRoleDescription", change).await;
    assert_eq!(
        (&changed["Role"]["Description"], &changed["Role"]["MaxSessionDuration"]),
        (&json!("d"), &json!(3600))
    );
    let trust = TRUST.replace("lambda", "ec2");
    let change = json!({ "RoleName": "Web+app@1", "PolicyDocument": trust });
    assert_eq!(world.ok("iam:UpdateAssumeRolePolicy", change).await, Value::Null);
    assert_eq!(
        plain(&world.ok("iam:GetRole", named.clone()).await["Role"]["AssumeRolePolicyDocument"]),
        trust
    );
    let profiles = world.ok("iam:ListInstanceProfilesForRole", named.clone()).await;
    assert_eq!(profiles["InstanceProfiles"], json!([]));

    world.ok("iam:DeleteRole", named.clone()).await;
    for operation in ["iam:GetRole", "iam:DeleteRole", "iam:ListRoleTags", "iam:ListInstanceProfilesForRole"]
    {
        assert_eq!(
            world.refused(operation, named.clone()).await,
            "NoSuchEntity: The role with name Web+app@1 cannot be found.",
            "{operation}"
        );
    }
}

#[tokio::test]
async fn a_role_with_policies_is_not_deleted() {
    let world = World::new();
    role(&world, "r").await;
    let named = json!({ "RoleName": "r" });
    let inline = json!({ "RoleName": "r", "PolicyName": "p", "PolicyDocument": POLICY });
    world.ok("iam:PutRolePolicy", inline.clone()).await;
    let got = world.ok("iam:GetRolePolicy", json!({ "RoleName": "r", "PolicyName": "p" })).await;
    assert_eq!((plain(&got["PolicyDocument"]).as_str(), &got["PolicyName"]), (POLICY, &json!("p")));
    assert_eq!(world.ok("iam:ListRolePolicies", named.clone()).await["PolicyNames"], json!(["p"]));
    assert_eq!(
        world.refused("iam:DeleteRole", named.clone()).await,
        "DeleteConflict: Cannot delete entity, must delete policies first."
    );
    world.ok("iam:DeleteRolePolicy", json!({ "RoleName": "r", "PolicyName": "p" })).await;
    for operation in ["iam:GetRolePolicy", "iam:DeleteRolePolicy"] {
        assert_eq!(
            world.refused(operation, json!({ "RoleName": "r", "PolicyName": "p" })).await,
            "NoSuchEntity: The role policy with name p cannot be found."
        );
    }
    let arn = policy(&world, "managed").await;
    let attached = json!({ "RoleName": "r", "PolicyArn": arn });
    world.ok("iam:AttachRolePolicy", attached.clone()).await;
    world.ok("iam:AttachRolePolicy", attached.clone()).await;
    let listed = world.ok("iam:ListAttachedRolePolicies", named.clone()).await;
    assert_eq!(listed["AttachedPolicies"], json!([{ "PolicyName": "managed", "PolicyArn": arn }]));
    assert_eq!(
        world.refused("iam:DeleteRole", named.clone()).await,
        "DeleteConflict: Cannot delete entity, must detach all policies first."
    );
    world.ok("iam:DetachRolePolicy", attached.clone()).await;
    assert_eq!(
        world.refused("iam:DetachRolePolicy", attached).await,
        format!("NoSuchEntity: Policy {arn} was not found.")
    );
    world.ok("iam:DeleteRole", named).await;
}

#[tokio::test]
async fn what_a_role_may_be_made_of() {
    let world = World::new();
    let of = |name: &str, value: Value| {
        let mut input = json!({ "RoleName": "r", "AssumeRolePolicyDocument": TRUST });
        input[name] = value;
        input
    };
    let pools = TRUST
        .replace(r#""Service":"lambda.amazonaws.com""#, r#""Federated":"cognito-identity.amazonaws.com""#)
        .replace("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity");
    for (input, expected) in [
        (of("AssumeRolePolicyDocument", json!("{}")), "MalformedPolicyDocument: Syntax errors in policy."),
        (
            of("AssumeRolePolicyDocument", json!("no json")),
            "MalformedPolicyDocument: Syntax errors in policy.",
        ),
        (of("AssumeRolePolicyDocument", json!(pools)), "MalformedPolicyDocument: The trust policy allows"),
        (
            of("MaxSessionDuration", json!(43_201)),
            "ValidationError: 1 validation error detected: Value '43201' at",
        ),
        (
            of("MaxSessionDuration", json!("long")),
            "ValidationError: STRING_VALUE can not be converted to an Integer",
        ),
        (
            of("RoleName", json!("a b")),
            "ValidationError: 1 validation error detected: Value 'a b' at 'roleName'",
        ),
        (of("Path", json!("/aws-service-role/x/")), "InvalidInput: Roles below /aws-service-role/"),
        (
            of("PermissionsBoundary", json!(arn("policy/none-of-these"))),
            "NoSuchEntity: Scope ARN: arn:aws:iam::000000000000:policy/none-of-these does not exist",
        ),
        (
            of("Tags", json!([{ "Key": "a", "Value": "1" }, { "Key": "A", "Value": "2" }])),
            "InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        ),
        (of("Tags", json!([{ "Key": "aws:x", "Value": "1" }])), "InvalidInput: System tags"),
    ] {
        let refused = world.refused("iam:CreateRole", input).await;
        assert!(refused.starts_with(expected), "{refused}");
    }
    let sid =
        |at: usize| format!("{{\"Sid\":\"S{at}\",{}", &TRUST.split_once("[{").unwrap().1.replace("]}", ""));
    let long = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{}]}}",
        (0..60).map(sid).collect::<Vec<_>>().join(",")
    );
    assert_eq!(
        world.refused("iam:CreateRole", of("AssumeRolePolicyDocument", json!(long))).await,
        "LimitExceeded: Cannot exceed quota for ACLSizePerRole: 4096"
    );
    let right = pools.replace(
        r#""Action""#,
        r#""Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"us-east-1:1"}},"Action""#,
    );
    world.ok("iam:CreateRole", of("AssumeRolePolicyDocument", json!(right))).await;
    let refused = world
        .refused("iam:UpdateAssumeRolePolicy", json!({ "RoleName": "r", "PolicyDocument": pools }))
        .await;
    assert!(refused.starts_with("MalformedPolicyDocument: "), "{refused}");
    let refused = world
        .refused("iam:PutRolePolicy", json!({ "RoleName": "r", "PolicyName": "p", "PolicyDocument": TRUST }))
        .await;
    assert!(refused.starts_with("MalformedPolicyDocument: "), "{refused}");
}

#[tokio::test]
async fn inline_policies_are_bounded_together() {
    let world = World::new();
    role(&world, "r").await;
    let resources: Vec<String> =
        (0..90).map(|at| format!("arn:aws:s3:::bucket-of-some-length-{at}/*")).collect();
    let long = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": resources }],
    });
    let put = |name: &str| json!({ "RoleName": "r", "PolicyName": name, "PolicyDocument": long.to_string() });
    for name in ["a", "b"] {
        world.ok("iam:PutRolePolicy", put(name)).await;
    }
    assert_eq!(
        world.refused("iam:PutRolePolicy", put("c")).await,
        "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role r"
    );
    // In place of another it fits.
    world.ok("iam:PutRolePolicy", put("b")).await;
}

#[tokio::test]
async fn tags_are_set_and_removed_whatever_their_case() {
    let world = World::new();
    role(&world, "r").await;
    let tag = |key: &str, value: &str| json!({ "RoleName": "r", "Tags": [{ "Key": key, "Value": value }] });
    world.ok("iam:TagRole", tag("Team", "blue")).await;
    world.ok("iam:TagRole", tag("stage", "")).await;
    world.ok("iam:TagRole", tag("team", "green")).await;
    let listed = world.ok("iam:ListRoleTags", json!({ "RoleName": "r" })).await;
    assert_eq!(listed["Tags"], json!([{ "Key": "team", "Value": "green" }, { "Key": "stage", "Value": "" }]));
    world.ok("iam:UntagRole", json!({ "RoleName": "r", "TagKeys": ["TEAM", "none"] })).await;
    let page = json!({ "RoleName": "r", "MaxItems": 1 });
    let listed = world.ok("iam:ListRoleTags", page).await;
    assert_eq!(
        (&listed["Tags"], &listed["IsTruncated"]),
        (&json!([{ "Key": "stage", "Value": "" }]), &json!(false))
    );
    let many: Vec<Value> = (0..50).map(|at| json!({ "Key": format!("k{at}"), "Value": "v" })).collect();
    assert_eq!(
        world.refused("iam:TagRole", json!({ "RoleName": "r", "Tags": many })).await,
        "LimitExceeded: Cannot exceed quota for TagsPerRole: 50"
    );
}

#[tokio::test]
async fn lists_go_on_where_they_ended_and_below_a_path() {
    let world = World::new();
    for (name, path) in [("a", "/"), ("B", "/team/"), ("c", "/team/blue/"), ("d", "/")] {
        let input = json!({ "RoleName": name, "Path": path, "AssumeRolePolicyDocument": TRUST });
        world.ok("iam:CreateRole", input).await;
    }
    let names = |answer: &Value| -> Vec<String> {
        let roles = answer["Roles"].as_array().unwrap().iter();
        roles.map(|role| role["RoleName"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&world.ok("iam:ListRoles", json!({})).await), ["a", "B", "c", "d"]);
    let below = json!({ "PathPrefix": "/team/" });
    assert_eq!(names(&world.ok("iam:ListRoles", below).await), ["B", "c"]);
    let first = world.ok("iam:ListRoles", json!({ "MaxItems": 3 })).await;
    assert_eq!((names(&first).len(), &first["IsTruncated"]), (3, &json!(true)));
    let second = json!({ "MaxItems": 3, "Marker": first["Marker"] });
    let second = world.ok("iam:ListRoles", second).await;
    assert_eq!((names(&second), &second["IsTruncated"]), (vec!["d".to_owned()], &json!(false)));
    let stray = json!({ "PathPrefix": "/team/", "Marker": first["Marker"] });
    assert_eq!(world.refused("iam:ListRoles", stray).await, "ValidationError: Invalid pagination token.");
}

#[tokio::test]
async fn a_boundary_is_set_and_taken_away() {
    let world = World::new();
    let arn = policy(&world, "most").await;
    role(&world, "r").await;
    let named = json!({ "RoleName": "r" });
    let bound = json!({ "RoleName": "r", "PermissionsBoundary": arn });
    world.ok("iam:PutRolePermissionsBoundary", bound).await;
    let got = world.ok("iam:GetRole", named.clone()).await;
    let expected = json!({ "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": arn });
    assert_eq!(got["Role"]["PermissionsBoundary"], expected);
    let policy = world.ok("iam:GetPolicy", json!({ "PolicyArn": arn })).await;
    assert_eq!(policy["Policy"]["PermissionsBoundaryUsageCount"], json!(1));
    assert_eq!(
        world.refused("iam:DeletePolicy", json!({ "PolicyArn": arn })).await,
        "DeleteConflict: Cannot delete a policy attached to entities."
    );
    world.ok("iam:DeleteRolePermissionsBoundary", named.clone()).await;
    assert_eq!(world.ok("iam:GetRole", named.clone()).await["Role"].get("PermissionsBoundary"), None);
    assert_eq!(
        world.refused("iam:DeleteRolePermissionsBoundary", named.clone()).await,
        "NoSuchEntity: The role r does not have a permissions boundary."
    );
    // A boundary goes with its role.
    world.ok("iam:PutRolePermissionsBoundary", json!({ "RoleName": "r", "PermissionsBoundary": arn })).await;
    world.ok("iam:DeleteRole", named).await;
    world.ok("iam:DeletePolicy", json!({ "PolicyArn": arn })).await;
}

#[tokio::test]
async fn the_role_of_a_service_is_its_own() {
    let world = World::new();
    let service = "email.cognito-idp.amazonaws.com";
    let made = world.ok("iam:CreateServiceLinkedRole", json!({ "AWSServiceName": service })).await;
    let name = "AWSServiceRoleForAmazonCognitoIdpEmailService";
    assert_eq!(made["Role"]["Arn"], arn(&format!("role/aws-service-role/{service}/{name}")));
    assert!(
        world.refused("iam:CreateServiceLinkedRole", json!({ "AWSServiceName": service })).await.starts_with(
            "InvalidInput: Service role name AWSServiceRoleForAmazonCognitoIdpEmailService has been taken"
        )
    );
    let refused =
        world.refused("iam:CreateServiceLinkedRole", json!({ "AWSServiceName": "s3.amazonaws.com" })).await;
    assert!(refused.starts_with("InvalidInput: "), "{refused}");
    let protected = format!(
        "UnmodifiableEntity: Cannot perform the operation on the protected role '{name}' - this role is only \
         modifiable by AWS"
    );
    let named = json!({ "RoleName": name });
    assert_eq!(world.refused("iam:DeleteRole", named.clone()).await, protected);
    let put = json!({ "RoleName": name, "PolicyName": "p", "PolicyDocument": POLICY });
    assert_eq!(world.refused("iam:PutRolePolicy", put).await, protected);
    let task = world.ok("iam:DeleteServiceLinkedRole", named.clone()).await;
    let status = world.ok("iam:GetServiceLinkedRoleDeletionStatus", task).await;
    assert_eq!(status["Status"], "SUCCEEDED");
    assert!(world.refused("iam:GetRole", named).await.starts_with("NoSuchEntity: "));
    let stray = json!({ "DeletionTaskId": "task/aws-service-role/x/y/z" });
    assert!(
        world.refused("iam:GetServiceLinkedRoleDeletionStatus", stray).await.starts_with("NoSuchEntity: ")
    );
    assert_eq!(world.ok("iam:ListAccountAliases", json!({})).await["AccountAliases"], json!([]));
}
