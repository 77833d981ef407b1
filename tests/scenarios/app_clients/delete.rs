//! DeleteUserPoolClient: a client's tokens stop working with it; its users stay.

use serde_json::{Value, json};

use super::{described, pool};
use crate::world::{PASSWORD, World, by_password};

#[tokio::test]
async fn a_deleted_clients_tokens_stop_working_and_its_users_stay() {
    let world = World::new();
    let pool = pool(&world).await;
    let (client, other) = (world.client(&pool, json!({})).await, world.client(&pool, json!({})).await);
    world.user(&pool, "alice").await;
    let (tokens, kept) = (world.sign_in(&client, "alice").await, world.sign_in(&other, "alice").await);
    let me = |tokens: &Value| json!({ "AccessToken": tokens["AccessToken"] });
    world.ok("GetUser", me(&tokens)).await;

    let delete = json!({ "UserPoolId": pool, "ClientId": client });
    let deleted = world.send("DeleteUserPoolClient", &[], delete.to_string().as_bytes()).await;
    assert_eq!((deleted.status, deleted.body.len()), (200, 0));

    let gone = format!("ResourceNotFoundException: User pool client {client} does not exist.");
    assert_eq!(world.refused("DeleteUserPoolClient", delete.clone()).await, gone);
    assert_eq!(world.refused("DescribeUserPoolClient", delete.clone()).await, gone);
    assert_eq!(world.refused("UpdateUserPoolClient", delete).await, gone);
    assert_eq!(world.refused("InitiateAuth", by_password(&client, "alice", PASSWORD)).await, gone);
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    assert_eq!(world.refused("InitiateAuth", refresh).await, gone);
    for operation in ["GetUser", "GlobalSignOut", "DeleteUser"] {
        assert_eq!(
            world.refused(operation, me(&tokens)).await,
            "NotAuthorizedException: Invalid Access Token",
            "{operation}"
        );
    }

    assert_eq!(world.ok("GetUser", me(&kept)).await["Username"], "alice");
    assert_eq!(described(&world, &pool, &other).await["ClientId"], other);
    let list = world.ok("ListUserPoolClients", json!({ "UserPoolId": pool })).await;
    assert_eq!(list["UserPoolClients"].as_array().unwrap().len(), 1);
}
