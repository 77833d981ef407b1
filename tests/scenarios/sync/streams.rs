//! Changes told elsewhere: streams, publishing of all that there is, and devices.
//! AWS: the developer guide, "Cognito Streams", "Push sync"; API_SetIdentityPoolConfiguration, API_BulkPublish.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rules::outside::Failed;
use rules::sync::listening::Listener;
use rules::sync::{bulk, telling};
use rules::{Caller, Ctx, Origin};
use serde_json::{Value, json};

use super::phone::{Phone, put, remove};
use crate::scenarios::identity_pools::actors::{Setting, role};
use crate::world::{World, merged};

const STREAM: &str = "arn:aws:kinesis:us-east-1:000000000000:stream/changes";
const GCM: &str = "arn:aws:sns:us-east-1:000000000000:app/GCM/app";
const APNS: &str = "arn:aws:sns:us-east-1:000000000000:app/APNS/app";

fn ctx(world: &World) -> Ctx {
    Ctx::new(world.inner.clone(), Caller::Anyone, "job-sync".to_owned(), Origin::default())
}

async fn tell(world: &World) -> usize {
    telling::tell(&ctx(world), &|| true).await.expect("a round")
}

async fn configure(setting: &Setting, more: Value) -> Result<Value, String> {
    let input = merged(json!({ "IdentityPoolId": setting.pool }), more);
    setting.world.call("cognito-sync:SetIdentityPoolConfiguration", input).await
}

async fn streaming(setting: &Setting) {
    let stream = json!({ "StreamName": "changes", "RoleArn": role("streams"), "StreamingStatus": "ENABLED" });
    configure(setting, json!({ "CognitoStreams": stream })).await.expect("a stream");
}

#[tokio::test]
async fn what_a_pool_decides_is_kept_and_what_is_left_out_stays() {
    let setting = Setting::new().await;
    let pool = json!({ "IdentityPoolId": setting.pool });
    let got = async || setting.world.ok("cognito-sync:GetIdentityPoolConfiguration", pool.clone()).await;
    assert_eq!(got().await, pool);
    streaming(&setting).await;
    let push = json!({ "ApplicationArns": [GCM, APNS], "RoleArn": role("push") });
    let set = configure(&setting, json!({ "PushSync": push })).await.unwrap();
    let stream = json!({ "StreamName": "changes", "RoleArn": role("streams"), "StreamingStatus": "ENABLED" });
    assert_eq!(set, merged(pool.clone(), json!({ "PushSync": push, "CognitoStreams": stream })));
    assert_eq!(got().await, set);
    let off =
        configure(&setting, json!({ "CognitoStreams": { "StreamingStatus": "DISABLED" } })).await.unwrap();
    assert_eq!(off["CognitoStreams"], merged(stream, json!({ "StreamingStatus": "DISABLED" })));
    // A pool's own settings are another thing.
    let update = merged(
        pool.clone(),
        json!({ "IdentityPoolName": "renamed", "AllowUnauthenticatedIdentities": true }),
    );
    setting.world.ok("UpdateIdentityPool", update).await;
    assert_eq!(got().await["PushSync"], push);

    let twice =
        json!({ "PushSync": { "ApplicationArns": [GCM, "arn:aws:sns:us-east-1:000000000000:app/GCM/b"] } });
    let other =
        json!({ "PushSync": { "ApplicationArns": ["arn:aws:sns:us-east-1:000000000000:app/FAX/b"] } });
    for wrong in [twice, other] {
        assert_eq!(
            configure(&setting, wrong).await.unwrap_err(),
            "InvalidParameterException: Application ARNs must be of ADM, APNS, APNS_SANDBOX and GCM, one of each at most."
        );
    }
    let fresh = Setting::new().await;
    assert_eq!(
        configure(&fresh, json!({ "CognitoStreams": { "StreamingStatus": "ENABLED" } })).await.unwrap_err(),
        "InvalidParameterException: A stream needs a name of letters, digits, '_', '.' and '-'."
    );
}

