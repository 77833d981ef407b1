//! Who reaches which datasets: identities their own, by their temporary credentials, and administrators all.
//! AWS: API reference of Amazon Cognito Sync; the developer guide, "IAM roles", "Resource-level permissions".

use serde_json::{Value, json};

use super::phone::{Phone, put};
use crate::scenarios::identity_pools::actors::Setting;
use crate::world::merged;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"],"Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"POOL"}}}]}"#;

/// A pool whose two roles let people do this with datasets.
async fn setting(statement: Value) -> Setting {
    let setting = Setting::new().await;
    for name in ["user", "guest"] {
        let trust = TRUST.replace("POOL", &setting.pool);
        let role = json!({ "RoleName": name, "AssumeRolePolicyDocument": trust });
        setting.world.ok("iam:CreateRole", role).await;
        let policy = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
        let policy = json!({ "RoleName": name, "PolicyName": "sync", "PolicyDocument": policy });
        setting.world.ok("iam:PutRolePolicy", policy).await;
    }
    setting
}

/// A pool whose roles let people do anything with datasets.
pub async fn open() -> Setting {
    setting(json!({ "Effect": "Allow", "Action": "cognito-sync:*", "Resource": "*" })).await
}

/// What AWS recommends: each identity its own datasets.
fn own() -> Value {
    let arn = "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/\
               ${cognito-identity.amazonaws.com:sub}/*";
    json!({ "Effect": "Allow", "Action": "cognito-sync:*", "Resource": arn })
}

#[tokio::test]
async fn an_identity_reaches_its_own_datasets() {
    let setting = setting(own()).await;
    let world = &setting.world;
    let logins = setting.user("alice").await;
    let alice = Phone::of(&setting, &setting.id(&logins).await);
    let keys = alice.keys(&logins).await;
    let of = alice.named(json!({ "DatasetName": "prefs" }));
    let listed = keys.call(world, "cognito-sync:ListRecords", of.clone()).await.unwrap();
    let change =
        json!({ "SyncSessionToken": listed["SyncSessionToken"], "RecordPatches": [put("a", "1", 0)] });
    let changed = keys.call(world, "cognito-sync:UpdateRecords", merged(of.clone(), change)).await.unwrap();
    assert_eq!(changed["Records"][0]["LastModifiedBy"], json!(alice.identity));
    assert_eq!(
        keys.call(world, "cognito-sync:ListDatasets", alice.named(json!({}))).await.unwrap()["Count"],
        json!(1)
    );
    let described = keys.call(world, "cognito-sync:DescribeDataset", of.clone()).await.unwrap();
    assert_eq!(described["Dataset"]["LastModifiedBy"], json!(alice.identity));
    assert_eq!(alice.all("prefs").await, [("a".to_owned(), "1".to_owned())]);

    // The policy says that it may not; and where none is asked for, the credentials say whose they are.
    let bob = Phone::guest(&setting).await;
    bob.put("prefs", &[("a", "1")]).await;
    let theirs = bob.named(json!({ "DatasetName": "prefs" }));
    let resource = format!("identitypool/{}/identity/{}/dataset/prefs", setting.pool, bob.identity);
    assert_eq!(
        keys.call(world, "cognito-sync:ListRecords", theirs).await.unwrap_err(),
        format!(
            "AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/user/CognitoIdentityCredentials is not \
             authorized to perform: cognito-sync:ListRecords on resource: \
             arn:aws:cognito-sync:us-east-1:000000000000:{resource} because no identity-based policy allows the \
             cognito-sync:ListRecords action"
        )
    );
    // A guest is let in too: what narrows guests takes nothing of datasets away.
    let guest = bob.keys(&json!({})).await;
    let deleted =
        guest.call(world, "cognito-sync:DeleteDataset", bob.named(json!({ "DatasetName": "prefs" })));
    deleted.await.unwrap();
}

