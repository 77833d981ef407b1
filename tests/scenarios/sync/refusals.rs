//! What each operation refuses: nonsense, what is not there, and whom.
//! AWS: the API reference of Amazon Cognito Sync, "Errors" of each operation.

use serde_json::{Value, json};
use wire::Service;

use super::phone::Phone;
use crate::scenarios::identity_pools::actors::Setting;
use crate::world::merged;

/// A whole input of any operation: each takes of it what it knows.
fn whole(pool: &str, identity: &str) -> Value {
    json!({
        "IdentityPoolId": pool, "IdentityId": identity, "DatasetName": "prefs", "SyncSessionToken": "token",
        "Platform": "GCM", "Token": "token", "DeviceId": "device", "Events": {},
    })
}

fn operations() -> impl Iterator<Item = (&'static wire::Operation, String)> {
    let all = Service::Sync.operations().iter();
    all.map(|operation| (operation, format!("cognito-sync:{}", operation.name)))
}

#[tokio::test]
async fn nonsense_is_an_invalid_parameter() {
    let setting = Setting::new().await;
    for (operation, called) in operations() {
        let input = match operation.name {
            "ListIdentityPoolUsage" => json!({ "NextToken": "nonsense" }),
            _ => whole("no id", "no id"),
        };
        let told = setting.world.refused(&called, input).await;
        assert!(told.starts_with("InvalidParameterException: "), "{called}: {told}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found_where_aws_says_so() {
    let setting = Setting::new().await;
    let (pool, identity) = ("us-east-1:00000000-0000-4000-8000-000000000000", "us-east-1:0");
    for (operation, called) in operations() {
        if operation.name == "ListIdentityPoolUsage" {
            continue;
        }
        let expected = match operation.errors.contains(&"ResourceNotFoundException") {
            true => format!("ResourceNotFoundException: IdentityPool '{pool}' not found."),
            false => format!("NotAuthorizedException: Access to Identity '{identity}' is forbidden."),
        };
        assert_eq!(setting.world.refused(&called, whole(pool, identity)).await, expected, "{called}");
    }
    // And devices are nowhere where there is no push.
    let guest = Phone::guest(&setting).await;
    for operation in ["RegisterDevice", "SubscribeToDataset", "UnsubscribeFromDataset"] {
        let told = guest.call(operation, whole(&setting.pool, &guest.identity)).await.unwrap_err();
        assert!(told.starts_with("InvalidConfigurationException: "), "{operation}: {told}");
    }
}

#[tokio::test]
async fn devices_are_their_identitys_own() {
    let setting = super::access::open().await;
    let mut decided = setting.world.inner.config.clone();
    decided.administrators_have_devices = false;
    let node = setting.world.beside(decided);
    let guest = Phone::guest(&setting).await;
    for operation in ["RegisterDevice", "SubscribeToDataset", "UnsubscribeFromDataset"] {
        let called = format!("cognito-sync:{operation}");
        let input = whole(&setting.pool, &guest.identity);
        let told = node.refused(&called, input.clone()).await;
        assert_eq!(
            told,
            "NotAuthorizedException: This operation can only be called with the credentials of an identity."
        );
        let own = guest.keys(&json!({})).await.call(&node, &called, input).await.unwrap_err();
        assert!(own.starts_with("InvalidConfigurationException: "), "{operation}: {own}");
    }
}

#[tokio::test]
async fn an_identity_is_refused_all_that_is_not_its_own() {
    let setting = super::access::open().await;
    let (eve, bob) = (Phone::guest(&setting).await, Phone::guest(&setting).await);
    let keys = eve.keys(&json!({})).await;
    for (operation, called) in operations() {
        let is_of_identity = operation.uri.contains("{IdentityId}");
        let expected = match is_of_identity {
            true => format!("NotAuthorizedException: Access to Identity '{}' is forbidden.", bob.identity),
            false => {
                "NotAuthorizedException: This operation cannot be called with the credentials of an identity."
                    .to_owned()
            }
        };
        let input = merged(whole(&setting.pool, &bob.identity), json!({ "NextToken": null }));
        assert_eq!(keys.call(&setting.world, &called, input).await, Err(expected), "{called}");
    }
}
