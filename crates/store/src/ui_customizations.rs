//! Looks of the classic pages, by pool and client; `ALL` stands for all clients that have none of their own.
//!
//! Whoever writes last is right. A client takes its looks along.

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;
use crate::value::{Row, is_storable};
use crate::{changes, clients};

/// The looks of a client.
#[derive(Clone, Debug, PartialEq)]
pub struct UiCustomization {
    /// The pool.
    pub pool_id: String,
    /// The client, or `ALL`.
    pub client_id: String,
    /// A style sheet. It holds no characters that text columns do not.
    pub css: Option<String>,
    /// A logo.
    pub logo: Option<Vec<u8>>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

impl UiCustomization {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            client_id: row.text("client_id")?,
            css: row.opt_text("css")?,
            logo: row.opt_blob("logo")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.client_id)
    }
}

/// The looks of a client or, under `ALL`, of the pool. The ids may be anything that a stranger sends.
pub async fn get(read: &Read<'_>, pool_id: &str, client_id: &str) -> Result<Option<UiCustomization>> {
    if !is_storable(pool_id) || !is_storable(client_id) {
        return Ok(None);
    }
    let sql = "SELECT pool_id, client_id, css, logo, created_at, updated_at FROM ui_customizations \
               WHERE pool_id = $1 AND client_id = $2";
    let row = read.row(sql, &[pool_id.into(), client_id.into()]).await?;
    row.as_ref().map(UiCustomization::from_row).transpose()
}

/// Puts these looks in place of those that the client has. Misses: `Gone`, tag `clients`.
pub fn put_of_client(batch: &mut Batch, looks: &UiCustomization) {
    clients::hold(batch, &looks.pool_id, &looks.client_id);
    changes::insert(batch, "ui_customizations", &looks.key(), looks.updated_at);
    put(batch, looks);
}

/// Puts these looks in place of those that the pool has. Misses: `Gone`, tag `pools`.
pub fn put_of_pool(batch: &mut Batch, looks: &UiCustomization) {
    let (key, revision) = (looks.key(), looks.updated_at);
    changes::insert_in_pool(batch, "ui_customizations", &looks.pool_id, &key, revision);
    put(batch, looks);
}

fn put(batch: &mut Batch, looks: &UiCustomization) {
    let sql = "INSERT INTO ui_customizations (pool_id, client_id, css, logo, created_at, updated_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pool_id, client_id) DO UPDATE SET \
               css = excluded.css, logo = excluded.logo, updated_at = excluded.updated_at";
    let args = vec![
        (&looks.pool_id).into(),
        (&looks.client_id).into(),
        looks.css.clone().into(),
        (&looks.logo).into(),
        looks.created_at.into(),
        looks.updated_at.into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Takes the looks of a client or of the pool away; leaves a tombstone.
pub fn delete(batch: &mut Batch, looks: &UiCustomization) {
    let sql = "DELETE FROM ui_customizations WHERE pool_id = $1 AND client_id = $2";
    batch.push(Statement::any(sql, vec![(&looks.pool_id).into(), (&looks.client_id).into()]));
    changes::tombstone(batch, "ui_customizations", &looks.key(), looks.updated_at);
}
