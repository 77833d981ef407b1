//! Certificates of custom domains, and of all names below one: kept sealed in the store, so that every node serves them.
//! AWS: API_CustomDomainConfigType, in the place of what its certificate manager holds.
//!
//! Whether chain and key read, fit and name the host is judged before, where TLS is spoken.

use store::certificates::{Certificate, Stamp};
use store::seal::Place;
use store::{Miss, Outcome};

use super::Pool;
use crate::clients::Secret;
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};

/// A chain and its key, both PEM.
pub struct Pair {
    /// The host's own certificate first.
    pub chain: String,
    /// The key.
    pub key: Secret,
    /// When the host's own certificate ends, epoch milliseconds.
    pub expires_at: i64,
}

/// Hosts of one page.
const PAGE: i64 = 200;

/// Keeps a host's certificate in the place of an older one: of a custom domain of the pool, or without a pool of all names
/// below `*.`. Errors: `DomainNotFound`.
pub async fn keep(ctx: &Ctx, pool: Option<&Pool>, host: &str, pair: &Pair) -> Result<()> {
    let sealed = ctx.world().ring.seal(&place(host), &ctx.random()?, pair.key.reveal().as_bytes());
    let mut batch = ctx.batch()?;
    let row = Certificate {
        host: host.to_owned(),
        id: batch.id(),
        pool_id: pool.map_or_else(String::new, |pool| pool.id().to_owned()),
        chain: pair.chain.clone(),
        private: sealed,
        expires_at: pair.expires_at,
        created_at: batch.at(),
    };
    store::certificates::put(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(Error::new(Reason::DomainNotFound)),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Forgets the certificate of names that no pool owns; that of a domain goes with the domain. False where there is none.
pub async fn forget(ctx: &Ctx, host: &str) -> Result<bool> {
    if store::certificates::get(&ctx.read(), host).await?.is_none() {
        return Ok(false);
    }
    let mut batch = ctx.batch()?;
    store::certificates::delete(&mut batch, host);
    ctx.commit(batch).await?;
    Ok(true)
}

/// Whose certificates there are, and which writing of each.
pub async fn stamps(world: &World) -> Result<Vec<Stamp>> {
    let mut all: Vec<Stamp> = Vec::new();
    loop {
        let after = all.last().map(|last| last.host.clone()).unwrap_or_default();
        let page = store::certificates::stamps(&world.store.read(), &after, PAGE).await?;
        let is_last = page.len() < PAGE.unsigned_abs() as usize;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

/// The certificate of a host, and the id of its writing; without its key where the key ring does not open that.
pub async fn open(world: &World, host: &str) -> Result<Option<(String, Option<Pair>)>> {
    let Some(row) = store::certificates::get(&world.store.read(), host).await? else { return Ok(None) };
    let key = world.ring.open(&place(host), &row.private).ok().and_then(|key| String::from_utf8(key).ok());
    let (chain, expires_at) = (row.chain, row.expires_at);
    Ok(Some((row.id, key.map(|key| Pair { chain, key: Secret::new(key), expires_at }))))
}

fn place(host: &str) -> Place<'_> {
    Place { table: "certificates", row: host, column: "private" }
}
