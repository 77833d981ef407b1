//! Simulation: what policies would say, before anybody relies on it.
//! AWS: API_SimulateCustomPolicy, API_SimulatePrincipalPolicy; the examples of the CLI.

use serde_json::{Value, json};

use super::{POLICY, TRUST, arn, policy};
use crate::world::World;

async fn custom(world: &World, input: Value) -> Vec<Value> {
    world.ok("iam:SimulateCustomPolicy", input).await["EvaluationResults"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[tokio::test]
async fn a_document_is_simulated_as_the_cli_shows_it() {
    let world = World::new();
    let document = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}"#;
    let asked = |moment: &str| {
        json!({
            "PolicyInputList": [document], "ActionNames": ["dynamodb:CreateBackup"],
            "ContextEntries": [{ "ContextKeyName": "aws:CurrentTime", "ContextKeyValues": [moment],
                                 "ContextKeyType": "date" }]
        })
    };
    let told = custom(&world, asked("2019-04-25T11:00:00Z")).await;
    assert_eq!(
        told,
        [json!({
            "EvalActionName": "dynamodb:CreateBackup", "EvalResourceName": "*", "EvalDecision": "allowed",
            "MatchedStatements": [{
                "SourcePolicyId": "PolicyInputList.1", "SourcePolicyType": "IAM Policy",
                "StartPosition": { "Line": 1, "Column": 38 }, "EndPosition": { "Line": 1, "Column": 167 }
            }],
            "MissingContextValues": []
        })]
    );
    let told = custom(&world, asked("2014-04-25T11:00:00Z")).await;
    assert_eq!(told[0]["EvalDecision"], "implicitDeny");
    assert_eq!(told[0]["MatchedStatements"], json!([]));
    let bare = json!({ "PolicyInputList": [document], "ActionNames": ["dynamodb:CreateBackup"] });
    assert_eq!(custom(&world, bare).await[0]["MissingContextValues"], json!(["aws:CurrentTime"]));
}

#[tokio::test]
async fn boundaries_organizations_and_resources_have_their_say() {
    let world = World::new();
    let all = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;
    let resource = r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/x"},"Action":"s3:*","Resource":"*"}}"#;
    let told = custom(
        &world,
        json!({
            "PolicyInputList": [all], "PermissionsBoundaryPolicyInputList": [POLICY],
            "OrderedOrganizationPolicyInputList": [{ "ServiceControlPolicyInputList": [all] }],
            "ActionNames": ["s3:GetObject", "iam:CreateUser"], "ResourceArns": ["arn:aws:s3:::b/x"]
        }),
    );
    let told = told.await;
    let shown = told.iter().map(|one| {
        let within = &one["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"];
        (one["EvalDecision"].clone(), within.clone(), one["OrganizationsDecisionDetail"].clone())
    });
    let organization = json!({ "AllowedByOrganizations": true });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            (json!("allowed"), json!(true), organization.clone()),
            (json!("implicitDeny"), json!(false), organization)
        ]
    );
    let of_resource = json!({
        "PolicyInputList": [POLICY], "ActionNames": ["s3:PutObject"], "ResourceArns": ["arn:aws:s3:::b/x"],
        "ResourcePolicy": resource, "CallerArn": "arn:aws:iam::000000000000:user/x"
    });
    let told = custom(&world, of_resource).await;
    assert_eq!(told[0]["EvalDecision"], "allowed");
    assert_eq!(told[0]["MatchedStatements"][0]["SourcePolicyId"], "ResourcePolicy");
}

