//! ListUsers: its filter grammar, its pages, and tokens that open no other list.
//! AWS: API_ListUsers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::World;
use crate::world::people::list;

const SYNTAX: &str = "InvalidParameterException: Error while parsing filter.";
const TOKEN: &str = "InvalidParameterException: Invalid pagination token.";

async fn make(world: &World, pool: &str, name: &str, pairs: &[(&str, &str)]) {
    let input = json!({
        "UserPoolId": pool, "Username": name, "MessageAction": "SUPPRESS", "UserAttributes": list(pairs),
        "TemporaryPassword": "First-pass-1",
    });
    world.ok("AdminCreateUser", input).await;
}

fn filtering(pool: &str, filter: &str) -> Value {
    json!({ "UserPoolId": pool, "Filter": filter })
}

fn names(answer: &Value) -> Vec<String> {
    let users = answer["Users"].as_array().unwrap();
    users.iter().map(|user| user["Username"].as_str().unwrap().to_owned()).collect()
}

async fn found(world: &World, pool: &str, filter: &str) -> Vec<String> {
    let mut names = names(&world.ok("ListUsers", filtering(pool, filter)).await);
    names.sort();
    names
}

/// Walks all pages; gives the names in order, and how many pages there were.
async fn walk(world: &World, mut input: Value) -> (Vec<String>, usize) {
    let (mut all, mut pages) = (Vec::new(), 0);
    loop {
        let answer = world.ok("ListUsers", input.clone()).await;
        all.extend(names(&answer));
        pages += 1;
        match answer.get("PaginationToken") {
            Some(token) => input["PaginationToken"] = token.clone(),
            None => return (all, pages),
        }
    }
}

async fn three(world: &World) -> String {
    let pool = world.pool(json!({ "Schema": [{ "Name": "role", "AttributeDataType": "String" }] })).await;
    let alice = [
        ("email", "Alice@example.com"),
        ("phone_number", "+12065550123"),
        ("name", "Alice \"Al\" A"),
        ("given_name", "Alice"),
        ("family_name", "Straße"),
        ("preferred_username", "ally\\x"),
        ("custom:role", "admin"),
    ];
    make(world, &pool, "Alice", &alice).await;
    make(world, &pool, "alicia", &[("email", "alicia@example.org"), ("given_name", "Alicia")]).await;
    make(world, &pool, "bob", &[("phone_number", "+12065550199")]).await;
    pool
}

#[tokio::test]
async fn every_attribute_that_can_be_searched_finds_by_value_and_by_beginning() {
    let world = World::new();
    let pool = three(&world).await;
    let both = ["Alice", "alicia"];
    for (filter, expected) in [
        ("", &["Alice", "alicia", "bob"][..]),
        ("  ", &["Alice", "alicia", "bob"]),
        ("username = \"bob\"", &["bob"]),
        ("username = \"alice\"", &[]),
        ("username ^= \"ali\"", &["alicia"]),
        ("username ^= \"\"", &["Alice", "alicia", "bob"]),
        ("email = \"alice@example.com\"", &["Alice"]),
        ("email = \"ALICE@EXAMPLE.COM\"", &["Alice"]),
        ("email=\"alice@example.com\"", &["Alice"]),
        ("  email   ^=   \"ali\"  ", &both),
        ("\"email\" ^= \"ali\"", &both),
        ("email = \"ali\"", &[]),
        ("phone_number = \"+12065550199\"", &["bob"]),
        ("phone_number ^= \"+1206555\"", &["Alice", "bob"]),
        ("name = \"Alice \\\"Al\\\" A\"", &["Alice"]),
        ("name ^= \"alice \\\"\"", &["Alice"]),
        ("given_name ^= \"Ali\"", &both),
        ("family_name = \"straße\"", &["Alice"]),
        ("preferred_username = \"ally\\\\x\"", &["Alice"]),
        ("preferred_username ^= \"ally\\x\"", &["Alice"]),
        ("cognito:user_status = \"FORCE_CHANGE_PASSWORD\"", &["Alice", "alicia", "bob"]),
        ("cognito:user_status = \"force_change_password\"", &["Alice", "alicia", "bob"]),
        ("cognito:user_status = \"CONFIRMED\"", &[]),
        ("status = \"Enabled\"", &["Alice", "alicia", "bob"]),
        ("status = \"Disabled\"", &[]),
        ("email = \"%\"", &[]),
        ("email ^= \"a%\"", &[]),
        ("email ^= \"_lice\"", &[]),
        ("email = \"x' OR '1'='1\"", &[]),
        ("email = \"\u{0}\"", &[]),
    ] {
        assert_eq!(found(&world, &pool, filter).await, expected, "{filter}");
    }
    let sub = world.look(&pool, "bob").await["UserAttributes"][0]["Value"].clone();
    assert_eq!(found(&world, &pool, &format!("sub = {sub}")).await, ["bob"]);

    world.ok("AdminDisableUser", json!({ "UserPoolId": pool, "Username": "bob" })).await;
    assert_eq!(found(&world, &pool, "status = \"disabled\"").await, ["bob"]);
    let update = json!({
        "UserPoolId": pool, "Username": "bob", "UserAttributes": list(&[("phone_number", "+4930123456")]),
    });
    world.ok("AdminUpdateUserAttributes", update).await;
    assert_eq!(found(&world, &pool, "phone_number ^= \"+1206\"").await, ["Alice"]);
    world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": "Alice" })).await;
    assert_eq!(found(&world, &pool, "email ^= \"ali\"").await, ["alicia"]);
    // A pool does not see another's.
    let other = world.pool(json!({})).await;
    assert_eq!(found(&world, &other, "").await, Vec::<String>::new());
}

