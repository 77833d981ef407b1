//! Policies: every operation that is signed for, by somebody whose policies leave it out, forbid it, or are of another pool.
//! AWS: the IAM user guide, "Policy evaluation logic"; the service authorization reference.
//!
//! Attacks 37, 39 and 40: a tenant's administrator reaches neither another tenant, nor the account, nor more rights.

use rules::credentials::{self, Principal, Scope, Session};
use rules::{Caller, Ctx, Origin};
use serde_json::{Value, json};
use wire::Operation;

use super::{Proof, called, operations, report, stage};
use crate::world::World;
use crate::world::signed::Keys;
use crate::world::stage::ClientKind;

const ROOT: &str = "arn:aws:iam::000000000000:root";

/// Operations that ask no permission.
const FREE: [&str; 3] = ["sts:AssumeRole", "sts:GetCallerIdentity", "sts:GetSessionToken"];

/// Temporary credentials of the account itself, narrowed to this policy.
async fn narrowed(world: &World, statements: Value) -> Keys {
    let policy = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    of(world, Principal::User { arn: ROOT.to_owned(), id: "000000000000".to_owned() }, Some(policy)).await
}

async fn of(world: &World, principal: Principal, inline: Option<String>) -> Keys {
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "session".to_owned(), Origin::default());
    let session = Session {
        principal,
        account: "000000000000".to_owned(),
        region: "us-east-1".to_owned(),
        issued_at: world.now(),
        expires_at: credentials::end(world.now(), 3_600),
        scope: Scope { inline, ..Scope::default() },
        principal_tags: [("team".to_owned(), "blue".to_owned())].into(),
        transitive_tag_keys: Vec::new(),
        federated: [("cognito-identity.amazonaws.com:sub".to_owned(), vec!["us-east-1:me".to_owned()])]
            .into(),
        provider: None,
        source_identity: None,
    };
    let made = credentials::mint(&ctx, &session).expect("credentials");
    Keys {
        id: made.access_key_id,
        secret: made.secret.reveal().to_owned(),
        session_token: Some(made.session_token),
    }
}

fn action(operation: &Operation) -> String {
    format!("{}:{}", operation.service.signing_name(), operation.name)
}

#[tokio::test]
async fn an_operation_takes_its_action_on_what_it_names_and_nothing_else() {
    let mut wrong = Vec::new();
    for operation in operations(Proof::Signature) {
        if FREE.contains(&called(operation).as_str()) {
            continue;
        }
        let stage = stage(ClientKind::Public).await;
        let input = stage.input(&called(operation), "").await;
        wrong.extend(matrix(&stage.world.strict(), operation, &input).await);
    }
    report(&wrong);
}

