//! Resource servers of a pool, by identifier: the APIs whose scopes its clients may ask for.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `resource_servers`.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A resource server.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceServer {
    /// The pool.
    pub pool_id: String,
    /// Its identifier, unique in the pool.
    pub identifier: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str = "pool_id, identifier, revision, settings, created_at, updated_at";

static GET: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM resource_servers WHERE pool_id = $1 AND identifier = $2")
});

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM resource_servers WHERE pool_id = $1 AND identifier > $2 \
         ORDER BY identifier LIMIT $3"
    )
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!("INSERT INTO resource_servers ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING")
});

impl ResourceServer {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            identifier: row.text("identifier")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.identifier)
    }
}

/// The resource server of an identifier.
pub async fn get(read: &Read<'_>, pool_id: &str, identifier: &str) -> Result<Option<ResourceServer>> {
    let row = read.row(&GET, &[pool_id.into(), identifier.into()]).await?;
    row.as_ref().map(ResourceServer::from_row).transpose()
}

/// Resource servers of a pool after an identifier (empty: from the first), by identifier.
pub async fn page(read: &Read<'_>, pool_id: &str, after: &str, limit: i64) -> Result<Vec<ResourceServer>> {
    let args = [pool_id.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(ResourceServer::from_row).collect()
}

/// Adds a resource server. Misses: `Gone`, tag `pools`; `Taken`, tag `resource_servers`.
pub fn insert(batch: &mut Batch, server: &ResourceServer) {
    changes::insert_in_pool(batch, "resource_servers", &server.pool_id, &server.key(), server.revision);
    let args = vec![
        (&server.pool_id).into(),
        (&server.identifier).into(),
        server.revision.into(),
        (&server.settings).into(),
        server.created_at.into(),
        server.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "resource_servers"));
}

/// Writes settings with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `resource_servers`.
pub fn update(batch: &mut Batch, server: &ResourceServer) {
    let sql = "UPDATE resource_servers SET settings = $4, updated_at = $5, revision = revision + 1 \
               WHERE pool_id = $1 AND identifier = $2 AND revision = $3";
    let args = vec![
        (&server.pool_id).into(),
        (&server.identifier).into(),
        server.revision.into(),
        (&server.settings).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "resource_servers"));
    changes::insert(batch, "resource_servers", &server.key(), server.revision + 1);
}

/// Deletes a resource server; leaves a tombstone. Misses: `Moved`, tag `resource_servers`.
pub fn delete(batch: &mut Batch, server: &ResourceServer) {
    let sql = "DELETE FROM resource_servers WHERE pool_id = $1 AND identifier = $2 AND revision = $3";
    let args = vec![(&server.pool_id).into(), (&server.identifier).into(), server.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "resource_servers"));
    changes::tombstone(batch, "resource_servers", &server.key(), server.revision + 1);
}
