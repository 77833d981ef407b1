//! Refresh families: one row per sign-in, keyed by pool and `origin_jti`; a refresh token names family and
//! generation. A plain refresh reads it; a rotation is one guarded update.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::users::User;
use crate::value::Row;

/// One sign-in and the refresh tokens that follow from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The pool.
    pub pool_id: String,
    /// The sign-in's id, also in its tokens.
    pub origin_jti: String,
    /// The user.
    pub sub: String,
    /// The client that signed in.
    pub client_id: String,
    /// 0, then one more with each rotation.
    pub generation: i64,
    /// When the generation began, epoch milliseconds.
    pub rotated_at: i64,
    /// When it was revoked, epoch milliseconds.
    pub revoked_at: Option<i64>,
    /// When the user proved who it is, epoch milliseconds.
    pub auth_time: i64,
    /// When the family ends, epoch milliseconds.
    pub expires_at: i64,
    /// JSON text: scopes and what else its tokens carry.
    pub settings: String,
}

/// The columns, as every query here names the table.
pub(crate) const COLUMNS: &str = "f.pool_id, f.origin_jti, f.sub, f.client_id, f.generation, f.rotated_at, \
     f.revoked_at, f.auth_time, f.expires_at, f.settings";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM families f WHERE f.pool_id = $1 AND f.origin_jti = $2"));

static OF_USER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM families f WHERE f.pool_id = $1 AND f.sub = $2 AND f.origin_jti > $3 \
         ORDER BY f.origin_jti LIMIT $4"
    )
});

static LIVE_OF_USER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM families f WHERE f.pool_id = $1 AND f.sub = $2 AND f.revoked_at IS NULL \
         AND f.expires_at > $3 AND f.auth_time > $4 ORDER BY f.auth_time DESC, f.origin_jti LIMIT $5"
    )
});

/// The most live families of a user that are looked at: far more than a pool that limits sessions lets live.
const LIVE: i64 = 1_000;

impl Family {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            origin_jti: row.text("origin_jti")?,
            sub: row.text("sub")?,
            client_id: row.text("client_id")?,
            generation: row.int("generation")?,
            rotated_at: row.int("rotated_at")?,
            revoked_at: row.opt_int("revoked_at")?,
            auth_time: row.int("auth_time")?,
            expires_at: row.int("expires_at")?,
            settings: row.text("settings")?,
        })
    }

    /// The family in a row of an outer join, if there is one.
    pub(crate) fn from_outer(row: &Row) -> Result<Option<Self>> {
        row.opt_text("origin_jti")?.map(|_| Self::from_row(row)).transpose()
    }
}

/// The family of a sign-in.
pub async fn get(read: &Read<'_>, pool_id: &str, origin_jti: &str) -> Result<Option<Family>> {
    let row = read.row(&GET, &[pool_id.into(), origin_jti.into()]).await?;
    row.as_ref().map(Family::from_row).transpose()
}

/// Families of a user after an `origin_jti` (empty: from the first), revoked and expired ones too.
pub async fn of_user(
    read: &Read<'_>,
    pool_id: &str,
    sub: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Family>> {
    let args = [pool_id.into(), sub.into(), after.into(), limit.into()];
    read.rows(&OF_USER, &args).await?.iter().map(Family::from_row).collect()
}

/// Families of a user that are neither revoked nor expired nor signed out of, the latest sign-in first.
pub async fn live_of_user(read: &Read<'_>, user: &User, now: i64) -> Result<Vec<Family>> {
    let args =
        [(&user.pool_id).into(), (&user.sub).into(), now.into(), user.signed_out_at.into(), LIVE.into()];
    read.rows(&LIVE_OF_USER, &args).await?.iter().map(Family::from_row).collect()
}

/// Adds a family for the user that was loaded, if it still is that revision, with those failures, and enabled.
/// Misses: `Moved`, tag `families`, when it is not, or when the family exists (a replay: see [`get`]).
pub fn insert_for(batch: &mut Batch, family: &Family, loaded: &User) {
    let sql = "INSERT INTO families (pool_id, origin_jti, sub, client_id, generation, rotated_at, revoked_at, \
               auth_time, expires_at, settings) \
               SELECT u.pool_id, $3, u.sub, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT), \
               CAST($8 AS BIGINT), CAST($9 AS BIGINT), $10 FROM users u \
               WHERE u.pool_id = $1 AND u.sub = $2 AND u.revision = $11 AND u.failures = $12 \
               AND u.failed_at = $13 AND u.is_enabled = 1 ON CONFLICT DO NOTHING";
    let args = vec![
        (&family.pool_id).into(),
        (&family.sub).into(),
        (&family.origin_jti).into(),
        (&family.client_id).into(),
        family.generation.into(),
        family.rotated_at.into(),
        family.revoked_at.into(),
        family.auth_time.into(),
        family.expires_at.into(),
        (&family.settings).into(),
        loaded.revision.into(),
        loaded.failures.into(),
        loaded.failed_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "families"));
}

/// Begins the next generation at a time, with settings as the family has them now.
/// Misses: `Moved`, tag `families`, when another rotation or a revocation came first.
pub fn rotate(batch: &mut Batch, loaded: &Family, now: i64) {
    let sql = "UPDATE families SET generation = generation + 1, rotated_at = $4, settings = $5 \
               WHERE pool_id = $1 AND origin_jti = $2 AND generation = $3 AND revoked_at IS NULL";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.origin_jti).into(),
        loaded.generation.into(),
        now.into(),
        (&loaded.settings).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "families"));
}

/// Writes settings within a generation, if it still is that one and not revoked.
pub fn set_settings(batch: &mut Batch, family: &Family) {
    let sql = "UPDATE families SET settings = $4 \
               WHERE pool_id = $1 AND origin_jti = $2 AND generation = $3 AND revoked_at IS NULL";
    let args = vec![
        (&family.pool_id).into(),
        (&family.origin_jti).into(),
        family.generation.into(),
        (&family.settings).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Revokes a family, if it is there and not revoked yet.
pub fn revoke(batch: &mut Batch, pool_id: &str, origin_jti: &str, now: i64) {
    let sql = "UPDATE families SET revoked_at = $3 \
               WHERE pool_id = $1 AND origin_jti = $2 AND revoked_at IS NULL";
    batch.push(Statement::any(sql, vec![pool_id.into(), origin_jti.into(), now.into()]));
}

/// Deletes families that ended before a time, at most so many.
pub fn delete_expired(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM families WHERE (pool_id, origin_jti) IN \
               (SELECT pool_id, origin_jti FROM families WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
