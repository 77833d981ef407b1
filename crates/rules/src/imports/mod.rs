//! Importing users from a CSV file: the job, its file, the rounds in which it is worked off, and its log.
//! AWS: the developer guide, "Importing users into user pools from a CSV file"; API_UserImportJobType.
//!
//! The file lies in the store in sealed parts, since any node may be asked to take it and any to work it off. A job's
//! progress is written in the batch of the users that it tells of: after a crash no row comes twice and none is lost.

pub mod address;
pub mod hash;
pub mod log;
pub mod rounds;
pub mod upload;

mod lines;
mod rows;

use std::sync::Arc;

use crypto::foreign::Algorithm;
use serde::{Deserialize, Serialize};
use store::imports::Job as Row;
use store::{Batch, Outcome, room};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::quotas::Quota;

/// AWS's statuses of a job.
pub mod status {
    /// Made, and waiting for its file and its start.
    pub const CREATED: &str = "Created";
    /// Started, and not yet taken up.
    pub const PENDING: &str = "Pending";
    /// Under way.
    pub const IN_PROGRESS: &str = "InProgress";
    /// Told to stop.
    pub const STOPPING: &str = "Stopping";
    /// Not started in time; its file is gone.
    pub const EXPIRED: &str = "Expired";
    /// Stopped.
    pub const STOPPED: &str = "Stopped";
    /// Ended without having done what it was for.
    pub const FAILED: &str = "Failed";
    /// Ended.
    pub const SUCCEEDED: &str = "Succeeded";
}

/// AWS: a job that is not started expires after 24 to 48 hours.
const UNSTARTED_MS: i64 = 24 * 3_600_000;

/// A job with what is known of it.
pub struct Job {
    /// The row as it is kept.
    pub row: Row,
    /// What the row's text holds.
    pub state: State,
}

/// What is known of a job beside its row's columns.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct State {
    /// Its name, not unique.
    pub name: String,
    /// The role that would write to CloudWatch; kept and given back.
    pub role_arn: String,
    /// Which hashes the file holds, by AWS's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// Epoch milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<i64>,
    /// Epoch milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<i64>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Length of the file.
    #[serde(default)]
    pub size_bytes: i64,
    /// Lines of the file that are not empty, its header too.
    #[serde(default)]
    pub filled_lines: i64,
    /// The cells of its first line, once that has been read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    columns: Option<Vec<String>>,
    /// How much of the file has been worked off.
    #[serde(default)]
    offset_bytes: i64,
    /// How many lines that were.
    #[serde(default)]
    line: i64,
    /// Users that were made.
    #[serde(default)]
    pub imported: i64,
    /// Users that were there before.
    #[serde(default)]
    pub skipped: i64,
    /// Rows that made no user.
    #[serde(default)]
    pub failed: i64,
}

/// Reads a row.
pub fn read(row: Row) -> Result<Job> {
    let state = serde_json::from_str(&row.state)?;
    Ok(Job { row, state })
}

impl Job {
    /// AWS's status at a time: a job that was not started in time is expired, whether or not its file is gone yet.
    pub fn status(&self, now: i64) -> &str {
        match self.row.status == status::CREATED && now - self.row.created_at >= UNSTARTED_MS {
            true => status::EXPIRED,
            false => &self.row.status,
        }
    }

    /// The kind of hashes in its file.
    fn algorithm(&self) -> Option<Algorithm> {
        self.state.algorithm.as_deref().and_then(Algorithm::of)
    }

    /// Puts the job as it is now into a batch, over the revision that was loaded.
    fn put(&mut self, batch: &mut Batch) -> Result<()> {
        self.row.state = serde_json::to_string(&self.state)?;
        store::imports::update(batch, &self.row);
        Ok(())
    }

    /// Puts its end into a batch: what happened, and its file and turn gone.
    fn put_end(&mut self, ctx: &Ctx, batch: &mut Batch, status: &str, message: String) -> Result<()> {
        self.row.status = status.to_owned();
        self.row.upload = None;
        self.state.completed_at = Some(ctx.now());
        self.state.message = Some(message);
        self.put(batch)?;
        store::imports::delete_parts(batch, &self.row, None);
        store::imports::end_turn(batch, &self.row);
        Ok(())
    }
}

/// The columns of a pool's file, in AWS's order.
pub fn header(pool: &Pool) -> Vec<String> {
    let attributes = pool.settings.schema_attributes.iter().flatten().filter_map(|a| a.name.clone());
    // AWS: `sub` is given, never taken.
    let attributes = attributes.filter(|name| name != "sub" && name != "identities");
    attributes.chain([rows::MFA_ENABLED, rows::USERNAME].map(str::to_owned)).collect()
}

