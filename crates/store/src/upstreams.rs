//! What providers gave to be asked again with: one row per sign-in through one, named as its browser session was, which it
//! outlives. The secret within is sealed.
//!
//! Guarded by `revision`: whoever asks takes a lease first, and writes what came of it under the revision of that lease.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::users::User;
use crate::value::Row;

/// A provider's word that can be had again.
#[derive(Clone, Debug, PartialEq)]
pub struct Upstream {
    /// The pool.
    pub pool_id: String,
    /// The browser session that the sign-in began.
    pub id: String,
    /// The user.
    pub sub: String,
    /// The provider's name.
    pub provider: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// When the provider was last asked, epoch milliseconds.
    pub asked_at: i64,
    /// Until when somebody is asking it, epoch milliseconds.
    pub leased_until: i64,
    /// When nobody needs it any more, epoch milliseconds.
    pub expires_at: i64,
    /// The refresh token with what belongs to it, sealed.
    pub state: Vec<u8>,
}

const COLUMNS: &str = "pool_id, id, sub, provider, revision, asked_at, leased_until, expires_at, state";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM upstreams WHERE pool_id = $1 AND id = $2"));

impl Upstream {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            sub: row.text("sub")?,
            provider: row.text("provider")?,
            revision: row.int("revision")?,
            asked_at: row.int("asked_at")?,
            leased_until: row.int("leased_until")?,
            expires_at: row.int("expires_at")?,
            state: row.blob("state")?,
        })
    }
}

/// The row of a sign-in, an expired one too.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<Upstream>> {
    let row = read.row(&GET, &[pool_id.into(), id.into()]).await?;
    row.as_ref().map(Upstream::from_row).transpose()
}

/// Adds a row for the user that was loaded, if it still is that revision. Misses: `Moved`, tag `upstreams`.
pub fn insert_for(batch: &mut Batch, upstream: &Upstream, loaded: &User) {
    let sql = "INSERT INTO upstreams (pool_id, id, sub, provider, revision, asked_at, leased_until, expires_at, state) \
               SELECT u.pool_id, $3, u.sub, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT), \
               CAST($8 AS BIGINT), $9 FROM users u \
               WHERE u.pool_id = $1 AND u.sub = $2 AND u.revision = $10 ON CONFLICT DO NOTHING";
    let args = vec![
        (&upstream.pool_id).into(),
        (&upstream.sub).into(),
        (&upstream.id).into(),
        (&upstream.provider).into(),
        upstream.revision.into(),
        upstream.asked_at.into(),
        upstream.leased_until.into(),
        upstream.expires_at.into(),
        (&upstream.state).into(),
        loaded.revision.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "upstreams"));
}

/// Takes the row for whoever is about to ask, until a time, with the next revision. Misses: `Moved`, tag `upstreams`, where
/// somebody else has it or it has changed.
pub fn lease(batch: &mut Batch, loaded: &Upstream, now: i64, until: i64) {
    let sql = "UPDATE upstreams SET leased_until = $4, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3 AND leased_until <= $5";
    let args =
        vec![(&loaded.pool_id).into(), (&loaded.id).into(), loaded.revision.into(), until.into(), now.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "upstreams"));
}

/// Writes what came of it, and lets the row go. Misses: `Moved`, tag `upstreams`.
pub fn update(batch: &mut Batch, upstream: &Upstream) {
    let sql = "UPDATE upstreams SET asked_at = $4, leased_until = $5, expires_at = $6, state = $7, \
               revision = revision + 1 WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![
        (&upstream.pool_id).into(),
        (&upstream.id).into(),
        upstream.revision.into(),
        upstream.asked_at.into(),
        upstream.leased_until.into(),
        upstream.expires_at.into(),
        (&upstream.state).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "upstreams"));
}

/// Deletes a row as it was loaded. Misses: `Moved`, tag `upstreams`.
pub fn delete(batch: &mut Batch, upstream: &Upstream) {
    let sql = "DELETE FROM upstreams WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![(&upstream.pool_id).into(), (&upstream.id).into(), upstream.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "upstreams"));
}

/// Deletes rows that nobody has needed since before a time, at most so many.
pub fn delete_expired(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM upstreams WHERE (pool_id, id) IN \
               (SELECT pool_id, id FROM upstreams WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
