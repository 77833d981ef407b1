//! Identities: who they are, by what logins they are found, and what they get.
//! AWS: the developer guide, "Identity pools authentication flow"; API_GetId and its relatives.

pub mod credentials;
pub mod developer;
pub mod keys;
pub mod linking;
pub mod logins;
pub mod open_id_token;
pub mod role;

use std::collections::BTreeMap;

use store::identities::{Identity, Login};

use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{self, IdentityPool};

/// An identity with its pool and its logins.
pub struct Found {
    /// The pool.
    pub pool: IdentityPool,
    /// The identity.
    pub identity: Identity,
    /// Its logins, by provider and subject.
    pub logins: Vec<Login>,
}

/// Who acts, after their logins were looked at.
pub struct Acting {
    /// The identity: another than was named, where that has become part of it.
    pub identity_id: String,
    /// What was proved; nothing of a guest.
    pub proofs: Vec<logins::Proof>,
}

/// The identity of an id, of a pool that is there. Errors: `IdentityNotFound`.
pub async fn get(ctx: &Ctx, id: &str) -> Result<Found> {
    let not_found = || Error::about(Reason::IdentityNotFound, id);
    let identity = store::identities::get(&ctx.read(), id).await?.ok_or_else(not_found)?;
    let pool = identity_pools::get(ctx, &identity.pool_id).await;
    let pool = pool.map_err(|error| error.replaced(Reason::IdentityPoolNotFound, not_found))?;
    let logins = store::identities::logins(&ctx.read(), id).await?;
    Ok(Found { pool, identity, logins })
}

/// The identity of an id, if it is of this pool. Errors: `IdentityNotFound`.
pub async fn of_pool(ctx: &Ctx, pool: &IdentityPool, id: &str) -> Result<Found> {
    let found = get(ctx, id).await?;
    match found.identity.pool_id == pool.id() {
        true => Ok(found),
        false => Err(Error::about(Reason::IdentityNotFound, id)),
    }
}

/// The identity that logins lead to, made where there is none yet; of no logins a new guest.
///
/// Errors: those of [`logins::verify`] and [`linking::of_proofs`], `GuestsRefused`.
pub async fn get_id(ctx: &Ctx, pool: &IdentityPool, given: &BTreeMap<String, String>) -> Result<String> {
    if given.is_empty() {
        check_guests(pool)?;
        return linking::begin(ctx, pool, &[]).await;
    }
    let proofs = logins::verify(ctx, pool, given).await?;
    linking::of_proofs(ctx, pool, &proofs).await
}

/// Who acts as this identity with these logins: they are verified, and linked to it where they are new.
///
/// Errors: those of [`logins::verify`] and [`linking::with`], `GuestsRefused`, `IdentityForbidden`.
pub async fn act(ctx: &Ctx, found: &Found, given: &BTreeMap<String, String>) -> Result<Acting> {
    let id = &found.identity.id;
    if given.is_empty() {
        if found.identity.is_disabled || !found.logins.is_empty() {
            return Err(Error::about(Reason::IdentityForbidden, id));
        }
        check_guests(&found.pool)?;
        return Ok(Acting { identity_id: id.clone(), proofs: Vec::new() });
    }
    let proofs = logins::verify(ctx, &found.pool, given).await?;
    let identity_id = linking::with(ctx, found, &proofs).await?;
    Ok(Acting { identity_id, proofs })
}

/// Takes logins of these providers away from an identity, by a proof of one that it has.
///
/// AWS: without its last login nobody can come to the identity again.
/// Errors: those of [`logins::verify`], `LoginsDiffer`, `LoginNotLinked`, `PublicProviderNeeded`.
pub async fn unlink(
    ctx: &Ctx,
    found: &Found,
    given: &BTreeMap<String, String>,
    providers: &[String],
) -> Result<()> {
    let proofs = logins::verify(ctx, &found.pool, given).await?;
    if !proofs.iter().any(|proof| found.has(proof)) {
        return Err(Error::new(Reason::LoginsDiffer));
    }
    let mut gone = Vec::new();
    for provider in providers {
        let name = identity_pools::canonical(ctx.config(), provider);
        if found.pool.settings.developer_provider_name.as_ref() == Some(&name) {
            return Err(Error::new(Reason::PublicProviderNeeded));
        }
        let login = found.logins.iter().find(|login| login.provider == name);
        let login = login.ok_or_else(|| Error::about(Reason::LoginNotLinked, provider))?;
        if !gone.contains(&login) {
            gone.push(login);
        }
    }
    linking::unlink(ctx, found, &gone).await
}

/// Deletes identities. Gives those that the caller may not delete; one that is not there is none of them.
pub async fn delete(ctx: &Ctx, ids: &[String]) -> Result<Vec<String>> {
    let mut batch = ctx.batch()?;
    let (mut seen, mut denied) = (Vec::new(), Vec::new());
    for id in ids.iter().filter(|id| !id.contains('\0')) {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let Some(identity) = store::identities::get(&ctx.read(), id).await? else { continue };
        match is_here(ctx, id) {
            true => store::identities::delete(&mut batch, &identity),
            false => denied.push(id.clone()),
        }
    }
    ctx.commit(batch).await?;
    Ok(denied)
}

/// Whether an identity is of the region that an administrator signs for.
fn is_here(ctx: &Ctx, id: &str) -> bool {
    match &ctx.caller {
        Caller::Administrator { region, .. } => id.split_once(':').is_some_and(|(of, _)| of == region),
        _ => true,
    }
}

/// Errors: `GuestsRefused`.
fn check_guests(pool: &IdentityPool) -> Result<()> {
    match pool.settings.allow_unauthenticated_identities {
        true => Ok(()),
        false => Err(Error::new(Reason::GuestsRefused)),
    }
}

impl Found {
    /// Whether a proof is of one of the identity's logins.
    fn has(&self, proof: &logins::Proof) -> bool {
        self.logins.iter().any(|login| login.provider == proof.provider && login.subject == proof.subject)
    }
}
