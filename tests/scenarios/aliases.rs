//! Names beside the username: when they count, who keeps one that two people claim, and when they are given up.
//! AWS: the developer guide, "Customizing sign-in attributes"; ForceAliasCreation of API_ConfirmSignUp and
//! API_AdminCreateUser.

use serde_json::{Value, json};

use crate::world::people::{list, signing_up, with_sms};
use crate::world::{PASSWORD, World};

const NOBODY: &str = "UserNotFoundException: User does not exist.";
const TAKEN: &str = "AliasExistsException: An account with the email already exists.";
const SHARED: &str = "shared@example.com";

async fn home(world: &World) -> (String, String) {
    let pool = world.pool(with_sms(json!({
        "AliasAttributes": ["email", "phone_number", "preferred_username"],
    })));
    let pool = pool.await;
    let client = world.client(&pool, json!({})).await;
    (pool, client)
}

fn updating(pool: &str, name: &str, pairs: &[(&str, &str)]) -> Value {
    json!({ "UserPoolId": pool, "Username": name, "UserAttributes": list(pairs) })
}

/// A confirmed user whose shared address is verified.
async fn owner(world: &World, pool: &str, name: &str) {
    world.user(pool, name).await;
    let shared = [("email", SHARED), ("email_verified", "true")];
    world.ok("AdminUpdateUserAttributes", updating(pool, name, &shared)).await;
}

async fn who(world: &World, pool: &str, name: &str) -> Value {
    world.look(pool, name).await["Username"].clone()
}

#[tokio::test]
async fn an_address_signs_in_only_while_it_is_verified() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.user(&pool, "alice").await;
    world.sign_in(&client, "alice@example.com").await;
    let set = async |pairs: &[(&str, &str)]| {
        world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", pairs)).await;
    };
    set(&[("email_verified", "false")]).await;
    assert_eq!(world.no_sign_in(&client, "alice@example.com", PASSWORD).await, NOBODY);
    set(&[("phone_number", "+12065550123"), ("preferred_username", "ally")]).await;
    assert_eq!(world.no_sign_in(&client, "+12065550123", PASSWORD).await, NOBODY);
    world.sign_in(&client, "ally").await;
    set(&[("email_verified", "true"), ("phone_number_verified", "true")]).await;
    for name in ["alice", "alice@example.com", "+12065550123", "ally"] {
        world.sign_in(&client, name).await;
        assert_eq!(who(&world, &pool, name).await, "alice");
    }
    // A replaced address works no more, and the new one does not yet.
    let token = world.access_token(&client, "alice").await;
    let new = json!({ "AccessToken": token, "UserAttributes": list(&[("email", "new@example.org")]) });
    world.ok("UpdateUserAttributes", new).await;
    for name in ["alice@example.com", "new@example.org"] {
        assert_eq!(world.no_sign_in(&client, name, PASSWORD).await, NOBODY);
    }
    set(&[("preferred_username", "")]).await;
    assert_eq!(world.no_sign_in(&client, "ally", PASSWORD).await, NOBODY);
}

