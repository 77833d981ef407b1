//! Access keys: what administrators sign with.
//! AWS: SigV4 credentials as IAM forms them: twenty characters of id, forty of secret.

use std::sync::Arc;

use serde::Serialize;
use store::access_keys::{AccessKey, Use};
use store::seal::Place;

use crate::clients::Secret;
use crate::ctx::{Caller, Ctx, Origin, World};
use crate::error::{Error, Reason, Result};
use crate::iam::authority::Signer;
use crate::ids;

/// A key that has just been made: the only time that its secret is shown.
pub struct Made {
    /// `AKIA…`.
    pub id: String,
    /// The secret.
    pub secret: Secret,
}

/// A key as a list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// `AKIA…`.
    pub id: String,
    /// What the operator called it.
    pub name: String,
    /// When it was made, in epoch milliseconds.
    pub created_at: i64,
}

const ID: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SECRET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// More keys than anyone manages by hand.
const MOST: i64 = 1_000;

/// Makes a key of the account itself, which may do everything.
pub async fn create(ctx: &Ctx, name: &str) -> Result<Made> {
    let (made, key) = draw(ctx, name)?;
    let mut batch = ctx.batch()?;
    store::access_keys::insert(&mut batch, &key);
    ctx.commit(batch).await?;
    Ok(made)
}

/// A new key, of the account itself, that is not kept yet.
pub(crate) fn draw(ctx: &Ctx, name: &str) -> Result<(Made, AccessKey)> {
    let made = Made {
        id: format!("AKIA{}", ids::text(ctx, ID, 16)?),
        secret: Secret::new(ids::text(ctx, SECRET, 40)?),
    };
    let sealed = ctx.world().ring.seal(&place(&made.id), &ctx.random()?, made.secret.reveal().as_bytes());
    let key = AccessKey {
        id: made.id.clone(),
        account: ctx.config().account.clone(),
        name: name.to_owned(),
        secret: sealed,
        policy: "{}".to_owned(),
        revision: 0,
        created_at: ctx.now(),
        user_id: String::new(),
        is_active: true,
        last_use: None,
    };
    Ok((made, key))
}

/// The keys of the account, oldest id first.
pub async fn list(ctx: &Ctx) -> Result<Vec<Listed>> {
    let rows = store::access_keys::page(&ctx.read(), &ctx.config().account, "", MOST).await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed { id: row.id, name: row.name, created_at: row.created_at })
        .collect())
}

/// Deletes a key. Errors: `UnknownAccessKey`.
pub async fn delete(ctx: &Ctx, id: &str) -> Result<()> {
    let row = store::access_keys::get(&ctx.read(), id).await?;
    let row = row.ok_or_else(|| Error::new(Reason::UnknownAccessKey))?;
    let mut batch = ctx.batch()?;
    store::access_keys::delete(&mut batch, &row);
    ctx.commit(batch).await
}

/// A key that may be used.
pub struct Known {
    /// The secret, for checking a signature.
    pub secret: Secret,
    /// Whose it is.
    pub signer: Signer,
    row: AccessKey,
}

/// The key of an id. Errors: `UnknownAccessKey` for none, or one that may not be used.
pub async fn known(world: &World, id: &str) -> Result<Known> {
    let row = store::access_keys::get(&world.store.read(), id).await?;
    let row = row.filter(|row| row.is_active).ok_or_else(|| Error::new(Reason::UnknownAccessKey))?;
    let plain = world.ring.open(&place(id), &row.secret)?;
    let secret = Secret::new(String::from_utf8(plain).map_err(Error::internal)?);
    let signer = if row.user_id.is_empty() { Signer::Root } else { Signer::User(row.user_id.clone()) };
    Ok(Known { secret, signer, row })
}

/// How long a use stands for those that follow it: of the same service in the same region, and of another.
const SAME_MS: i64 = 3_600_000;
const OTHER_MS: i64 = 60_000;

/// Notes that a key was used for a service, at most once an hour, and once a minute where service or region are others than
/// before. What cannot be noted keeps nobody from calling.
pub async fn used(world: &Arc<World>, known: &Known, service: &str, region: &str) {
    let now = world.clock.now();
    let is_fresh = known.row.last_use.as_ref().is_some_and(|last| {
        let is_same = last.service == service && last.region == region;
        now - last.at < if is_same { SAME_MS } else { OTHER_MS }
    });
    // A region comes out of a signature, and need not be one that is served.
    if is_fresh || region.contains('\0') {
        return;
    }
    if let Err(error) =
        note(world, &known.row, Use { at: now, service: service.to_owned(), region: region.to_owned() }).await
    {
        tracing::warn!(access_key.id = known.row.id, %error, "the use of a key could not be noted");
    }
}

async fn note(world: &Arc<World>, row: &AccessKey, last: Use) -> Result<()> {
    let ctx = Ctx::new(Arc::clone(world), Caller::Anyone, "access-key".to_owned(), Origin::default());
    let mut batch = ctx.batch()?;
    store::access_keys::note_use(&mut batch, row, &last);
    ctx.commit(batch).await
}

fn place(id: &str) -> Place<'_> {
    Place { table: "access_keys", row: id, column: "secret" }
}