#[tokio::test]
async fn a_user_is_simulated_with_their_groups_and_without_what_is_left_out() {
    let world = World::new();
    let managed = policy(&world, "reading").await;
    world.ok("iam:CreateUser", json!({ "UserName": "alice" })).await;
    world.ok("iam:CreateGroup", json!({ "GroupName": "readers" })).await;
    world.ok("iam:AddUserToGroup", json!({ "GroupName": "readers", "UserName": "alice" })).await;
    world.ok("iam:AttachGroupPolicy", json!({ "GroupName": "readers", "PolicyArn": managed })).await;
    let own = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::${aws:username}/*"}}"#;
    let named = json!({ "UserName": "alice", "PolicyName": "own", "PolicyDocument": own });
    world.ok("iam:PutUserPolicy", named).await;
    let of = async |more: Value| {
        let mut input = json!({
            "PolicySourceArn": arn("user/alice"), "ActionNames": ["s3:GetObject", "s3:PutObject"],
            "ResourceArns": ["arn:aws:s3:::b/x", "arn:aws:s3:::alice/x"]
        });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let told = world.ok("iam:SimulatePrincipalPolicy", input).await;
        let told = told["EvaluationResults"].as_array().unwrap().clone();
        told.iter().map(|one| one["EvalDecision"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (yes, no) = ("allowed", "implicitDeny");
    assert_eq!(of(json!({})).await, [yes, no, no, yes]);
    let left_out = json!({ "PolicyExclusionList": [
        { "PolicyArn": managed },
        { "InlinePolicyIdentifier": { "PolicyName": "own", "AttachmentType": "user", "AttachmentName": "alice" } }
    ] });
    assert_eq!(of(left_out).await, [no, no, no, no]);
    // By type, and by wildcards.
    let without = |out: Value| json!({ "PolicyExclusionList": [out] });
    assert_eq!(of(without(json!({ "PolicyType": "inline" }))).await, [yes, no, no, no]);
    assert_eq!(of(without(json!({ "PolicyType": "user-managed" }))).await, [no, no, no, yes]);
    assert_eq!(of(without(json!({ "PolicyType": "aws-managed" }))).await, [yes, no, no, yes]);
    assert_eq!(of(without(json!({ "PolicyArn": arn("policy/re?d*") }))).await, [no, no, no, yes]);
    let inline = |name: &str| {
        let whose = json!({ "PolicyName": "own", "AttachmentType": "user", "AttachmentName": name });
        without(json!({ "InlinePolicyIdentifier": whose }))
    };
    assert_eq!(of(inline("alice")).await, [yes, no, no, no]);
    assert_eq!(of(inline("bob")).await, [yes, no, no, yes]);
    let twofold = json!({
        "PolicySourceArn": arn("user/alice"), "ActionNames": ["s3:GetObject"],
        "PolicyExclusionList": [{ "PolicyType": "inline", "PolicyArn": managed }],
    });
    assert_eq!(
        world.refused("iam:SimulatePrincipalPolicy", twofold).await,
        "InvalidInput: Exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier must be given."
    );
    let role = json!({ "RoleName": "worker", "AssumeRolePolicyDocument": TRUST });
    world.ok("iam:CreateRole", role).await;
    assert_eq!(of(json!({ "PolicySourceArn": arn("role/worker") })).await, [no, no, no, no]);
}

#[tokio::test]
async fn what_cannot_be_simulated_is_refused() {
    let world = World::new();
    let of = async |more: Value| {
        let mut input = json!({ "PolicyInputList": [POLICY], "ActionNames": ["s3:GetObject"] });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.refused("iam:SimulateCustomPolicy", input).await
    };
    for (more, expected) in [
        (json!({ "ActionNames": ["s3:*"] }), "InvalidInput: Invalid Action Name: s3:*"),
        (json!({ "ActionNames": ["GetObject"] }), "InvalidInput: Invalid Action Name: GetObject"),
        (
            json!({ "ResourceArns": ["bucket"] }),
            "InvalidInput: Invalid Entity Arn: bucket does not clearly define entity type and name.",
        ),
        (
            json!({ "PolicyInputList": ["{}"] }),
            "InvalidInput: Invalid policy PolicyInputList.1: Syntax errors in policy.",
        ),
        (
            json!({ "ResourcePolicy": POLICY, "CallerArn": arn("user/x") }),
            "InvalidInput: Invalid policy ResourcePolicy: Missing required field Principal",
        ),
        (
            json!({ "ResourcePolicy": POLICY }),
            "InvalidInput: CallerArn is needed where there is a ResourcePolicy.",
        ),
        (
            json!({ "PermissionsBoundaryPolicyInputList": [POLICY, POLICY] }),
            "InvalidInput: There can be one permissions boundary.",
        ),
    ] {
        assert_eq!(of(more.clone()).await, expected, "{more}");
    }
    let gone = json!({ "PolicySourceArn": arn("user/gone"), "ActionNames": ["s3:GetObject"] });
    assert_eq!(
        world.refused("iam:SimulatePrincipalPolicy", gone).await,
        "NoSuchEntity: The user with name gone cannot be found."
    );
    let policy = json!({ "PolicySourceArn": arn("policy/x"), "ActionNames": ["s3:GetObject"] });
    assert_eq!(
        world.refused("iam:SimulatePrincipalPolicy", policy).await,
        format!(
            "InvalidInput: Invalid Entity Arn: {} does not clearly define entity type and name.",
            arn("policy/x")
        )
    );
}
