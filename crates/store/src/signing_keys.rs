//! The RSA keys of a pool: one line for id tokens and one for access tokens, the highest generation signs.
//!
//! A key is never changed; the private part is PKCS#8, sealed with the pool's data key.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::{Result, StoreError};
use crate::value::Row;

/// Which tokens a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyUse {
    /// Id tokens.
    Id,
    /// Access tokens.
    Access,
}

impl KeyUse {
    /// Its name in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Access => "access",
        }
    }
}

/// One key pair.
#[derive(Clone, Debug, PartialEq)]
pub struct SigningKey {
    /// The pool it belongs to.
    pub pool_id: String,
    /// Which tokens it signs.
    pub usage: KeyUse,
    /// 1 for the first, then rising.
    pub generation: i64,
    /// The key id in token headers.
    pub kid: String,
    /// The modulus, base64url.
    pub n: String,
    /// The exponent, base64url.
    pub e: String,
    /// The private key, sealed.
    pub private: Vec<u8>,
    /// Epoch milliseconds.
    pub created_at: i64,
}

impl SigningKey {
    fn from_row(row: &Row) -> Result<Self> {
        let usage = match row.text("use_")?.as_str() {
            "id" => KeyUse::Id,
            "access" => KeyUse::Access,
            other => return Err(StoreError::Corrupt(format!("a signing key for {other}"))),
        };
        Ok(Self {
            pool_id: row.text("pool_id")?,
            usage,
            generation: row.int("generation")?,
            kid: row.text("kid")?,
            n: row.text("n")?,
            e: row.text("e")?,
            private: row.blob("private")?,
            created_at: row.int("created_at")?,
        })
    }

    fn place(&self) -> String {
        format!("{}/{}/{}", self.pool_id, self.usage.as_str(), self.generation)
    }
}

/// All keys of a pool, newest first within each use.
pub async fn of_pool(read: &Read<'_>, pool_id: &str) -> Result<Vec<SigningKey>> {
    let sql = "SELECT pool_id, use_, generation, kid, n, e, private, created_at FROM signing_keys \
               WHERE pool_id = $1 ORDER BY use_, generation DESC";
    read.rows(sql, &[pool_id.into()]).await?.iter().map(SigningKey::from_row).collect()
}

/// Adds a key. Misses: `Taken`, tag `signing_keys`, when that generation exists.
pub fn insert(batch: &mut Batch, key: &SigningKey) {
    let sql = "INSERT INTO signing_keys (pool_id, use_, generation, kid, n, e, private, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let args = vec![
        (&key.pool_id).into(),
        key.usage.as_str().into(),
        key.generation.into(),
        (&key.kid).into(),
        (&key.n).into(),
        (&key.e).into(),
        (&key.private).into(),
        key.created_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "signing_keys"));
    changes::insert(batch, "signing_keys", &key.place(), 1);
}

/// Deletes a key that no token needs any more.
pub fn delete(batch: &mut Batch, key: &SigningKey) {
    let sql = "DELETE FROM signing_keys WHERE pool_id = $1 AND use_ = $2 AND generation = $3";
    let args = vec![(&key.pool_id).into(), key.usage.as_str().into(), key.generation.into()];
    batch.push(Statement::any(sql, args));
    changes::tombstone(batch, "signing_keys", &key.place(), 2);
}