#[tokio::test]
async fn a_stream_is_told_every_change_in_order() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let phone = Phone::guest(&setting).await;
    world.functions.set(STREAM, |_| Ok(Value::Null));
    phone.put("prefs", &[("unheard", "1")]).await;
    assert_eq!(tell(world).await, 0);
    streaming(&setting).await;
    phone.put("prefs", &[("a", "1")]).await;
    phone.push("prefs", json!([put("b", "1", 0), remove("a", 2)])).await.unwrap();
    phone.put("notes", &[("n", "1")]).await;
    phone.ok("DeleteDataset", json!({ "DatasetName": "prefs" })).await;
    // What was refused is no change.
    phone.push("notes", json!([put("n", "2", 9)])).await.unwrap_err();
    assert_eq!(tell(world).await, 4);
    assert_eq!(tell(world).await, 0);
    let told = world.functions.events();
    let shown: Vec<Value> = told
        .iter()
        .map(|event| json!([event["dataSetName"], event["operation"], event["syncCount"]]))
        .collect();
    assert_eq!(
        shown,
        [
            json!(["prefs", "replace", 2]),
            json!(["prefs", "replace", 3]),
            json!(["notes", "replace", 1]),
            json!(["prefs", "remove", 4])
        ]
    );
    let at = &told[1]["lastModifiedDate"];
    let record = |key: &str, value: Value, op: &str| json!({ "key": key, "value": value, "syncCount": 3, "lastModifiedDate": at, "deviceLastModifiedDate": at, "op": op });
    assert_eq!(
        told[1],
        json!({ "identityPoolId": setting.pool, "identityId": phone.identity, "dataSetName": "prefs",
                "operation": "replace", "payloadType": "Inline", "kinesisSyncRecordsURL": null, "lastModifiedDate": at,
                "syncCount": 3, "kinesisSyncRecords": [record("b", json!("1"), "replace"), record("a", Value::Null, "remove")] })
    );
    assert!(at.as_i64().unwrap() > 1_700_000_000_000);
}

#[tokio::test]
async fn a_stream_that_fails_is_told_again_and_nothing_goes_before_its_turn() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let (phone, other) = (Phone::guest(&setting).await, Phone::guest(&setting).await);
    streaming(&setting).await;
    let fails = Arc::new(AtomicBool::new(true));
    let (failing, whose) = (Arc::clone(&fails), phone.identity.clone());
    world.functions.set(STREAM, move |event| {
        match failing.load(Ordering::SeqCst) && event["identityId"] == json!(whose) {
            true => Err(Failed::NotRun("ServiceException".to_owned())),
            false => Ok(Value::Null),
        }
    });
    phone.put("prefs", &[("a", "1")]).await;
    phone.put("prefs", &[("b", "1")]).await;
    other.put("prefs", &[("a", "1")]).await;
    // Whose changes cannot be told holds up nobody else.
    assert_eq!(tell(world).await, 1);
    fails.store(false, Ordering::SeqCst);
    assert_eq!(tell(world).await, 0);
    world.pass_s(2);
    world.functions.events();
    assert_eq!(tell(world).await, 2);
    let counts: Vec<Value> =
        world.functions.events().iter().map(|event| event["syncCount"].clone()).collect();
    assert_eq!(counts, [json!(1), json!(2)]);
}

#[tokio::test]
async fn all_datasets_are_published_once_a_day() {
    let setting = Setting::new().await;
    let world = &setting.world;
    world.functions.set(STREAM, |_| Ok(Value::Null));
    let pool = json!({ "IdentityPoolId": setting.pool });
    let publish = async || world.call("cognito-sync:BulkPublish", pool.clone()).await;
    let details = async || world.ok("cognito-sync:GetBulkPublishDetails", pool.clone()).await;
    let mut expected = Vec::new();
    for _ in 0..3 {
        let phone = Phone::guest(&setting).await;
        phone.put("prefs", &[("a", "1"), ("b", "2")]).await;
        phone.put("notes", &[("n", "1")]).await;
        phone.put("gone", &[("n", "1")]).await;
        phone.ok("DeleteDataset", json!({ "DatasetName": "gone" })).await;
        expected.extend([format!("{} notes 1", phone.identity), format!("{} prefs 2", phone.identity)]);
    }
    expected.sort();
    assert_eq!(
        publish().await.unwrap_err(),
        "InvalidParameterException: Streaming is not enabled for the identity pool."
    );
    assert_eq!(details().await, merged(pool.clone(), json!({ "BulkPublishStatus": "NOT_STARTED" })));
    streaming(&setting).await;
    assert_eq!(publish().await.unwrap(), pool);
    assert_eq!(publish().await.unwrap_err(), "DuplicateRequestException: A bulk publish is in progress.");
    while bulk::step(&ctx(world)).await.unwrap() {}
    assert_eq!(details().await["BulkPublishStatus"], json!("IN_PROGRESS"));
    assert_eq!(tell(world).await, 6);
    while bulk::step(&ctx(world)).await.unwrap() {}
    let done = details().await;
    assert_eq!(done["BulkPublishStatus"], json!("SUCCEEDED"));
    assert!(done["BulkPublishStartTime"].as_f64() < done["BulkPublishCompleteTime"].as_f64());
    let mut told: Vec<String> = world
        .functions
        .events()
        .iter()
        .map(|event| {
            let records = event["kinesisSyncRecords"].as_array().unwrap().len();
            format!(
                "{} {} {records}",
                event["identityId"].as_str().unwrap(),
                event["dataSetName"].as_str().unwrap()
            )
        })
        .collect();
    told.sort();
    assert_eq!(told, expected);
    assert_eq!(
        publish().await.unwrap_err(),
        "AlreadyStreamedException: A bulk publish has succeeded within the last 24 hours."
    );
    world.pass_s(24 * 3_600);
    publish().await.unwrap();
    // A stream that is turned off ends it.
    configure(&setting, json!({ "CognitoStreams": { "StreamingStatus": "DISABLED" } })).await.unwrap();
    while bulk::step(&ctx(world)).await.unwrap() {}
    let failed = details().await;
    assert_eq!(failed["BulkPublishStatus"], json!("FAILED"));
    assert_eq!(failed["FailureMessage"], json!("Streaming was turned off."));
}

