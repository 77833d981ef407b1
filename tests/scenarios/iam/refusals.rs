//! What operations of IAM say of what is not there, of names that are none, of what is only AWS's to change, and of limits.
//! AWS: the "Errors" of each operation in the API reference of IAM; the IAM user guide, "IAM and AWS STS quotas".

use ops::table;
use serde_json::{Value, json};
use store::Store;
use wire::{Kind, Operation, Service};

use super::{POLICY, TRUST, arn, policy, role};
use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage};
use crate::world::{World, merged};

/// The operations that are built and declare an error, with a stage and an input with which each succeeds.
async fn declaring(code: &str) -> Vec<(&'static Operation, Stage, Value)> {
    let mut all = Vec::new();
    for entry in table::entries().filter(|entry| entry.service == Service::Iam) {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        if operation.errors.contains(&code) {
            let stage = Stage::on(Store::open_memory().expect("a store"), ClientKind::Public).await;
            let input = stage.input(&called(operation), "").await;
            all.push((operation, stage, input));
        }
    }
    all
}

fn has(operation: &Operation, member: &str) -> bool {
    matches!(operation.input.kind, Kind::Structure(members) if members.iter().any(|it| it.name == member))
}

/// Answers of an operation with one member replaced, where it has that member.
async fn with(
    (operation, stage, input): &(&Operation, Stage, Value),
    member: &str,
    value: Value,
) -> Option<Result<Value, String>> {
    if !has(operation, member) {
        return None;
    }
    let changed = merged(input.clone(), json!({ member: value }));
    Some(stage.world.call(&called(operation), changed).await)
}

#[tokio::test]
async fn what_is_not_there_is_no_such_entity() {
    let nowhere = [
        ("RoleName", json!("nobody")),
        ("UserName", json!("nobody")),
        ("GroupName", json!("nobody")),
        ("PolicyArn", json!(arn("policy/nobody"))),
        ("OpenIDConnectProviderArn", json!(arn("oidc-provider/nobody.example"))),
        ("SAMLProviderArn", json!(arn("saml-provider/nobody"))),
        ("PermissionsBoundary", json!(arn("policy/nobody"))),
        ("AccessKeyId", json!("AKIAIOSFODNN7NOBODY1")),
        ("DeletionTaskId", json!("task/nobody")),
        ("PolicySourceArn", json!(arn("user/nobody"))),
    ];
    let mut never = Vec::new();
    for case in declaring("NoSuchEntity").await {
        let mut is_met = false;
        for (member, value) in &nowhere {
            let makes_it = case.0.name.starts_with("Create")
                && case.2.get("Path").is_some()
                && *member != "PermissionsBoundary";
            if makes_it {
                continue;
            }
            if let Some(Err(refused)) = with(&case, member, value.clone()).await {
                is_met |= refused.starts_with("NoSuchEntity: ");
            }
        }
        if !is_met {
            never.push(case.0.name);
        }
    }
    // A group hangs on nothing, and a role of a service on nothing but the service.
    assert_eq!(never, ["CreateGroup", "CreateServiceLinkedRole"]);
}

#[tokio::test]
async fn what_is_no_arn_is_invalid_input() {
    for case in declaring("InvalidInput").await {
        for member in ["PolicyArn", "OpenIDConnectProviderArn", "SAMLProviderArn", "PermissionsBoundary"] {
            if let Some(answer) = with(&case, member, json!("no-arn-at-all-but-long")).await {
                let refused = answer.expect_err("a refusal");
                assert!(refused.starts_with("InvalidInput: "), "{}: {refused}", case.0.name);
            }
        }
    }
}

#[tokio::test]
async fn a_role_of_a_service_is_only_aws_to_change() {
    let mut never = Vec::new();
    for case in declaring("UnmodifiableEntity").await {
        let service = json!({ "AWSServiceName": "email.cognito-idp.amazonaws.com" });
        let made = case.1.world.call("iam:CreateServiceLinkedRole", service).await;
        let name = made.map_or(json!("AWSServiceRoleForAmazonCognitoIdpEmailService"), |made| {
            made["Role"]["RoleName"].clone()
        });
        match with(&case, "RoleName", name).await {
            Some(Err(refused)) if refused.starts_with("UnmodifiableEntity: ") => {}
            Some(answer) => never.push(format!("{}: {answer:?}", case.0.name)),
            None => {}
        }
    }
    assert_eq!(never, Vec::<String>::new());
}

