//! App clients: found by their id alone, since an unsigned call names nothing else.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `clients`. The secret is sealed with the
//! pool's data key.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::configurations;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// An app client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Its id, unique over all pools.
    pub id: String,
    /// The pool it belongs to.
    pub pool_id: String,
    /// Its name, not unique.
    pub name: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// The client secret, sealed; `None` for a public client.
    pub secret: Option<Vec<u8>>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str = "id, pool_id, name, revision, settings, secret, created_at, updated_at";

static GET: LazyLock<String> = LazyLock::new(|| format!("SELECT {COLUMNS} FROM clients WHERE id = $1"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM clients WHERE pool_id = $1 AND id > $2 ORDER BY id LIMIT $3")
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!("INSERT INTO clients ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING")
});

impl Client {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            pool_id: row.text("pool_id")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            secret: row.opt_blob("secret")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// The client of an id, in whichever pool.
pub async fn get(read: &Read<'_>, id: &str) -> Result<Option<Client>> {
    read.row(&GET, &[id.into()]).await?.as_ref().map(Client::from_row).transpose()
}

/// Clients of a pool after an id (empty: from the first), by id.
pub async fn page(read: &Read<'_>, pool_id: &str, after: &str, limit: i64) -> Result<Vec<Client>> {
    let args = [pool_id.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Client::from_row).collect()
}

/// Adds a client. Misses: `Gone`, tag `pools`; `Taken`, tag `clients`.
pub fn insert(batch: &mut Batch, client: &Client) {
    changes::insert_in_pool(batch, "clients", &client.pool_id, &client.id, client.revision);
    let args = vec![
        (&client.id).into(),
        (&client.pool_id).into(),
        (&client.name).into(),
        client.revision.into(),
        (&client.settings).into(),
        (&client.secret).into(),
        client.created_at.into(),
        client.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "clients"));
}

/// Writes name, settings and secret with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `clients`.
pub fn update(batch: &mut Batch, client: &Client) {
    let sql = "UPDATE clients SET name = $3, settings = $4, secret = $5, updated_at = $6, \
               revision = revision + 1 WHERE id = $1 AND revision = $2";
    let args = vec![
        (&client.id).into(),
        client.revision.into(),
        (&client.name).into(),
        (&client.settings).into(),
        (&client.secret).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "clients"));
    changes::insert(batch, "clients", &client.id, client.revision + 1);
}

/// What hangs on a client.
const CONTENTS: [&str; 6] = [
    "DELETE FROM consents WHERE pool_id = $1 AND client_id = $2",
    "DELETE FROM sso_sessions WHERE pool_id = $1 AND client_id = $2",
    "DELETE FROM terms WHERE pool_id = $1 AND client_id = $2",
    "DELETE FROM brandings WHERE pool_id = $1 AND client_id = $2",
    "DELETE FROM branding_assets WHERE pool_id = $1 AND client_id = $2",
    "DELETE FROM ui_customizations WHERE pool_id = $1 AND client_id = $2",
];

/// Deletes a client and what hangs on it; its refresh families die by the absence. Misses: `Moved`, tag `clients`.
pub fn delete(batch: &mut Batch, client: &Client) {
    let sql = "DELETE FROM clients WHERE id = $1 AND revision = $2";
    let args = vec![(&client.id).into(), client.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "clients"));
    for sql in CONTENTS {
        batch.push(Statement::any(sql, vec![(&client.pool_id).into(), (&client.id).into()]));
    }
    configurations::delete_of_client(batch, &client.pool_id, &client.id);
    changes::tombstone(batch, "clients", &client.id, client.revision + 1);
}

/// Goes on only while the client is there, and keeps it there until the batch is done: who deletes it waits, and then
/// sees what the batch has hung on it. Misses: `Gone`, tag `clients`.
pub(crate) fn hold(batch: &mut Batch, pool_id: &str, id: &str) {
    let sql = "UPDATE clients SET revision = revision WHERE id = $1 AND pool_id = $2";
    batch.push(Statement::one(sql, vec![id.into(), pool_id.into()], Miss::Gone, "clients"));
}
