//! ListUserPoolClients: pages, and tokens that serve their own list for an hour.

use std::collections::BTreeSet;

use serde_json::json;

use super::pool;
use crate::world::{World, merged};

const INVALID: &str = "InvalidParameterException: Invalid pagination token.";

#[tokio::test]
async fn a_client_in_the_list_shows_its_ids_and_name_alone() {
    let world = World::new();
    let pool = pool(&world).await;
    let all = json!({ "UserPoolId": pool });
    assert_eq!(world.ok("ListUserPoolClients", all.clone()).await, json!({ "UserPoolClients": [] }));
    let client = world.client(&pool, json!({ "GenerateSecret": true })).await;
    assert_eq!(
        world.ok("ListUserPoolClients", all).await,
        json!({ "UserPoolClients": [{ "ClientId": client, "UserPoolId": pool, "ClientName": "web" }] })
    );
}

#[tokio::test]
async fn pages_give_every_client_of_the_pool_once() {
    let world = World::new();
    let (pool, other) = (pool(&world).await, pool(&world).await);
    world.client(&other, json!({})).await;
    let mut made = BTreeSet::new();
    for _ in 0..5 {
        made.insert(world.client(&pool, json!({})).await);
    }
    for size in [1, 2, 5, 60] {
        let mut seen = Vec::new();
        let mut input = json!({ "UserPoolId": pool, "MaxResults": size });
        loop {
            let page = world.ok("ListUserPoolClients", input.clone()).await;
            let clients = page["UserPoolClients"].as_array().unwrap();
            assert!(clients.len() <= size && !clients.is_empty());
            seen.extend(clients.iter().map(|client| client["ClientId"].as_str().unwrap().to_owned()));
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
async fn clients_are_listed_by_type() {
    let world = World::new();
    let pool = pool(&world).await;
    world.client(&pool, json!({})).await;
    for (kind, count) in [("REGULAR", 1), ("DCR", 0)] {
        let list = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool, "ClientType": kind })).await;
        assert_eq!(list["UserPoolClients"].as_array().unwrap().len(), count, "{kind}");
    }
}

#[tokio::test]
async fn tokens_that_are_not_of_this_list_are_refused() {
    let world = World::new();
    let (one, other) = (pool(&world).await, pool(&world).await);
    for pool in [&one, &one, &other, &other] {
        world.client(pool, json!({})).await;
    }
    let page = world.ok("ListUserPoolClients", json!({ "UserPoolId": one, "MaxResults": 1 })).await;
    let own = json!({ "UserPoolId": one, "NextToken": page["NextToken"] });
    // The size of a page is not part of what chose the list.
    assert_eq!(
        world.ok("ListUserPoolClients", own.clone()).await["UserPoolClients"].as_array().unwrap().len(),
        1
    );

    let pools = world.ok("ListUserPools", json!({ "MaxResults": 1 })).await;
    for foreign in [
        json!({ "UserPoolId": other }),
        json!({ "ClientType": "REGULAR" }),
        json!({ "NextToken": pools["NextToken"] }),
        json!({ "NextToken": "x" }),
    ] {
        assert_eq!(
            world.refused("ListUserPoolClients", merged(own.clone(), foreign.clone())).await,
            INVALID,
            "{foreign}"
        );
    }
    world.pass_s(3_601);
    assert_eq!(world.refused("ListUserPoolClients", own).await, INVALID);
}
