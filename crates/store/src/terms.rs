//! Documents of a client that people agree to, by id or by client and name.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `terms`. A client takes its documents along.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;
use crate::{changes, clients};

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The pool.
    pub pool_id: String,
    /// Its id, unique in the pool.
    pub id: String,
    /// The client whose users it is for.
    pub client_id: String,
    /// Which document it is, unique in the client.
    pub name: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str = "pool_id, id, client_id, name, revision, settings, created_at, updated_at";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM terms WHERE pool_id = $1 AND id = $2"));

static FIND: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM terms WHERE pool_id = $1 AND client_id = $2 AND name = $3")
});

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM terms WHERE pool_id = $1 AND id > $2 ORDER BY id LIMIT $3")
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!("INSERT INTO terms ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING")
});

impl Terms {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            client_id: row.text("client_id")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.id)
    }
}

/// The document of an id.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<Terms>> {
    read.row(&GET, &[pool_id.into(), id.into()]).await?.as_ref().map(Terms::from_row).transpose()
}

/// The document of this name that a client has.
pub async fn find(read: &Read<'_>, pool_id: &str, client_id: &str, name: &str) -> Result<Option<Terms>> {
    let args = [pool_id.into(), client_id.into(), name.into()];
    read.row(&FIND, &args).await?.as_ref().map(Terms::from_row).transpose()
}

/// Documents of a pool after an id (empty: from the first), by id.
pub async fn page(read: &Read<'_>, pool_id: &str, after: &str, limit: i64) -> Result<Vec<Terms>> {
    let args = [pool_id.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Terms::from_row).collect()
}

/// Adds a document. Misses: `Gone`, tag `clients`; `Taken`, tag `terms`.
pub fn insert(batch: &mut Batch, terms: &Terms) {
    clients::hold(batch, &terms.pool_id, &terms.client_id);
    let args = vec![
        (&terms.pool_id).into(),
        (&terms.id).into(),
        (&terms.client_id).into(),
        (&terms.name).into(),
        terms.revision.into(),
        (&terms.settings).into(),
        terms.created_at.into(),
        terms.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "terms"));
    changes::insert(batch, "terms", &terms.key(), terms.revision);
}

/// Writes name and settings with the next revision, unless another document of the client has the name; `updated_at`
/// becomes the batch's time. Misses: `Moved`, tag `terms`, in both cases.
pub fn update(batch: &mut Batch, terms: &Terms) {
    let sql = "UPDATE terms SET name = $4, settings = $5, updated_at = $6, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3 AND NOT EXISTS (SELECT 1 FROM terms o \
               WHERE o.pool_id = $1 AND o.client_id = $7 AND o.name = $4 AND o.id <> $2)";
    let args = vec![
        (&terms.pool_id).into(),
        (&terms.id).into(),
        terms.revision.into(),
        (&terms.name).into(),
        (&terms.settings).into(),
        batch.at().into(),
        (&terms.client_id).into(),
    ];
    // Two that take one name at once wait for each other here.
    clients::hold(batch, &terms.pool_id, &terms.client_id);
    batch.push(Statement::one(sql, args, Miss::Moved, "terms"));
    changes::insert(batch, "terms", &terms.key(), terms.revision + 1);
}

/// Deletes a document; leaves a tombstone. Misses: `Moved`, tag `terms`.
pub fn delete(batch: &mut Batch, terms: &Terms) {
    let sql = "DELETE FROM terms WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![(&terms.pool_id).into(), (&terms.id).into(), terms.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "terms"));
    changes::tombstone(batch, "terms", &terms.key(), terms.revision + 1);
}
