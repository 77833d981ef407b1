//! Threat protection: what is configured, the history of events, what is said of them, and where logs go.

mod events;
mod logs;
mod notices;
mod risk;

use serde_json::{Value, json};

use crate::world::World;

/// A pool that watches in this mode, and a client of it.
async fn watched(world: &World, mode: &str) -> (String, String) {
    let pool = world.pool(json!({ "UserPoolAddOns": { "AdvancedSecurityMode": mode } })).await;
    let client = world.client(&pool, json!({})).await;
    (pool, client)
}

/// A user's events, newest first.
async fn events(world: &World, pool: &str, name: &str) -> Vec<Value> {
    let answer = world.ok("AdminListUserAuthEvents", json!({ "UserPoolId": pool, "Username": name })).await;
    answer["AuthEvents"].as_array().expect("events").clone()
}

/// Kind, response and proofs of each event: `SignIn Fail Password Failure`.
async fn told(world: &World, pool: &str, name: &str) -> Vec<String> {
    let words = |event: &Value| {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let mut words = vec![text(&event["EventType"]), text(&event["EventResponse"])];
        for proof in event["ChallengeResponses"].as_array().expect("proofs") {
            words.extend([text(&proof["ChallengeName"]), text(&proof["ChallengeResponse"])]);
        }
        words.join(" ")
    };
    events(world, pool, name).await.iter().map(words).collect()
}
