//! How much there may be, and what of it is told.
//! AWS: the developer guide, "Quotas in Amazon Cognito", Amazon Cognito Sync; API_DescribeIdentityUsage and its relatives.

use rules::pools::emptying;
use serde_json::{Value, json};

use super::phone::{Phone, put, remove};
use crate::scenarios::identity_pools::actors::Setting;

#[tokio::test]
async fn an_identity_has_twenty_datasets() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    for n in 0..20 {
        phone.put(&format!("d{n}"), &[("k", "v")]).await;
    }
    let full = Err("LimitExceededException: An identity can have at most 20 datasets.".to_owned());
    assert_eq!(phone.push("more", json!([put("k", "v", 0)])).await, full);
    // What is there goes on, and a place that is left can be taken.
    phone.push("d0", json!([put("k", "w", 1)])).await.unwrap();
    phone.ok("DeleteDataset", json!({ "DatasetName": "d1" })).await;
    phone.put("more", &[("k", "v")]).await;
    assert_eq!(phone.push("d1", json!([put("k", "v", 0)])).await, full);
    assert_eq!(phone.ok("ListDatasets", json!({})).await["Count"], json!(20));
}

#[tokio::test]
async fn a_dataset_has_a_thousand_and_twenty_four_records() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    let patches: Vec<Value> = (0..1_024).map(|n| put(&format!("k{n}"), "v", 0)).collect();
    phone.push("prefs", json!(patches)).await.unwrap();
    let full = Err("LimitExceededException: A dataset can have at most 1024 records.".to_owned());
    assert_eq!(phone.push("prefs", json!([put("one more", "v", 0)])).await, full);
    phone.push("prefs", json!([put("one more", "v", 0), remove("k7", 1)])).await.unwrap();
    assert_eq!(phone.list("prefs", 0).await["Count"], json!(1_024));
}

#[tokio::test]
async fn a_dataset_has_a_megabyte() {
    let setting = Setting::new().await;
    let phone = Phone::guest(&setting).await;
    let (half, rest) = ("x".repeat(1 << 19), "x".repeat((1 << 19) - 3));
    phone.put("prefs", &[("a", &half)]).await;
    let full = Err("LimitExceededException: A dataset can have at most 1048576 bytes.".to_owned());
    assert_eq!(phone.push("prefs", json!([put("b", &rest, 0), put("c", "", 0)])).await.map(drop), Ok(()));
    assert_eq!(phone.push("prefs", json!([put("d", "", 0)])).await, full);
    // Bytes are counted, not characters.
    assert_eq!(phone.push("prefs", json!([remove("c", 2), put("\u{e9}", "", 0)])).await, full);
    phone.push("prefs", json!([remove("c", 2), put("d", "", 0)])).await.unwrap();
    let described = phone.ok("DescribeDataset", json!({ "DatasetName": "prefs" })).await;
    assert_eq!(described["Dataset"]["DataStorage"], json!(1 << 20));
}

#[tokio::test]
async fn usage_is_told_of_identities_and_pools() {
    let setting = Setting::new().await;
    let world = &setting.world;
    let (phone, other) = (Phone::guest(&setting).await, Phone::guest(&setting).await);
    let pool = json!({ "IdentityPoolId": setting.pool });
    let of_pool = async || {
        world.ok("cognito-sync:DescribeIdentityPoolUsage", pool.clone()).await["IdentityPoolUsage"].clone()
    };
    let before = of_pool().await;
    assert_eq!(
        before,
        json!({ "IdentityPoolId": setting.pool, "SyncSessionsCount": 0, "DataStorage": 0,
                "LastModifiedDate": before["LastModifiedDate"] })
    );
    phone.put("prefs", &[("a", "12"), ("b", "345")]).await;
    phone.put("notes", &[("a", "1")]).await;
    other.put("prefs", &[("a", "1")]).await;
    let usage = world.ok("cognito-sync:DescribeIdentityUsage", phone.named(json!({}))).await;
    let usage = usage["IdentityUsage"].clone();
    assert_eq!(
        usage,
        json!({ "IdentityId": phone.identity, "IdentityPoolId": setting.pool, "DatasetCount": 2, "DataStorage": 9,
                "LastModifiedDate": usage["LastModifiedDate"] })
    );
    let after = of_pool().await;
    assert_eq!((&after["SyncSessionsCount"], &after["DataStorage"]), (&json!(3), &json!(11)));
    assert!(before["LastModifiedDate"].as_f64() < after["LastModifiedDate"].as_f64());
    phone.ok("DeleteDataset", json!({ "DatasetName": "prefs" })).await;
    world.ok("DeleteIdentities", json!({ "IdentityIdsToDelete": [other.identity] })).await;
    assert_eq!(of_pool().await["DataStorage"], json!(2));
    let listed = world.ok("cognito-sync:ListIdentityPoolUsage", json!({})).await;
    assert_eq!((&listed["Count"], &listed["MaxResults"]), (&json!(1), &json!(60)));
    assert_eq!(listed["IdentityPoolUsages"][0], of_pool().await);

    world.ok("DeleteIdentityPool", pool.clone()).await;
    let gone = world.refused("cognito-sync:DescribeIdentityPoolUsage", pool).await;
    assert_eq!(gone, format!("ResourceNotFoundException: IdentityPool '{}' not found.", setting.pool));
    let ctx = rules::Ctx::new(
        world.inner.clone(),
        rules::Caller::Anyone,
        "sweep".to_owned(),
        rules::Origin::default(),
    );
    assert!(emptying::empty_deleted(&ctx, 100).await.unwrap() > 0);
    let left = store::datasets::taken_by_pool(&world.inner.store.read(), &setting.pool).await.unwrap();
    assert_eq!((left.datasets, left.bytes), (0, 0));
}