#[tokio::test]
async fn usernames_are_compared_as_the_pool_compares_them() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameConfiguration": { "CaseSensitive": false } })).await;
    make(&world, &pool, "Alice", &[]).await;
    for filter in ["username = \"ALICE\"", "username ^= \"AL\""] {
        assert_eq!(found(&world, &pool, filter).await, ["alice"]);
    }
}

#[tokio::test]
async fn what_is_no_filter_is_refused() {
    let world = World::new();
    let pool = three(&world).await;
    for filter in [
        "email",
        "email =",
        "email = alice",
        "email = \"alice",
        "email = \"alice\\\"",
        "email = 'alice'",
        "email != \"alice\"",
        "email == \"alice\"",
        "email > \"alice\"",
        "= \"alice\"",
        "\"\" = \"alice\"",
        "\"alice\"",
        "^=",
        "email ^ = \"alice\"",
        "email = \"alice\" and name = \"bob\"",
        "email = \"alice\" \"",
        "status = \"Sleeping\"",
        "status ^= \"Ena\"",
        "sub ^= \"a\"",
        "cognito:user_status ^= \"CON\"",
    ] {
        assert_eq!(world.refused("ListUsers", filtering(&pool, filter)).await, SYNTAX, "{filter}");
    }
    for name in ["custom:role", "birthdate", "nope", "Email"] {
        let filter = format!("{name} = \"x\"");
        assert_eq!(
            world.refused("ListUsers", filtering(&pool, &filter)).await,
            format!("InvalidParameterException: Invalid search attribute: {name}")
        );
    }
    let refused = world.refused("ListUsers", filtering(&pool, &"\\\"".repeat(5_000))).await;
    assert!(refused.ends_with(
        "at 'filter' failed to satisfy constraint: Member must have length less than or equal to 256"
    ));
    // As long as one may be, and nothing but quotes, backslashes or brackets.
    for part in ["\\", "\"", "\\\"", "^=", "("] {
        let junk = part.repeat(240 / part.len());
        assert_eq!(world.refused("ListUsers", filtering(&pool, &junk)).await, SYNTAX, "{part}");
        let within = format!("email = \"{junk}");
        assert_eq!(world.refused("ListUsers", filtering(&pool, &within)).await, SYNTAX, "{part}");
    }
}

#[tokio::test]
async fn attributes_are_chosen_by_name() {
    let world = World::new();
    let pool = three(&world).await;
    let asking = |wanted: Value| json!({ "UserPoolId": pool, "Filter": "username = \"Alice\"", "AttributesToGet": wanted });
    let answer = world.ok("ListUsers", asking(json!(["email", "custom:role", "locale"]))).await;
    let user = &answer["Users"][0];
    let chosen = list(&[("custom:role", "admin"), ("email", "Alice@example.com")]);
    assert_eq!(
        answer,
        json!({ "Users": [{
            "Username": "Alice", "Enabled": true, "UserStatus": "FORCE_CHANGE_PASSWORD", "Attributes": chosen,
            "UserCreateDate": user["UserCreateDate"], "UserLastModifiedDate": user["UserLastModifiedDate"],
        }] })
    );
    let answer = world.ok("ListUsers", asking(json!(["sub"]))).await;
    assert_eq!(answer["Users"][0]["Attributes"].as_array().unwrap().len(), 1);
    assert_eq!(
        world.refused("ListUsers", asking(json!(["custom:nope"]))).await,
        "InvalidParameterException: One or more requested attributes do not exist."
    );
}

