//! Certificates that the listener shows, by host name: a custom domain's own, and those for all names below one
//! (`*.auth.example.com`), which no pool owns.
//!
//! Whoever writes last is right; `id` is another one with each writing, so that a node sees by it what is new. A domain
//! takes its certificate along.

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;
use crate::value::{Row, is_storable};
use crate::{changes, domains};

/// A certificate and its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// The name of a custom domain, or `*.` before the name above those that it is for.
    pub host: String,
    /// Another one with each writing.
    pub id: String,
    /// The pool of the domain; empty for names that no pool owns.
    pub pool_id: String,
    /// PEM, the host's own certificate first.
    pub chain: String,
    /// The key's PEM, sealed.
    pub private: Vec<u8>,
    /// When the host's own certificate ends, epoch milliseconds.
    pub expires_at: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// What tells one writing from the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The host.
    pub host: String,
    /// The id of the last writing.
    pub id: String,
}

impl Certificate {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            host: row.text("host")?,
            id: row.text("id")?,
            pool_id: row.text("pool_id")?,
            chain: row.text("chain")?,
            private: row.blob("private")?,
            expires_at: row.int("expires_at")?,
            created_at: row.int("created_at")?,
        })
    }
}

/// The certificate of a host.
pub async fn get(read: &Read<'_>, host: &str) -> Result<Option<Certificate>> {
    if !is_storable(host) {
        return Ok(None);
    }
    let sql =
        "SELECT host, id, pool_id, chain, private, expires_at, created_at FROM certificates WHERE host = $1";
    read.row(sql, &[host.into()]).await?.as_ref().map(Certificate::from_row).transpose()
}

/// What is there after a host (empty: from the first), by host.
pub async fn stamps(read: &Read<'_>, after: &str, limit: i64) -> Result<Vec<Stamp>> {
    let sql = "SELECT host, id FROM certificates WHERE host > $1 ORDER BY host LIMIT $2";
    let rows = read.rows(sql, &[after.into(), limit.into()]).await?;
    rows.iter().map(|row| Ok(Stamp { host: row.text("host")?, id: row.text("id")? })).collect()
}

/// Puts this one in the place of the host's. Misses: `Gone`, tag `domains`, where it is a domain's and the pool has none
/// of that name.
pub fn put(batch: &mut Batch, certificate: &Certificate) {
    if !certificate.pool_id.is_empty() {
        domains::hold(batch, &certificate.pool_id, &certificate.host);
    }
    changes::insert(batch, "certificates", &certificate.host, certificate.created_at);
    let sql = "INSERT INTO certificates (host, id, pool_id, chain, private, expires_at, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (host) DO UPDATE SET id = excluded.id, \
               pool_id = excluded.pool_id, chain = excluded.chain, private = excluded.private, \
               expires_at = excluded.expires_at, created_at = excluded.created_at";
    let args = vec![
        (&certificate.host).into(),
        (&certificate.id).into(),
        (&certificate.pool_id).into(),
        (&certificate.chain).into(),
        (&certificate.private).into(),
        certificate.expires_at.into(),
        certificate.created_at.into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Deletes the certificate of a host, if it has one.
pub fn delete(batch: &mut Batch, host: &str) {
    batch.push(Statement::any("DELETE FROM certificates WHERE host = $1", vec![host.into()]));
    changes::tombstone(batch, "certificates", host, batch.at());
}
