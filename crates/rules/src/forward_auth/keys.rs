//! The keys that sign what apps are told of who is signed in: the account's own, the newest of which signs for ninety days.
//! AWS: `https://public-keys.auth.elb.{region}.amazonaws.com/{kid}`, the kid a UUID.
//!
//! The one before it is served until the next is made: what it signed is good for two minutes. Every node turns to the next by
//! the age of the one that it has, and looks for one that another has made.

use std::sync::{Arc, Mutex, PoisonError};

use crypto::jose::elliptic::EllipticKey;
use store::Outcome;
use store::seal::Place;
use store::signing_keys::{KeyUse, SigningKey as Row};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::ids;

/// How long a key signs.
const LIFE_MS: i64 = 90 * 24 * 3_600_000;

/// A key, parsed once.
pub struct Key {
    /// Its id, a UUID.
    pub kid: String,
    /// Signs.
    pub signing: EllipticKey,
    created_at: i64,
}

/// The keys as this node has loaded them, the newest first: one never changes.
#[derive(Default)]
pub(crate) struct KeyCell(Mutex<Arc<[Arc<Key>]>>);

impl KeyCell {
    fn get(&self) -> Arc<[Arc<Key>]> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, keys: &Arc<[Arc<Key>]>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(keys);
    }
}

/// The key that signs.
pub async fn of_account(ctx: &Ctx) -> Result<Arc<Key>> {
    let keys = all(ctx).await?;
    keys.first().cloned().ok_or_else(|| Error::internal("an account has no key for forward auth"))
}

/// The key that signs, and before it the one that did: the newest first.
pub async fn all(ctx: &Ctx) -> Result<Arc<[Arc<Key>]>> {
    let signs = |key: &Arc<Key>| ctx.now() < key.created_at.saturating_add(LIFE_MS);
    let keys = ctx.world().gate_keys.get();
    if keys.first().is_some_and(signs) {
        return Ok(keys);
    }
    let keys = load(ctx).await?;
    if keys.first().is_some_and(signs) {
        return Ok(keys);
    }
    make(ctx).await?;
    load(ctx).await
}

/// The key of an id: also one that another node has made since this one looked.
pub async fn by_id(ctx: &Ctx, kid: &str) -> Result<Option<Arc<Key>>> {
    let find = |keys: &[Arc<Key>]| keys.iter().find(|key| key.kid == kid).cloned();
    if let Some(key) = find(&all(ctx).await?) {
        return Ok(Some(key));
    }
    Ok(find(&load(ctx).await?))
}

fn owner(ctx: &Ctx) -> String {
    format!("forward-auth/{}", ctx.config().account)
}

async fn load(ctx: &Ctx) -> Result<Arc<[Arc<Key>]>> {
    let rows = store::signing_keys::of_pool(&ctx.read(), &owner(ctx)).await?;
    let parsed = rows.iter().map(|row| {
        let secret = ctx.world().ring.open(&place(&row.kid), &row.private)?;
        let (kid, created_at) = (row.kid.clone(), row.created_at);
        Ok(Arc::new(Key { kid, signing: read(&secret)?, created_at }))
    });
    let keys: Arc<[Arc<Key>]> = parsed.collect::<Result<Vec<_>>>()?.into();
    ctx.world().gate_keys.set(&keys);
    Ok(keys)
}

/// Puts the next key into service, and lets go of all but the one before it. Another node may have been faster: then its
/// key stays.
async fn make(ctx: &Ctx) -> Result<()> {
    let owner = owner(ctx);
    let rows = store::signing_keys::of_pool(&ctx.read(), &owner).await?;
    let secret: [u8; 32] = ctx.random()?;
    let (x, y) = read(&secret)?.coordinates();
    let kid = ids::uuid(ctx)?;
    let row = Row {
        pool_id: owner,
        usage: KeyUse::Id,
        generation: rows.first().map_or(0, |newest| newest.generation + 1),
        private: ctx.world().ring.seal(&place(&kid), &ctx.random()?, &secret),
        kid,
        // The point's two numbers stand where an RSA key has its own two.
        n: x,
        e: y,
        created_at: ctx.now(),
    };
    let mut batch = ctx.batch()?;
    store::signing_keys::insert(&mut batch, &row);
    for old in rows.iter().skip(1) {
        store::signing_keys::delete(&mut batch, old);
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done | Outcome::Missed { .. } => Ok(()),
    }
}

fn read(secret: &[u8]) -> Result<EllipticKey> {
    let secret = <&[u8; 32]>::try_from(secret).map_err(Error::internal)?;
    EllipticKey::from_bytes(secret).map_err(Error::internal)
}

fn place(kid: &str) -> Place<'_> {
    Place { table: "signing_keys", row: kid, column: "private" }
}