#[tokio::test]
async fn pages_are_complete_and_hold_nobody_twice_while_users_come_and_go() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let mut expected = BTreeSet::new();
    for number in 0..150 {
        let name = format!("user{number:03}");
        make(&world, &pool, &name, &[("given_name", ["Ann", "Ben", "ann"][number % 3])]).await;
        expected.insert(name);
    }
    for (limit, pages) in [(json!(0), 3), (json!(60), 3), (json!(null), 3), (json!(7), 22), (json!(50), 3)] {
        let (all, seen) = walk(&world, json!({ "UserPoolId": pool, "Limit": limit })).await;
        assert_eq!((all.len(), seen), (150, pages), "{limit}");
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), expected);
    }
    for limit in [-1, 61] {
        let refused = world.refused("ListUsers", json!({ "UserPoolId": pool, "Limit": limit })).await;
        assert!(
            refused.contains(&format!("Value '{limit}' at 'limit' failed to satisfy constraint")),
            "{refused}"
        );
    }
    let prefix = json!({ "UserPoolId": pool, "Filter": "username ^= \"user0\"", "Limit": 9 });
    let (all, _) = walk(&world, prefix).await;
    assert_eq!(all, (0..100).map(|number| format!("user{number:03}")).collect::<Vec<_>>());
    // Many of the same value; the sorted value comes first.
    for filter in ["given_name = \"ann\"", "given_name ^= \"an\""] {
        let (all, _) = walk(&world, json!({ "UserPoolId": pool, "Filter": filter, "Limit": 7 })).await;
        assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (100, 100), "{filter}");
    }
    let (all, _) =
        walk(&world, json!({ "UserPoolId": pool, "Filter": "status = \"Enabled\"", "Limit": 11 })).await;
    assert_eq!(all.len(), 150);

    let (mut all, mut input) = (Vec::new(), json!({ "UserPoolId": pool, "Limit": 10 }));
    let mut round = 0;
    loop {
        let answer = world.ok("ListUsers", input.clone()).await;
        let page = names(&answer);
        // The last of the page goes, and somebody new comes: the bookmark is a place, not a person or a count.
        let last = page.last().unwrap().clone();
        world.ok("AdminDeleteUser", json!({ "UserPoolId": pool, "Username": last })).await;
        make(&world, &pool, &format!("new{round:03}"), &[]).await;
        round += 1;
        all.extend(page);
        match answer.get("PaginationToken") {
            Some(token) => input["PaginationToken"] = token.clone(),
            None => break,
        }
    }
    let old: Vec<&String> = all.iter().filter(|name| name.starts_with("user")).collect();
    assert_eq!(old.len(), 150);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

#[tokio::test]
async fn a_token_opens_only_the_list_that_it_came_from() {
    let world = World::new();
    let pool = three(&world).await;
    let query = json!({ "UserPoolId": pool, "Filter": "email ^= \"a\"", "Limit": 1 });
    let first = world.ok("ListUsers", query.clone()).await;
    assert_eq!(names(&first), ["Alice"]);
    let with = |over: Value| {
        let token = json!({ "PaginationToken": first["PaginationToken"] });
        crate::world::merged(crate::world::merged(query.clone(), token), over)
    };
    let other = three(&world).await;
    for over in [
        json!({ "Filter": "email ^= \"b\"" }),
        json!({ "Filter": null }),
        json!({ "AttributesToGet": ["email"] }),
        json!({ "UserPoolId": other }),
    ] {
        assert_eq!(world.refused("ListUsers", with(over.clone())).await, TOKEN, "{over}");
    }
    let token = first["PaginationToken"].as_str().unwrap();
    let mut spoilt = token.as_bytes().to_vec();
    let middle = spoilt.len() / 2;
    spoilt[middle] = if spoilt[middle] == b'A' { b'B' } else { b'A' };
    let spoilt = String::from_utf8(spoilt).unwrap();
    for bad in [&spoilt, "AAAA", "☃", "' OR 1=1--", &token[..token.len() - 1], &format!("{token}A")] {
        let refused = world.refused("ListUsers", with(json!({ "PaginationToken": bad }))).await;
        let is_shape = refused.contains("at 'paginationToken' failed to satisfy constraint");
        assert!(refused == TOKEN || (is_shape && bad.contains(' ')), "{bad}: {refused}");
    }
    // Another page size is the same list; the token may be used again, for an hour.
    world.pass_s(3_590);
    for limit in [1, 60] {
        assert_eq!(names(&world.ok("ListUsers", with(json!({ "Limit": limit }))).await), ["alicia"]);
    }
    world.pass_s(10);
    assert_eq!(world.refused("ListUsers", with(json!({}))).await, TOKEN);
}
