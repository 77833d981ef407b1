//! What is configured for a pool or one of its clients outside their own settings, by kind: JSON text in AWS's shape.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;

/// One configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// The pool.
    pub pool_id: String,
    /// What it configures, such as `risk`.
    pub kind: String,
    /// The client that it is for; empty for the whole pool.
    pub client_id: String,
    /// The revision that was loaded; 1 for a new one.
    pub revision: i64,
    /// JSON text, kept as given.
    pub settings: String,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

impl Configuration {
    fn key(&self) -> String {
        format!("{}/{}/{}", self.pool_id, self.kind, self.client_id)
    }
}

/// A configuration of a pool, or of one of its clients.
pub async fn get(
    read: &Read<'_>,
    pool_id: &str,
    kind: &str,
    client_id: &str,
) -> Result<Option<Configuration>> {
    let sql = "SELECT pool_id, kind, client_id, revision, settings, updated_at FROM configurations \
               WHERE pool_id = $1 AND kind = $2 AND client_id = $3";
    let row = read.row(sql, &[pool_id.into(), kind.into(), client_id.into()]).await?;
    row.map(|row| {
        Ok(Configuration {
            pool_id: row.text("pool_id")?,
            kind: row.text("kind")?,
            client_id: row.text("client_id")?,
            revision: row.int("revision")?,
            settings: row.text("settings")?,
            updated_at: row.int("updated_at")?,
        })
    })
    .transpose()
}

/// Writes a configuration, whatever was there; `updated_at` becomes the batch's time.
/// Misses: `Gone`, tag `pools`, without its pool; tag `clients`, without its client.
pub fn put(batch: &mut Batch, configuration: &Configuration) {
    let Configuration { pool_id, kind, client_id, settings, .. } = configuration;
    changes::insert_in_pool(batch, "configurations", pool_id, &configuration.key(), batch.at());
    if !client_id.is_empty() {
        // The guard: what hangs on a client goes with it, and must not come after it.
        let sql = "UPDATE clients SET revision = revision WHERE pool_id = $1 AND id = $2";
        let args = vec![pool_id.into(), client_id.into()];
        batch.push(Statement::one(sql, args, Miss::Gone, "clients"));
    }
    let sql = "INSERT INTO configurations (pool_id, kind, client_id, revision, settings, updated_at) \
               VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT (pool_id, kind, client_id) DO UPDATE SET \
               revision = configurations.revision + 1, settings = excluded.settings, \
               updated_at = excluded.updated_at";
    let args = vec![pool_id.into(), kind.into(), client_id.into(), settings.into(), batch.at().into()];
    batch.push(Statement::any(sql, args));
}

/// Deletes a configuration, if there is one; leaves a tombstone.
pub fn delete(batch: &mut Batch, pool_id: &str, kind: &str, client_id: &str) {
    let sql = "DELETE FROM configurations WHERE pool_id = $1 AND kind = $2 AND client_id = $3";
    batch.push(Statement::any(sql, vec![pool_id.into(), kind.into(), client_id.into()]));
    let key = format!("{pool_id}/{kind}/{client_id}");
    changes::tombstone(batch, "configurations", &key, batch.at());
}

/// Deletes what is configured for a client that goes.
pub(crate) fn delete_of_client(batch: &mut Batch, pool_id: &str, client_id: &str) {
    let sql = "DELETE FROM configurations WHERE pool_id = $1 AND client_id = $2";
    batch.push(Statement::any(sql, vec![pool_id.into(), client_id.into()]));
}