#[tokio::test]
async fn whatever_its_role_allows_an_identity_reaches_no_other() {
    let setting = open().await;
    let world = &setting.world;
    let (eve, bob) = (Phone::guest(&setting).await, Phone::guest(&setting).await);
    bob.put("prefs", &[("a", "1")]).await;
    let keys = eve.keys(&json!({})).await;
    let theirs = bob.named(json!({ "DatasetName": "prefs" }));
    let nobody = Phone::of(&setting, "us-east-1:00000000-0000-4000-8000-000000000000");
    for operation in
        ["DeleteDataset", "DescribeDataset", "DescribeIdentityUsage", "ListDatasets", "ListRecords"]
    {
        let called = format!("cognito-sync:{operation}");
        let forbidden = |phone: &Phone<'_>| {
            Err(format!("NotAuthorizedException: Access to Identity '{}' is forbidden.", phone.identity))
        };
        assert_eq!(keys.call(world, &called, theirs.clone()).await, forbidden(&bob), "{operation}");
        // Whether somebody is there is not told either.
        let unheard = nobody.named(json!({ "DatasetName": "prefs" }));
        assert_eq!(keys.call(world, &called, unheard).await, forbidden(&nobody), "{operation}");
        // Its own identity in another pool's name.
        let elsewhere =
            merged(eve.named(json!({ "DatasetName": "prefs" })), json!({ "IdentityPoolId": "us-east-1:0" }));
        assert_eq!(keys.call(world, &called, elsewhere).await, forbidden(&eve), "{operation}");
    }
    let pool = json!({ "IdentityPoolId": setting.pool });
    for operation in ["DescribeIdentityPoolUsage", "ListIdentityPoolUsage"] {
        assert_eq!(
            keys.call(world, &format!("cognito-sync:{operation}"), pool.clone()).await.unwrap_err(),
            "NotAuthorizedException: This operation cannot be called with the credentials of an identity."
        );
    }
    assert_eq!(bob.all("prefs").await.len(), 1);
    // Who has become somebody else reaches nothing by the credentials of before.
    let own = eve.named(json!({ "DatasetName": "prefs" }));
    keys.call(world, "cognito-sync:ListRecords", own.clone()).await.unwrap();
    let logins = setting.user("alice").await;
    setting.id(&logins).await;
    setting.session(&eve.identity, &logins).await;
    let late = keys.call(world, "cognito-sync:ListRecords", own).await.unwrap_err();
    assert_eq!(late, format!("NotAuthorizedException: Access to Identity '{}' is forbidden.", eve.identity));
}

#[tokio::test]
async fn administrators_are_told_what_is_not_there() {
    let setting = Setting::new().await;
    let nobody = Phone::of(&setting, "us-east-1:00000000-0000-4000-8000-000000000000");
    let of = json!({ "DatasetName": "prefs" });
    let id = &nobody.identity;
    assert_eq!(
        nobody.call("DescribeDataset", of.clone()).await.unwrap_err(),
        format!("ResourceNotFoundException: Identity '{id}' not found.")
    );
    // AWS declares no such error of lists.
    for operation in ["ListRecords", "ListDatasets"] {
        assert_eq!(
            nobody.call(operation, of.clone()).await.unwrap_err(),
            format!("NotAuthorizedException: Access to Identity '{id}' is forbidden.")
        );
    }
    // An identity is found in its own pool alone.
    let guest = Phone::guest(&setting).await;
    let made = setting
        .world
        .ok("CreateIdentityPool", json!({ "IdentityPoolName": "b", "AllowUnauthenticatedIdentities": true }));
    let elsewhere = guest.named(merged(of, json!({ "IdentityPoolId": made.await["IdentityPoolId"] })));
    assert_eq!(
        setting.world.refused("cognito-sync:DeleteDataset", elsewhere).await,
        format!("ResourceNotFoundException: Identity '{}' not found.", guest.identity)
    );
}
