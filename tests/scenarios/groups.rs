//! Groups: making them, being in them, and what tokens say of them.

use serde_json::{Value, json};

use crate::world::{World, claims};

async fn group(world: &World, pool: &str, name: &str, role: Option<&str>, precedence: Option<i32>) {
    let mut input = json!({ "UserPoolId": pool, "GroupName": name });
    if let Some(role) = role {
        input["RoleArn"] = json!(arn(role));
    }
    if let Some(precedence) = precedence {
        input["Precedence"] = json!(precedence);
    }
    world.ok("CreateGroup", input).await;
}

fn arn(role: &str) -> String {
    format!("arn:aws:iam::000000000000:role/{role}")
}

fn member(pool: &str, name: &str, group: &str) -> Value {
    json!({ "UserPoolId": pool, "Username": name, "GroupName": group })
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["GroupName"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_group_is_made_changed_and_deleted() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let named = json!({ "UserPoolId": pool, "GroupName": "admins" });
    let role = arn("admin");
    let input = json!({
        "UserPoolId": pool, "GroupName": "admins", "Description": "all of it", "RoleArn": role, "Precedence": 0,
    });
    let made = world.ok("CreateGroup", input.clone()).await;
    assert_eq!((&made["Group"]["Precedence"], &made["Group"]["RoleArn"]), (&json!(0), &json!(role)));
    assert_eq!(
        world.refused("CreateGroup", input).await,
        "GroupExistsException: A group with the name already exists."
    );
    assert_eq!(world.ok("GetGroup", named.clone()).await, made);

    let change = json!({ "UserPoolId": pool, "GroupName": "admins", "Description": "some of it" });
    let changed = world.ok("UpdateGroup", change).await;
    assert_eq!(changed["Group"]["Description"], "some of it");
    assert_eq!((&changed["Group"]["Precedence"], &changed["Group"]["RoleArn"]), (&json!(0), &json!(role)));
    assert_eq!(world.ok("GetGroup", named.clone()).await, changed);

    assert_eq!(world.ok("DeleteGroup", named.clone()).await, Value::Null);
    for operation in ["GetGroup", "UpdateGroup", "DeleteGroup", "ListUsersInGroup"] {
        assert_eq!(
            world.refused(operation, named.clone()).await,
            "ResourceNotFoundException: Group not found.",
            "{operation}"
        );
    }
}

#[tokio::test]
async fn joining_and_leaving_can_be_said_twice() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.user(&pool, "alice").await;
    group(&world, &pool, "a", None, None).await;
    let alice = member(&pool, "alice", "a");
    for _ in 0..2 {
        assert_eq!(world.ok("AdminAddUserToGroup", alice.clone()).await, Value::Null);
    }
    let asked = json!({ "UserPoolId": pool, "GroupName": "a" });
    let listed = world.ok("ListUsersInGroup", asked.clone()).await;
    assert_eq!(listed["Users"].as_array().unwrap().len(), 1);
    assert_eq!(listed["Users"][0]["Username"], "alice");
    for _ in 0..2 {
        assert_eq!(world.ok("AdminRemoveUserFromGroup", alice.clone()).await, Value::Null);
    }
    assert_eq!(world.ok("ListUsersInGroup", asked).await, json!({ "Users": [] }));

    for operation in ["AdminAddUserToGroup", "AdminRemoveUserFromGroup"] {
        assert_eq!(
            world.refused(operation, member(&pool, "nobody", "a")).await,
            "UserNotFoundException: User does not exist."
        );
        assert_eq!(
            world.refused(operation, member(&pool, "alice", "none")).await,
            "ResourceNotFoundException: Group not found."
        );
    }
    let nobody = json!({ "UserPoolId": pool, "Username": "nobody" });
    assert_eq!(
        world.refused("AdminListGroupsForUser", nobody).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn tokens_name_groups_and_roles_by_precedence() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let plain = world.sign_in(&client, "alice").await;
    for token in ["IdToken", "AccessToken"] {
        assert_eq!(claims(&plain[token]).get("cognito:groups"), None);
    }

    group(&world, &pool, "last", Some("reader"), None).await;
    group(&world, &pool, "second", Some("writer"), Some(5)).await;
    group(&world, &pool, "first", None, Some(1)).await;
    for name in ["last", "second", "first"] {
        world.ok("AdminAddUserToGroup", member(&pool, "alice", name)).await;
    }
    let mine = json!({ "UserPoolId": pool, "Username": "alice" });
    let listed = world.ok("AdminListGroupsForUser", mine).await;
    assert_eq!(names(&listed["Groups"]), ["first", "second", "last"]);

    // A refresh reads groups anew.
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": plain["RefreshToken"] },
    });
    let tokens = world.ok("InitiateAuth", refresh).await["AuthenticationResult"].clone();
    let (id, access) = (claims(&tokens["IdToken"]), claims(&tokens["AccessToken"]));
    assert_eq!(id["cognito:groups"], json!(["first", "second", "last"]));
    assert_eq!(access["cognito:groups"], id["cognito:groups"]);
    assert_eq!(id["cognito:roles"], json!([arn("writer"), arn("reader")]));
    assert_eq!(id["cognito:preferred_role"], arn("writer"));
    assert_eq!((access.get("cognito:roles"), access.get("cognito:preferred_role")), (None, None));

    // Two roles of the same precedence: none is preferred, both are there.
    group(&world, &pool, "rival", Some("rival"), Some(5)).await;
    world.ok("AdminAddUserToGroup", member(&pool, "alice", "rival")).await;
    let id = claims(&world.sign_in(&client, "alice").await["IdToken"]);
    assert_eq!(id.get("cognito:preferred_role"), None);
    assert_eq!(id["cognito:roles"], json!([arn("rival"), arn("writer"), arn("reader")]));
}

