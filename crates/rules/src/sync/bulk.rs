//! All datasets of a pool, published to its stream.
//! AWS: API_BulkPublish, API_GetBulkPublishDetails; one at a time, and one that succeeds a day.

use store::bulk_publishes::{self, BulkPublish};
use store::datasets::{self, Dataset};
use store::sync_outbox::{self, New};
use store::{Outcome, dataset_records};

use super::records::Record;
use super::telling::{check_stream, record};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{self, IdentityPool};

const DAY_MS: i64 = 24 * 3_600_000;

/// Begins to publish. Errors: `StreamOff`, `BulkRunning`, `BulkDone` within a day of one that succeeded.
pub async fn begin(ctx: &Ctx, pool: &IdentityPool) -> Result<()> {
    check_stream(pool)?;
    let last = bulk_publishes::get(&ctx.read(), pool.id()).await?;
    if let Some(last) = &last {
        match last.status.as_str() {
            "IN_PROGRESS" => return Err(Error::new(Reason::BulkRunning)),
            "SUCCEEDED" if ctx.now() < last.started_at + DAY_MS => return Err(Error::new(Reason::BulkDone)),
            _ => {}
        }
    }
    let mut batch = ctx.batch()?;
    bulk_publishes::begin(&mut batch, pool.id(), last.map(|last| last.revision));
    match ctx.commit_as_is(batch).await? {
        Outcome::Done => Ok(()),
        // Somebody else has begun meanwhile.
        Outcome::Missed { .. } => Err(Error::new(Reason::BulkRunning)),
    }
}

/// One step of those that go on: one dataset, in the order of its identity's changes. False when none has more to do now.
pub async fn step(ctx: &Ctx) -> Result<bool> {
    let Some(publish) = bulk_publishes::running(&ctx.read()).await? else { return Ok(false) };
    let pool = match identity_pools::get(ctx, &publish.pool_id).await {
        Ok(pool) if pool.stream_arn().is_some() => pool,
        Ok(_) => return end(ctx, publish, Some("Streaming was turned off.")).await.map(|()| true),
        Err(error) if error.reason() == Reason::IdentityPoolNotFound => {
            return end(ctx, publish, Some("The identity pool is gone.")).await.map(|()| true);
        }
        Err(error) => return Err(error),
    };
    let after = (publish.identity_id.as_str(), publish.dataset.as_str());
    let Some(dataset) = datasets::next_of_pool(&ctx.read(), pool.id(), after).await? else {
        // It has succeeded when all has arrived.
        if sync_outbox::has_bulk(&ctx.read(), pool.id()).await? {
            return Ok(false);
        }
        return end(ctx, publish, None).await.map(|()| true);
    };
    put(ctx, publish, &dataset).await.map(|()| true)
}

/// Puts a dataset among what is to be told, unless it has changed meanwhile: then the next step has it as it is.
async fn put(ctx: &Ctx, publish: BulkPublish, dataset: &Dataset) -> Result<()> {
    let page =
        dataset_records::page(&ctx.read(), super::datasets::of(dataset), 0, "", super::RECORDS).await?;
    let records = page.into_iter().map(|(_, row)| Record::read(row)).collect::<Result<Vec<_>>>()?;
    let body = record(dataset, &records).to_string();
    let mut batch = ctx.batch()?;
    datasets::hold(&mut batch, dataset);
    let new = New {
        pool_id: &dataset.pool_id,
        identity_id: &dataset.identity_id,
        kind: "bulk",
        device_id: "",
        body: &body,
    };
    sync_outbox::insert(&mut batch, new);
    let (identity_id, name) = (dataset.identity_id.clone(), dataset.name.clone());
    bulk_publishes::update(&mut batch, &BulkPublish { identity_id, dataset: name, ..publish });
    ctx.commit_as_is(batch).await.map(drop)
}

async fn end(ctx: &Ctx, publish: BulkPublish, failure: Option<&str>) -> Result<()> {
    let status = if failure.is_some() { "FAILED" } else { "SUCCEEDED" };
    let mut batch = ctx.batch()?;
    let ended = BulkPublish {
        status: status.to_owned(),
        ended_at: Some(batch.at()),
        failure: failure.map(str::to_owned),
        ..publish
    };
    bulk_publishes::update(&mut batch, &ended);
    ctx.commit_as_is(batch).await.map(drop)
}