#[tokio::test]
async fn confirming_does_not_take_an_address_that_is_somebodys() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    owner(&world, &pool, "alice").await;
    let email = list(&[("email", SHARED)]);
    world.ok("SignUp", signing_up(&client, "bob", json!({ "UserAttributes": email }))).await;
    let code = world.code(SHARED);
    let mut confirm = json!({ "ClientId": client, "Username": "bob", "ConfirmationCode": code });
    assert_eq!(world.refused("ConfirmSignUp", confirm.clone()).await, TAKEN);
    assert_eq!(world.look(&pool, "bob").await["UserStatus"], "UNCONFIRMED");
    assert_eq!(who(&world, &pool, SHARED).await, "alice");

    confirm["ForceAliasCreation"] = json!(true);
    world.ok("ConfirmSignUp", confirm).await;
    assert_eq!(who(&world, &pool, SHARED).await, "bob");
    assert_eq!(world.attributes(&pool, "alice").await, json!({ "email": SHARED, "email_verified": "false" }));
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn administrators_create_over_an_alias_only_by_force() {
    let world = World::new();
    let (pool, _) = home(&world).await;
    owner(&world, &pool, "alice").await;
    let mut create = json!({
        "UserPoolId": pool, "Username": "bob", "MessageAction": "SUPPRESS",
        "UserAttributes": list(&[("email", SHARED), ("email_verified", "true")]),
    });
    assert_eq!(world.refused("AdminCreateUser", create.clone()).await, TAKEN);
    assert_eq!(world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": "bob" })).await, NOBODY);
    create["ForceAliasCreation"] = json!(true);
    world.ok("AdminCreateUser", create).await;
    assert_eq!(who(&world, &pool, SHARED).await, "bob");
    assert_eq!(world.attributes(&pool, "alice").await["email_verified"], "false");
    // Unverified, an address is nobody's alias, and two may have it.
    let create = json!({
        "UserPoolId": pool, "Username": "carol", "UserAttributes": list(&[("email", SHARED)]),
        "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", create).await;
    assert_eq!(
        world
            .refused("AdminUpdateUserAttributes", updating(&pool, "carol", &[("email_verified", "true")]))
            .await,
        TAKEN
    );
    assert_eq!(who(&world, &pool, SHARED).await, "bob");
}

#[tokio::test]
async fn two_aliases_of_one_owner_are_taken_together() {
    let world = World::new();
    let (pool, _) = home(&world).await;
    owner(&world, &pool, "alice").await;
    let both = [("phone_number", "+12065550123"), ("phone_number_verified", "true")];
    world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", &both)).await;
    let pairs = [
        ("email", SHARED),
        ("email_verified", "true"),
        ("phone_number", "+12065550123"),
        ("phone_number_verified", "true"),
    ];
    let create = json!({
        "UserPoolId": pool, "Username": "bob", "MessageAction": "SUPPRESS", "ForceAliasCreation": true,
        "UserAttributes": list(&pairs),
    });
    world.ok("AdminCreateUser", create).await;
    for name in [SHARED, "+12065550123"] {
        assert_eq!(who(&world, &pool, name).await, "bob");
    }
    let kept = world.attributes(&pool, "alice").await;
    assert_eq!((&kept["email_verified"], &kept["phone_number_verified"]), (&json!("false"), &json!("false")));
}

#[tokio::test]
async fn verifying_moves_an_alias_silently() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    owner(&world, &pool, "alice").await;
    world.user(&pool, "bob").await;
    let token = world.access_token(&client, "bob").await;
    let new = json!({ "AccessToken": token, "UserAttributes": list(&[("email", SHARED)]) });
    world.ok("UpdateUserAttributes", new).await;
    assert_eq!(who(&world, &pool, SHARED).await, "alice");
    let verify = json!({ "AccessToken": token, "AttributeName": "email", "Code": world.code(SHARED) });
    assert_eq!(world.ok("VerifyUserAttribute", verify).await, json!({}));
    assert_eq!(who(&world, &pool, SHARED).await, "bob");
    assert_eq!(world.attributes(&pool, "alice").await, json!({ "email": SHARED, "email_verified": "false" }));
}

#[tokio::test]
async fn a_preferred_username_is_one_persons() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    world.user(&pool, "alice").await;
    world.user(&pool, "bob").await;
    let ally = [("preferred_username", "ally")];
    world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", &ally)).await;
    let taken = "AliasExistsException: An account with the preferred_username already exists.";
    assert_eq!(world.refused("AdminUpdateUserAttributes", updating(&pool, "bob", &ally)).await, taken);
    let token = world.access_token(&client, "bob").await;
    let update = json!({ "AccessToken": token, "UserAttributes": list(&ally) });
    assert_eq!(world.refused("UpdateUserAttributes", update.clone()).await, taken);
    assert_eq!(world.attributes(&pool, "bob").await.get("preferred_username"), None);
    // Given up, it is free.
    world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", &[("preferred_username", "al")])).await;
    world.ok("UpdateUserAttributes", update).await;
    assert_eq!(who(&world, &pool, "ally").await, "bob");
    assert_eq!(who(&world, &pool, "al").await, "alice");
}

