//! Browser sessions: who is signed in, in which browser, on a pool's hosted pages. A cookie names the row.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::clients::Client;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::identity_providers::IdentityProvider;
use crate::users::User;
use crate::value::Row;

/// One user signed in in one browser.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowserSession {
    /// The pool.
    pub pool_id: String,
    /// Its id, random; the sealed cookie names it.
    pub id: String,
    /// The user.
    pub sub: String,
    /// When the user proved who it is, epoch milliseconds.
    pub auth_time: i64,
    /// When it was last noted to be used, epoch milliseconds.
    pub active_at: i64,
    /// When it ends at the latest, epoch milliseconds.
    pub expires_at: i64,
    /// JSON text: what was proved, and where.
    pub settings: String,
}

const COLUMNS: &str = "pool_id, id, sub, auth_time, active_at, expires_at, settings";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM browser_sessions WHERE pool_id = $1 AND id = $2"));

static OF_USER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM browser_sessions WHERE pool_id = $1 AND sub = $2 AND id > $3 ORDER BY id LIMIT $4"
    )
});

impl BrowserSession {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            sub: row.text("sub")?,
            auth_time: row.int("auth_time")?,
            active_at: row.int("active_at")?,
            expires_at: row.int("expires_at")?,
            settings: row.text("settings")?,
        })
    }
}

/// A session by its id, an expired one too.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<BrowserSession>> {
    let row = read.row(&GET, &[pool_id.into(), id.into()]).await?;
    row.as_ref().map(BrowserSession::from_row).transpose()
}

/// Sessions of a user after an id (empty: from the first), expired ones too.
pub async fn of_user(
    read: &Read<'_>,
    pool_id: &str,
    sub: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<BrowserSession>> {
    let args = [pool_id.into(), sub.into(), after.into(), limit.into()];
    read.rows(&OF_USER, &args).await?.iter().map(BrowserSession::from_row).collect()
}

/// Adds a session for the user that was loaded, if it still is that revision, with those failures, and enabled.
/// Misses: `Moved`, tag `browser_sessions`.
pub fn insert_for(batch: &mut Batch, session: &BrowserSession, loaded: &User) {
    let sql = "INSERT INTO browser_sessions (pool_id, id, sub, auth_time, active_at, expires_at, settings) \
               SELECT u.pool_id, $3, u.sub, CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7 \
               FROM users u WHERE u.pool_id = $1 AND u.sub = $2 AND u.revision = $8 AND u.failures = $9 \
               AND u.failed_at = $10 AND u.is_enabled = 1 ON CONFLICT DO NOTHING";
    let args = vec![
        (&session.pool_id).into(),
        (&session.sub).into(),
        (&session.id).into(),
        session.auth_time.into(),
        session.active_at.into(),
        session.expires_at.into(),
        (&session.settings).into(),
        loaded.revision.into(),
        loaded.failures.into(),
        loaded.failed_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "browser_sessions"));
}

/// The same for somebody whom a provider has proved to a client: only while both are as they were loaded.
/// Misses: `Moved`, tag `browser_sessions`.
pub fn insert_through(
    batch: &mut Batch,
    session: &BrowserSession,
    loaded: &User,
    (provider, client): (&IdentityProvider, &Client),
) {
    let sql = "INSERT INTO browser_sessions (pool_id, id, sub, auth_time, active_at, expires_at, settings) \
               SELECT u.pool_id, $3, u.sub, CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7 \
               FROM users u \
               JOIN identity_providers p ON p.pool_id = u.pool_id AND p.name = $9 AND p.revision = $10 \
               JOIN clients c ON c.id = $11 AND c.pool_id = u.pool_id AND c.revision = $12 \
               WHERE u.pool_id = $1 AND u.sub = $2 AND u.revision = $8 AND u.is_enabled = 1 ON CONFLICT DO NOTHING";
    let args = vec![
        (&session.pool_id).into(),
        (&session.sub).into(),
        (&session.id).into(),
        session.auth_time.into(),
        session.active_at.into(),
        session.expires_at.into(),
        (&session.settings).into(),
        loaded.revision.into(),
        (&provider.name).into(),
        provider.revision.into(),
        (&client.id).into(),
        client.revision.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "browser_sessions"));
}

/// Notes that a session was used, with settings as it has them now. One that has ended stays so.
pub fn touch(batch: &mut Batch, session: &BrowserSession) {
    let sql = "UPDATE browser_sessions SET active_at = $3, settings = $4 WHERE pool_id = $1 AND id = $2";
    let args = vec![
        (&session.pool_id).into(),
        (&session.id).into(),
        session.active_at.into(),
        (&session.settings).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Goes on only while the session is there, and keeps it there until the batch is done. Misses: `Gone`, tag
/// `browser_sessions`.
pub fn hold(batch: &mut Batch, pool_id: &str, id: &str) {
    let sql = "UPDATE browser_sessions SET active_at = active_at WHERE pool_id = $1 AND id = $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), id.into()], Miss::Gone, "browser_sessions"));
}

/// Ends a session: its cookie names nothing any more.
pub fn delete(batch: &mut Batch, pool_id: &str, id: &str) {
    let sql = "DELETE FROM browser_sessions WHERE pool_id = $1 AND id = $2";
    batch.push(Statement::any(sql, vec![pool_id.into(), id.into()]));
}

/// Ends all sessions of a user.
pub fn delete_of_user(batch: &mut Batch, pool_id: &str, sub: &str) {
    let sql = "DELETE FROM browser_sessions WHERE pool_id = $1 AND sub = $2";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into()]));
}

/// Ends all sessions of a user but one.
pub fn delete_others(batch: &mut Batch, pool_id: &str, sub: &str, id: &str) {
    let sql = "DELETE FROM browser_sessions WHERE pool_id = $1 AND sub = $2 AND id <> $3";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into(), id.into()]));
}

/// Deletes sessions that expired before a time, at most so many.
pub fn delete_expired(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM browser_sessions WHERE (pool_id, id) IN \
               (SELECT pool_id, id FROM browser_sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
