//! Identity pools as administrators make and change them.
//! AWS: API_CreateIdentityPool and its relatives; the developer guide, "Using role-based access control".

use rules::quotas::{Quota, Quotas};
use serde_json::{Value, json};
use store::Store;

use crate::world::stage::{ClientKind, Stage};
use crate::world::{World, config, merged};

async fn made(world: &World, settings: Value) -> String {
    let base = json!({ "IdentityPoolName": "app", "AllowUnauthenticatedIdentities": false });
    let made = world.ok("CreateIdentityPool", merged(base, settings)).await;
    made["IdentityPoolId"].as_str().expect("an id").to_owned()
}

fn role(name: &str) -> String {
    format!("arn:aws:iam::000000000000:role/{name}")
}

#[tokio::test]
async fn a_pool_is_made_shown_replaced_and_gone() {
    let stage = Stage::on(Store::open_memory().unwrap(), ClientKind::Public).await;
    let world = &stage.world;
    let whole = stage.input("CreateIdentityPool", "").await;
    let made = world.ok("CreateIdentityPool", whole.clone()).await;
    let id = made["IdentityPoolId"].clone();
    let (region, uuid) = id.as_str().unwrap().split_once(':').unwrap();
    assert_eq!((region, uuid.len()), ("us-east-1", 36));
    assert_eq!(made, merged(whole, json!({ "IdentityPoolId": id })));
    let of = |more: Value| merged(json!({ "IdentityPoolId": id }), more);
    assert_eq!(world.ok("DescribeIdentityPool", of(json!({}))).await, made);

    // What is left out goes back to its default, and the developers' provider and the tags stay.
    let bare = of(json!({ "IdentityPoolName": "other", "AllowUnauthenticatedIdentities": false }));
    let left = merged(
        bare.clone(),
        json!({ "DeveloperProviderName": "login.example", "IdentityPoolTags": { "team": "blue" } }),
    );
    assert_eq!(world.ok("UpdateIdentityPool", bare.clone()).await, left);
    assert_eq!(world.ok("DescribeIdentityPool", of(json!({}))).await, left);
    let renamed = merged(bare, json!({ "DeveloperProviderName": "login.other" }));
    assert_eq!(
        world.refused("UpdateIdentityPool", renamed).await,
        "InvalidParameterException: The developer provider name cannot be changed once it is set."
    );

    let gone = world.ok("DeleteIdentityPool", of(json!({}))).await;
    assert_eq!(gone, Value::Null);
    let absent = format!("ResourceNotFoundException: IdentityPool '{}' not found.", id.as_str().unwrap());
    assert_eq!(world.refused("DescribeIdentityPool", of(json!({}))).await, absent);
    assert_eq!(world.refused("DeleteIdentityPool", of(json!({}))).await, absent);
}

#[tokio::test]
async fn settings_that_make_no_sense_are_named() {
    let world = World::new();
    let login = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
    let app = json!({ "ProviderName": login, "ClientId": "abc" });
    let invalid = "Invalid Cognito Identity Provider";
    for (settings, text) in [
        (json!({ "CognitoIdentityProviders": [{ "ProviderName": login }] }), invalid),
        (json!({ "CognitoIdentityProviders": [{ "ClientId": "abc" }] }), invalid),
        (
            json!({ "CognitoIdentityProviders": [merged(app.clone(), json!({ "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/us-east-1_A" }))] }),
            invalid,
        ),
        (
            json!({ "CognitoIdentityProviders": vec![app.clone(); 51] }),
            "At most 50 Cognito user pool providers are allowed.",
        ),
        (
            json!({ "SupportedLoginProviders": { "login.example": "x" } }),
            "login.example is not a supported login provider.",
        ),
        (
            json!({ "DeveloperProviderName": "graph.facebook.com" }),
            "graph.facebook.com is the name of a public provider.",
        ),
        (
            json!({ "OpenIdConnectProviderARNs": ["arn:aws:iam::000000000000:role/op.example"] }),
            "Invalid provider ARN: arn:aws:iam::000000000000:role/op.example",
        ),
        (
            json!({ "IdentityPoolTags": { "aws:x": "y" } }),
            "Tag keys that begin with aws: are reserved: aws:x",
        ),
    ] {
        let base = json!({ "IdentityPoolName": "app", "AllowUnauthenticatedIdentities": false });
        let refused = world.refused("CreateIdentityPool", merged(base, settings)).await;
        assert_eq!(refused, format!("InvalidParameterException: {text}"));
    }
    let own = json!({ "CognitoIdentityProviders": [{ "ProviderName": "127.0.0.1:7665/us-east-1_AbCdEfGhI", "ClientId": "abc" }] });
    made(&world, own).await;
    let named = json!({ "IdentityPoolName": "a/b", "AllowUnauthenticatedIdentities": false });
    assert_eq!(
        world.refused("CreateIdentityPool", named).await,
        "ValidationException: 1 validation error detected: Value 'a/b' at 'identityPoolName' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+"
    );
}