#[tokio::test]
async fn users_and_groups_have_the_limits_that_roles_have() {
    let world = World::new();
    world.ok("iam:CreateUser", json!({ "UserName": "ann" })).await;
    world.ok("iam:CreateGroup", json!({ "GroupName": "team" })).await;
    role(&world, "web").await;
    let all = [
        ("User", json!({ "UserName": "ann" })),
        ("Group", json!({ "GroupName": "team" })),
        ("Role", json!({ "RoleName": "web" })),
    ];
    for (kind, named) in all {
        for count in 0..=20 {
            let policy = policy(&world, &format!("p{kind}{count}")).await;
            let input = merged(named.clone(), json!({ "PolicyArn": policy }));
            let answer = world.call(&format!("iam:Attach{kind}Policy"), input).await;
            match count {
                20 => assert!(answer.unwrap_err().starts_with("LimitExceeded: ")),
                _ => assert!(answer.is_ok(), "{answer:?}"),
            }
        }
        let put = |document: &str| {
            merged(named.clone(), json!({ "PolicyName": "inline", "PolicyDocument": document }))
        };
        let operation = format!("iam:Put{kind}Policy");
        assert!(world.refused(&operation, put("{}")).await.starts_with("MalformedPolicyDocument: "));
        let long = POLICY.replace("s3:GetObject", &format!("s3:{}", "x".repeat(11_000)));
        assert!(world.refused(&operation, put(&long)).await.starts_with("LimitExceeded: "));
    }
    let long = TRUST.replace("lambda.amazonaws.com", &format!("{}.amazonaws.com", "x".repeat(4_100)));
    let trust = json!({ "RoleName": "web", "PolicyDocument": long });
    let refused = world.refused("iam:UpdateAssumeRolePolicy", trust).await;
    assert!(refused.starts_with("LimitExceeded: "), "{refused}");
}

#[tokio::test]
async fn nothing_has_more_than_fifty_tags() {
    for case in declaring("LimitExceeded").await {
        if !case.0.name.starts_with("Tag") {
            continue;
        }
        let tags = |from: usize, to: usize| -> Value {
            (from..to).map(|at| json!({ "Key": format!("k{at}"), "Value": "v" })).collect()
        };
        let first = with(&case, "Tags", tags(0, 45)).await.expect("tags");
        assert!(first.is_ok(), "{}: {first:?}", case.0.name);
        let refused = with(&case, "Tags", tags(45, 60)).await.expect("tags").unwrap_err();
        assert!(refused.starts_with("LimitExceeded: "), "{}: {refused}", case.0.name);
    }
}

#[tokio::test]
async fn groups_have_names_of_their_own() {
    let world = World::new();
    for name in ["team", "other"] {
        world.ok("iam:CreateGroup", json!({ "GroupName": name })).await;
    }
    let refused = world.refused("iam:CreateGroup", json!({ "GroupName": "team" })).await;
    assert!(refused.starts_with("EntityAlreadyExists: "), "{refused}");
    let rename = json!({ "GroupName": "other", "NewGroupName": "team" });
    let refused = world.refused("iam:UpdateGroup", rename).await;
    assert!(refused.starts_with("EntityAlreadyExists: "), "{refused}");
}

#[tokio::test]
async fn a_session_by_a_token_or_an_assertion_is_narrowed_by_a_policy_that_reads_and_fits() {
    // Each fits alone.
    let long = POLICY.replace("s3:GetObject", &format!("s3:{}", "x".repeat(1_925)));
    let managed = json!([{ "arn": "arn:aws:iam::aws:policy/AdministratorAccess" }]);
    for operation in ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"] {
        let stage = Stage::on(Store::open_memory().expect("a store"), ClientKind::Public).await;
        let input = stage.input(operation, "").await;
        for (more, code) in [
            (json!({ "Policy": "{}" }), "MalformedPolicyDocument"),
            (json!({ "Policy": long, "PolicyArns": managed }), "PackedPolicyTooLarge"),
        ] {
            let narrowed = merged(input.clone(), more);
            let refused = stage.world.refused(operation, narrowed).await;
            assert!(refused.starts_with(&format!("{code}: ")), "{operation}: {refused}");
        }
    }
}
