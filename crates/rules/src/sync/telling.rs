//! Changes told elsewhere: written in the batch of the change, told behind it until that has worked.
//! AWS: the developer guide, "Cognito Streams", "Push sync".
//!
//! Streams are told at least once and in the order of an identity's changes: a change waits for those before it. Devices are
//! told a few times, and then no more: they learn of the change when they synchronise.

use serde_json::{Value, json};
use store::sync_devices;
use store::sync_outbox::{self, Due, New};
use store::{Batch, datasets::Dataset};

use super::records::Record;
use super::{Place, devices};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{self, IdentityPool};
use crate::outside::{Call, Failed};

/// What calls that tell of a change are, as the log and the metrics name them.
pub const STREAM: &str = "CognitoStreams";
const PUSH: &str = "PushSync";

/// How many are looked at at once.
const ROUND: i64 = 64;

/// How long before the first second try, and the longest.
const PAUSE_MS: i64 = 2_000;
const LONGEST_PAUSE_MS: i64 = 300_000;

/// How often a device is tried to be told.
const PUSHES: i64 = 6;

/// Whether what comes back of a call does not matter: that it was accepted is enough.
pub fn is_told(trigger: &str) -> bool {
    trigger == STREAM || trigger == PUSH
}

/// Puts what a change is to be told of into its batch: the stream's record, and a word for each device that hears of the
/// dataset but the one that changed it. A dataset that was deleted has no records.
pub(super) async fn announce(
    ctx: &Ctx,
    batch: &mut Batch,
    (place, dataset): (&Place, &Dataset),
    (changed, from): (&[Record], Option<&str>),
) -> Result<()> {
    let (pool_id, identity_id) = (place.pool.id(), place.id());
    let new = New { pool_id, identity_id, kind: "stream", device_id: "", body: "" };
    if place.pool.stream_arn().is_some() {
        let body = record(dataset, changed).to_string();
        sync_outbox::insert(batch, New { body: &body, ..new });
    }
    if !place.pool.more.sync.push.applications.is_empty() {
        let body = devices::note(pool_id, identity_id, &dataset.name, dataset.sync_count).to_string();
        let hearers = sync_devices::subscribers(&ctx.read(), identity_id, &dataset.name).await?;
        for device_id in hearers.iter().filter(|hearer| from != Some(hearer.as_str())) {
            sync_outbox::insert(batch, New { kind: "push", device_id, body: &body, ..new });
        }
    }
    Ok(())
}

/// A stream's record. AWS: dates are milliseconds; what is removed has no value.
pub(super) fn record(dataset: &Dataset, changed: &[Record]) -> Value {
    let records: Vec<Value> = changed
        .iter()
        .map(|record| {
            json!({
                "key": record.key, "value": record.value, "syncCount": record.sync_count,
                "lastModifiedDate": record.modified_at, "deviceLastModifiedDate": record.device_modified_at,
                "op": if record.value.is_some() { "replace" } else { "remove" },
            })
        })
        .collect();
    json!({
        "identityPoolId": dataset.pool_id, "identityId": dataset.identity_id, "dataSetName": dataset.name,
        "operation": if dataset.is_live { "replace" } else { "remove" },
        "kinesisSyncRecords": records, "kinesisSyncRecordsURL": null, "payloadType": "Inline",
        "lastModifiedDate": dataset.modified_at, "syncCount": dataset.sync_count,
    })
}

/// Tells what is due, all of it that can be told. Only one node at a time may: whoever calls holds a lease, and gives up when
/// `goes_on` says so. Gives how many were told.
pub async fn tell(ctx: &Ctx, goes_on: &(dyn Fn() -> bool + Sync)) -> Result<usize> {
    let mut told = 0;
    // A round takes of each identity what comes first; the next one what comes after it.
    loop {
        let due = sync_outbox::due(&ctx.read(), ctx.now(), ROUND).await?;
        if due.is_empty() || !goes_on() {
            return Ok(told);
        }
        for due in due {
            if !goes_on() {
                return Ok(told);
            }
            let outcome = tell_one(ctx, &due).await?;
            let mut batch = ctx.batch()?;
            match outcome {
                Told::Done => sync_outbox::delete(&mut batch, &due),
                Told::Failed if due.kind == "push" && due.attempts + 1 >= PUSHES => {
                    sync_outbox::delete(&mut batch, &due);
                }
                Told::Failed => {
                    let pause = PAUSE_MS.saturating_mul(1 << due.attempts.clamp(0, 20)).min(LONGEST_PAUSE_MS);
                    sync_outbox::postpone(&mut batch, &due, ctx.now() + pause);
                }
            }
            ctx.commit(batch).await?;
            told += usize::from(matches!(outcome, Told::Done));
        }
    }
}

enum Told {
    /// It was, or there is nobody left to be told.
    Done,
    /// It was not, and may be later.
    Failed,
}

async fn tell_one(ctx: &Ctx, due: &Due) -> Result<Told> {
    let pool = match identity_pools::get(ctx, &due.pool_id).await {
        Ok(pool) => pool,
        Err(error) if error.reason() == Reason::IdentityPoolNotFound => return Ok(Told::Done),
        Err(error) => return Err(error),
    };
    let body: Value = serde_json::from_str(&due.body)?;
    match due.kind.as_str() {
        "push" => push(ctx, &pool, due, &body).await,
        // What was streamed before the stream was turned off is not lost: it goes where the pool's stream is.
        _ => match named_stream(&pool) {
            Some(arn) => Ok(invoke(ctx, &pool, (&arn, STREAM), &body).await),
            None => Ok(Told::Done),
        },
    }
}

fn named_stream(pool: &IdentityPool) -> Option<String> {
    let name = pool.more.sync.stream.name.as_ref()?;
    Some(format!("arn:aws:kinesis:{}:{}:stream/{name}", pool.row.region, pool.row.account))
}

async fn push(ctx: &Ctx, pool: &IdentityPool, due: &Due, note: &Value) -> Result<Told> {
    let Some(device) = sync_devices::get(&ctx.read(), &due.device_id).await? else { return Ok(Told::Done) };
    let Some(arn) = pool.more.sync.application(&device.platform) else { return Ok(Told::Done) };
    let envelope = devices::envelope(ctx.world(), arn, &device, note)?;
    Ok(invoke(ctx, pool, (arn, PUSH), &envelope).await)
}

async fn invoke(ctx: &Ctx, pool: &IdentityPool, (arn, trigger): (&str, &'static str), event: &Value) -> Told {
    let call = Call { arn, pool_id: pool.id(), trigger, event, waits: true };
    match ctx.world().functions.invoke(&call).await {
        Ok(_) | Err(Failed::Unreadable) => Told::Done,
        Err(_) => Told::Failed,
    }
}

/// An error that says that nothing is streamed. Errors: `StreamOff`.
pub(super) fn check_stream(pool: &IdentityPool) -> Result<()> {
    match pool.stream_arn() {
        Some(_) => Ok(()),
        None => Err(Error::new(Reason::StreamOff)),
    }
}
