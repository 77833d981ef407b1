//! SyncTrigger: the function that a pool has asked of changes of datasets before they are kept.
//! AWS: the developer guide, "Customizing workflows with Cognito Events"; called by UpdateRecords of identities themselves.
//!
//! It sees all records of the dataset. What it adds, changes and removes among them is kept; what it leaves out stays as the
//! caller wants it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::IdentityPool;
use crate::outside::{Call, Failed};

const NAME: &str = "SyncTrigger";

/// What is known of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its value before.
    pub old: Option<String>,
    /// What the caller wants it to be; nothing where it is to be removed.
    pub new: Option<String>,
    /// Whether the caller changes it.
    pub is_changed: bool,
}

/// What a dataset is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The pool.
    pub pool: &'a IdentityPool,
    /// The identity.
    pub identity_id: &'a str,
    /// The dataset.
    pub dataset: &'a str,
}

#[derive(Deserialize)]
struct Answer {
    version: Value,
    #[serde(rename = "eventType")]
    event_type: String,
    region: String,
    #[serde(rename = "identityPoolId")]
    pool_id: String,
    #[serde(rename = "identityId")]
    identity_id: String,
    #[serde(rename = "datasetName")]
    dataset: String,
    #[serde(rename = "datasetRecords")]
    records: BTreeMap<String, Decided>,
}

#[derive(Deserialize)]
struct Decided {
    #[serde(rename = "newValue")]
    new: Option<String>,
    op: Option<String>,
}

/// Asks it. Gives what each record is to be that it has a word for, by key: a value, or nothing for one that is removed.
///
/// Errors: `SyncFunctionFailed` with why it could not be run, threw, or what it answered is none; `SyncFunctionBusy`.
pub async fn ask(
    ctx: &Ctx,
    arn: &str,
    about: About<'_>,
    records: &BTreeMap<String, Seen>,
) -> Result<BTreeMap<String, Option<String>>> {
    let shown: Map<String, Value> = records.iter().map(|(key, seen)| (key.clone(), seen.shown())).collect();
    let About { pool, identity_id, dataset } = about;
    let event = json!({
        "version": 2, "eventType": NAME, "region": pool.row.region, "identityPoolId": pool.id(),
        "identityId": identity_id, "datasetName": dataset, "datasetRecords": shown,
    });
    let call = Call { arn, pool_id: pool.id(), trigger: NAME, event: &event, waits: true };
    let answer = ctx.world().functions.invoke(&call).await.map_err(failed)?;
    let answer: Answer =
        serde_json::from_value(answer).map_err(|_| invalid("Its answer is not of the event's form."))?;
    let is_same = answer.version == event["version"]
        && answer.event_type == NAME
        && answer.region == pool.row.region
        && answer.pool_id == pool.id()
        && answer.identity_id == identity_id
        && answer.dataset == dataset;
    if !is_same {
        return Err(invalid("It may change datasetRecords only."));
    }
    answer.records.into_iter().map(decided).collect()
}

fn decided((key, decided): (String, Decided)) -> Result<(String, Option<String>)> {
    const KEY: std::ops::RangeInclusive<usize> = 1..=1_024;
    const VALUE: usize = 1_048_575;
    if !KEY.contains(&key.encode_utf16().count()) {
        return Err(invalid("A key is too long, or empty."));
    }
    let value = match decided.op.as_deref() {
        Some("remove") => None,
        None | Some("replace" | "none") => decided.new,
        Some(_) => return Err(invalid("An op is none of replace, remove and none.")),
    };
    match value.as_ref().is_some_and(|value| value.encode_utf16().count() > VALUE) {
        true => Err(invalid("A value is too long.")),
        false => Ok((key, value)),
    }
}

impl Seen {
    fn shown(&self) -> Value {
        let op = match (self.is_changed, &self.new) {
            (false, _) => "none",
            (true, Some(_)) => "replace",
            (true, None) => "remove",
        };
        json!({ "oldValue": self.old, "newValue": self.new, "op": op })
    }
}

fn invalid(why: &str) -> Error {
    Error::about(Reason::SyncFunctionFailed, why)
}

fn failed(failed: Failed) -> Error {
    match failed {
        Failed::NotRun(code) if code == "TooManyRequestsException" => Error::new(Reason::SyncFunctionBusy),
        Failed::NotRun(code) => invalid(&code),
        Failed::Thrown(message) => invalid(&message),
        Failed::Unreadable => invalid("Its answer is not JSON."),
    }
}
