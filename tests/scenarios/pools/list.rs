//! ListUserPools: pages, and tokens that serve their own list for an hour.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{LAMBDA, described};
use crate::world::{World, config};

const INVALID: &str = "InvalidParameterException: Invalid pagination token.";

#[tokio::test]
async fn a_pool_in_the_list_shows_its_name_dates_and_triggers() {
    let world = World::new();
    assert_eq!(world.ok("ListUserPools", json!({ "MaxResults": 60 })).await, json!({ "UserPools": [] }));
    let pool = world.pool(json!({ "LambdaConfig": { "PreSignUp": LAMBDA } })).await;
    let shown = described(&world, &pool).await;
    assert_eq!(
        world.ok("ListUserPools", json!({ "MaxResults": 60 })).await,
        json!({ "UserPools": [{
            "Id": pool, "Name": "test", "LambdaConfig": { "PreSignUp": LAMBDA },
            "LastModifiedDate": shown["LastModifiedDate"], "CreationDate": shown["CreationDate"],
        }] })
    );
}

#[tokio::test]
async fn pages_give_every_pool_once() {
    let world = World::new();
    let mut made = BTreeSet::new();
    for _ in 0..5 {
        made.insert(world.pool(json!({})).await);
    }
    for size in [1, 2, 3, 5, 60] {
        let mut seen = Vec::new();
        let mut input = json!({ "MaxResults": size });
        loop {
            let page = world.ok("ListUserPools", input.clone()).await;
            let pools = page["UserPools"].as_array().unwrap();
            assert!(pools.len() <= size && !pools.is_empty());
            seen.extend(pools.iter().map(|pool| pool["Id"].as_str().unwrap().to_owned()));
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!(seen.len(), 5, "{size}");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), made, "{size}");
    }
}

#[tokio::test]
async fn a_page_goes_on_where_it_was_though_pools_come_and_go() {
    let world = World::new();
    for _ in 0..3 {
        world.pool(json!({})).await;
    }
    let first = world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    let last_seen = first["UserPools"][0]["Id"].clone();
    world.ok("DeleteUserPool", json!({ "UserPoolId": last_seen })).await;
    let rest = world.ok("ListUserPools", json!({ "MaxResults": 60, "NextToken": first["NextToken"] })).await;
    assert_eq!(rest["UserPools"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn tokens_that_are_not_of_this_list_are_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.pool(json!({})).await;
    let page = world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    let token = page["NextToken"].as_str().unwrap().to_owned();
    let with = |token: &str| json!({ "MaxResults": 1, "NextToken": token });
    world.ok("ListUserPools", with(&token)).await;

    let mut spoilt = token.clone().into_bytes();
    let middle = spoilt.len() / 2;
    spoilt[middle] = if spoilt[middle] == b'A' { b'B' } else { b'A' };
    for wrong in ["x", &String::from_utf8(spoilt).unwrap(), &token[1..], &format!("{token}A")] {
        assert_eq!(world.refused("ListUserPools", with(wrong)).await, INVALID, "{wrong}");
    }
    for _ in 0..2 {
        world.client(&pool, json!({})).await;
    }
    let clients = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool, "MaxResults": 1 })).await;
    assert_eq!(world.refused("ListUserPools", with(clients["NextToken"].as_str().unwrap())).await, INVALID);

    world.pass_s(3_590);
    world.ok("ListUserPools", with(&token)).await;
    world.pass_s(20);
    assert_eq!(world.refused("ListUserPools", with(&token)).await, INVALID);
}

#[tokio::test]
async fn a_page_has_one_to_sixty_pools() {
    let world = World::new();
    for (size, bound) in [(0, "greater than or equal to 1"), (61, "less than or equal to 60")] {
        assert_eq!(
            world.refused("ListUserPools", json!({ "MaxResults": size })).await,
            format!(
                "InvalidParameterException: 1 validation error detected: Value '{size}' at 'maxResults' failed to \
                 satisfy constraint: Member must have value {bound}"
            )
        );
    }
    assert_eq!(
        world.refused("ListUserPools", json!({})).await,
        "InvalidParameterException: 1 validation error detected: Value null at 'maxResults' failed to satisfy \
         constraint: Member must not be null"
    );
}

#[tokio::test]
async fn each_region_lists_its_own_pools_and_takes_its_own_tokens() {
    let mut config = config();
    config.regions.push("eu-west-1".to_owned());
    let world = World::with(store::Store::open_memory().unwrap(), config);
    let call = async |region: &str, operation: &str, input: Value| -> Value {
        let credential = format!("AKIAANYONE/20261121/{region}/cognito-idp/aws4_request");
        let text = format!(
            "AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00"
        );
        let headers =
            [("host", "localhost"), ("x-amz-date", "20261121T040000Z"), ("authorization", text.as_str())];
        let answer = world.send(operation, &headers, input.to_string().as_bytes()).await;
        serde_json::from_slice(&answer.body).unwrap()
    };
    for region in ["us-east-1", "eu-west-1"] {
        for _ in 0..2 {
            let made = call(region, "CreateUserPool", json!({ "PoolName": region })).await;
            let arn = made["UserPool"]["Arn"].as_str().unwrap();
            assert!(
                arn.starts_with(&format!("arn:aws:cognito-idp:{region}:000000000000:userpool/{region}_"))
            );
        }
    }
    let page = call("eu-west-1", "ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!(page["UserPools"][0]["Name"], "eu-west-1");
    let next = json!({ "MaxResults": 60, "NextToken": page["NextToken"] });
    assert_eq!(
        call("us-east-1", "ListUserPools", next.clone()).await["message"],
        "Invalid pagination token."
    );
    let rest = call("eu-west-1", "ListUserPools", next).await;
    assert_eq!(rest["UserPools"].as_array().unwrap().len(), 1);
}
