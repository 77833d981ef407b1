//! Authenticator apps: one row per user with the secret that counts, the one that waits for its first code, and the
//! last step that was used.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A user's authenticator app.
#[derive(Clone, PartialEq)]
pub struct SoftwareToken {
    /// The pool.
    pub pool_id: String,
    /// The user.
    pub sub: String,
    /// The revision that was loaded; 1 for a new row.
    pub revision: i64,
    /// The secret that counts at sign-ins, sealed; none before the first was verified.
    pub secret: Option<Vec<u8>>,
    /// The secret that waits for its first code, sealed.
    pub pending: Option<Vec<u8>>,
    /// What the person calls it; JSON text, since a name can hold any character.
    pub name: Option<String>,
    /// The last step whose code was accepted; 0 for none.
    pub last_step: i64,
}

impl SoftwareToken {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            revision: row.int("revision")?,
            secret: row.opt_blob("secret")?,
            pending: row.opt_blob("pending")?,
            name: row.opt_text("name")?,
            last_step: row.int("last_step")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.sub)
    }
}

/// A user's authenticator app.
pub async fn get(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Option<SoftwareToken>> {
    let sql = "SELECT pool_id, sub, revision, secret, pending, name, last_step FROM software_tokens \
               WHERE pool_id = $1 AND sub = $2";
    let row = read.row(sql, &[pool_id.into(), sub.into()]).await?;
    row.as_ref().map(SoftwareToken::from_row).transpose()
}

/// Adds a user's app. Misses: `Moved`, tag `software_tokens`, where there is one already or the user is gone.
pub fn insert(batch: &mut Batch, new: &SoftwareToken) {
    let sql = "INSERT INTO software_tokens (pool_id, sub, revision, secret, pending, name, last_step) \
               SELECT u.pool_id, u.sub, CAST($3 AS BIGINT), $4, $5, $6, CAST($7 AS BIGINT) \
               FROM users u WHERE u.pool_id = $1 AND u.sub = $2 ON CONFLICT DO NOTHING";
    let args = vec![
        (&new.pool_id).into(),
        (&new.sub).into(),
        new.revision.into(),
        (&new.secret).into(),
        (&new.pending).into(),
        new.name.as_deref().into(),
        new.last_step.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "software_tokens"));
    changes::insert(batch, "software_tokens", &new.key(), new.revision);
}

/// Writes a user's app over the revision and the step that were loaded: of parallel answers with one code, one is in
/// time. Misses: `Moved`, tag `software_tokens`.
pub fn update(batch: &mut Batch, loaded: &SoftwareToken, new: &SoftwareToken) {
    let sql = "UPDATE software_tokens SET secret = $5, pending = $6, name = $7, last_step = $8, \
               revision = revision + 1 \
               WHERE pool_id = $1 AND sub = $2 AND revision = $3 AND last_step = $4";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.sub).into(),
        loaded.revision.into(),
        loaded.last_step.into(),
        (&new.secret).into(),
        (&new.pending).into(),
        new.name.as_deref().into(),
        new.last_step.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "software_tokens"));
    changes::insert(batch, "software_tokens", &loaded.key(), loaded.revision + 1);
}

/// Uses a step up, without a new revision. Misses: `Moved`, tag `software_tokens`, where another answer came first.
pub fn use_step(batch: &mut Batch, loaded: &SoftwareToken, step: i64) {
    let sql = "UPDATE software_tokens SET last_step = $5 \
               WHERE pool_id = $1 AND sub = $2 AND revision = $3 AND last_step = $4";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.sub).into(),
        loaded.revision.into(),
        loaded.last_step.into(),
        step.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "software_tokens"));
}

/// Deletes a user's app. Misses: `Moved`, tag `software_tokens`.
pub fn delete(batch: &mut Batch, loaded: &SoftwareToken) {
    let sql = "DELETE FROM software_tokens WHERE pool_id = $1 AND sub = $2 AND revision = $3";
    let args = vec![(&loaded.pool_id).into(), (&loaded.sub).into(), loaded.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "software_tokens"));
    changes::tombstone(batch, "software_tokens", &loaded.key(), loaded.revision + 1);
}
