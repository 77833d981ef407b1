//! Datasets of identities: one row each, which stays when a dataset is deleted, so that its count never begins anew.
//!
//! `sync_count` rises with every change and is the guard of all writes (`Moved`, tag `datasets`). Who adds the first row of a
//! name, or has a deleted dataset begin anew, holds the identity too ([`crate::identities::hold`]).

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The identity pool.
    pub pool_id: String,
    /// The identity.
    pub identity_id: String,
    /// Its name.
    pub name: String,
    /// How often it changed.
    pub sync_count: i64,
    /// The count at which it was last deleted; 0 where it never was.
    pub deleted_at_count: i64,
    /// Whether it is there.
    pub is_live: bool,
    /// Records with a value.
    pub records: i64,
    /// Characters of keys and values.
    pub bytes: i64,
    /// Of a dataset that came with another identity: what it was called there.
    pub merged_from: Option<String>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub modified_at: i64,
    /// Who changed it last.
    pub modified_by: String,
}

const COLUMNS: &str = "pool_id, identity_id, name, sync_count, deleted_at_count, is_live, records, bytes, \
                       merged_from, created_at, modified_at, modified_by";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM datasets WHERE identity_id = $1 AND name = $2"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM datasets WHERE identity_id = $1 AND name > $2 AND is_live = 1 ORDER BY name LIMIT $3"
    )
});

static ALL: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM datasets WHERE identity_id = $1 ORDER BY name"));

static NEXT_OF_POOL: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM datasets WHERE pool_id = $1 AND (identity_id, name) > ($2, $3) AND is_live = 1 \
         ORDER BY identity_id, name LIMIT 1"
    )
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "INSERT INTO datasets ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT DO NOTHING"
    )
});

impl Dataset {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            identity_id: row.text("identity_id")?,
            name: row.text("name")?,
            sync_count: row.int("sync_count")?,
            deleted_at_count: row.int("deleted_at_count")?,
            is_live: row.bool("is_live")?,
            records: row.int("records")?,
            bytes: row.int("bytes")?,
            merged_from: row.opt_text("merged_from")?,
            created_at: row.int("created_at")?,
            modified_at: row.int("modified_at")?,
            modified_by: row.text("modified_by")?,
        })
    }
}

/// A dataset by its name, also one that was deleted.
pub async fn get(read: &Read<'_>, identity_id: &str, name: &str) -> Result<Option<Dataset>> {
    read.row(&GET, &[identity_id.into(), name.into()]).await?.as_ref().map(Dataset::from_row).transpose()
}

/// Datasets that are there, after a name (empty: from the first).
pub async fn page(read: &Read<'_>, identity_id: &str, after: &str, limit: i64) -> Result<Vec<Dataset>> {
    let args = [identity_id.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Dataset::from_row).collect()
}

/// Names of the datasets that came under this name with other identities, and are there.
pub async fn merged(read: &Read<'_>, identity_id: &str, name: &str) -> Result<Vec<String>> {
    let sql =
        "SELECT name FROM datasets WHERE identity_id = $1 AND merged_from = $2 AND is_live = 1 ORDER BY name";
    let rows = read.rows(sql, &[identity_id.into(), name.into()]).await?;
    rows.iter().map(|row| row.text("name")).collect()
}

/// What datasets take together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// How many there are.
    pub datasets: i64,
    /// Bytes of keys and values.
    pub bytes: i64,
    /// When one of them was changed or deleted last, epoch milliseconds; 0 where there never was one.
    pub modified_at: i64,
}

impl Taken {
    fn from_row(row: Option<Row>) -> Result<Taken> {
        let Some(row) = row else { return Ok(Taken { datasets: 0, bytes: 0, modified_at: 0 }) };
        Ok(Taken {
            datasets: row.int("datasets")?,
            bytes: row.int("bytes")?,
            modified_at: row.int("modified_at")?,
        })
    }
}

/// What the datasets of an identity take.
pub async fn taken_by_identity(read: &Read<'_>, identity_id: &str) -> Result<Taken> {
    let sql = "SELECT CAST(COALESCE(SUM(is_live), 0) AS BIGINT) AS datasets, \
               CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes, \
               COALESCE(MAX(modified_at), 0) AS modified_at FROM datasets WHERE identity_id = $1";
    Taken::from_row(read.row(sql, &[identity_id.into()]).await?)
}

