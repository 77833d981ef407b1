//! Passkeys of users, and the one registration that a user may have under way.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A passkey.
#[derive(Clone, Debug, PartialEq)]
pub struct Passkey {
    /// The pool.
    pub pool_id: String,
    /// The credential's id, base64url; unique in the pool.
    pub credential_id: String,
    /// Whose it is.
    pub sub: String,
    /// The domain that it was made for.
    pub relying_party_id: String,
    /// What lists call it.
    pub name: String,
    /// `platform` or `cross-platform`, where the browser told.
    pub attachment: Option<String>,
    /// How the authenticator can be reached: a JSON list.
    pub transports: String,
    /// The public key, JSON.
    pub public_key: String,
    /// The signature counter of the last use.
    pub counter: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// A registration under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// The pool.
    pub pool_id: String,
    /// Who registers.
    pub sub: String,
    /// The client that it was begun with.
    pub client_id: String,
    /// The challenge that was sent.
    pub challenge: Vec<u8>,
    /// Epoch milliseconds.
    pub expires_at: i64,
}

impl Passkey {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            credential_id: row.text("credential_id")?,
            sub: row.text("sub")?,
            relying_party_id: row.text("relying_party_id")?,
            name: row.text("name")?,
            attachment: row.opt_text("attachment")?,
            transports: row.text("transports")?,
            public_key: row.text("public_key")?,
            counter: row.int("counter")?,
            created_at: row.int("created_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.credential_id)
    }
}

/// All passkeys of a user, oldest first.
pub async fn of_user(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Vec<Passkey>> {
    let sql = "SELECT pool_id, credential_id, sub, relying_party_id, name, attachment, transports, public_key, \
               counter, created_at FROM passkeys WHERE pool_id = $1 AND sub = $2 \
               ORDER BY created_at, credential_id";
    read.rows(sql, &[pool_id.into(), sub.into()]).await?.iter().map(Passkey::from_row).collect()
}

/// Adds a passkey. Misses: `Taken`, tag `passkeys`, for a credential that the pool has already.
pub fn insert(batch: &mut Batch, passkey: &Passkey) {
    let sql = "INSERT INTO passkeys (pool_id, credential_id, sub, relying_party_id, name, attachment, \
               transports, public_key, counter, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let args = vec![
        (&passkey.pool_id).into(),
        (&passkey.credential_id).into(),
        (&passkey.sub).into(),
        (&passkey.relying_party_id).into(),
        (&passkey.name).into(),
        passkey.attachment.clone().into(),
        (&passkey.transports).into(),
        (&passkey.public_key).into(),
        passkey.counter.into(),
        passkey.created_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "passkeys"));
    changes::insert(batch, "passkeys", &passkey.key(), batch.at());
}

/// Writes the counter of a use over the one that was loaded. Misses: `Moved`, tag `passkeys`, when the passkey was
/// used or deleted since.
pub fn count(batch: &mut Batch, loaded: &Passkey, counter: i64) {
    let sql = "UPDATE passkeys SET counter = $5 \
               WHERE pool_id = $1 AND credential_id = $2 AND sub = $3 AND counter = $4";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.credential_id).into(),
        (&loaded.sub).into(),
        loaded.counter.into(),
        counter.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "passkeys"));
}

/// Deletes a user's passkey; leaves a tombstone. Misses: `Gone`, tag `passkeys`.
pub fn delete(batch: &mut Batch, passkey: &Passkey) {
    let sql = "DELETE FROM passkeys WHERE pool_id = $1 AND credential_id = $2 AND sub = $3";
    let args = vec![(&passkey.pool_id).into(), (&passkey.credential_id).into(), (&passkey.sub).into()];
    batch.push(Statement::one(sql, args, Miss::Gone, "passkeys"));
    changes::tombstone(batch, "passkeys", &passkey.key(), batch.at());
}

/// A user's registration under way, expired or not.
pub async fn pending(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Option<Pending>> {
    let sql = "SELECT pool_id, sub, client_id, challenge, expires_at FROM passkey_challenges \
               WHERE pool_id = $1 AND sub = $2";
    let row = read.row(sql, &[pool_id.into(), sub.into()]).await?;
    row.map(|row| {
        Ok(Pending {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            client_id: row.text("client_id")?,
            challenge: row.blob("challenge")?,
            expires_at: row.int("expires_at")?,
        })
    })
    .transpose()
}

/// Begins a registration; a former one ends. Misses: `Gone`, tag `users`, when there is no such user.
pub fn begin(batch: &mut Batch, pending: &Pending) {
    let sql = "INSERT INTO passkey_challenges (pool_id, sub, client_id, challenge, expires_at) \
               SELECT u.pool_id, u.sub, $3, $4, CAST($5 AS BIGINT) FROM users u \
               WHERE u.pool_id = $1 AND u.sub = $2 \
               ON CONFLICT (pool_id, sub) DO UPDATE SET client_id = excluded.client_id, \
               challenge = excluded.challenge, expires_at = excluded.expires_at";
    let args = vec![
        (&pending.pool_id).into(),
        (&pending.sub).into(),
        (&pending.client_id).into(),
        (&pending.challenge).into(),
        pending.expires_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Gone, "users"));
}

/// Ends the registration that was loaded. Misses: `Spent`, tag `passkey_challenges`, when it ended or another began.
pub fn end(batch: &mut Batch, loaded: &Pending) {
    let sql = "DELETE FROM passkey_challenges WHERE pool_id = $1 AND sub = $2 AND challenge = $3";
    let args = vec![(&loaded.pool_id).into(), (&loaded.sub).into(), (&loaded.challenge).into()];
    batch.push(Statement::one(sql, args, Miss::Spent, "passkey_challenges"));
}
