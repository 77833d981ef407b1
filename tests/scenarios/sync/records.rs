//! What a dataset tells, and how it changes.
//! AWS: API_ListRecords, API_UpdateRecords, API_DeleteDataset; the developer guide, "Synchronizing data".

use serde_json::{Value, json};

use super::phone::{Phone, put, remove};
use crate::scenarios::identity_pools::actors::Setting;
use crate::world::merged;

const ROOT: &str = "arn:aws:iam::000000000000:root";

#[tokio::test]
async fn records_are_told_since_a_count_and_removals_too() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    let none = phone.list("prefs", 0).await;
    let token = none["SyncSessionToken"].clone();
    assert!(token.as_str().is_some_and(|token| token.len() > 50));
    assert_eq!(
        none,
        json!({ "Records": [], "Count": 0, "DatasetSyncCount": 0, "MergedDatasetNames": [], "DatasetExists": false,
                "DatasetDeletedAfterRequestedSyncCount": false, "SyncSessionToken": token })
    );
    let at = json!({ "DeviceLastModifiedDate": 1_700_000_000.5 });
    let patches = json!([merged(put("theme", "dark\u{0}\u{1f600}", 0), at), put("size", "7", 0)]);
    let change = json!({ "DatasetName": "prefs", "SyncSessionToken": token, "RecordPatches": patches });
    let changed = phone.ok("UpdateRecords", change).await;
    let theme = &changed["Records"][0];
    assert_eq!(
        *theme,
        json!({ "Key": "theme", "Value": "dark\u{0}\u{1f600}", "SyncCount": 1, "LastModifiedBy": ROOT,
                "LastModifiedDate": theme["LastModifiedDate"], "DeviceLastModifiedDate": 1_700_000_000.5 })
    );
    assert_eq!(changed["Records"][1]["DeviceLastModifiedDate"], theme["LastModifiedDate"]);

    let changed = phone.push("prefs", json!([put("theme", "light", 1), remove("size", 1)])).await.unwrap();
    assert_eq!(
        (&changed["Records"][1]["Value"], &changed["Records"][1]["SyncCount"]),
        (&Value::Null, &json!(2))
    );
    let whole = phone.list("prefs", 0).await;
    assert_eq!(
        (&whole["Count"], &whole["DatasetSyncCount"], &whole["DatasetExists"]),
        (&json!(1), &json!(2), &json!(true))
    );
    assert_eq!((&whole["Records"][0]["Value"], &whole["LastModifiedBy"]), (&json!("light"), &json!(ROOT)));
    let since = phone.list("prefs", 1).await;
    let mut keys: Vec<_> = since["Records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| (record["Key"].clone(), record.get("Value").cloned()))
        .collect();
    keys.sort_by_key(|(key, _)| key.to_string());
    assert_eq!(keys, [(json!("size"), None), (json!("theme"), Some(json!("light")))]);
    assert_eq!(phone.list("prefs", 2).await["Records"], json!([]));
    // Who never heard of the record that was removed begins anew; who did, goes on from there.
    phone.push("prefs", json!([put("size", "8", 0)])).await.unwrap();
    phone.push("prefs", json!([remove("size", 3)])).await.unwrap();
    phone.push("prefs", json!([put("size", "9", 4)])).await.unwrap();
    let described = phone.ok("DescribeDataset", json!({ "DatasetName": "prefs" })).await["Dataset"].clone();
    assert_eq!(
        described,
        json!({ "IdentityId": phone.identity, "DatasetName": "prefs", "DataStorage": 15, "NumRecords": 2,
                "CreationDate": described["CreationDate"], "LastModifiedDate": described["LastModifiedDate"],
                "LastModifiedBy": ROOT })
    );
    assert!(described["CreationDate"].as_f64() < described["LastModifiedDate"].as_f64());
}

#[tokio::test]
async fn one_stale_change_refuses_them_all() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    phone.put("prefs", &[("a", "1"), ("b", "1")]).await;
    phone.push("prefs", json!([put("b", "2", 1)])).await.unwrap();
    let conflict = |key: &str, count: i64| {
        Err(format!("ResourceConflictException: The current SyncCount of the record '{key}' is {count}."))
    };
    assert_eq!(phone.push("prefs", json!([put("a", "2", 1), put("b", "3", 1)])).await, conflict("b", 2));
    assert_eq!(phone.push("prefs", json!([put("a", "2", 0)])).await, conflict("a", 1));
    assert_eq!(phone.push("prefs", json!([put("c", "2", 5)])).await, conflict("c", 0));
    assert_eq!(phone.push("prefs", json!([remove("a", 2)])).await, conflict("a", 1));
    assert_eq!(
        phone.push("prefs", json!([put("a", "2", 1), remove("a", 1)])).await,
        Err("InvalidParameterException: The record 'a' is there more than once.".to_owned())
    );
    assert_eq!(phone.all("prefs").await, [("a".into(), "1".into()), ("b".into(), "2".into())]);
    assert_eq!(phone.list("prefs", 0).await["DatasetSyncCount"], json!(2));
    // Nothing to change changes nothing; a removal of what nobody has is a change that leaves nothing.
    assert_eq!(phone.push("prefs", json!([])).await.unwrap(), json!({ "Records": [] }));
    assert_eq!(
        phone.push("prefs", json!([remove("c", 0)])).await.unwrap()["Records"][0]["SyncCount"],
        json!(3)
    );
    assert_eq!(phone.list("prefs", 2).await["Records"], json!([]));
}