/// What is wrong with one operation's answers.
async fn matrix(world: &World, operation: &Operation, input: &Value) -> Vec<String> {
    let action = action(operation);
    let mut wrong = Vec::new();
    let batches = world.inner.store.stats().batches;
    let call = async |statements: Value| {
        let keys = narrowed(world, statements).await;
        keys.call(world, &called(operation), input.clone()).await.err().unwrap_or("ok".to_owned())
    };
    let code =
        if operation.service.xml_namespace().is_some() { "AccessDenied" } else { "AccessDeniedException" };
    let head = format!("{code}: User: {ROOT} is not authorized to perform: {action} on resource: ");
    let tail = format!(" because no session policy allows the {action} action");
    // A policy that lacks the action tells what it would have had to be for.
    let lacking = call(json!({ "Effect": "Allow", "NotAction": action, "Resource": "*" })).await;
    let resource = lacking.strip_prefix(&head).and_then(|rest| rest.strip_suffix(&tail));
    let Some(resource) = resource else { return vec![format!("{action} that is lacking: {lacking}")] };
    let denied = call(json!([
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Action": action, "Resource": resource }
    ]));
    let denied = denied.await;
    if denied != format!("{head}{resource} with an explicit deny in a session policy") {
        wrong.push(format!("{action} on {resource} that is denied: {denied}"));
    }
    let elsewhere = json!({ "Effect": "Allow", "Action": "*", "Resource": [
        "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Elsewhere1",
        "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:elsewhere",
        "arn:aws:iam::000000000000:*/elsewhere"
    ] });
    let elsewhere = call(elsewhere).await;
    if elsewhere != lacking {
        wrong.push(format!("{action} with another's policy: {elsewhere}"));
    }
    // The account is not somebody's who has a pool.
    if resource == "*" {
        let all = call(json!({ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:*:*:*" })).await;
        if all != lacking {
            wrong.push(format!("{action} with a policy for every ARN: {all}"));
        }
    }
    if world.inner.store.stats().batches != batches {
        wrong.push(format!("{action}: refused, and yet something was written"));
    }
    let allowed = call(json!([
        { "Effect": "Allow", "Action": action.to_uppercase(), "Resource": resource },
        { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }
    ]));
    let allowed = allowed.await;
    if allowed != "ok" {
        wrong.push(format!("{action} on {resource} that is allowed: {allowed}"));
    }
    wrong
}

#[tokio::test]
async fn who_may_do_something_may_not_hand_on_a_role_that_they_may_not_pass() {
    let stage = stage(ClientKind::Public).await;
    let identity_pool = stage.identity_pool().await;
    let world = &stage.world;
    let role = "arn:aws:iam::000000000000:role/admin";
    let group = json!({ "UserPoolId": stage.pool, "GroupName": "admins", "RoleArn": role });
    let roles = json!({ "IdentityPoolId": identity_pool, "Roles": { "authenticated": role } });
    for (called, service, input) in
        [("CreateGroup", "cognito-idp", group), ("SetIdentityPoolRoles", "cognito-identity", roles)]
    {
        let may = json!({ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" });
        let keys = narrowed(world, may.clone()).await;
        assert_eq!(
            keys.call(world, called, input.clone()).await.unwrap_err(),
            format!(
                "AccessDeniedException: User: {ROOT} is not authorized to perform: iam:PassRole on resource: {role} because \
                 no session policy allows the iam:PassRole action"
            )
        );
        let pass = |to: &str| {
            json!([may, {
                "Effect": "Allow", "Action": "iam:PassRole", "Resource": role,
                "Condition": { "StringEquals": { "iam:PassedToService": format!("{to}.amazonaws.com") } }
            }])
        };
        let other = narrowed(world, pass("lambda")).await.call(world, called, input.clone()).await;
        assert!(other.unwrap_err().starts_with("AccessDeniedException: "), "{called}");
        narrowed(world, pass(service))
            .await
            .call(world, called, input)
            .await
            .expect("the role may be passed");
    }
}

#[tokio::test]
async fn conditions_see_who_asks_from_where_and_for_what() {
    let stage = stage(ClientKind::Public).await;
    let world = &stage.world;
    let pool = json!({ "UserPoolId": stage.pool });
    let arn = format!("arn:aws:cognito-idp:us-east-1:000000000000:userpool/{}", stage.pool);
    world.ok("TagResource", json!({ "ResourceArn": arn, "Tags": { "owner": "blue" } })).await;
    let of = async |condition: Value, called: &str, input: Value| {
        let statement = json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition });
        narrowed(world, statement).await.call(world, called, input).await.is_ok()
    };
    let holding = [
        json!({ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }),
        json!({ "DateGreaterThan": { "aws:CurrentTime": "2026-11-21T00:00:00Z" } }),
        json!({ "NumericLessThan": { "aws:EpochTime": 1_900_000_000 } }),
        json!({ "Bool": { "aws:SecureTransport": "false", "aws:MultiFactorAuthPresent": "false" } }),
        json!({ "StringEquals": { "aws:RequestedRegion": "us-east-1", "aws:PrincipalTag/Team": "blue" } }),
        json!({ "StringEquals": { "aws:PrincipalAccount": "000000000000", "aws:PrincipalType": "Account" } }),
        json!({ "ArnEquals": { "aws:PrincipalArn": ROOT } }),
        json!({ "StringEquals": { "aws:ResourceTag/owner": "${aws:PrincipalTag/team}" } }),
        json!({ "StringEquals": { "cognito-identity.amazonaws.com:sub": "us-east-1:me" } }),
        json!({ "Null": { "aws:username": "true", "aws:TagKeys": "true", "aws:TokenIssueTime": "false" } }),
    ];
    for condition in holding {
        assert!(of(condition.clone(), "DescribeUserPool", pool.clone()).await, "{condition}");
    }
    let failing = [
        json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }),
        json!({ "DateLessThan": { "aws:CurrentTime": "2026-11-21T00:00:00Z" } }),
        json!({ "StringEquals": { "aws:ResourceTag/owner": "red" } }),
        json!({ "StringEquals": { "aws:PrincipalTag/team": "red" } }),
    ];
    for condition in failing {
        assert!(!of(condition.clone(), "DescribeUserPool", pool.clone()).await, "{condition}");
    }
    let tags = |owner: &str| json!({ "ResourceArn": arn, "Tags": { "owner": owner } });
    let own = json!({
        "StringEquals": { "aws:RequestTag/owner": "${aws:PrincipalTag/team}" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["owner"] }
    });
    assert!(of(own.clone(), "TagResource", tags("blue")).await);
    assert!(!of(own.clone(), "TagResource", tags("red")).await);
    assert!(
        !of(own, "TagResource", json!({ "ResourceArn": arn, "Tags": { "owner": "blue", "x": "y" } })).await
    );
}

#[tokio::test]
async fn credentials_are_those_of_the_session_that_was_sealed() {
    let stage = stage(ClientKind::Public).await;
    let world = &stage.world;
    let all = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    let keys = narrowed(world, all.clone()).await;
    let pools =
        async |keys: &Keys| keys.call(world, "ListUserPools", json!({ "MaxResults": 1 })).await.map(drop);
    assert_eq!(pools(&keys).await, Ok(()));
    let unknown = "UnrecognizedClientException: The security token included in the request is invalid.";
    let other = narrowed(world, all.clone()).await;
    for wrong in [
        Keys { session_token: None, ..keys.clone() },
        Keys { session_token: other.session_token.clone(), ..keys.clone() },
        Keys { session_token: Some("bm9uc2Vuc2U=".to_owned()), ..keys.clone() },
        Keys { id: other.id.clone(), ..keys.clone() },
    ] {
        assert_eq!(pools(&wrong).await.unwrap_err(), unknown);
    }
    let mixed = Keys { secret: other.secret.clone(), ..keys.clone() };
    assert!(pools(&mixed).await.unwrap_err().starts_with("InvalidSignatureException: "));
    // A role that nobody has made may do nothing, whatever its session would let it.
    let role = Principal::Role {
        arn: "arn:aws:iam::000000000000:role/gone".to_owned(),
        id: "AROAGONEGONEGONEGONEG".to_owned(),
        session_name: "alice".to_owned(),
    };
    let gone = of(world, role, None).await;
    assert_eq!(
        pools(&gone).await.unwrap_err(),
        "AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/gone/alice is not authorized to perform: \
         cognito-idp:ListUserPools on resource: * because no identity-based policy allows the cognito-idp:ListUserPools action"
    );
    let who = gone.call(world, "sts:GetCallerIdentity", json!({})).await.expect("who it is");
    assert_eq!(
        who,
        json!({
            "UserId": "AROAGONEGONEGONEGONEG:alice", "Account": "000000000000",
            "Arn": "arn:aws:sts::000000000000:assumed-role/gone/alice"
        })
    );
    world.pass_s(3_601);
    assert_eq!(
        pools(&keys).await.unwrap_err(),
        "ExpiredTokenException: The security token included in the request is expired"
    );
}