#[tokio::test]
async fn a_deleted_users_names_are_free() {
    let world = World::new();
    let (pool, client) = home(&world).await;
    owner(&world, &pool, "alice").await;
    let ally = [("preferred_username", "ally")];
    world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", &ally)).await;
    let tokens = world.sign_in(&client, "alice").await;
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "ally" })).await;
    for name in ["alice", "ally", SHARED] {
        assert_eq!(
            world.refused("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await,
            NOBODY
        );
    }
    owner(&world, &pool, "alice").await;
    world.ok("AdminUpdateUserAttributes", updating(&pool, "alice", &ally)).await;
    for name in ["alice", "ally", SHARED] {
        world.sign_in(&client, name).await;
    }
    // The former one's tokens are not the new one's.
    assert_eq!(world.refused("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await, NOBODY);
    let refresh = json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    assert_eq!(
        world.refused("InitiateAuth", refresh).await,
        "NotAuthorizedException: Invalid Refresh Token."
    );
}

#[tokio::test]
async fn a_pool_that_ignores_case_knows_one_address_in_every_case() {
    let world = World::new();
    let settings = json!({
        "AliasAttributes": ["email", "preferred_username"], "UsernameConfiguration": { "CaseSensitive": false },
    });
    let pool = world.pool(settings).await;
    let client = world.client(&pool, json!({})).await;
    owner(&world, &pool, "Alice").await;
    for name in ["ALICE", "Shared@Example.com", "alice"] {
        world.sign_in(&client, name).await;
    }
    world.user(&pool, "bob").await;
    let token = world.access_token(&client, "bob").await;
    let shouted = list(&[("email", "SHARED@example.com"), ("preferred_username", "BobBY")]);
    let update = json!({ "AccessToken": token, "UserAttributes": shouted });
    world.ok("UpdateUserAttributes", update).await;
    assert_eq!(
        world.attributes(&pool, "bob").await,
        json!({ "email": SHARED, "email_verified": "false", "preferred_username": "bobby" })
    );
    assert_eq!(
        world
            .refused("AdminUpdateUserAttributes", updating(&pool, "bob", &[("email_verified", "true")]))
            .await,
        TAKEN
    );

    let pool = world.pool(json!({
        "UsernameAttributes": ["email"], "UsernameConfiguration": { "CaseSensitive": false },
    }));
    let pool = pool.await;
    let client = world.client(&pool, json!({})).await;
    let up = |name: &str| json!({ "ClientId": client, "Username": name, "Password": PASSWORD });
    world.ok("SignUp", up("Alice@Example.com")).await;
    assert_eq!(
        world.refused("SignUp", up("alice@example.COM")).await,
        "UsernameExistsException: An account with the given email already exists."
    );
    assert_eq!(world.attributes(&pool, "ALICE@example.com").await["email"], "alice@example.com");
}

#[tokio::test]
async fn an_address_that_is_the_username_counts_at_once_and_is_nobody_elses() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email"] })).await;
    let client = world.client(&pool, json!({})).await;
    for name in ["alice@example.com", "bob@example.com"] {
        let create = json!({ "UserPoolId": pool, "Username": name, "MessageAction": "SUPPRESS" });
        world.ok("AdminCreateUser", create).await;
        let set = json!({ "UserPoolId": pool, "Username": name, "Password": PASSWORD, "Permanent": true });
        world.ok("AdminSetUserPassword", set).await;
    }
    let token = world.access_token(&client, "alice@example.com").await;
    let update = |email: &str| json!({ "AccessToken": token, "UserAttributes": list(&[("email", email)]) });
    assert_eq!(world.refused("UpdateUserAttributes", update("bob@example.com")).await, TAKEN);
    world.ok("UpdateUserAttributes", update("new@example.org")).await;
    world.sign_in(&client, "new@example.org").await;
    assert_eq!(world.no_sign_in(&client, "alice@example.com", PASSWORD).await, NOBODY);
}

#[tokio::test]
async fn an_address_that_is_anothers_username_cannot_be_verified_away() {
    let world = World::new();
    let waits = json!({ "AttributesRequireVerificationBeforeUpdate": ["email"] });
    let pool =
        world.pool(json!({ "UsernameAttributes": ["email"], "UserAttributeUpdateSettings": waits })).await;
    let client = world.client(&pool, json!({})).await;
    for name in ["alice@example.com", "bob@example.com"] {
        world.ok("SignUp", json!({ "ClientId": client, "Username": name, "Password": PASSWORD })).await;
        world.ok("AdminConfirmSignUp", json!({ "UserPoolId": pool, "Username": name })).await;
    }
    let token = world.access_token(&client, "bob@example.com").await;
    let update = |email: &str| json!({ "AccessToken": token, "UserAttributes": list(&[("email", email)]) });
    world.ok("UpdateUserAttributes", update("alice@example.com")).await;
    let code = world.code("alice@example.com");
    let verify = json!({ "AccessToken": token, "AttributeName": "email", "Code": code });
    assert_eq!(world.refused("VerifyUserAttribute", verify).await, TAKEN);
    // The old one stays in force until the new one's code is given.
    world.ok("UpdateUserAttributes", update("new@example.org")).await;
    assert_eq!(world.no_sign_in(&client, "new@example.org", PASSWORD).await, NOBODY);
    world.sign_in(&client, "bob@example.com").await;
    let verify =
        json!({ "AccessToken": token, "AttributeName": "email", "Code": world.code("new@example.org") });
    world.ok("VerifyUserAttribute", verify).await;
    world.sign_in(&client, "new@example.org").await;
    assert_eq!(world.no_sign_in(&client, "bob@example.com", PASSWORD).await, NOBODY);
}
