//! What of changes of datasets is still to be told: written in the batch of the change, deleted when it was told.
//!
//! Rows of one identity are numbered in the order of their commits, so that streams are told in that order.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The identity pool.
    pub pool_id: String,
    /// The identity.
    pub identity_id: String,
    /// Its number among the identity's.
    pub seq: i64,
    /// `stream`, `bulk` or `push`.
    pub kind: String,
    /// Of a push the device, else empty.
    pub device_id: String,
    /// JSON text.
    pub body: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When to try next, epoch milliseconds.
    pub due_at: i64,
}

/// What one row is to say.
#[derive(Clone, Copy)]
pub struct New<'a> {
    /// The identity pool.
    pub pool_id: &'a str,
    /// The identity.
    pub identity_id: &'a str,
    /// `stream`, `bulk` or `push`.
    pub kind: &'static str,
    /// Of a push the device, else empty.
    pub device_id: &'a str,
    /// JSON text.
    pub body: &'a str,
}

/// Of streams, what an identity's earlier ones go before waits for them.
static DUE: LazyLock<String> = LazyLock::new(|| {
    "SELECT pool_id, identity_id, seq, kind, device_id, body, attempts, due_at FROM sync_outbox o \
     WHERE due_at <= $1 AND (kind = 'push' OR NOT EXISTS (SELECT 1 FROM sync_outbox p \
     WHERE p.identity_id = o.identity_id AND p.seq < o.seq AND p.kind <> 'push')) \
     ORDER BY due_at, identity_id, seq LIMIT $2"
        .to_owned()
});

impl Due {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            identity_id: row.text("identity_id")?,
            seq: row.int("seq")?,
            kind: row.text("kind")?,
            device_id: row.text("device_id")?,
            body: row.text("body")?,
            attempts: row.int("attempts")?,
            due_at: row.int("due_at")?,
        })
    }
}

/// What is due at a time and has nothing before it that must be told first.
pub async fn due(read: &Read<'_>, now: i64, limit: i64) -> Result<Vec<Due>> {
    read.rows(&DUE, &[now.into(), limit.into()]).await?.iter().map(Due::from_row).collect()
}

/// When the next is due, epoch milliseconds.
pub async fn next_due(read: &Read<'_>) -> Result<Option<i64>> {
    let row =
        read.row("SELECT due_at FROM sync_outbox ORDER BY due_at, identity_id, seq LIMIT 1", &[]).await?;
    row.map(|row| row.int("due_at")).transpose()
}

/// Whether something of a bulk publishing of a pool waits.
pub async fn has_bulk(read: &Read<'_>, pool_id: &str) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM sync_outbox WHERE pool_id = $1 AND kind = 'bulk' LIMIT 1";
    Ok(read.row(sql, &[pool_id.into()]).await?.is_some())
}

/// Adds something after all that its identity has. Misses: `Moved`, tag `sync_outbox`, when another came at once.
pub fn insert(batch: &mut Batch, new: New<'_>) {
    let sql = "INSERT INTO sync_outbox (pool_id, identity_id, seq, kind, device_id, body, attempts, due_at, created_at) \
               SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, 0, CAST($6 AS BIGINT), CAST($6 AS BIGINT) \
               FROM sync_outbox WHERE identity_id = $2 ON CONFLICT DO NOTHING";
    let args = vec![
        new.pool_id.into(),
        new.identity_id.into(),
        new.kind.into(),
        new.device_id.into(),
        new.body.into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "sync_outbox"));
}

/// Deletes what was told or given up.
pub fn delete(batch: &mut Batch, due: &Due) {
    let sql = "DELETE FROM sync_outbox WHERE identity_id = $1 AND seq = $2";
    batch.push(Statement::any(sql, vec![(&due.identity_id).into(), due.seq.into()]));
}

/// Puts something off.
pub fn postpone(batch: &mut Batch, due: &Due, due_at: i64) {
    let sql =
        "UPDATE sync_outbox SET attempts = attempts + 1, due_at = $3 WHERE identity_id = $1 AND seq = $2";
    batch.push(Statement::any(sql, vec![(&due.identity_id).into(), due.seq.into(), due_at.into()]));
}