#[tokio::test]
async fn memberships_go_with_their_group_and_with_their_user() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for name in ["alice", "bob"] {
        world.user(&pool, name).await;
        for team in ["a", "b"] {
            if name == "alice" {
                group(&world, &pool, team, None, None).await;
            }
            world.ok("AdminAddUserToGroup", member(&pool, name, team)).await;
        }
    }
    world.ok("DeleteGroup", json!({ "UserPoolId": pool, "GroupName": "a" })).await;
    group(&world, &pool, "a", None, None).await;
    let of = |name: &str| json!({ "UserPoolId": pool, "Username": name });
    assert_eq!(names(&world.ok("AdminListGroupsForUser", of("bob")).await["Groups"]), ["b"]);

    world.ok("AdminDeleteUser", of("bob")).await;
    world.user(&pool, "bob").await;
    assert_eq!(world.ok("AdminListGroupsForUser", of("bob")).await, json!({ "Groups": [] }));
    let users = world.ok("ListUsersInGroup", json!({ "UserPoolId": pool, "GroupName": "b" })).await;
    assert_eq!(users["Users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_go_page_by_page() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.user(&pool, "alice").await;
    let all = ["a", "b", "c", "d", "e"];
    for name in all {
        group(&world, &pool, name, None, None).await;
        world.ok("AdminAddUserToGroup", member(&pool, "alice", name)).await;
    }
    for (operation, base) in [
        ("ListGroups", json!({ "UserPoolId": pool, "Limit": 2 })),
        ("AdminListGroupsForUser", json!({ "UserPoolId": pool, "Username": "alice", "Limit": 2 })),
    ] {
        let (mut seen, mut input, mut pages) = (Vec::new(), base.clone(), 0);
        loop {
            let page = world.ok(operation, input.clone()).await;
            seen.extend(names(&page["Groups"]).into_iter().map(str::to_owned));
            pages += 1;
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!((seen, pages), (all.map(str::to_owned).to_vec(), 3), "{operation}");
    }
    for name in ["bob", "carol", "dave"] {
        world.user(&pool, name).await;
        world.ok("AdminAddUserToGroup", member(&pool, name, "a")).await;
    }
    let mut input = json!({ "UserPoolId": pool, "GroupName": "a", "Limit": 3 });
    let first = world.ok("ListUsersInGroup", input.clone()).await;
    input["NextToken"] = first["NextToken"].clone();
    let second = world.ok("ListUsersInGroup", input.clone()).await;
    assert_eq!((first["Users"].as_array().unwrap().len(), second["Users"].as_array().unwrap().len()), (3, 1));
    assert_eq!(second.get("NextToken"), None);
    input["GroupName"] = json!("b");
    assert_eq!(
        world.refused("ListUsersInGroup", input).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn a_user_is_in_a_hundred_groups_at_most() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.user(&pool, "alice").await;
    for n in 0..101 {
        group(&world, &pool, &format!("g{n}"), None, None).await;
        if n < 100 {
            world.ok("AdminAddUserToGroup", member(&pool, "alice", &format!("g{n}"))).await;
        }
    }
    assert_eq!(
        world.refused("AdminAddUserToGroup", member(&pool, "alice", "g100")).await,
        "InvalidParameterException: A user can be in at most 100 groups."
    );
}