#[tokio::test]
async fn pools_are_listed_page_by_page_in_their_region() {
    let decided = rules::Config { regions: vec!["us-east-1".into(), "eu-west-1".into()], ..config() };
    let world = World::with(Store::open_memory().unwrap(), decided);
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(made(&world, json!({})).await);
    }
    ids.sort_unstable();
    let (mut seen, mut token) = (Vec::new(), Value::Null);
    loop {
        let page = world.ok("ListIdentityPools", json!({ "MaxResults": 2, "NextToken": token })).await;
        seen.extend(page["IdentityPools"].as_array().unwrap().iter().map(|pool| {
            assert_eq!(pool["IdentityPoolName"], "app");
            pool["IdentityPoolId"].as_str().unwrap().to_owned()
        }));
        token = page["NextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    assert_eq!(seen, ids);
    let spoilt = json!({ "MaxResults": 2, "NextToken": "spoilt" });
    assert_eq!(
        world.refused("ListIdentityPools", spoilt).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn roles_are_set_whole_and_shown() {
    let world = World::new();
    let id = made(&world, json!({ "SupportedLoginProviders": { "accounts.google.com": "app" } })).await;
    let of = |more: Value| merged(json!({ "IdentityPoolId": id }), more);
    assert_eq!(world.ok("GetIdentityPoolRoles", of(json!({}))).await, of(json!({ "Roles": {} })));
    let rule = json!({ "Claim": "x", "MatchType": "Equals", "Value": "y", "RoleARN": role("admin") });
    let mapping = |rules: Value| {
        json!({ "Type": "Rules", "AmbiguousRoleResolution": "Deny",
                                         "RulesConfiguration": { "Rules": rules } })
    };
    let set = of(json!({
        "Roles": { "authenticated": role("user") },
        "RoleMappings": { "accounts.google.com": mapping(json!([rule])) },
    }));
    world.ok("SetIdentityPoolRoles", set.clone()).await;
    assert_eq!(world.ok("GetIdentityPoolRoles", of(json!({}))).await, set);
    // The settings of the pool are replaced without them.
    let update = of(json!({ "IdentityPoolName": "other", "AllowUnauthenticatedIdentities": false }));
    world.ok("UpdateIdentityPool", update).await;
    assert_eq!(world.ok("GetIdentityPoolRoles", of(json!({}))).await, set);
    let bare = of(json!({ "Roles": { "unauthenticated": role("guest") } }));
    world.ok("SetIdentityPoolRoles", bare.clone()).await;
    assert_eq!(world.ok("GetIdentityPoolRoles", of(json!({}))).await, bare);

    let of_google = |mapping: Value| of(json!({ "Roles": {}, "RoleMappings": { "g": mapping } }));
    let elsewhere = merged(rule.clone(), json!({ "RoleARN": "arn:aws:iam::000000000000:user/admin" }));
    for (input, text) in [
        (
            of(json!({ "Roles": { "authenticated": "arn:aws:iam::12:role/short" } })),
            "Invalid role ARN: arn:aws:iam::12:role/short",
        ),
        (
            of_google(json!({ "Type": "Token" })),
            "AmbiguousRoleResolution is required in the role mapping of g.",
        ),
        (
            of_google(json!({ "Type": "Rules", "AmbiguousRoleResolution": "Deny" })),
            "RulesConfiguration is required in the role mapping of g.",
        ),
        (
            of_google(merged(mapping(json!([rule])), json!({ "Type": "Token" }))),
            "RulesConfiguration needs the type Rules in the role mapping of g.",
        ),
        (
            of_google(mapping(json!([rule]))),
            "(g) is not a valid RoleMapping ProviderName or is not a configured provider.",
        ),
        (of_google(mapping(json!(vec![rule; 26]))), "The role mapping of g can have at most 25 rules."),
        (of_google(mapping(json!([elsewhere]))), "Invalid role ARN: arn:aws:iam::000000000000:user/admin"),
    ] {
        assert_eq!(
            world.refused("SetIdentityPoolRoles", input).await,
            format!("InvalidParameterException: {text}")
        );
    }
}

#[tokio::test]
async fn claims_become_tags_by_a_map_of_each_provider() {
    let world = World::new();
    let id = made(&world, json!({})).await;
    let of = |provider: &str, more: Value| {
        merged(json!({ "IdentityPoolId": id, "IdentityProviderName": provider }), more)
    };
    let none = json!({ "UseDefaults": false, "PrincipalTags": {} });
    assert_eq!(
        world.ok("GetPrincipalTagAttributeMap", of("accounts.google.com", json!({}))).await,
        of("accounts.google.com", none)
    );
    let own = json!({ "UseDefaults": false, "PrincipalTags": { "team": "custom:team" } });
    let set = of("accounts.google.com", own.clone());
    assert_eq!(world.ok("SetPrincipalTagAttributeMap", set.clone()).await, set);
    assert_eq!(world.ok("GetPrincipalTagAttributeMap", of("accounts.google.com", json!({}))).await, set);
    let usual = json!({ "UseDefaults": true, "PrincipalTags": { "client": "aud", "username": "sub" } });
    let by_aws = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
    let asked = of(by_aws, json!({ "UseDefaults": true }));
    assert_eq!(world.ok("SetPrincipalTagAttributeMap", asked).await, of(by_aws, usual.clone()));
    // A user pool has one map, whichever way it is named.
    let by_us = "127.0.0.1:7665/us-east-1_AbCdEfGhI";
    assert_eq!(world.ok("GetPrincipalTagAttributeMap", of(by_us, json!({}))).await, of(by_us, usual));
    let long = of("g", json!({ "PrincipalTags": { "a": "x".repeat(256), "b": "x".repeat(205) } }));
    assert_eq!(
        world.refused("SetPrincipalTagAttributeMap", long).await,
        "InvalidParameterException: The names of all attributes can have at most 460 bytes together."
    );
    let reserved = of("g", json!({ "PrincipalTags": { "aws:x": "x" } }));
    assert_eq!(
        world.refused("SetPrincipalTagAttributeMap", reserved).await,
        "InvalidParameterException: Tag keys that begin with aws: are reserved: aws:x"
    );
}

#[tokio::test]
async fn a_pool_has_tags_of_its_own() {
    let world = World::new();
    let id = made(&world, json!({ "IdentityPoolTags": { "team": "blue" } })).await;
    let arn = format!("arn:aws:cognito-identity:us-east-1:000000000000:identitypool/{id}");
    let tags = async || {
        world.ok("cognito-identity:ListTagsForResource", json!({ "ResourceArn": arn })).await["Tags"].clone()
    };
    world
        .ok(
            "cognito-identity:TagResource",
            json!({ "ResourceArn": arn, "Tags": { "team": "red", "cost": "1" } }),
        )
        .await;
    assert_eq!(tags().await, json!({ "team": "red", "cost": "1" }));
    world
        .ok("cognito-identity:UntagResource", json!({ "ResourceArn": arn, "TagKeys": ["team", "none"] }))
        .await;
    assert_eq!(tags().await, json!({ "cost": "1" }));
    let other = arn.replace("000000000000", "111111111111");
    assert_eq!(
        world.refused("cognito-identity:ListTagsForResource", json!({ "ResourceArn": other })).await,
        format!("ResourceNotFoundException: IdentityPool '{id}' not found.")
    );
    let user_pool =
        json!({ "ResourceArn": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a" });
    assert_eq!(
        world.refused("cognito-identity:ListTagsForResource", user_pool).await,
        "InvalidParameterException: Invalid resource ARN: \
         arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a"
    );
}

#[tokio::test]
async fn an_account_has_so_many_identity_pools_in_a_region() {
    let mut decided = config();
    decided.quotas = Quotas::unlimited();
    decided.quotas.set(Quota::IdentityPools, 1);
    let world = World::with(Store::open_memory().unwrap(), decided);
    made(&world, json!({})).await;
    let another = json!({ "IdentityPoolName": "other", "AllowUnauthenticatedIdentities": false });
    assert_eq!(
        world.refused("CreateIdentityPool", another).await,
        "LimitExceededException: An account can have at most 1 identity pools."
    );
}

#[tokio::test]
async fn tags_are_of_pools_that_are_there() {
    let world = World::new();
    let absent = "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:11111111-2222-4333-8444-555555555555";
    let calls =
        [("TagResource", json!({ "Tags": { "a": "b" } })), ("UntagResource", json!({ "TagKeys": ["a"] }))];
    for (operation, more) in calls {
        let operation = format!("cognito-identity:{operation}");
        let of = |arn: &str| merged(more.clone(), json!({ "ResourceArn": arn }));
        let refused = world.refused(&operation, of(absent)).await;
        assert!(refused.starts_with("ResourceNotFoundException: "), "{refused}");
        let user_pool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_AbCdEfGhI";
        let refused = world.refused(&operation, of(user_pool)).await;
        assert!(refused.starts_with("InvalidParameterException: "), "{refused}");
    }
}
