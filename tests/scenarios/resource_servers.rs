//! Resource servers, and the scopes that clients may list.

use rules::quotas::Quota;
use serde_json::{Value, json};
use store::Store;

use crate::world::{World, config, merged};

fn scope(name: &str) -> Value {
    json!({ "ScopeName": name, "ScopeDescription": format!("may {name}") })
}

async fn make(world: &World, pool: &str, identifier: &str, scopes: &[&str]) -> Value {
    let scopes: Vec<Value> = scopes.iter().map(|name| scope(name)).collect();
    let input = json!({ "UserPoolId": pool, "Identifier": identifier, "Name": "files", "Scopes": scopes });
    world.ok("CreateResourceServer", input).await
}

fn asking(pool: &str, scopes: &[&str]) -> Value {
    json!({
        "UserPoolId": pool, "ClientName": "c", "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": scopes, "CallbackURLs": ["https://app.example/"],
    })
}

#[tokio::test]
async fn a_resource_server_is_made_changed_and_deleted() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let named = json!({ "UserPoolId": pool, "Identifier": "https://files.example/" });
    let made = make(&world, &pool, "https://files.example/", &["read", "write"]).await;
    let expected = json!({ "ResourceServer": {
        "UserPoolId": pool, "Identifier": "https://files.example/", "Name": "files",
        "Scopes": [scope("read"), scope("write")],
    } });
    assert_eq!(made, expected);
    assert_eq!(world.ok("DescribeResourceServer", named.clone()).await, expected);
    let again = merged(named.clone(), json!({ "Name": "again" }));
    assert_eq!(
        world.refused("CreateResourceServer", again.clone()).await,
        format!("InvalidParameterException: https://files.example/ already exists in user pool {pool}.")
    );

    // An update replaces both; scopes that are left out are gone.
    let changed = world.ok("UpdateResourceServer", again).await;
    let expected = json!({ "ResourceServer": {
        "UserPoolId": pool, "Identifier": "https://files.example/", "Name": "again",
    } });
    assert_eq!(changed, expected);
    assert_eq!(world.ok("DescribeResourceServer", named.clone()).await, expected);

    assert_eq!(world.ok("DeleteResourceServer", named.clone()).await, Value::Null);
    for operation in ["DescribeResourceServer", "UpdateResourceServer", "DeleteResourceServer"] {
        assert_eq!(
            world.refused(operation, merged(named.clone(), json!({ "Name": "n" }))).await,
            "ResourceNotFoundException: Resource server https://files.example/ does not exist."
        );
        let elsewhere = json!({ "UserPoolId": "us-east-1_nothing00", "Identifier": "files", "Name": "n" });
        assert_eq!(
            world.refused(operation, elsewhere).await,
            "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
        );
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let input = |identifier: &str, scopes: Value| json!({ "UserPoolId": pool, "Identifier": identifier, "Name": "n", "Scopes": scopes });
    let twice = json!([scope("read"), scope("read")]);
    let text = "InvalidParameterException: Scope read is given more than once.";
    assert_eq!(world.refused("CreateResourceServer", input("files", twice.clone())).await, text);
    make(&world, &pool, "files", &["read"]).await;
    assert_eq!(world.refused("UpdateResourceServer", input("files", twice)).await, text);
    for reserved in ["aws.cognito", "aws.cognito/dcr"] {
        assert_eq!(
            world.refused("CreateResourceServer", input(reserved, json!([]))).await,
            format!("InvalidParameterException: Identifier {reserved} is reserved.")
        );
    }
    let with_slash = world.refused("CreateResourceServer", input("more", json!([scope("a/b")]))).await;
    assert!(with_slash.contains("'scopes.1.member.scopeName' failed to satisfy constraint"), "{with_slash}");
    let many: Vec<Value> = (0..101).map(|n| scope(&n.to_string())).collect();
    assert!(
        world
            .refused("CreateResourceServer", input("more", json!(many)))
            .await
            .contains("Member must have length less than or equal to 100")
    );
    assert_eq!(
        world
            .refused(
                "CreateResourceServer",
                json!({ "UserPoolId": "us-east-1_nothing00", "Identifier": "i", "Name": "n" })
            )
            .await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
}

#[tokio::test]
async fn a_pool_has_twenty_five_resource_servers_at_most() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for n in 0..25 {
        make(&world, &pool, &format!("api{n}"), &[]).await;
    }
    let input = json!({ "UserPoolId": pool, "Identifier": "api25", "Name": "n" });
    assert_eq!(
        world.refused("CreateResourceServer", input).await,
        "LimitExceededException: A user pool can have at most 25 resource servers."
    );
}

