//! SetLogDeliveryConfiguration, GetLogDeliveryConfiguration, and the records that go where they say.

use serde_json::{Value, json};

use super::{events, watched};
use crate::world::people::signing_up;
use crate::world::stage::threats::{GROUP, logs};
use crate::world::{PASSWORD, World, by_password};

#[tokio::test]
async fn what_is_set_is_given_back_until_it_is_emptied() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let get = async || world.ok("GetLogDeliveryConfiguration", json!({ "UserPoolId": pool })).await;
    let of = |list: Value| json!({ "LogDeliveryConfiguration": { "UserPoolId": pool, "LogConfigurations": list } });
    assert_eq!(get().await, of(json!([])));
    let input = json!({ "UserPoolId": pool, "LogConfigurations": logs() });
    assert_eq!(world.ok("SetLogDeliveryConfiguration", input).await, of(logs()));
    assert_eq!(get().await, of(logs()));
    world.ok("SetLogDeliveryConfiguration", json!({ "UserPoolId": pool, "LogConfigurations": [] })).await;
    assert_eq!(get().await, of(json!([])));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let group = json!({ "LogGroupArn": GROUP });
    let bucket = json!({ "BucketArn": "arn:aws:s3:::logs" });
    let one = |level: &str, source: &str, to: Value| {
        let mut entry = json!({ "LogLevel": level, "EventSource": source });
        entry.as_object_mut().unwrap().extend(to.as_object().unwrap().clone());
        entry
    };
    let good = one("INFO", "userAuthEvents", json!({ "S3Configuration": bucket }));
    let destination = "A log configuration must have exactly one destination.";
    let cases = [
        (json!([one("INFO", "userAuthEvents", json!({}))]), destination),
        (json!([one("INFO", "userAuthEvents", json!({ "S3Configuration": {} }))]), destination),
        (
            json!([one(
                "INFO",
                "userAuthEvents",
                json!({ "S3Configuration": bucket, "CloudWatchLogsConfiguration": group })
            )]),
            destination,
        ),
        (
            json!([one("ERROR", "userAuthEvents", json!({ "S3Configuration": bucket }))]),
            "The LogLevel of userAuthEvents must be INFO.",
        ),
        (
            json!([one("INFO", "userNotification", json!({ "CloudWatchLogsConfiguration": group }))]),
            "The LogLevel of userNotification must be ERROR.",
        ),
        (
            json!([one("ERROR", "userNotification", json!({ "S3Configuration": bucket }))]),
            "userNotification can only be delivered to CloudWatchLogsConfiguration.",
        ),
        (json!([good, good]), "Each EventSource can be configured once."),
    ];
    for (list, why) in cases {
        let input = json!({ "UserPoolId": pool, "LogConfigurations": list });
        assert_eq!(
            world.refused("SetLogDeliveryConfiguration", input).await,
            format!("InvalidParameterException: {why}")
        );
    }
    let nowhere = "us-east-1_nowhere00";
    let inputs = [
        ("SetLogDeliveryConfiguration", json!({ "UserPoolId": nowhere, "LogConfigurations": [] })),
        ("GetLogDeliveryConfiguration", json!({ "UserPoolId": nowhere })),
    ];
    for (operation, input) in inputs {
        assert_eq!(
            world.refused(operation, input).await,
            format!("ResourceNotFoundException: User pool {nowhere} does not exist.")
        );
    }
}

#[tokio::test]
async fn events_of_a_watched_pool_are_delivered() {
    let world = World::new();
    let (pool, client) = watched(&world, "AUDIT").await;
    world.user(&pool, "alice").await;
    world.sign_in(&client, "alice").await;
    assert_eq!(world.records.take(), []);
    world.ok("SetLogDeliveryConfiguration", json!({ "UserPoolId": pool, "LogConfigurations": logs() })).await;
    world.sign_in(&client, "alice").await;
    world.refused("InitiateAuth", by_password(&client, "alice", "Wrong-pass-1")).await;
    let records = world.records.take();
    let told: Vec<_> = records
        .iter()
        .map(|(to, r)| (to.as_str(), r["message"]["eventResponse"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(GROUP, "Pass"), (GROUP, "Fail")]);
    let record = &records[0].1;
    assert_eq!((&record["eventSource"], &record["logLevel"]), (&json!("USER_ACTIVITY"), &json!("INFO")));
    assert_eq!(record["logSourceId"], json!({ "userPoolId": pool }));
    let message = &record["message"];
    assert_eq!(message["eventId"], events(&world, &pool, "alice").await[1]["EventId"]);
    assert_eq!((&message["userName"], &message["clientId"]), (&json!("alice"), &json!(client)));
    assert!(message["creationDate"].as_str().unwrap().starts_with("Sat Nov 21 04:00:0"), "{message}");
    let is_text = |value: &Value| value.is_string() || value.is_array();
    assert!(message.as_object().unwrap().values().all(is_text), "{message}");

    // A pool that does not watch delivers none of them.
    let plain = world.pool(json!({})).await;
    let client = world.client(&plain, json!({})).await;
    world.user(&plain, "alice").await;
    world
        .ok("SetLogDeliveryConfiguration", json!({ "UserPoolId": plain, "LogConfigurations": logs() }))
        .await;
    world.ok("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
    assert_eq!(world.records.take(), []);
}

#[tokio::test]
async fn messages_that_are_refused_are_told() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.ok("SetLogDeliveryConfiguration", json!({ "UserPoolId": pool, "LogConfigurations": logs() })).await;
    world.post.refuse();
    world.refused("SignUp", signing_up(&client, "alice", json!({}))).await;
    let records = world.records.take();
    assert_eq!(records.len(), 1);
    let (destination, record) = &records[0];
    assert_eq!(destination, GROUP);
    assert_eq!((&record["eventSource"], &record["logLevel"]), (&json!("USER_NOTIFICATION"), &json!("ERROR")));
    assert_eq!(record["message"], json!({ "details": "no such mailbox" }));
}
