//! Identity pools: one row each, with its settings as JSON text.
//!
//! Updates and deletes are guarded by the revision that was loaded (`Moved`, tag `identity_pools`). The identities of a
//! deleted pool go later, by [`crate::deleted_pools`].

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::deleted_pools;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// An identity pool.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityPool {
    /// `region:uuid`.
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
    /// What its apps are called by public providers, JSON, sealed: of one of them it is a secret.
    pub login_providers: Vec<u8>,
    /// JSON text: what operations of their own set, beside the settings that an update replaces.
    pub more: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str =
    "id, account, region, name, revision, settings, login_providers, more, created_at, updated_at";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM identity_pools WHERE id = $1"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM identity_pools WHERE account = $1 AND region = $2 AND id > $3 \
         ORDER BY id LIMIT $4"
    )
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "INSERT INTO identity_pools ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT DO NOTHING"
    )
});

impl IdentityPool {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            account: row.text("account")?,
            region: row.text("region")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            login_providers: row.blob("login_providers")?,
            more: row.text("more")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// The pool of an id.
pub async fn get(read: &Read<'_>, id: &str) -> Result<Option<IdentityPool>> {
    read.row(&GET, &[id.into()]).await?.as_ref().map(IdentityPool::from_row).transpose()
}

/// Pools of an account and region after an id (empty: from the first), by id.
pub async fn page(
    read: &Read<'_>,
    account: &str,
    region: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<IdentityPool>> {
    let args = [account.into(), region.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(IdentityPool::from_row).collect()
}

/// Adds a pool. Misses: `Taken`, tag `identity_pools`.
pub fn insert(batch: &mut Batch, pool: &IdentityPool) {
    let args = vec![
        (&pool.id).into(),
        (&pool.account).into(),
        (&pool.region).into(),
        (&pool.name).into(),
        pool.revision.into(),
        (&pool.settings).into(),
        (&pool.login_providers).into(),
        (&pool.more).into(),
        pool.created_at.into(),
        pool.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "identity_pools"));
    changes::insert(batch, "identity_pools", &pool.id, pool.revision);
}

/// Writes name, settings and the rest with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `identity_pools`.
pub fn update(batch: &mut Batch, pool: &IdentityPool) {
    let sql = "UPDATE identity_pools SET name = $3, settings = $4, login_providers = $5, more = $6, \
               updated_at = $7, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let args = vec![
        (&pool.id).into(),
        pool.revision.into(),
        (&pool.name).into(),
        (&pool.settings).into(),
        (&pool.login_providers).into(),
        (&pool.more).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_pools"));
    changes::insert(batch, "identity_pools", &pool.id, pool.revision + 1);
}

/// Deletes a pool and leaves its rows to [`crate::deleted_pools`]. Misses: `Moved`, tag `identity_pools`.
pub fn delete(batch: &mut Batch, pool: &IdentityPool) {
    let sql = "DELETE FROM identity_pools WHERE id = $1 AND revision = $2";
    let args = vec![(&pool.id).into(), pool.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_pools"));
    deleted_pools::insert(batch, &pool.id);
    changes::tombstone(batch, "identity_pools", &pool.id, pool.revision + 1);
}
