//! The hash that a user came with, kept sealed until the first password that is sent in plain makes a verifier of it.
//! AWS: the developer guide, "Importing users with password hashes".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::foreign::{Algorithm, Hash, Refusal};
use serde::{Deserialize, Serialize};
use store::seal::Place;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::pools::Pool;
use crate::users;

#[derive(Serialize, Deserialize)]
struct Kept {
    algorithm: String,
    hash: String,
}

/// Gives the user a hash. Errors: what is wrong with it, in words for the log of an import.
pub(super) fn give(
    ctx: &Ctx,
    pool: &Pool,
    user: &mut User,
    algorithm: Algorithm,
    text: &str,
) -> Result<Option<&'static str>> {
    match Hash::parse(algorithm, text) {
        Ok(_) => {}
        Err(Refusal::Malformed) => return Ok(Some("The password hash is malformed.")),
        Err(Refusal::OutOfBounds) => return Ok(Some("The password hash exceeds the allowed parameters.")),
    }
    let kept = Kept { algorithm: algorithm.name().to_owned(), hash: text.to_owned() };
    let sealed = pool.key.seal(&place(&user.sub), &ctx.random()?, &serde_json::to_vec(&kept)?);
    let mut extra = users::extra(user)?;
    extra.imported_hash = Some(STANDARD.encode(sealed));
    user.settings = serde_json::to_string(&extra)?;
    Ok(None)
}

/// Whether the user has a hash and no verifier yet.
pub fn is_waiting(user: &User) -> Result<bool> {
    Ok(user.verifier.is_none() && users::extra(user)?.imported_hash.is_some())
}

/// Takes the hash away: the user has another password, or none.
pub(crate) fn drop(user: &mut User) -> Result<()> {
    let mut extra = users::extra(user)?;
    if extra.imported_hash.take().is_some() {
        user.settings = serde_json::to_string(&extra)?;
    }
    Ok(())
}

/// Whether the hash is this password's. A user without one has none that matches.
pub(crate) async fn matches(ctx: &Ctx, pool: &Pool, user: &User, password: &str) -> Result<bool> {
    let Some(sealed) = users::extra(user)?.imported_hash else { return Ok(false) };
    let sealed = STANDARD.decode(sealed).map_err(Error::internal)?;
    let kept: Kept = serde_json::from_slice(&pool.key.open(&place(&user.sub), &sealed)?)?;
    let unreadable = || Error::internal("an imported hash does not read");
    let algorithm = Algorithm::of(&kept.algorithm).ok_or_else(unreadable)?;
    let hash = Hash::parse(algorithm, &kept.hash).map_err(|_| unreadable())?;
    let password = password.to_owned();
    ctx.compute(move || hash.is_of(&password)).await
}

fn place(sub: &str) -> Place<'_> {
    Place { table: "users", row: sub, column: "imported_hash" }
}
