//! The last calls of each pool, in memory, for whoever sets functions up: what was sent, what came back, how long it took.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rules::outside::Failed;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Job, outcome};

/// Calls kept of one pool.
const OF_POOL: usize = 100;

/// Calls kept of all.
const OF_ALL: usize = 1_000;

/// Bytes of an event or an answer that are kept whole.
const LARGEST: usize = 16_384;

/// What is shown instead of a secret.
const MASK: &str = "***";

/// Members that carry secrets, wherever they stand.
const SECRET: [&str; 7] = [
    "challengeAnswer",
    "challengeMetadata",
    "code",
    "idToken",
    "password",
    "privateChallengeParameters",
    "tokenResponse",
];

/// One call.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// When it was answered, in milliseconds since 1970.
    pub at: i64,
    /// The function.
    pub arn: String,
    /// As errors name it.
    pub trigger: &'static str,
    /// `ok`, `thrown`, `timeout`, `not_run` or `unreadable`.
    pub outcome: &'static str,
    /// Milliseconds.
    pub took_ms: u64,
    /// What it was given.
    pub event: Value,
    /// What it returned; null where nothing was waited for.
    pub answer: Value,
    /// What it threw, or why it did not run.
    pub error: Option<String>,
}

/// The last calls.
#[derive(Default)]
pub struct CallLog(Mutex<BTreeMap<String, VecDeque<Record>>>);

impl CallLog {
    /// Takes one down.
    pub(super) fn push(&self, job: &Job, answer: &Result<Value, Failed>, now: i64, took: Duration) {
        let error = match answer {
            Ok(_) => None,
            Err(Failed::Thrown(message)) => Some(message.clone()),
            Err(Failed::NotRun(code)) => Some(code.clone()),
            Err(Failed::Unreadable) => Some("not JSON".to_owned()),
        };
        let record = Record {
            at: now,
            arn: job.arn.clone(),
            trigger: job.trigger,
            outcome: outcome(answer),
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            event: kept(&serde_json::from_slice(&job.body).unwrap_or_default()),
            answer: answer.as_ref().map(kept).unwrap_or_default(),
            error,
        };
        let mut pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = pools.entry(job.pool_id.clone()).or_default();
        calls.push_back(record);
        if calls.len() > OF_POOL {
            calls.pop_front();
        }
        if pools.values().map(VecDeque::len).sum::<usize>() > OF_ALL {
            forget_oldest(&mut pools);
        }
    }

    /// Those of a pool, the newest first.
    pub fn of_pool(&self, pool_id: &str) -> Vec<Record> {
        let pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pools.get(pool_id).map(|calls| calls.iter().rev().cloned().collect()).unwrap_or_default()
    }
}

fn forget_oldest(pools: &mut BTreeMap<String, VecDeque<Record>>) {
    let oldest = pools.iter().min_by_key(|(_, calls)| calls.front().map_or(i64::MAX, |record| record.at));
    let Some(pool_id) = oldest.map(|(pool_id, _)| pool_id.clone()) else { return };
    if let Some(calls) = pools.get_mut(&pool_id) {
        calls.pop_front();
        if calls.is_empty() {
            pools.remove(&pool_id);
        }
    }
}

/// A value without its secrets, or its size where it is large.
fn kept(value: &Value) -> Value {
    let masked = masked(value);
    match masked.to_string().len() {
        size if size > LARGEST => json!({ "bytes": size }),
        _ => masked,
    }
}

/// A value without its secrets. Absence shows.
pub fn masked(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let is_secret = SECRET.contains(&name.as_str()) && !value.is_null();
                (name.clone(), if is_secret { json!(MASK) } else { masked(value) })
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(masked).collect()),
        _ => value.clone(),
    }
}
