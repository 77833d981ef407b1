//! The partition keys of tables, which policies on leading keys need to be known: asked of the store, and kept for a while.
//! AWS: API_DescribeTable.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rules::Ctx;
use rules::gateway::Plan;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};

use super::backend::Backend;
use super::upstream::{self, Own};

/// How long a key is believed: a table can be deleted, and made anew with another.
const KEPT: Duration = Duration::from_secs(60);

/// Tables that are remembered.
const MOST: usize = 1_000;

/// How long the store may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest description.
const LONGEST: usize = 1 << 20;

/// What is known of tables, by name: the partition key of the table and, as `TABLE/index/INDEX`, of its indexes.
#[derive(Default)]
pub struct Tables(Mutex<BTreeMap<String, Told>>);

/// When a table was asked for, and its partition keys.
type Told = (Instant, BTreeMap<String, String>);

impl Tables {
    fn get(&self, table: &str) -> Option<BTreeMap<String, String>> {
        let tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tables.get(table).filter(|(since, _)| since.elapsed() < KEPT).map(|(_, keys)| keys.clone())
    }

    fn put(&self, table: &str, keys: BTreeMap<String, String>) {
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tables.len() >= MOST {
            tables.clear();
        }
        tables.insert(table.to_owned(), (Instant::now(), keys));
    }
}

/// The partition keys of tables and indexes; of what the store does not tell there is none.
pub async fn partition_keys(backend: &Backend, places: &[String], ctx: &Ctx) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for place in places {
        let table = place.split_once("/index/").map_or(place.as_str(), |(table, _)| table);
        let keys = match backend.tables.get(table) {
            Some(keys) => keys,
            None => {
                let Ok(Some(keys)) = timeout(PATIENCE, asked(backend, table, ctx)).await else { continue };
                backend.tables.put(table, keys.clone());
                keys
            }
        };
        found.extend(keys.get(place).map(|key| (place.clone(), key.clone())));
    }
    found
}

async fn asked(backend: &Backend, table: &str, ctx: &Ctx) -> Option<BTreeMap<String, String>> {
    let body = json!({ "TableName": table }).to_string();
    let headers =
        [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", "DynamoDB_20120810.DescribeTable")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let plan = Plan::own("/");
    let own = Own { method: "POST", plan: &plan, headers: headers.to_vec(), body: body.into_bytes() };
    let (status, bytes) = upstream::told(backend, own, LONGEST, ctx).await?;
    status.is_success().then(|| keys(table, &serde_json::from_slice(&bytes).ok()?)).flatten()
}

/// The keys in a description. A key of several attributes is none that a policy can name.
fn keys(table: &str, description: &Value) -> Option<BTreeMap<String, String>> {
    let partition = |of: &Value| {
        let mut hash = of["KeySchema"].as_array()?.iter().filter(|key| key["KeyType"] == "HASH");
        let name = hash.next()?["AttributeName"].as_str()?.to_owned();
        hash.next().is_none().then_some(name)
    };
    let of = &description["Table"];
    let mut keys = BTreeMap::from([(table.to_owned(), partition(of)?)]);
    for kind in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        for index in of[kind].as_array().into_iter().flatten() {
            if let (Some(name), Some(key)) = (index["IndexName"].as_str(), partition(index)) {
                keys.insert(format!("{table}/index/{name}"), key);
            }
        }
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_tables_and_indexes_are_read() {
        let schema = |name: &str| json!([{ "AttributeName": "other", "KeyType": "RANGE" }, { "AttributeName": name, "KeyType": "HASH" }]);
        let two =
            json!([{ "AttributeName": "a", "KeyType": "HASH" }, { "AttributeName": "b", "KeyType": "HASH" }]);
        let described = json!({ "Table": {
            "KeySchema": schema("owner"),
            "GlobalSecondaryIndexes": [{ "IndexName": "by", "KeySchema": schema("town") }, { "IndexName": "two", "KeySchema": two }],
        } });
        let keys = keys("rows", &described).unwrap();
        let expected = [("rows", "owner"), ("rows/index/by", "town")];
        assert_eq!(keys, expected.map(|(place, key)| (place.to_owned(), key.to_owned())).into());
        assert!(super::keys("rows", &json!({})).is_none());
    }
}
