//! DeleteUserPool: everything in a pool goes with it; protection keeps it.

use std::sync::Arc;

use rules::pools::emptying;
use rules::{Caller, Ctx, Origin};
use serde_json::{Value, json};
use store::deleted_pools;

use super::described;
use crate::world::{PASSWORD, World, by_password};

#[tokio::test]
async fn a_pool_that_is_protected_stays() {
    let world = World::new();
    let pool = world.pool(json!({ "DeletionProtection": "ACTIVE" })).await;
    assert_eq!(
        world.refused("DeleteUserPool", json!({ "UserPoolId": pool })).await,
        "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. \
         Deletion protection must be inactivated first."
    );
    assert_eq!(described(&world, &pool).await["Id"], pool);
    world.ok("UpdateUserPool", json!({ "UserPoolId": pool, "DeletionProtection": "INACTIVE" })).await;
    assert_eq!(world.ok("DeleteUserPool", json!({ "UserPoolId": pool })).await, Value::Null);
}

#[tokio::test]
async fn a_deleted_pool_takes_its_clients_users_and_tokens_with_it() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    let (client, others) = (world.client(&pool, json!({})).await, world.client(&other, json!({})).await);
    world.user(&pool, "alice").await;
    world.user(&other, "alice").await;
    let (tokens, kept) = (world.sign_in(&client, "alice").await, world.sign_in(&others, "alice").await);
    let me = |tokens: &Value| json!({ "AccessToken": tokens["AccessToken"] });
    let refresh =
        |client: &str, tokens: &Value| json!({ "ClientId": client, "RefreshToken": tokens["RefreshToken"] });
    world.ok("GetUser", me(&tokens)).await;

    let deleted =
        world.send("DeleteUserPool", &[], json!({ "UserPoolId": pool }).to_string().as_bytes()).await;
    assert_eq!((deleted.status, deleted.body.len()), (200, 0));

    let gone = format!("ResourceNotFoundException: User pool {pool} does not exist.");
    for (operation, more) in [
        ("DeleteUserPool", json!({})),
        ("DescribeUserPool", json!({})),
        ("ListUserPoolClients", json!({})),
        ("DescribeUserPoolClient", json!({ "ClientId": client })),
        ("AdminGetUser", json!({ "Username": "alice" })),
        ("ListUsers", json!({})),
    ] {
        let input = crate::world::merged(json!({ "UserPoolId": pool }), more);
        assert_eq!(world.refused(operation, input).await, gone, "{operation}");
    }
    let no_client = format!("ResourceNotFoundException: User pool client {client} does not exist.");
    assert_eq!(world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await, no_client);
    assert_eq!(world.refused("GetTokensFromRefreshToken", refresh(&client, &tokens)).await, no_client);
    let sign_up = json!({ "ClientId": client, "Username": "bob", "Password": PASSWORD });
    assert_eq!(world.refused("SignUp", sign_up).await, no_client);
    assert_eq!(world.refused("GetUser", me(&tokens)).await, "NotAuthorizedException: Invalid Access Token");
    let list = world.ok("ListUserPools", json!({ "MaxResults": 60 })).await;
    assert_eq!(list["UserPools"].as_array().unwrap().len(), 1);

    // The other pool is as it was.
    assert_eq!(world.ok("GetUser", me(&kept)).await["Username"], "alice");
    world.sign_in(&others, "alice").await;
}

#[tokio::test]
async fn what_a_deleted_pool_held_is_gone_soon_after_and_others_keep_theirs() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    let mut subs = Vec::new();
    for pool in [&pool, &other] {
        let client = world.client(pool, json!({})).await;
        world.user(pool, "alice").await;
        world.sign_in(&client, "alice").await;
        let alice = json!({ "UserPoolId": pool, "Username": "alice" });
        let alice = world.ok("AdminGetUser", alice).await;
        subs.push(alice["UserAttributes"][0]["Value"].as_str().unwrap().to_owned());
    }
    let ctx = Ctx::new(Arc::clone(&world.inner), Caller::Anyone, "sweep".to_owned(), Origin::default());
    assert_eq!(emptying::empty_deleted(&ctx, 100).await.unwrap(), 0);
    world.ok("DeleteUserPool", json!({ "UserPoolId": pool })).await;

    // One batch a round at most: what is left over is for the next.
    assert_eq!(emptying::empty_deleted(&ctx, 1).await.unwrap(), 1);
    assert!(emptying::empty_deleted(&ctx, 100).await.unwrap() > 2);
    assert_eq!(emptying::empty_deleted(&ctx, 100).await.unwrap(), 0);
    for (pool, sub, is_there) in [(&pool, &subs[0], false), (&other, &subs[1], true)] {
        let user = store::users::get(&ctx.read(), pool, sub).await.unwrap();
        let families = store::families::of_user(&ctx.read(), pool, sub, "", 10).await.unwrap();
        assert_eq!((user.is_some(), families.len() == 1), (is_there, is_there), "{pool}");
    }

    // It is looked after a while longer, and then forgotten.
    assert_eq!(deleted_pools::page(&ctx.read(), 10).await.unwrap().len(), 1);
    world.pass_s(3_601);
    assert_eq!(emptying::empty_deleted(&ctx, 100).await.unwrap(), 0);
    assert_eq!(deleted_pools::page(&ctx.read(), 10).await.unwrap(), []);
}
