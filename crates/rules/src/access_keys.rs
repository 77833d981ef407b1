//! Access keys: what administrators sign with.
//! AWS: SigV4 credentials as IAM forms them: twenty characters of id, forty of secret.

use serde::Serialize;
use store::access_keys::AccessKey;
use store::seal::Place;

use crate::clients::Secret;
use crate::ctx::{Ctx, World};
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

/// The secret of a key that may be used, for checking a signature, and whose it is. Errors: `UnknownAccessKey`.
pub async fn secret(world: &World, id: &str) -> Result<(Secret, Signer)> {
    let row = store::access_keys::get(&world.store.read(), id).await?;
    let row = row.filter(|row| row.is_active).ok_or_else(|| Error::new(Reason::UnknownAccessKey))?;
    let plain = world.ring.open(&place(id), &row.secret)?;
    let secret = Secret::new(String::from_utf8(plain).map_err(Error::internal)?);
    Ok((secret, if row.user_id.is_empty() { Signer::Root } else { Signer::User(row.user_id) }))
}

fn place(id: &str) -> Place<'_> {
    Place { table: "access_keys", row: id, column: "secret" }
}
