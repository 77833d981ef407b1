//! The key with which a pool signs as a SAML service, and its certificates: the highest generation is the one.
//!
//! Neither is ever changed; the private part is PKCS#8, sealed with the pool's data key.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;

/// A key with one of its certificates.
#[derive(Clone, Debug, PartialEq)]
pub struct SamlKey {
    /// The pool it belongs to.
    pub pool_id: String,
    /// 0 for the first, then rising.
    pub generation: i64,
    /// The private key, sealed.
    pub private: Vec<u8>,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// The newest of a pool.
pub async fn newest(read: &Read<'_>, pool_id: &str) -> Result<Option<SamlKey>> {
    let sql = "SELECT pool_id, generation, private, certificate, created_at FROM saml_keys \
               WHERE pool_id = $1 ORDER BY generation DESC LIMIT 1";
    let row = read.row(sql, &[pool_id.into()]).await?;
    row.map(|row| {
        Ok(SamlKey {
            pool_id: row.text("pool_id")?,
            generation: row.int("generation")?,
            private: row.blob("private")?,
            certificate: row.blob("certificate")?,
            created_at: row.int("created_at")?,
        })
    })
    .transpose()
}

/// Adds a key. Misses: `Gone`, tag `pools`; `Taken`, tag `saml_keys`, when that generation exists.
pub fn insert(batch: &mut Batch, key: &SamlKey) {
    let place = format!("{}/{}", key.pool_id, key.generation);
    changes::insert_in_pool(batch, "saml_keys", &key.pool_id, &place, 1);
    let sql = "INSERT INTO saml_keys (pool_id, generation, private, certificate, created_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let args = vec![
        (&key.pool_id).into(),
        key.generation.into(),
        (&key.private).into(),
        (&key.certificate).into(),
        key.created_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "saml_keys"));
}
