//! Records of datasets: one row a key, which stays without its value when the record is removed, so that other devices
//! hear of it.
//!
//! Writes are guarded by the dataset's own row ([`crate::datasets`]).

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;
use crate::value::Row;

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The key, JSON text: PostgreSQL keeps no NUL.
    pub key: String,
    /// The value, JSON text; none of a record that was removed.
    pub value: Option<String>,
    /// The dataset's count when it changed last.
    pub sync_count: i64,
    /// Bytes of key and value; 0 of a record that was removed.
    pub bytes: i64,
    /// Epoch milliseconds.
    pub modified_at: i64,
    /// Who changed it.
    pub modified_by: String,
    /// When the device says that it changed, epoch milliseconds.
    pub device_modified_at: i64,
}

/// Whose records: identity and dataset.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The identity pool.
    pub pool_id: &'a str,
    /// The identity.
    pub identity_id: &'a str,
    /// The dataset.
    pub dataset: &'a str,
}

const COLUMNS: &str = "key, value, sync_count, bytes, modified_at, modified_by, device_modified_at";

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT key_id, {COLUMNS} FROM dataset_records WHERE identity_id = $1 AND dataset = $2 \
         AND sync_count > $3 AND (value IS NOT NULL OR $3 > 0) AND key_id > $4 ORDER BY key_id LIMIT $5"
    )
});

/// A record without its key and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The key's id.
    pub key_id: String,
    /// The dataset's count when it changed last.
    pub sync_count: i64,
    /// Whether it is there: another was removed.
    pub is_live: bool,
    /// Bytes of key and value; 0 of a record that was removed.
    pub bytes: i64,
}

impl Record {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            key: row.text("key")?,
            value: row.opt_text("value")?,
            sync_count: row.int("sync_count")?,
            bytes: row.int("bytes")?,
            modified_at: row.int("modified_at")?,
            modified_by: row.text("modified_by")?,
            device_modified_at: row.int("device_modified_at")?,
        })
    }
}

/// What is known of all keys of a dataset, those of removed records among them.
pub async fn heads(read: &Read<'_>, of: Of<'_>) -> Result<Vec<Head>> {
    let sql = "SELECT key_id, sync_count, bytes, CASE WHEN value IS NULL THEN 0 ELSE 1 END AS is_live \
               FROM dataset_records WHERE identity_id = $1 AND dataset = $2";
    let rows = read.rows(sql, &[of.identity_id.into(), of.dataset.into()]).await?;
    let head = |row: &Row| {
        Ok(Head {
            key_id: row.text("key_id")?,
            sync_count: row.int("sync_count")?,
            is_live: row.int("is_live")? != 0,
            bytes: row.int("bytes")?,
        })
    };
    rows.iter().map(head).collect()
}

/// Records that changed after a count, those that were removed among them but where the count is 0; after an id of a key
/// (empty: from the first), each with its own.
pub async fn page(
    read: &Read<'_>,
    of: Of<'_>,
    since: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, Record)>> {
    let args = [of.identity_id.into(), of.dataset.into(), since.into(), after.into(), limit.into()];
    let rows = read.rows(&PAGE, &args).await?;
    rows.iter().map(|row| Ok((row.text("key_id")?, Record::from_row(row)?))).collect()
}

/// Writes a record over whatever its key had.
pub fn put(batch: &mut Batch, of: Of<'_>, key_id: &str, record: &Record) {
    let sql = "INSERT INTO dataset_records (pool_id, identity_id, dataset, key_id, key, value, sync_count, bytes, \
               modified_at, modified_by, device_modified_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
               ON CONFLICT (identity_id, dataset, key_id) DO UPDATE SET value = excluded.value, \
               sync_count = excluded.sync_count, bytes = excluded.bytes, modified_at = excluded.modified_at, \
               modified_by = excluded.modified_by, device_modified_at = excluded.device_modified_at";
    let args = vec![
        of.pool_id.into(),
        of.identity_id.into(),
        of.dataset.into(),
        key_id.into(),
        (&record.key).into(),
        record.value.as_ref().into(),
        record.sync_count.into(),
        record.bytes.into(),
        record.modified_at.into(),
        (&record.modified_by).into(),
        record.device_modified_at.into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Deletes all records of a dataset.
pub fn delete_all(batch: &mut Batch, of: Of<'_>) {
    let sql = "DELETE FROM dataset_records WHERE identity_id = $1 AND dataset = $2";
    batch.push(Statement::any(sql, vec![of.identity_id.into(), of.dataset.into()]));
}

/// Forgets the removed records of a dataset but the last ones.
pub fn forget_removed(batch: &mut Batch, of: Of<'_>, kept: i64) {
    let sql = "DELETE FROM dataset_records WHERE identity_id = $1 AND dataset = $2 AND value IS NULL AND sync_count < \
               (SELECT sync_count FROM dataset_records WHERE identity_id = $1 AND dataset = $2 AND value IS NULL \
               ORDER BY sync_count DESC LIMIT 1 OFFSET $3)";
    batch.push(Statement::any(sql, vec![of.identity_id.into(), of.dataset.into(), (kept - 1).into()]));
}
