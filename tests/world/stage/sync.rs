//! Inputs for datasets.

use serde_json::{Value, json};

use super::Stage;
use crate::world::merged;

/// Whether an operation is one of this service.
pub fn knows(operation: &str) -> bool {
    operation.starts_with("cognito-sync:")
}

/// A change that puts a record where none was.
pub fn put(key: &str, value: &str) -> Value {
    json!({ "Op": "replace", "Key": key, "Value": value, "SyncCount": 0, "DeviceLastModifiedDate": 1_795_000_000 })
}

impl Stage {
    pub(super) async fn sync_input(&self, operation: &str) -> Value {
        let world = &self.world;
        let pool = json!({ "IdentityPoolId": self.identity_pool().await });
        let guest = world.ok("GetId", pool.clone()).await["IdentityId"].clone();
        let identity = merged(pool.clone(), json!({ "IdentityId": guest }));
        let prefs = merged(identity.clone(), json!({ "DatasetName": "prefs" }));
        for dataset in ["notes", "prefs"] {
            let of = merged(identity.clone(), json!({ "DatasetName": dataset }));
            let listed = world.ok("cognito-sync:ListRecords", of.clone()).await;
            let change = json!({ "SyncSessionToken": listed["SyncSessionToken"],
                                 "RecordPatches": [put("theme", "dark"), put("size", "7")] });
            world.ok("cognito-sync:UpdateRecords", merged(of, change)).await;
        }
        let name = operation.split_once(':').map_or(operation, |(_, name)| name);
        let applications = json!(["arn:aws:sns:us-east-1:000000000000:app/GCM/app"]);
        let role = "arn:aws:iam::000000000000:role/sync";
        let configuration = merged(
            pool.clone(),
            json!({ "PushSync": { "ApplicationArns": applications, "RoleArn": role },
                    "CognitoStreams": { "StreamName": "changes", "RoleArn": role, "StreamingStatus": "ENABLED" } }),
        );
        let function = "arn:aws:lambda:us-east-1:000000000000:function:sync";
        let events = merged(pool.clone(), json!({ "Events": { "SyncTrigger": function } }));
        if name.contains("Device") || name.contains("scribe") || name.contains("Bulk") {
            world.ok("cognito-sync:SetIdentityPoolConfiguration", configuration.clone()).await;
        }
        let device = merged(identity.clone(), json!({ "Platform": "GCM", "Token": self.name() }));
        match name {
            "BulkPublish" => pool,
            "GetBulkPublishDetails" => {
                world.ok("cognito-sync:BulkPublish", pool.clone()).await;
                pool
            }
            "GetCognitoEvents" | "GetIdentityPoolConfiguration" => {
                world.ok("cognito-sync:SetCognitoEvents", events).await;
                world.ok("cognito-sync:SetIdentityPoolConfiguration", configuration).await;
                pool
            }
            "RegisterDevice" => device,
            "SetCognitoEvents" => events,
            "SetIdentityPoolConfiguration" => configuration,
            "SubscribeToDataset" | "UnsubscribeFromDataset" => {
                let id = world.ok("cognito-sync:RegisterDevice", device).await["DeviceId"].clone();
                let subscription = merged(prefs, json!({ "DeviceId": id }));
                if name.starts_with("Un") {
                    world.ok("cognito-sync:SubscribeToDataset", subscription.clone()).await;
                }
                subscription
            }
            "DeleteDataset" | "DescribeDataset" => prefs,
            "DescribeIdentityPoolUsage" => pool,
            "DescribeIdentityUsage" => identity,
            "ListDatasets" => {
                let page = merged(identity, json!({ "MaxResults": 1 }));
                let first = world.ok(operation, page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            "ListIdentityPoolUsage" => {
                self.identity_pool().await;
                let first = world.ok(operation, json!({ "MaxResults": 1 })).await;
                json!({ "MaxResults": 1, "NextToken": first["NextToken"] })
            }
            "ListRecords" => {
                let page = merged(prefs, json!({ "LastSyncCount": 0, "MaxResults": 1 }));
                let first = world.ok(operation, page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            "UpdateRecords" => {
                let listed = world.ok("cognito-sync:ListRecords", prefs.clone()).await;
                let gone = json!({ "Op": "remove", "Key": "size", "SyncCount": 1 });
                let patches = json!([put("colour", "blue"), gone]);
                let more = json!({ "SyncSessionToken": listed["SyncSessionToken"], "RecordPatches": patches,
                                   "DeviceId": "device", "ClientContext": "context" });
                merged(prefs, more)
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
