//! Domains of pools: a prefix and a custom one each, found by their name alone, since a browser names nothing else.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `domains`. A name is one domain's in the whole
//! store, and a pool has at most one domain of either kind.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::{Row, is_storable};
use crate::{certificates, changes};

/// A domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// The prefix, or the whole host name of a custom one.
    pub name: String,
    /// The pool whose pages it shows.
    pub pool_id: String,
    /// True for a host name of the operator's own.
    pub is_custom: bool,
    /// The revision that was loaded.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str = "name, pool_id, is_custom, revision, settings, created_at, updated_at";

static GET: LazyLock<String> = LazyLock::new(|| format!("SELECT {COLUMNS} FROM domains WHERE name = $1"));

static WITH_POOL: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.split(", ").map(|name| format!("d.{name}")).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT {columns}, p.revision AS pool_revision FROM domains d JOIN pools p ON p.id = d.pool_id \
         WHERE d.name = $1"
    )
});

static OF_POOL: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM domains WHERE pool_id = $1 ORDER BY is_custom"));

static CUSTOM: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM domains WHERE is_custom = 1 AND name > $1 ORDER BY name LIMIT $2")
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!("INSERT INTO domains ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING")
});

impl Domain {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            name: row.text("name")?,
            pool_id: row.text("pool_id")?,
            is_custom: row.bool("is_custom")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// The domain of a name, in whichever pool. The name may be anything that a stranger sends.
pub async fn get(read: &Read<'_>, name: &str) -> Result<Option<Domain>> {
    if !is_storable(name) {
        return Ok(None);
    }
    read.row(&GET, &[name.into()]).await?.as_ref().map(Domain::from_row).transpose()
}

/// The same with the revision of its pool.
pub async fn with_pool(read: &Read<'_>, name: &str) -> Result<Option<(Domain, i64)>> {
    if !is_storable(name) {
        return Ok(None);
    }
    let row = read.row(&WITH_POOL, &[name.into()]).await?;
    row.map(|row| Ok((Domain::from_row(&row)?, row.int("pool_revision")?))).transpose()
}

/// The domains of a pool: none, one or two, the prefix first.
pub async fn of_pool(read: &Read<'_>, pool_id: &str) -> Result<Vec<Domain>> {
    read.rows(&OF_POOL, &[pool_id.into()]).await?.iter().map(Domain::from_row).collect()
}

/// Custom domains after a name (empty: from the first), by name.
pub async fn custom_page(read: &Read<'_>, after: &str, limit: i64) -> Result<Vec<Domain>> {
    read.rows(&CUSTOM, &[after.into(), limit.into()]).await?.iter().map(Domain::from_row).collect()
}

/// Adds a domain. Misses: `Gone`, tag `pools`; `Taken`, tag `domains`, for a taken name and for a second one of its
/// kind.
pub fn insert(batch: &mut Batch, domain: &Domain) {
    changes::insert_in_pool(batch, "domains", &domain.pool_id, &domain.name, domain.revision);
    let args = vec![
        (&domain.name).into(),
        (&domain.pool_id).into(),
        domain.is_custom.into(),
        domain.revision.into(),
        (&domain.settings).into(),
        domain.created_at.into(),
        domain.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "domains"));
}

/// Writes settings with the next revision; `updated_at` becomes the batch's time. Misses: `Moved`, tag `domains`.
pub fn update(batch: &mut Batch, domain: &Domain) {
    let sql = "UPDATE domains SET settings = $3, updated_at = $4, revision = revision + 1 \
               WHERE name = $1 AND revision = $2";
    let args =
        vec![(&domain.name).into(), domain.revision.into(), (&domain.settings).into(), batch.at().into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "domains"));
    changes::insert(batch, "domains", &domain.name, domain.revision + 1);
}

/// Deletes a domain with its certificate; leaves tombstones. Misses: `Moved`, tag `domains`.
pub fn delete(batch: &mut Batch, domain: &Domain) {
    let sql = "DELETE FROM domains WHERE name = $1 AND revision = $2";
    let args = vec![(&domain.name).into(), domain.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "domains"));
    changes::tombstone(batch, "domains", &domain.name, domain.revision + 1);
    if domain.is_custom {
        certificates::delete(batch, &domain.name);
    }
}

/// Goes on only while the pool has the domain, and keeps it until the batch is done: who deletes it waits, and then sees
/// what the batch has hung on it. Misses: `Gone`, tag `domains`.
pub(crate) fn hold(batch: &mut Batch, pool_id: &str, name: &str) {
    let sql = "UPDATE domains SET revision = revision WHERE name = $1 AND pool_id = $2";
    batch.push(Statement::one(sql, vec![name.into(), pool_id.into()], Miss::Gone, "domains"));
}
