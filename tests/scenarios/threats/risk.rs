//! SetRiskConfiguration, DescribeRiskConfiguration, and the addresses that are refused.

use serde_json::{Value, json};

use super::{events, watched};
use crate::world::people::signing_up;
use crate::world::stage::threats::risk;
use crate::world::{PASSWORD, World, by_password, merged, srp};

const OFF: &str = "UserPoolAddOnNotEnabledException: User pool add-on is not enabled.";

async fn described(world: &World, pool: &str, client: Option<&str>) -> Value {
    let input = json!({ "UserPoolId": pool, "ClientId": client });
    world.ok("DescribeRiskConfiguration", input).await["RiskConfiguration"].clone()
}

#[tokio::test]
async fn what_is_set_is_described_for_the_pool_and_its_clients() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    assert_eq!(described(&world, &pool, None).await, json!({ "UserPoolId": pool }));
    let in_client = json!({ "UserPoolId": pool, "ClientId": client });
    assert_eq!(described(&world, &pool, Some(&client)).await, in_client);

    let whole = merged(json!({ "UserPoolId": pool }), risk());
    let set = world.ok("SetRiskConfiguration", whole.clone()).await["RiskConfiguration"].clone();
    assert!(set["LastModifiedDate"].is_number());
    let dated = json!({ "LastModifiedDate": set["LastModifiedDate"] });
    assert_eq!(set, merged(whole.clone(), dated.clone()));
    assert_eq!(described(&world, &pool, None).await, set);
    // A client without its own has the pool's.
    let inherited = merged(set.clone(), json!({ "ClientId": client }));
    assert_eq!(described(&world, &pool, Some(&client)).await, inherited);

    let own = json!({ "RiskExceptionConfiguration": { "SkippedIPRangeList": ["10.0.0.0/8"] } });
    world.ok("SetRiskConfiguration", merged(in_client.clone(), own.clone())).await;
    let of_client = described(&world, &pool, Some(&client)).await;
    assert_eq!(of_client["RiskExceptionConfiguration"], own["RiskExceptionConfiguration"]);
    assert!(of_client.get("AccountTakeoverRiskConfiguration").is_none());
    assert_eq!(described(&world, &pool, None).await, set);

    // With nothing given the client has the pool's again, and the pool the defaults.
    world.ok("SetRiskConfiguration", in_client.clone()).await;
    assert_eq!(described(&world, &pool, Some(&client)).await, inherited);
    let reset = world.ok("SetRiskConfiguration", json!({ "UserPoolId": pool })).await;
    assert_eq!(reset["RiskConfiguration"], json!({ "UserPoolId": pool }));
    assert_eq!(described(&world, &pool, Some(&client)).await, in_client);

    // All clients are what the pool is.
    let all = json!({ "ClientId": "ALL" });
    let set = world.ok("SetRiskConfiguration", merged(whole, all)).await["RiskConfiguration"].clone();
    assert_eq!(set["ClientId"], "ALL");
    assert_eq!(described(&world, &pool, Some("ALL")).await, set);
    let inherited = merged(set, json!({ "ClientId": client }));
    assert_eq!(described(&world, &pool, Some(&client)).await, inherited);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let world = World::new();
    let (pool, _) = watched(&world, "AUDIT").await;
    let set =
        |over: Value| world.refused("SetRiskConfiguration", merged(json!({ "UserPoolId": pool }), over));
    for range in ["203.0.113.7", "203.0.113.0/33", "everything", ""] {
        for list in ["BlockedIPRangeList", "SkippedIPRangeList"] {
            assert_eq!(
                set(json!({ "RiskExceptionConfiguration": { list: [range] } })).await,
                format!("InvalidParameterException: Invalid IP range: {range}")
            );
        }
    }
    let action = json!({ "LowAction": { "Notify": true, "EventAction": "BLOCK" } });
    assert_eq!(
        set(json!({ "AccountTakeoverRiskConfiguration": { "Actions": action } })).await,
        "InvalidParameterException: NotifyConfiguration is required when Notify is true for an action."
    );
    let long = vec!["10.0.0.0/8"; 201];
    let refused = set(json!({ "RiskExceptionConfiguration": { "BlockedIPRangeList": long } })).await;
    assert!(refused.starts_with("InvalidParameterException: 1 validation error detected"), "{refused}");
    assert_eq!(described(&world, &pool, None).await, json!({ "UserPoolId": pool }));
}

#[tokio::test]
async fn it_needs_the_add_on_the_pool_and_the_client() {
    let world = World::new();
    let plain = world.pool(json!({})).await;
    let (pool, client) = watched(&world, "OFF").await;
    for pool in [&plain, &pool] {
        for operation in ["SetRiskConfiguration", "DescribeRiskConfiguration"] {
            assert_eq!(world.refused(operation, json!({ "UserPoolId": pool })).await, OFF);
        }
    }
    let (watched, _) = watched(&world, "ENFORCED").await;
    for operation in ["SetRiskConfiguration", "DescribeRiskConfiguration"] {
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": watched, "ClientId": client })).await,
            format!("ResourceNotFoundException: User pool client {client} does not exist.")
        );
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": "us-east-1_nowhere00" })).await,
            "ResourceNotFoundException: User pool us-east-1_nowhere00 does not exist."
        );
    }
}

#[tokio::test]
async fn addresses_that_are_blocked_are_refused_where_protection_is_enforced() {
    const BLOCKED: &str = "NotAuthorizedException: Unable to login because of security reasons.";
    let world = World::new();
    // The tests' own address.
    let exceptions = json!({ "RiskExceptionConfiguration": { "BlockedIPRangeList": ["203.0.113.0/24"] } });
    for (mode, is_refused) in [("AUDIT", false), ("ENFORCED", true)] {
        let (pool, client) = watched(&world, mode).await;
        world.user(&pool, "alice").await;
        let set = merged(json!({ "UserPoolId": pool }), exceptions.clone());
        world.ok("SetRiskConfiguration", set).await;
        let calls = [
            ("InitiateAuth", by_password(&client, "alice", PASSWORD)),
            ("InitiateAuth", srp::hello(&client, "alice")),
            ("InitiateAuth", by_password(&client, "nobody", PASSWORD)),
            ("SignUp", signing_up(&client, "carol", json!({}))),
        ];
        for (operation, input) in calls {
            let answer = world.call(operation, input).await;
            assert_eq!(answer.err().is_some_and(|error| error == BLOCKED), is_refused, "{mode} {operation}");
        }
        let newest = &events(&world, &pool, "alice").await[0];
        let decision = if is_refused { "Block" } else { "NoRisk" };
        assert_eq!(newest["EventRisk"]["RiskDecision"], decision);
        // Another client may let them in.
        let other = world.client(&pool, json!({})).await;
        let own = json!({ "RiskExceptionConfiguration": { "SkippedIPRangeList": ["203.0.113.0/24"] } });
        let own = merged(json!({ "UserPoolId": pool, "ClientId": other }), own);
        world.ok("SetRiskConfiguration", own).await;
        world.sign_in(&other, "alice").await;
    }
}
