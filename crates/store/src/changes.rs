//! The log of changed records, for audit and replicas: one row in the batch of each change it tells.
//!
//! Ids are UUIDv7. Commit order is not id order, so a reader re-reads an overlap and applies by revision.
//! Keys are the record's key, parts joined by `/`.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// UUIDv7.
    pub id: String,
    /// The record's table.
    pub table: String,
    /// The record's key.
    pub key: String,
    /// The revision that the change wrote.
    pub revision: i64,
    /// True when the record was deleted.
    pub is_tombstone: bool,
    /// Epoch milliseconds.
    pub at: i64,
}

impl Change {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            table: row.text("tbl")?,
            key: row.text("key")?,
            revision: row.int("revision")?,
            is_tombstone: row.bool("tombstone")?,
            at: row.int("at")?,
        })
    }
}

/// Changes after an id (empty: from the first), by id.
pub async fn after(read: &Read<'_>, id: &str, limit: i64) -> Result<Vec<Change>> {
    let sql = "SELECT id, tbl, key, revision, tombstone, at FROM changes WHERE id > $1 ORDER BY id LIMIT $2";
    read.rows(sql, &[id.into(), limit.into()]).await?.iter().map(Change::from_row).collect()
}

/// Deletes the oldest changes up to an id, at most so many.
pub fn delete_until(batch: &mut Batch, id: &str, limit: i64) {
    let sql = "DELETE FROM changes WHERE id IN (SELECT id FROM changes WHERE id <= $1 ORDER BY id LIMIT $2)";
    batch.push(Statement::any(sql, vec![id.into(), limit.into()]));
}

/// Tells of a record that was written with this revision.
pub(crate) fn insert(batch: &mut Batch, table: &'static str, key: &str, revision: i64) {
    push(batch, table, key, revision, false);
}

/// Tells of a record that was deleted.
pub(crate) fn tombstone(batch: &mut Batch, table: &'static str, key: &str, revision: i64) {
    push(batch, table, key, revision, true);
}

fn push(batch: &mut Batch, table: &'static str, key: &str, revision: i64, is_tombstone: bool) {
    let sql = "INSERT INTO changes (id, tbl, key, revision, tombstone, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let args = vec![
        batch.id().into(),
        table.into(),
        key.into(),
        revision.into(),
        is_tombstone.into(),
        batch.at().into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Tells of a record in a pool, and misses with `Gone`, tag `pools`, when the pool does not exist.
pub(crate) fn insert_in_pool(
    batch: &mut Batch,
    table: &'static str,
    pool_id: &str,
    key: &str,
    revision: i64,
) {
    let sql = "INSERT INTO changes (id, tbl, key, revision, tombstone, at) \
               SELECT $1, $2, $3, CAST($4 AS BIGINT), 0, CAST($5 AS BIGINT) FROM pools WHERE id = $6";
    let args =
        vec![batch.id().into(), table.into(), key.into(), revision.into(), batch.at().into(), pool_id.into()];
    batch.push(Statement::one(sql, args, Miss::Gone, "pools"));
}
