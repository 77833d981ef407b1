//! ListUserPoolClients: pages, and tokens that serve their own list for an hour.

use std::collections::BTreeSet;

use rules::clients::configure::{self, NewSecret};
use rules::{Caller, Ctx, Origin};
use serde_json::json;
use wire::idp::UserPoolClientType;

use super::{described, pool};
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

/// A client as the hosted domain will make it when an app registers itself.
async fn registered(world: &World, pool: &str) -> String {
    let origin = Origin { ip: "203.0.113.7".to_owned(), ..Origin::default() };
    let ctx = Ctx::new(world.inner.clone(), Caller::Anyone, "registration".to_owned(), origin);
    let pool = rules::pools::get(&ctx, pool).await.unwrap();
    let settings = UserPoolClientType {
        client_name: Some("registered".to_owned()),
        client_type: Some("DCR".to_owned()),
        ..UserPoolClientType::default()
    };
    let made = configure::create(&ctx, &pool, settings, NewSecret::Generated, None).await.unwrap();
    made.id().to_owned()
}

#[tokio::test]
async fn clients_are_listed_by_type() {
    let world = World::new();
    let pool = pool(&world).await;
    let regular = world.client(&pool, json!({})).await;
    let registered = registered(&world, &pool).await;
    for (kind, wanted) in [("REGULAR", &regular), ("DCR", &registered)] {
        let mut seen = Vec::new();
        let mut input = json!({ "UserPoolId": pool, "ClientType": kind, "MaxResults": 1 });
        loop {
            let page = world.ok("ListUserPoolClients", input.clone()).await;
            seen.extend(page["UserPoolClients"].as_array().unwrap().iter().map(|c| c["ClientId"].clone()));
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!(seen, [json!(wanted)], "{kind}");
        assert_eq!(described(&world, &pool, wanted).await["ClientType"], kind);
    }
}

#[tokio::test]
async fn a_client_that_registered_itself_stays_one_and_has_its_one_secret() {
    let world = World::new();
    let pool = pool(&world).await;
    let client = json!({ "UserPoolId": pool, "ClientId": registered(&world, &pool).await });
    let changed =
        world.ok("UpdateUserPoolClient", merged(client.clone(), json!({ "ClientName": "x" }))).await;
    assert_eq!(changed["UserPoolClient"]["ClientType"], "DCR");
    assert_eq!(
        world.refused("AddUserPoolClientSecret", client).await,
        "InvalidParameterException: Client secrets cannot be added to a dynamically registered client."
    );
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
