//! The last publishing of all datasets of a pool to its stream: how far it has come, and how it ended.
//!
//! Writes are guarded by the revision that was loaded (`Moved`, tag `bulk_publishes`).

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPublish {
    /// The identity pool.
    pub pool_id: String,
    /// `IN_PROGRESS`, `SUCCEEDED` or `FAILED`.
    pub status: String,
    /// Epoch milliseconds.
    pub started_at: i64,
    /// Epoch milliseconds.
    pub ended_at: Option<i64>,
    /// Why it failed.
    pub failure: Option<String>,
    /// The identity of the last dataset that was published.
    pub identity_id: String,
    /// Its name.
    pub dataset: String,
    /// The revision that was loaded.
    pub revision: i64,
}

const SELECT: &str = "SELECT pool_id, status, started_at, ended_at, failure, identity_id, dataset, revision \
                      FROM bulk_publishes WHERE pool_id = $1";

const RUNNING: &str = "SELECT pool_id, status, started_at, ended_at, failure, identity_id, dataset, revision \
                       FROM bulk_publishes WHERE status = 'IN_PROGRESS' ORDER BY pool_id LIMIT 1";

impl BulkPublish {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            status: row.text("status")?,
            started_at: row.int("started_at")?,
            ended_at: row.opt_int("ended_at")?,
            failure: row.opt_text("failure")?,
            identity_id: row.text("identity_id")?,
            dataset: row.text("dataset")?,
            revision: row.int("revision")?,
        })
    }
}

/// The last one of a pool.
pub async fn get(read: &Read<'_>, pool_id: &str) -> Result<Option<BulkPublish>> {
    read.row(SELECT, &[pool_id.into()]).await?.as_ref().map(BulkPublish::from_row).transpose()
}

/// One that goes on.
pub async fn running(read: &Read<'_>) -> Result<Option<BulkPublish>> {
    read.row(RUNNING, &[]).await?.as_ref().map(BulkPublish::from_row).transpose()
}

/// Begins one over the revision that was loaded, none where there was none. Misses: `Moved`, tag `bulk_publishes`.
pub fn begin(batch: &mut Batch, pool_id: &str, loaded: Option<i64>) {
    let at = batch.at();
    let sql = "INSERT INTO bulk_publishes (pool_id, status, started_at, ended_at, failure, identity_id, dataset, revision) \
               VALUES ($1, 'IN_PROGRESS', $2, NULL, NULL, '', '', $3) ON CONFLICT (pool_id) DO UPDATE SET \
               status = excluded.status, started_at = excluded.started_at, ended_at = NULL, failure = NULL, \
               identity_id = '', dataset = '', revision = excluded.revision WHERE bulk_publishes.revision = $4";
    let next = loaded.map_or(0, |loaded| loaded + 1);
    let args = vec![pool_id.into(), at.into(), next.into(), loaded.unwrap_or(-1).into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "bulk_publishes"));
}

/// Writes how far it has come over the revision that was loaded. Misses: `Moved`, tag `bulk_publishes`.
pub fn update(batch: &mut Batch, publish: &BulkPublish) {
    let sql = "UPDATE bulk_publishes SET status = $3, ended_at = $4, failure = $5, identity_id = $6, dataset = $7, \
               revision = revision + 1 WHERE pool_id = $1 AND revision = $2";
    let args = vec![
        (&publish.pool_id).into(),
        publish.revision.into(),
        (&publish.status).into(),
        publish.ended_at.into(),
        publish.failure.as_ref().into(),
        (&publish.identity_id).into(),
        (&publish.dataset).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "bulk_publishes"));
}
