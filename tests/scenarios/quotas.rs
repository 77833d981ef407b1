//! Quotas on how many of a kind there are: what is said beyond them, and that those who come at once do not pass them.
//! AWS: the developer guide, "Quotas on resource number and size".

use std::sync::Arc;

use rules::quotas::{Quota, Quotas};
use serde_json::{Value, json};
use store::Store;

use crate::world::{World, config};

/// A world with these quotas and otherwise none.
fn world(own: &[(Quota, i64)]) -> World {
    let mut decided = config();
    decided.quotas = Quotas::unlimited();
    for (quota, number) in own {
        decided.quotas.set(*quota, *number);
    }
    World::with(Store::open_memory().expect("a store"), decided)
}

fn custom_domain(pool: &str, name: &str) -> Value {
    let certificate = "arn:aws:acm:us-east-1:000000000000:certificate/one";
    json!({ "UserPoolId": pool, "Domain": name, "CustomDomainConfig": { "CertificateArn": certificate } })
}

#[tokio::test]
async fn an_account_has_so_many_pools_in_a_region() {
    let world = world(&[(Quota::Pools, 2)]);
    let first = world.pool(json!({})).await;
    world.pool(json!({})).await;
    let full = "LimitExceededException: An account can have at most 2 user pools in a Region.";
    assert_eq!(world.refused("CreateUserPool", json!({ "PoolName": "third" })).await, full);
    let listed = world.ok("ListUserPools", json!({ "MaxResults": 9 })).await;
    assert_eq!(listed["UserPools"].as_array().expect("a list").len(), 2);
    world.ok("DeleteUserPool", json!({ "UserPoolId": first })).await;
    world.pool(json!({})).await;
}

#[tokio::test]
async fn a_pool_has_so_many_clients_and_groups() {
    let world = world(&[(Quota::Clients, 2), (Quota::Groups, 1)]);
    let pool = world.pool(json!({})).await;
    let first = world.client(&pool, json!({})).await;
    world.client(&pool, json!({})).await;
    let third = json!({ "UserPoolId": pool, "ClientName": "third" });
    assert_eq!(
        world.refused("CreateUserPoolClient", third.clone()).await,
        "LimitExceededException: A user pool can have at most 2 app clients."
    );
    world.client(&world.pool(json!({})).await, json!({})).await;
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": pool, "ClientId": first })).await;
    world.ok("CreateUserPoolClient", third).await;

    world.ok("CreateGroup", json!({ "UserPoolId": pool, "GroupName": "one" })).await;
    assert_eq!(
        world.refused("CreateGroup", json!({ "UserPoolId": pool, "GroupName": "two" })).await,
        "LimitExceededException: A user pool can have at most 1 groups."
    );
}

#[tokio::test]
async fn an_account_has_so_many_custom_domains_and_any_number_of_prefixes() {
    let world = world(&[(Quota::CustomDomains, 1)]);
    let (one, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    world.ok("CreateUserPoolDomain", custom_domain(&one, "auth.example.com")).await;
    assert_eq!(
        world.refused("CreateUserPoolDomain", custom_domain(&other, "login.example.com")).await,
        "LimitExceededException: An account can have at most 1 custom domains in a Region."
    );
    for pool in [&one, &other] {
        let prefix =
            json!({ "UserPoolId": pool, "Domain": format!("p{}", pool.to_lowercase().replace('_', "")) });
        world.ok("CreateUserPoolDomain", prefix).await;
    }
    world.ok("DeleteUserPoolDomain", json!({ "UserPoolId": one, "Domain": "auth.example.com" })).await;
    world.ok("CreateUserPoolDomain", custom_domain(&other, "login.example.com")).await;
}

#[tokio::test]
async fn those_who_come_at_once_pass_no_quota() {
    let world = Arc::new(world(&[(Quota::Clients, 3), (Quota::Pools, 4)]));
    let pool = world.pool(json!({})).await;
    let mut calls = Vec::new();
    for n in 0..24 {
        let (world, pool) = (Arc::clone(&world), pool.clone());
        calls.push(tokio::spawn(async move {
            let (operation, input) = match n % 2 {
                0 => ("CreateUserPoolClient", json!({ "UserPoolId": pool, "ClientName": "c" })),
                _ => ("CreateUserPool", json!({ "PoolName": "p" })),
            };
            world.call(operation, input).await.map_or_else(|error| error, |_| operation.to_owned())
        }));
    }
    let mut outcomes = Vec::new();
    for call in calls {
        outcomes.push(call.await.expect("an outcome"));
    }
    let count = |text: &str| outcomes.iter().filter(|outcome| outcome.starts_with(text)).count();
    assert_eq!((count("CreateUserPoolClient"), count("LimitExceededException: A user pool")), (3, 9));
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "CreateUserPool").count(), 3);
    assert_eq!(count("LimitExceededException: An account"), 9);
}

#[tokio::test]
async fn without_quotas_there_is_room_for_more_than_aws_has() {
    let world = world(&[]);
    let pool = world.pool(json!({})).await;
    for n in 0..30 {
        let server = json!({ "UserPoolId": pool, "Identifier": format!("api{n}"), "Name": "n" });
        world.ok("CreateResourceServer", server).await;
    }
    for n in 0..5 {
        let pool = world.pool(json!({})).await;
        world.ok("CreateUserPoolDomain", custom_domain(&pool, &format!("auth{n}.example.com"))).await;
    }
    for batch in 0..3 {
        let attributes: Vec<_> = (0..25).map(|n| json!({ "Name": format!("a{batch}-{n}") })).collect();
        world.ok("AddCustomAttributes", json!({ "UserPoolId": pool, "CustomAttributes": attributes })).await;
    }
}
