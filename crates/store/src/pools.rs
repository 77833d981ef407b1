//! User pools: one row each, with its settings as JSON text and its data key sealed under the root key.
//!
//! `revision` starts where the caller says (1) and rises with every update; updates and deletes are guarded by
//! the revision that was loaded (`Moved`, tag `pools`). A user is only ever inserted while its pool exists. What a
//! deleted pool may hold much of goes later, by [`crate::deleted_pools`].

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::deleted_pools;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::{Row, is_storable};

/// A user pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// `region_something`; also the key of everything in it.
    pub id: String,
    /// The twelve digits of the account.
    pub account: String,
    /// The region in its id.
    pub region: String,
    /// Its name, not unique.
    pub name: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// JSON text: what operations of their own set, beside the settings that an update replaces.
    pub more: String,
    /// Its data key, sealed by [`crate::seal::KeyRing::new_pool_key`].
    pub data_key: Vec<u8>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

pub(crate) const COLUMNS: &str =
    "id, account, region, name, revision, settings, more, data_key, created_at, updated_at";

static GET: LazyLock<String> = LazyLock::new(|| format!("SELECT {COLUMNS} FROM pools WHERE id = $1"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM pools WHERE account = $1 AND region = $2 AND id > $3 ORDER BY id LIMIT $4")
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "INSERT INTO pools ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING"
    )
});

/// What hangs on a pool and goes in the batch that deletes it: the little there is, and what is found without it.
pub(crate) const CONTENTS: &[&str] = &[
    // First, so that a job under way has ended its batch before anything that it wrote is looked for.
    "DELETE FROM import_jobs WHERE pool_id = $1",
    "DELETE FROM import_turns WHERE pool_id = $1",
    "DELETE FROM clients WHERE pool_id = $1",
    "DELETE FROM configurations WHERE pool_id = $1",
    "DELETE FROM signing_keys WHERE pool_id = $1",
    "DELETE FROM user_groups WHERE pool_id = $1",
    "DELETE FROM brandings WHERE pool_id = $1",
    "DELETE FROM terms WHERE pool_id = $1",
    "DELETE FROM outbox WHERE pool_id = $1",
    "DELETE FROM domains WHERE pool_id = $1",
    "DELETE FROM certificates WHERE pool_id = $1",
    "DELETE FROM resource_servers WHERE pool_id = $1",
    "DELETE FROM identity_providers WHERE pool_id = $1",
    "DELETE FROM provider_identifiers WHERE pool_id = $1",
    "DELETE FROM saml_keys WHERE pool_id = $1",
];

impl Pool {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            account: row.text("account")?,
            region: row.text("region")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            more: row.text("more")?,
            data_key: row.blob("data_key")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// The pool of an id.
pub async fn get(read: &Read<'_>, id: &str) -> Result<Option<Pool>> {
    read.row(&GET, &[id.into()]).await?.as_ref().map(Pool::from_row).transpose()
}

/// The revision of a pool, to tell whether cached settings still hold. The id may be anything that a stranger has put
/// into a token.
pub async fn revision(read: &Read<'_>, id: &str) -> Result<Option<i64>> {
    if !is_storable(id) {
        return Ok(None);
    }
    let row = read.row("SELECT revision FROM pools WHERE id = $1", &[id.into()]).await?;
    row.map(|row| row.int("revision")).transpose()
}

/// Pools of an account and region after an id (empty: from the first), by id.
pub async fn page(
    read: &Read<'_>,
    account: &str,
    region: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Pool>> {
    let args = [account.into(), region.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Pool::from_row).collect()
}

/// Adds a pool. Misses: `Taken`, tag `pools`.
pub fn insert(batch: &mut Batch, pool: &Pool) {
    let args = vec![
        (&pool.id).into(),
        (&pool.account).into(),
        (&pool.region).into(),
        (&pool.name).into(),
        pool.revision.into(),
        (&pool.settings).into(),
        (&pool.more).into(),
        (&pool.data_key).into(),
        pool.created_at.into(),
        pool.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "pools"));
    changes::insert(batch, "pools", &pool.id, pool.revision);
}

/// Writes name, settings, the rest and data key with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `pools`.
pub fn update(batch: &mut Batch, pool: &Pool) {
    let sql = "UPDATE pools SET name = $3, settings = $4, more = $5, data_key = $6, updated_at = $7, \
               revision = revision + 1 WHERE id = $1 AND revision = $2";
    let args = vec![
        (&pool.id).into(),
        pool.revision.into(),
        (&pool.name).into(),
        (&pool.settings).into(),
        (&pool.more).into(),
        (&pool.data_key).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "pools"));
    changes::insert(batch, "pools", &pool.id, pool.revision + 1);
}

/// Deletes a pool, and leaves one tombstone and its rows to [`crate::deleted_pools`]. Misses: `Moved`, tag `pools`.
pub fn delete(batch: &mut Batch, pool: &Pool) {
    let sql = "DELETE FROM pools WHERE id = $1 AND revision = $2";
    let args = vec![(&pool.id).into(), pool.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "pools"));
    for sql in CONTENTS {
        batch.push(Statement::any(sql, vec![(&pool.id).into()]));
    }
    deleted_pools::insert(batch, &pool.id);
    changes::tombstone(batch, "pools", &pool.id, pool.revision + 1);
}
