//! Regions: a signed call acts in the region that its signature names.

use crypto::sigv4::{self, Request, Signer};
use serde_json::json;
use store::Store;

use crate::world::{World, config};

/// Calls an operation with a signature for a region: status and body.
pub async fn call_in(
    world: &World,
    region: &str,
    operation: &str,
    input: serde_json::Value,
) -> (u16, String) {
    let (target, body) = (format!("AWSCognitoIdentityProviderService.{operation}"), input.to_string());
    let headers =
        [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target), ("host", "localhost")];
    let request = Request { method: "POST", path: "/", query: "", headers: &headers, body: body.as_bytes() };
    let signer =
        Signer { access_key_id: "any", secret: "any", session_token: None, region, service: "cognito-idp" };
    let added = sigv4::sign(&request, &signer, world.now());
    let mut headers = vec![("host", "localhost")];
    headers.extend(added.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let answer = world.send(operation, &headers, body.as_bytes()).await;
    (answer.status, String::from_utf8(answer.body).unwrap())
}

#[tokio::test]
async fn a_pool_is_seen_in_its_own_region_alone() {
    let mut config = config();
    config.regions.push("eu-west-1".to_owned());
    let world = World::with(Store::open_memory().unwrap(), config);
    let (status, made) = call_in(&world, "eu-west-1", "CreateUserPool", json!({ "PoolName": "p" })).await;
    assert_eq!(status, 200, "{made}");
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let pool = made["UserPool"]["Id"].as_str().unwrap().to_owned();
    assert!(pool.starts_with("eu-west-1_"), "{pool}");
    let arn = format!("arn:aws:cognito-idp:eu-west-1:000000000000:userpool/{pool}");
    assert_eq!(made["UserPool"]["Arn"], arn);

    let ask = json!({ "UserPoolId": pool });
    assert_eq!(call_in(&world, "eu-west-1", "DescribeUserPool", ask.clone()).await.0, 200);
    let (status, refused) = call_in(&world, "us-east-1", "DescribeUserPool", ask).await;
    assert_eq!(status, 400);
    assert!(refused.contains(&format!("User pool {pool} does not exist.")), "{refused}");

    let list = json!({ "MaxResults": 10 });
    assert!(call_in(&world, "eu-west-1", "ListUserPools", list.clone()).await.1.contains(&pool));
    assert!(!call_in(&world, "us-east-1", "ListUserPools", list).await.1.contains(&pool));
}