#[tokio::test]
async fn devices_hear_of_what_others_change() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let phone = Phone::guest(&setting).await;
    for arn in [GCM, APNS] {
        world.functions.set(arn, |_| Ok(Value::Null));
    }
    let register = async |platform: &str, token: &str| {
        phone.named_call("cognito-sync:RegisterDevice", json!({ "Platform": platform, "Token": token })).await
    };
    let unconfigured =
        "InvalidConfigurationException: The identity pool is not configured for push sync on this platform.";
    assert_eq!(register("GCM", "one").await.unwrap_err(), unconfigured);
    configure(&setting, json!({ "PushSync": { "ApplicationArns": [GCM, APNS] } })).await.unwrap();
    assert_eq!(register("ADM", "one").await.unwrap_err(), unconfigured);
    assert_eq!(register("GCM", "").await.unwrap_err(), "InvalidParameterException: Invalid device token.");
    let one = register("GCM", "one").await.unwrap()["DeviceId"].clone();
    let two = register("APNS", "two").await.unwrap()["DeviceId"].clone();
    assert_eq!(register("GCM", "one").await.unwrap()["DeviceId"], one);
    assert_ne!(one, two);

    let of = |device: &Value| json!({ "DatasetName": "prefs", "DeviceId": device });
    let no_dataset = phone.named_call("cognito-sync:SubscribeToDataset", of(&one)).await.unwrap_err();
    assert_eq!(no_dataset, "ResourceNotFoundException: Dataset 'prefs' not found.");
    phone.put("prefs", &[("a", "1")]).await;
    for device in [&one, &two] {
        assert_eq!(phone.ok("SubscribeToDataset", of(device)).await, json!({}));
    }
    let stranger = Phone::guest(&setting).await;
    let not_theirs = stranger.call("SubscribeToDataset", of(&one)).await.unwrap_err();
    assert_eq!(
        not_theirs,
        format!("ResourceNotFoundException: Device '{}' not found.", one.as_str().unwrap())
    );

    // The one that changes it knows already.
    let mut ear = Listener::begin(&ctx(world), two.as_str().unwrap()).await.unwrap().unwrap();
    let note = |count: i64| {
        json!({ "source": "CognitoSync", "identityPoolId": setting.pool, "identityId": phone.identity,
                "datasetName": "prefs", "syncCount": count })
    };
    assert_eq!(ear.look(&ctx(world)).await.unwrap(), Some(vec![note(1)]));
    assert_eq!(ear.look(&ctx(world)).await.unwrap(), Some(Vec::new()));
    let token = phone.list("prefs", 0).await["SyncSessionToken"].clone();
    let change = json!({ "DatasetName": "prefs", "SyncSessionToken": token, "DeviceId": one, "RecordPatches": [put("a", "2", 1)] });
    phone.ok("UpdateRecords", change).await;
    ear.wait().await;
    assert_eq!(ear.look(&ctx(world)).await.unwrap(), Some(vec![note(2)]));
    assert_eq!(tell(world).await, 1);
    let told = world.functions.events();
    assert_eq!(
        told,
        [json!({ "application": APNS, "platform": "APNS", "token": "two", "deviceId": two,
                 "message": { "aps": { "content-available": 1 }, "data": note(2) } })]
    );
    phone.named_call("cognito-sync:UnsubscribeFromDataset", of(&two)).await.unwrap();
    phone.push("prefs", json!([put("a", "3", 2)])).await.unwrap();
    assert_eq!(tell(world).await, 1);
    assert_eq!(world.functions.events()[0]["message"], json!({ "data": note(3) }));
    assert_eq!(ear.look(&ctx(world)).await.unwrap(), Some(Vec::new()));

    // A device that cannot be reached is given up; and one that has gone is told nothing.
    world.functions.set(GCM, |_| Err(Failed::NotRun("ServiceException".to_owned())));
    phone.push("prefs", json!([put("a", "4", 3)])).await.unwrap();
    for _ in 0..6 {
        assert_eq!(tell(world).await, 0);
        world.pass_s(300);
    }
    assert_eq!(world.functions.events().len(), 6);
    assert_eq!(store::sync_outbox::next_due(&world.inner.store.read()).await.unwrap(), None);
    world.ok("DeleteIdentities", json!({ "IdentityIdsToDelete": [phone.identity] })).await;
    assert_eq!(ear.look(&ctx(world)).await.unwrap(), None);
    assert!(Listener::begin(&ctx(world), two.as_str().unwrap()).await.unwrap().is_none());
}