#[tokio::test]
async fn lists_go_page_by_page() {
    let mut decided = config();
    decided.quotas.set(Quota::ResourceServers, 60);
    let world = World::with(Store::open_memory().expect("a store"), decided);
    let pool = world.pool(json!({})).await;
    let all: Vec<String> = (10..70).map(|n| format!("api{n}")).collect();
    for name in &all {
        make(&world, &pool, name, &["read"]).await;
    }
    for (size, pages) in [(Some(25), 3), (None, 2)] {
        let mut input = json!({ "UserPoolId": pool, "MaxResults": size });
        let (mut seen, mut count) = (Vec::new(), 0);
        loop {
            let page = world.ok("ListResourceServers", input.clone()).await;
            for entry in page["ResourceServers"].as_array().unwrap() {
                assert_eq!(entry["Scopes"], json!([scope("read")]));
                seen.push(entry["Identifier"].as_str().unwrap().to_owned());
            }
            count += 1;
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!((&seen, count), (&all, pages));
    }
    let strange = json!({ "UserPoolId": pool, "NextToken": "strange" });
    assert_eq!(
        world.refused("ListResourceServers", strange).await,
        "InvalidParameterException: Invalid pagination token."
    );
    assert_eq!(
        world.refused("ListResourceServers", json!({ "UserPoolId": "us-east-1_nothing00" })).await,
        "ResourceNotFoundException: User pool us-east-1_nothing00 does not exist."
    );
}

#[tokio::test]
async fn clients_list_the_scopes_of_their_own_pool_alone() {
    let world = World::new();
    let (pool, other) = (world.pool(json!({})).await, world.pool(json!({})).await);
    make(&world, &pool, "https://files.example/v1", &["read", "write"]).await;
    make(&world, &pool, "mail", &["send"]).await;
    make(&world, &other, "foreign", &["read"]).await;
    let scopes = ["openid", "https://files.example/v1/read", "mail/send"];
    let made = world.ok("CreateUserPoolClient", asking(&pool, &scopes)).await["UserPoolClient"].clone();
    assert_eq!(made["AllowedOAuthScopes"], json!(scopes));
    let client = json!({ "UserPoolId": pool, "ClientId": made["ClientId"] });
    for missing in ["mail/read", "foreign/read", "mail", "/send", "mail/", "https://files.example/read"] {
        let text = format!("ScopeDoesNotExistException: Invalid scope requested: {missing}");
        let input = asking(&pool, &["openid", "mail/send", missing]);
        assert_eq!(world.refused("CreateUserPoolClient", input.clone()).await, text);
        assert_eq!(world.refused("UpdateUserPoolClient", merged(input, client.clone())).await, text);
    }
    world.ok("UpdateUserPoolClient", merged(asking(&pool, &["mail/send"]), client.clone())).await;

    // A scope that goes stays on the client's list, and cannot be put there again until it is back.
    let mail = json!({ "UserPoolId": pool, "Identifier": "mail" });
    world.ok("DeleteResourceServer", mail).await;
    let shown = world.ok("DescribeUserPoolClient", client.clone()).await["UserPoolClient"].clone();
    assert_eq!(shown["AllowedOAuthScopes"], json!(["mail/send"]));
    let again = merged(asking(&pool, &["mail/send"]), client);
    assert_eq!(
        world.refused("UpdateUserPoolClient", again.clone()).await,
        "ScopeDoesNotExistException: Invalid scope requested: mail/send"
    );
    make(&world, &pool, "mail", &["send"]).await;
    world.ok("UpdateUserPoolClient", again).await;
}