/// Makes a job.
///
/// Errors: `ImportNeedsVerification` in a pool that verifies nothing by itself, `TooManyImportJobs`.
pub async fn create(
    ctx: &Ctx,
    pool: &Pool,
    name: String,
    role_arn: String,
    algorithm: Option<String>,
) -> Result<Job> {
    if rows::auto_verified(pool).next().is_none() {
        return Err(Error::new(Reason::ImportNeedsVerification));
    }
    let state = State { name, role_arn, algorithm, ..State::default() };
    let row = Row {
        pool_id: pool.id().to_owned(),
        id: format!("import-{}", ids::text(ctx, LETTERS, 10)?),
        // An upload takes the next revision as its number, which must not be 0.
        revision: 0,
        status: status::CREATED.to_owned(),
        upload: None,
        state: serde_json::to_string(&state)?,
        created_at: ctx.now(),
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::ImportJobs, pool.id(), ctx.most(Quota::ImportJobs));
    store::imports::insert(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Job { row, state }),
        Outcome::Missed { tag: "pools", .. } => Err(crate::pools::not_found(pool.id())),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::ImportJobs)),
        // Ten random characters that are taken.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A job of a pool. Errors: `ImportJobNotFound`.
pub async fn get(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Job> {
    let row = store::imports::get(&ctx.read(), pool.id(), id).await?;
    read(row.ok_or_else(|| Error::about(Reason::ImportJobNotFound, id))?)
}

/// Starts a job whose file is there.
///
/// Errors: `ImportJobNotFound`, `ImportJobState` for one that was started, `ImportWithoutFile`, `ImportBusy` while
/// another job of the pool is under way.
pub async fn start(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Job> {
    let mut job = get(ctx, pool, id).await?;
    let is = job.status(ctx.now());
    if is != status::CREATED {
        return Err(Error::about(Reason::ImportJobState, id).and(is));
    }
    if job.row.upload.is_none() {
        return Err(Error::about(Reason::ImportWithoutFile, id));
    }
    job.row.status = status::PENDING.to_owned();
    job.state.started_at = Some(ctx.now());
    let mut batch = ctx.batch()?;
    store::imports::take_turn(&mut batch, &job.row);
    job.put(&mut batch)?;
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(job),
        Outcome::Missed { .. } => Err(Error::new(Reason::ImportBusy)),
    }
}

/// Tells a job that is under way to stop. Errors: `ImportJobNotFound`, `ImportJobState`.
pub async fn stop(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Job> {
    let mut job = get(ctx, pool, id).await?;
    let is = job.status(ctx.now());
    if !matches!(is, status::PENDING | status::IN_PROGRESS) {
        return Err(Error::about(Reason::ImportJobState, id).and(is));
    }
    job.row.status = status::STOPPING.to_owned();
    let mut batch = ctx.batch()?;
    job.put(&mut batch)?;
    ctx.commit(batch).await?;
    Ok(job)
}

/// Refuses a change of a pool while users are imported into it. Errors: `ImportUnderWay`.
pub async fn check_idle(ctx: &Ctx, pool: &Pool) -> Result<()> {
    match store::imports::turn(&ctx.read(), pool.id()).await? {
        Some(_) => Err(Error::new(Reason::ImportUnderWay)),
        None => Ok(()),
    }
}

/// Deletes the files of jobs that were not started in time. One call is one round.
pub async fn expire(ctx: &Ctx) -> Result<()> {
    const ROUND: i64 = 20;
    let before = ctx.now() - UNSTARTED_MS;
    for row in store::imports::older(&ctx.read(), status::CREATED, before, ROUND).await? {
        let mut job = read(row)?;
        let mut batch = ctx.batch()?;
        job.put_end(ctx, &mut batch, status::EXPIRED, "The user import job has expired.".to_owned())?;
        // Whoever moved it meanwhile is before us; the next round sees.
        match ctx.commit(batch).await {
            Err(error) if error.reason() != Reason::Moved => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// A job and its pool, as a background round or a file's address finds them.
async fn with_pool(ctx: &Ctx, pool_id: &str, id: &str) -> Result<(Arc<Pool>, Job)> {
    let pool = crate::pools::get(ctx, pool_id).await?;
    let job = get(ctx, &pool, id).await?;
    Ok((pool, job))
}