#[tokio::test]
async fn who_comes_at_once_with_others_changes_or_is_told() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    let results = futures_util::future::join_all((0..8).map(|n| {
        let (phone, value) = (&phone, n.to_string());
        async move { phone.push("prefs", json!([put("k", &value, 0)])).await }
    }));
    let results = results.await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    for error in results.into_iter().filter_map(Result::err) {
        assert!(error.starts_with("ResourceConflictException: "), "{error}");
    }
    assert_eq!(phone.list("prefs", 0).await["DatasetSyncCount"], json!(1));
}

#[tokio::test]
async fn a_deleted_dataset_is_told_and_its_count_goes_on() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    let of = json!({ "DatasetName": "prefs" });
    let not_found = Err("ResourceNotFoundException: Dataset 'prefs' not found.".to_owned());
    assert_eq!(phone.call("DescribeDataset", of.clone()).await, not_found);
    assert_eq!(phone.call("DeleteDataset", of.clone()).await, not_found);
    phone.put("prefs", &[("a", "1")]).await;
    let deleted = phone.ok("DeleteDataset", of.clone()).await;
    assert_eq!(
        (&deleted["Dataset"]["NumRecords"], &deleted["Dataset"]["DataStorage"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(phone.call("DeleteDataset", of.clone()).await, not_found);
    let told = async |since| {
        let listed = phone.list("prefs", since).await;
        ["DatasetExists", "DatasetDeletedAfterRequestedSyncCount", "DatasetSyncCount", "Count"]
            .map(|name| listed[name].clone())
    };
    assert_eq!(told(1).await, [json!(false), json!(true), json!(2), json!(0)]);
    assert_eq!(told(0).await, [json!(false), json!(false), json!(2), json!(0)]);
    // A record of before is none of the dataset that begins now.
    assert!(
        phone.push("prefs", json!([put("a", "2", 1)])).await.unwrap_err().starts_with("ResourceConflict")
    );
    phone.put("prefs", &[("b", "1")]).await;
    assert_eq!(told(1).await, [json!(true), json!(true), json!(3), json!(1)]);
    assert_eq!(told(2).await, [json!(true), json!(false), json!(3), json!(1)]);
    assert_eq!(phone.all("prefs").await, [("b".into(), "1".into())]);
}

#[tokio::test]
async fn pages_tell_the_count_of_the_first_one() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    phone.put("prefs", &[("a", "1"), ("b", "1"), ("c", "1")]).await;
    let ask = json!({ "DatasetName": "prefs", "LastSyncCount": 0, "MaxResults": 2 });
    let first = phone.ok("ListRecords", ask.clone()).await;
    assert_eq!(first["Count"], json!(2));
    phone.put("prefs", &[("d", "2")]).await;
    let second =
        phone.ok("ListRecords", merged(ask.clone(), json!({ "NextToken": first["NextToken"] }))).await;
    // What came in between is told the next time.
    assert_eq!((&first["DatasetSyncCount"], &second["DatasetSyncCount"]), (&json!(1), &json!(1)));
    assert_eq!(phone.list("prefs", 1).await["Records"][0]["Key"], json!("d"));
    let invalid = Err("InvalidParameterException: Invalid pagination token.".to_owned());
    let other = json!({ "DatasetName": "notes", "NextToken": first["NextToken"] });
    assert_eq!(phone.call("ListRecords", other).await, invalid);
    assert_eq!(phone.call("ListRecords", merged(ask, json!({ "NextToken": "nonsense" }))).await, invalid);
    phone.put("notes", &[("a", "1")]).await;
    let page = phone.ok("ListDatasets", json!({ "MaxResults": 1 })).await;
    assert_eq!((&page["Count"], &page["Datasets"][0]["DatasetName"]), (&json!(1), &json!("notes")));
    let page = phone.ok("ListDatasets", json!({ "MaxResults": 1, "NextToken": page["NextToken"] })).await;
    assert_eq!((&page["Datasets"][0]["DatasetName"], page.get("NextToken")), (&json!("prefs"), None));
}

#[tokio::test]
async fn a_session_is_of_one_dataset_of_one_identity_for_half_an_hour() {
    let setting = Setting::new().await;
    let (phone, other) = (Phone::guest(&setting).await, Phone::guest(&setting).await);
    let token = phone.list("prefs", 0).await["SyncSessionToken"].clone();
    let change = |dataset: &str| json!({ "DatasetName": dataset, "SyncSessionToken": token, "RecordPatches": [put("a", "1", 0)] });
    let invalid = Err("InvalidParameterException: Invalid SyncSessionToken.".to_owned());
    assert_eq!(phone.call("UpdateRecords", change("notes")).await, invalid);
    assert_eq!(other.call("UpdateRecords", change("prefs")).await, invalid);
    let spoilt = merged(change("prefs"), json!({ "SyncSessionToken": "nonsense" }));
    assert_eq!(phone.call("UpdateRecords", spoilt).await, invalid);
    let named = json!({ "DatasetName": "notes", "SyncSessionToken": token });
    assert_eq!(phone.call("ListRecords", named).await, invalid);
    let again = json!({ "DatasetName": "prefs", "SyncSessionToken": token });
    assert_eq!(phone.ok("ListRecords", again).await["SyncSessionToken"], token);
    phone.ok("UpdateRecords", change("prefs")).await;
    setting.world.pass_s(1_800);
    assert_eq!(phone.call("UpdateRecords", change("prefs")).await, invalid);
}
