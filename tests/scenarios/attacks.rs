//! Ways in that other servers have left open, where no family of scenarios meets them; `tests/model/attacks.rs` has the list.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::signed::{self, Keys};

/// A user with these statements; gives their keys.
async fn user(world: &World, statements: Value) -> Keys {
    world.ok("iam:CreateUser", json!({ "UserName": "u" })).await;
    let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    let put = json!({ "UserName": "u", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutUserPolicy", put).await;
    Keys::of(&world.ok("iam:CreateAccessKey", json!({ "UserName": "u" })).await["AccessKey"])
}

// Attack 38: what is not known skips the look at the key.
#[tokio::test]
async fn an_unknown_pool_or_another_version_opens_nothing() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let arn = format!("arn:aws:cognito-idp:us-east-1:000000000000:userpool/{pool}");
    let keys = user(&world, json!({ "Effect": "Allow", "Action": "cognito-idp:*", "Resource": arn })).await;
    let root = signed::root(&world).await;
    keys.call(&world, "DescribeUserPool", json!({ "UserPoolId": pool })).await.expect("their own pool");
    for id in ["us-east-1_Unknown01", "eu-west-9_Unknown01", "us-east-1_", "_"] {
        let told = keys.call(&world, "DescribeUserPool", json!({ "UserPoolId": id })).await.unwrap_err();
        let is_refused =
            told.starts_with("AccessDeniedException: ") || told.starts_with("InvalidParameterException: ");
        assert!(is_refused, "{id}: {told}");
    }
    for (service, form) in [
        ("sts", "Action=GetCallerIdentity&Version=2011-06-14"),
        ("sts", "Action=GetCallerIdentity&Version="),
        ("iam", "Action=ListUsers&Version=2009-05-08"),
        // The operation of another service in this one's version.
        ("iam", "Action=ListUsers&Version=2011-06-15"),
    ] {
        let header = ("content-type", "application/x-www-form-urlencoded");
        let answer = root.send(&world, service, vec![header], form.as_bytes()).await;
        assert_eq!(answer.error.as_deref(), Some("InvalidAction"), "{form}");
    }
    let strict = world.strict();
    for (called, input) in [
        ("DescribeUserPool", json!({ "UserPoolId": "us-east-1_Unknown01" })),
        ("DescribeIdentityPool", json!({ "IdentityPoolId": "us-east-1:0" })),
    ] {
        let told = strict.refused(called, input).await;
        assert_eq!(told, "MissingAuthenticationTokenException: Missing Authentication Token");
    }
}

// Attack 54: a guest's role that grants more than a guest may have.
#[tokio::test]
async fn a_guest_gets_no_more_than_guests_may_have_whatever_the_role_grants() {
    let world = World::new();
    let made = json!({ "IdentityPoolName": "guests", "AllowUnauthenticatedIdentities": true });
    let pool = world.ok("CreateIdentityPool", made).await["IdentityPoolId"].clone();
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": pool } },
        }],
    });
    let role = json!({ "RoleName": "guest", "AssumeRolePolicyDocument": trust.to_string() });
    let role = world.ok("iam:CreateRole", role).await["Role"]["Arn"].clone();
    let all = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] });
    let put = json!({ "RoleName": "guest", "PolicyName": "all", "PolicyDocument": all.to_string() });
    world.ok("iam:PutRolePolicy", put).await;
    let roles = json!({ "IdentityPoolId": pool, "Roles": { "unauthenticated": role } });
    world.ok("SetIdentityPoolRoles", roles).await;
    let id = world.ok("GetId", json!({ "IdentityPoolId": pool })).await["IdentityId"].clone();
    let got = world.ok("GetCredentialsForIdentity", json!({ "IdentityId": id })).await["Credentials"].clone();
    let keys = Keys {
        id: got["AccessKeyId"].as_str().unwrap().to_owned(),
        secret: got["SecretKey"].as_str().unwrap().to_owned(),
        session_token: got["SessionToken"].as_str().map(str::to_owned),
    };
    keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.expect("what guests may have");
    let refused = keys.call(&world, "iam:ListUsers", json!({})).await.unwrap_err();
    assert!(refused.ends_with("because no session policy allows the iam:ListUsers action"), "{refused}");
    // Nor does a guest choose another role, or become somebody by naming one.
    let custom = json!({ "IdentityId": id, "CustomRoleArn": "arn:aws:iam::000000000000:role/admin" });
    assert!(world.refused("GetCredentialsForIdentity", custom).await.starts_with("NotAuthorizedException: "));
}

// Attack 57: an access token where an ID token is asked for.
#[tokio::test]
async fn an_access_token_assumes_no_role() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let url = format!("http://127.0.0.1:7665/{pool}");
    let made =
        world.ok("iam:CreateOpenIDConnectProvider", json!({ "Url": url, "ClientIDList": [client] })).await;
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Principal": { "Federated": made["OpenIDConnectProviderArn"] },
                        "Action": "sts:AssumeRoleWithWebIdentity" }],
    });
    let role = json!({ "RoleName": "r", "AssumeRolePolicyDocument": trust.to_string() });
    let role = world.ok("iam:CreateRole", role).await["Role"]["Arn"].clone();
    let tokens = world.sign_in(&client, "alice").await;
    let of =
        |kind: &str| json!({ "RoleArn": role, "RoleSessionName": "web", "WebIdentityToken": tokens[kind] });
    for kind in ["AccessToken", "RefreshToken"] {
        let told = world.refused("sts:AssumeRoleWithWebIdentity", of(kind)).await;
        assert!(told.starts_with("InvalidIdentityToken: "), "{kind}: {told}");
    }
    world.ok("sts:AssumeRoleWithWebIdentity", of("IdToken")).await;
}
