//! The key that signs what apps are told of who is signed in: one of the account, made when it is first needed.
//! AWS: `https://public-keys.auth.elb.{region}.amazonaws.com/{kid}`, the kid a UUID.

use std::sync::Arc;

use crypto::jose::elliptic::EllipticKey;
use store::Outcome;
use store::seal::Place;
use store::signing_keys::{KeyUse, SigningKey as Row};
use tokio::sync::OnceCell;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::ids;

/// A key, parsed once.
pub struct Key {
    /// Its id, a UUID.
    pub kid: String,
    /// Signs.
    pub signing: EllipticKey,
}

/// The key as this node has loaded it: once made it never changes.
#[derive(Default)]
pub(crate) struct KeyCell(OnceCell<Arc<Key>>);

/// The account's key.
pub async fn of_account(ctx: &Ctx) -> Result<Arc<Key>> {
    if let Some(key) = ctx.world().gate_key.0.get() {
        return Ok(Arc::clone(key));
    }
    let owner = format!("forward-auth/{}", ctx.config().account);
    let mut rows = store::signing_keys::of_pool(&ctx.read(), &owner).await?;
    if rows.is_empty() {
        make(ctx, &owner).await?;
        rows = store::signing_keys::of_pool(&ctx.read(), &owner).await?;
    }
    let row = rows.first().ok_or_else(|| Error::internal("an account has no key for forward auth"))?;
    let secret = ctx.world().ring.open(&place(&row.kid), &row.private)?;
    let key = Arc::new(Key { kid: row.kid.clone(), signing: read(&secret)? });
    // Another request may have been faster, with the same key.
    let _ = ctx.world().gate_key.0.set(Arc::clone(&key));
    Ok(key)
}

/// Puts a key into service. Another node may have been faster: then its key stays.
async fn make(ctx: &Ctx, owner: &str) -> Result<()> {
    let secret: [u8; 32] = ctx.random()?;
    let (x, y) = read(&secret)?.coordinates();
    let kid = ids::uuid(ctx)?;
    let row = Row {
        pool_id: owner.to_owned(),
        usage: KeyUse::Id,
        generation: 0,
        private: ctx.world().ring.seal(&place(&kid), &ctx.random()?, &secret),
        kid,
        // The point's two numbers stand where an RSA key has its own two.
        n: x,
        e: y,
        created_at: ctx.now(),
    };
    let mut batch = ctx.batch()?;
    store::signing_keys::insert(&mut batch, &row);
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
