//! A device that synchronises a dataset of an identity, as the scenarios need it.

use serde_json::{Value, json};

use crate::scenarios::identity_pools::actors::Setting;
use crate::world::signed::Keys;
use crate::world::{World, merged};

/// An identity, seen by an administrator.
pub struct Phone<'a> {
    pub world: &'a World,
    pub pool: String,
    pub identity: String,
}

impl<'a> Phone<'a> {
    /// A guest of a pool.
    pub async fn guest(setting: &'a Setting) -> Phone<'a> {
        Phone::of(setting, &setting.id(&json!({})).await)
    }

    pub fn of(setting: &'a Setting, identity: &str) -> Phone<'a> {
        Phone { world: &setting.world, pool: setting.pool.clone(), identity: identity.to_owned() }
    }

    pub fn named(&self, more: Value) -> Value {
        merged(json!({ "IdentityPoolId": self.pool, "IdentityId": self.identity }), more)
    }

    pub async fn call(&self, operation: &str, more: Value) -> Result<Value, String> {
        self.world.call(&format!("cognito-sync:{operation}"), self.named(more)).await
    }

    pub async fn ok(&self, operation: &str, more: Value) -> Value {
        self.call(operation, more).await.unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// Calls an operation by its whole name.
    pub async fn named_call(&self, called: &str, more: Value) -> Result<Value, String> {
        self.world.call(called, self.named(more)).await
    }

    /// What a dataset tells since a count.
    pub async fn list(&self, dataset: &str, since: i64) -> Value {
        self.ok("ListRecords", json!({ "DatasetName": dataset, "LastSyncCount": since })).await
    }

    /// Lists, and sends changes with the token of that.
    pub async fn push(&self, dataset: &str, patches: Value) -> Result<Value, String> {
        let token = self.list(dataset, 0).await["SyncSessionToken"].clone();
        let change = json!({ "DatasetName": dataset, "SyncSessionToken": token, "RecordPatches": patches });
        self.call("UpdateRecords", change).await
    }

    /// Puts records where there are none.
    pub async fn put(&self, dataset: &str, records: &[(&str, &str)]) -> Value {
        let patches = records.iter().map(|(key, value)| put(key, value, 0)).collect::<Vec<_>>();
        self.push(dataset, json!(patches)).await.expect("a change")
    }

    /// Keys and values that a dataset has.
    pub async fn all(&self, dataset: &str) -> Vec<(String, String)> {
        let listed = self.list(dataset, 0).await;
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let records = listed["Records"].as_array().expect("a list").iter();
        let mut all: Vec<_> = records.map(|record| (text(&record["Key"]), text(&record["Value"]))).collect();
        all.sort();
        all
    }

    /// Temporary credentials of the identity.
    pub async fn keys(&self, logins: &Value) -> Keys {
        let input = json!({ "IdentityId": self.identity, "Logins": logins });
        let got = self.world.ok("GetCredentialsForIdentity", input).await;
        let credentials = &got["Credentials"];
        let with_name = merged(credentials.clone(), json!({ "SecretAccessKey": credentials["SecretKey"] }));
        Keys::of(&with_name)
    }
}

/// A change that puts a value over the record of a count.
pub fn put(key: &str, value: &str, sync_count: i64) -> Value {
    json!({ "Op": "replace", "Key": key, "Value": value, "SyncCount": sync_count })
}

/// A change that removes the record of a count.
pub fn remove(key: &str, sync_count: i64) -> Value {
    json!({ "Op": "remove", "Key": key, "SyncCount": sync_count })
}