/// What the datasets of all identities of a pool take.
pub async fn taken_by_pool(read: &Read<'_>, pool_id: &str) -> Result<Taken> {
    let sql = "SELECT CAST(COALESCE(SUM(is_live), 0) AS BIGINT) AS datasets, \
               CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes, \
               COALESCE(MAX(modified_at), 0) AS modified_at FROM datasets WHERE pool_id = $1";
    Taken::from_row(read.row(sql, &[pool_id.into()]).await?)
}

/// All rows of an identity, also of datasets that were deleted.
pub async fn all(read: &Read<'_>, identity_id: &str) -> Result<Vec<Dataset>> {
    read.rows(&ALL, &[identity_id.into()]).await?.iter().map(Dataset::from_row).collect()
}

/// Adds the row of a dataset. Misses: `Moved`, tag `datasets`.
pub fn insert(batch: &mut Batch, dataset: &Dataset) {
    let args = vec![
        (&dataset.pool_id).into(),
        (&dataset.identity_id).into(),
        (&dataset.name).into(),
        dataset.sync_count.into(),
        dataset.deleted_at_count.into(),
        dataset.is_live.into(),
        dataset.records.into(),
        dataset.bytes.into(),
        dataset.merged_from.as_ref().into(),
        dataset.created_at.into(),
        dataset.modified_at.into(),
        (&dataset.modified_by).into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Moved, "datasets"));
}

/// Writes a dataset over the count that was loaded. Misses: `Moved`, tag `datasets`.
pub fn update(batch: &mut Batch, dataset: &Dataset, loaded: i64) {
    let sql = "UPDATE datasets SET sync_count = $4, deleted_at_count = $5, is_live = $6, records = $7, bytes = $8, \
               created_at = $9, modified_at = $10, modified_by = $11, merged_from = $12 \
               WHERE identity_id = $1 AND name = $2 AND sync_count = $3";
    let args = vec![
        (&dataset.identity_id).into(),
        (&dataset.name).into(),
        loaded.into(),
        dataset.sync_count.into(),
        dataset.deleted_at_count.into(),
        dataset.is_live.into(),
        dataset.records.into(),
        dataset.bytes.into(),
        dataset.created_at.into(),
        dataset.modified_at.into(),
        (&dataset.modified_by).into(),
        dataset.merged_from.as_ref().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "datasets"));
}

/// Gives a dataset with its records to another identity, under a name that is free there: both identities are held. One that
/// gets another name says what it was called. Misses: `Moved`, tag `datasets`.
pub fn hand_over(batch: &mut Batch, dataset: &Dataset, identity_id: &str, name: &str) {
    let sql = "UPDATE datasets SET identity_id = $4, name = $5, merged_from = $6 \
               WHERE identity_id = $1 AND name = $2 AND sync_count = $3";
    let renamed = (name != dataset.name).then_some(&dataset.name);
    let merged_from = dataset.merged_from.as_ref().or(renamed).map(String::as_str);
    let args = vec![
        (&dataset.identity_id).into(),
        (&dataset.name).into(),
        dataset.sync_count.into(),
        identity_id.into(),
        name.into(),
        merged_from.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "datasets"));
    let sql =
        "UPDATE dataset_records SET identity_id = $3, dataset = $4 WHERE identity_id = $1 AND dataset = $2";
    let args = vec![(&dataset.identity_id).into(), (&dataset.name).into(), identity_id.into(), name.into()];
    batch.push(Statement::any(sql, args));
}

/// The first dataset of a pool after one of an identity, by identity and name.
pub async fn next_of_pool(read: &Read<'_>, pool_id: &str, after: (&str, &str)) -> Result<Option<Dataset>> {
    let args = [pool_id.into(), after.0.into(), after.1.into()];
    read.row(&NEXT_OF_POOL, &args).await?.as_ref().map(Dataset::from_row).transpose()
}

/// Holds a dataset at the count that was loaded. Misses: `Moved`, tag `datasets`.
pub fn hold(batch: &mut Batch, dataset: &Dataset) {
    let sql = "UPDATE datasets SET sync_count = sync_count WHERE identity_id = $1 AND name = $2 AND sync_count = $3";
    let args = vec![(&dataset.identity_id).into(), (&dataset.name).into(), dataset.sync_count.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "datasets"));
}

/// Forgets the deleted datasets of an identity but the last ones.
pub fn forget_deleted(batch: &mut Batch, identity_id: &str, kept: i64) {
    let sql = "DELETE FROM datasets WHERE identity_id = $1 AND is_live = 0 AND modified_at < (SELECT modified_at FROM \
               datasets WHERE identity_id = $1 AND is_live = 0 ORDER BY modified_at DESC LIMIT 1 OFFSET $2)";
    batch.push(Statement::any(sql, vec![identity_id.into(), (kept - 1).into()]));
}
