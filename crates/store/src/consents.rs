//! Consents: what a person has let an app do, one row for both.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::users::User;
use crate::value::Row;

/// One person's word about one app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The pool.
    pub pool_id: String,
    /// The user.
    pub sub: String,
    /// The app client.
    pub client_id: String,
    /// JSON text: a list of what it may.
    pub items: String,
    /// When it was first given, epoch milliseconds.
    pub created_at: i64,
    /// When it was last given, epoch milliseconds.
    pub updated_at: i64,
}

impl Consent {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            client_id: row.text("client_id")?,
            items: row.text("items")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// What a user has let a client do.
pub async fn get(read: &Read<'_>, pool_id: &str, sub: &str, client_id: &str) -> Result<Option<Consent>> {
    let sql = "SELECT pool_id, sub, client_id, items, created_at, updated_at FROM consents \
               WHERE pool_id = $1 AND sub = $2 AND client_id = $3";
    let row = read.row(sql, &[pool_id.into(), sub.into(), client_id.into()]).await?;
    row.as_ref().map(Consent::from_row).transpose()
}

/// Consents of a user after a client's id (empty: from the first).
pub async fn of_user(
    read: &Read<'_>,
    pool_id: &str,
    sub: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Consent>> {
    let sql = "SELECT pool_id, sub, client_id, items, created_at, updated_at FROM consents \
               WHERE pool_id = $1 AND sub = $2 AND client_id > $3 ORDER BY client_id LIMIT $4";
    let rows = read.rows(sql, &[pool_id.into(), sub.into(), after.into(), limit.into()]).await?;
    rows.iter().map(Consent::from_row).collect()
}

/// Writes what the user that was loaded lets a client do, over what was said before, if both are there and the user is
/// enabled. Misses: `Moved`, tag `consents`.
pub fn put(batch: &mut Batch, consent: &Consent, loaded: &User) {
    crate::clients::hold(batch, &consent.pool_id, &consent.client_id);
    let sql = "INSERT INTO consents (pool_id, sub, client_id, items, created_at, updated_at) \
               SELECT u.pool_id, u.sub, $3, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM users u \
               WHERE u.pool_id = $1 AND u.sub = $2 AND u.revision = $7 AND u.is_enabled = 1 \
               ON CONFLICT (pool_id, sub, client_id) DO UPDATE SET items = $4, updated_at = CAST($6 AS BIGINT)";
    let args = vec![
        (&consent.pool_id).into(),
        (&consent.sub).into(),
        (&consent.client_id).into(),
        (&consent.items).into(),
        consent.created_at.into(),
        consent.updated_at.into(),
        loaded.revision.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "consents"));
}

/// Goes on only while the consent is there, and keeps it there until the batch is done. Misses: `Gone`, tag `consents`.
pub fn hold(batch: &mut Batch, pool_id: &str, sub: &str, client_id: &str) {
    let sql =
        "UPDATE consents SET updated_at = updated_at WHERE pool_id = $1 AND sub = $2 AND client_id = $3";
    let args = vec![pool_id.into(), sub.into(), client_id.into()];
    batch.push(Statement::one(sql, args, Miss::Gone, "consents"));
}

/// Takes a consent back, and ends every sign-in of the user to the client.
pub fn delete(batch: &mut Batch, pool_id: &str, sub: &str, client_id: &str) {
    let sql = "DELETE FROM consents WHERE pool_id = $1 AND sub = $2 AND client_id = $3";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into(), client_id.into()]));
    let sql = "UPDATE families SET revoked_at = $4 \
               WHERE pool_id = $1 AND sub = $2 AND client_id = $3 AND revoked_at IS NULL";
    let args = vec![pool_id.into(), sub.into(), client_id.into(), batch.at().into()];
    batch.push(Statement::any(sql, args));
}
