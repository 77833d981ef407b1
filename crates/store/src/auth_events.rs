//! The history of sign-ins and what else touched a user's proofs: append only, newest first when read.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthEvent {
    /// The pool.
    pub pool_id: String,
    /// A UUID.
    pub id: String,
    /// The user.
    pub sub: String,
    /// Epoch milliseconds.
    pub at: i64,
    /// JSON text.
    pub body: String,
}

impl AuthEvent {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            sub: row.text("sub")?,
            at: row.int("at")?,
            body: row.text("body")?,
        })
    }
}

/// One event of a user.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<AuthEvent>> {
    let sql = "SELECT pool_id, id, sub, at, body FROM auth_events WHERE pool_id = $1 AND id = $2";
    read.row(sql, &[pool_id.into(), id.into()]).await?.as_ref().map(AuthEvent::from_row).transpose()
}

/// Events of a user before one of that time and id (`None`: from the newest), newest first.
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    sub: &str,
    before: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<AuthEvent>> {
    let sql = "SELECT pool_id, id, sub, at, body FROM auth_events \
               WHERE pool_id = $1 AND sub = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5";
    let (at, id) = before.unwrap_or((i64::MAX, ""));
    let args = [pool_id.into(), sub.into(), at.into(), id.into(), limit.into()];
    read.rows(sql, &args).await?.iter().map(AuthEvent::from_row).collect()
}

/// Writes an event: a new one, or another body of one that was begun.
pub fn put(batch: &mut Batch, event: &AuthEvent) {
    let sql = "INSERT INTO auth_events (pool_id, id, sub, at, body) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (pool_id, id) DO UPDATE SET body = excluded.body";
    let args = vec![
        (&event.pool_id).into(),
        (&event.id).into(),
        (&event.sub).into(),
        event.at.into(),
        (&event.body).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Writes another body over the one that was loaded, such as feedback. Misses: `Moved`, tag `auth_events`.
pub fn update(batch: &mut Batch, loaded: &AuthEvent, body: &str) {
    let sql = "UPDATE auth_events SET body = $3 WHERE pool_id = $1 AND id = $2 AND body = $4";
    let args = vec![(&loaded.pool_id).into(), (&loaded.id).into(), body.into(), (&loaded.body).into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "auth_events"));
}

/// Deletes events from before a time, the oldest first, at most so many.
pub fn delete_older(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM auth_events WHERE (pool_id, id) IN \
               (SELECT pool_id, id FROM auth_events WHERE at < $1 ORDER BY at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
