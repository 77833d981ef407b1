//! The function that a pool has asked of changes of datasets.
//! AWS: the developer guide, "Customizing workflows with Cognito Events"; API_SetCognitoEvents.

use rules::outside::Failed;
use serde_json::{Value, json};

use super::phone::{Phone, put, remove};
use crate::scenarios::identity_pools::actors::Setting;
use crate::world::{merged, signed::Keys};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:000000000000:function:sync";

async fn set(setting: &Setting, events: Value) -> Result<Value, String> {
    let input = json!({ "IdentityPoolId": setting.pool, "Events": events });
    setting.world.call("cognito-sync:SetCognitoEvents", input).await
}

/// Changes records by the identity's own credentials.
async fn push(phone: &Phone<'_>, keys: &Keys, patches: Value) -> Result<Value, String> {
    let of = phone.named(json!({ "DatasetName": "prefs" }));
    let listed = keys.call(phone.world, "cognito-sync:ListRecords", of.clone()).await?;
    let change = json!({ "SyncSessionToken": listed["SyncSessionToken"], "RecordPatches": patches });
    keys.call(phone.world, "cognito-sync:UpdateRecords", merged(of, change)).await
}

#[tokio::test]
async fn a_pool_names_one_function() {
    let setting = Setting::new().await;
    let got = async || {
        let pool = json!({ "IdentityPoolId": setting.pool });
        setting.world.ok("cognito-sync:GetCognitoEvents", pool).await["Events"].clone()
    };
    assert_eq!(got().await, json!({}));
    assert_eq!(set(&setting, json!({ "SyncTrigger": FUNCTION })).await, Ok(Value::Null));
    assert_eq!(got().await, json!({ "SyncTrigger": FUNCTION }));
    assert_eq!(
        set(&setting, json!({ "Other": FUNCTION })).await.unwrap_err(),
        "InvalidParameterException: The only event is SyncTrigger."
    );
    for wrong in ["function", "arn:aws:lambda:us-east-1", "arn:aws:lambda:us-east-1:1:function:a b"] {
        assert_eq!(
            set(&setting, json!({ "SyncTrigger": wrong })).await.unwrap_err(),
            "InvalidParameterException: Invalid Lambda function ARN."
        );
    }
    assert_eq!(set(&setting, json!({ "SyncTrigger": "" })).await, Ok(Value::Null));
    assert_eq!(got().await, json!({}));
}

#[tokio::test]
async fn the_function_sees_the_dataset_and_has_the_last_word() {
    let setting = super::access::open().await;
    let world = &setting.world;
    let phone = Phone::guest(&setting).await;
    let keys = phone.keys(&json!({})).await;
    phone.put("prefs", &[("kept", "1"), ("old", "1")]).await;
    set(&setting, json!({ "SyncTrigger": FUNCTION })).await.unwrap();
    world.functions.set(FUNCTION, |event| {
        let mut event = event.clone();
        let records = event["datasetRecords"].as_object_mut().unwrap();
        records.insert("added".to_owned(), json!({ "newValue": "by the function", "op": "replace" }));
        records.insert("theme".to_owned(), json!({ "newValue": "DARK", "op": "replace" }));
        records["kept"]["op"] = json!("remove");
        records.remove("size");
        Ok(event)
    });
    let changed =
        push(&phone, &keys, json!([put("theme", "dark", 0), put("size", "7", 0), remove("old", 1)]))
            .await
            .unwrap();
    let event = world.functions.events().remove(0);
    assert_eq!(
        event,
        json!({ "version": 2, "eventType": "SyncTrigger", "region": "us-east-1", "identityPoolId": setting.pool,
                "identityId": phone.identity, "datasetName": "prefs", "datasetRecords": {
                    "kept": { "oldValue": "1", "newValue": "1", "op": "none" },
                    "old": { "oldValue": "1", "newValue": null, "op": "remove" },
                    "size": { "oldValue": null, "newValue": "7", "op": "replace" },
                    "theme": { "oldValue": null, "newValue": "dark", "op": "replace" } } })
    );
    let keys_of: Vec<&str> =
        changed["Records"].as_array().unwrap().iter().map(|record| record["Key"].as_str().unwrap()).collect();
    assert_eq!(keys_of, ["theme", "size", "old", "added", "kept"]);
    let all = phone.all("prefs").await;
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(all, [pair("added", "by the function"), pair("size", "7"), pair("theme", "DARK")]);
    // What administrators change is theirs alone.
    phone.push("prefs", json!([put("size", "8", 2)])).await.unwrap();
    assert_eq!(world.functions.events().len(), 0);
}

#[tokio::test]
async fn a_function_that_fails_or_answers_nonsense_keeps_nothing() {
    let setting = super::access::open().await;
    let world = &setting.world;
    let phone = Phone::guest(&setting).await;
    let keys = phone.keys(&json!({})).await;
    set(&setting, json!({ "SyncTrigger": FUNCTION })).await.unwrap();
    let told = async || push(&phone, &keys, json!([put("a", "1", 0)])).await.unwrap_err();
    let failed = |why: &str| {
        format!(
            "InvalidLambdaFunctionOutputException: The function of the identity pool failed or gave no valid answer: {why}"
        )
    };
    for (failure, expected) in [
        (Failed::Thrown("no".to_owned()), failed("no")),
        (Failed::NotRun("ResourceNotFoundException".to_owned()), failed("ResourceNotFoundException")),
        (Failed::Unreadable, failed("Its answer is not JSON.")),
        (
            Failed::NotRun("TooManyRequestsException".to_owned()),
            "LambdaThrottledException: The function of the identity pool is throttled.".to_owned(),
        ),
    ] {
        world.functions.set(FUNCTION, move |_| Err(failure.clone()));
        assert_eq!(told().await, expected);
    }
    let form = failed("Its answer is not of the event's form.");
    let answers = [
        (json!({ "datasetRecords": [] }), form.clone()),
        (json!({ "datasetRecords": { "a": 1 } }), form.clone()),
        (
            json!({ "datasetRecords": { "a": { "op": "eat" } } }),
            failed("An op is none of replace, remove and none."),
        ),
        (json!({ "datasetRecords": { "": { "newValue": "x" } } }), failed("A key is too long, or empty.")),
        (json!({ "identityId": "us-east-1:other" }), failed("It may change datasetRecords only.")),
        (json!({ "version": 3 }), failed("It may change datasetRecords only.")),
    ];
    for (over, expected) in answers {
        world.functions.set(FUNCTION, move |event| Ok(merged(event.clone(), over.clone())));
        assert_eq!(told().await, expected);
    }
    world.functions.set(FUNCTION, |_| Ok(json!("text")));
    assert_eq!(told().await, form);
    assert_eq!(phone.list("prefs", 0).await["DatasetExists"], json!(false));
}
