//! Datasets of identities: who may reach which, and what they hold.
//! AWS: Amazon Cognito Sync API Reference; the developer guide, "Amazon Cognito Sync".
//!
//! Whoever signs with an identity's own credentials reaches that identity's datasets and nothing else, whatever its role
//! would let it; everybody else is an administrator.

pub mod bell;
pub mod bulk;
pub mod datasets;
pub mod devices;
pub mod listening;
pub mod merging;
pub mod records;
mod sessions;
pub mod settings;
pub mod telling;
mod trigger;
pub mod usage;

use store::identities::Identity;

use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};
use crate::iam::authority::Signer;
use crate::iam::principals;
use crate::identity_pools::{self, IdentityPool, SERVICE};

/// AWS: the most datasets of an identity.
const DATASETS: i64 = 20;

/// AWS: the most records of a dataset.
const RECORDS: i64 = 1_024;

/// AWS: the most bytes of a dataset, keys and values together.
const BYTES: i64 = 1 << 20;

/// How many removals are remembered of each dataset, and how many deleted datasets of each identity: a device that slept
/// through more of them is not told of the oldest.
const REMEMBERED: i64 = 4_096;
const REMEMBERED_DATASETS: i64 = 256;

/// On whose behalf a call acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The identity itself, by its temporary credentials.
    Identity,
    /// Whoever has an access key.
    Administrator,
}

/// An identity whose datasets a call is about.
pub struct Place {
    /// The pool.
    pub pool: IdentityPool,
    /// The identity.
    pub identity: Identity,
    /// Who calls.
    pub actor: Actor,
}

/// The identity, and its pool, that the caller's temporary credentials are of.
fn bearer(ctx: &Ctx) -> Option<(&str, &str)> {
    let Caller::Administrator { signer: Signer::Session(session), .. } = &ctx.caller else { return None };
    let claim = |name: &str| session.federated.get(&format!("{SERVICE}:{name}"))?.first().map(String::as_str);
    match session.provider.as_deref() == Some(SERVICE) {
        true => Some((claim("sub").unwrap_or_default(), claim("aud").unwrap_or_default())),
        false => None,
    }
}

/// An identity whose datasets the caller may reach.
///
/// Errors: `IdentityForbidden` for another than the caller's own, `IdentityPoolNotFound`, `IdentityNotFound`.
pub async fn identity(ctx: &Ctx, pool_id: &str, identity_id: &str) -> Result<Place> {
    let actor = match bearer(ctx) {
        Some(own) if own == (identity_id, pool_id) => Actor::Identity,
        // Before anything is looked up: whether another is there is not for everybody.
        Some(_) => return Err(Error::about(Reason::IdentityForbidden, identity_id)),
        None => Actor::Administrator,
    };
    let pool = identity_pools::get(ctx, pool_id).await?;
    let identity = store::identities::get(&ctx.read(), identity_id).await?;
    let identity = identity.filter(|identity| identity.pool_id == pool.id());
    let identity = identity.ok_or_else(|| Error::about(Reason::IdentityNotFound, identity_id))?;
    match actor == Actor::Identity && identity.is_disabled {
        true => Err(Error::about(Reason::IdentityForbidden, identity_id)),
        false => Ok(Place { pool, identity, actor }),
    }
}

/// The same for what is of a device, which at AWS nobody but its identity has.
///
/// Errors: `IdentitiesOnly` for administrators, unless the settings let them; those of [`identity`].
pub async fn owner(ctx: &Ctx, pool_id: &str, identity_id: &str) -> Result<Place> {
    match bearer(ctx).is_some() || ctx.config().administrators_have_devices {
        true => identity(ctx, pool_id, identity_id).await,
        false => Err(Error::new(Reason::IdentitiesOnly)),
    }
}

/// The same for operations that cannot say that something is not there: AWS declares no such error of them.
///
/// Errors: `IdentityForbidden`.
pub async fn listed(ctx: &Ctx, pool_id: &str, identity_id: &str) -> Result<Place> {
    let forbidden = || Error::about(Reason::IdentityForbidden, identity_id);
    let place = identity(ctx, pool_id, identity_id).await;
    place.map_err(|error| {
        error.replaced(Reason::IdentityNotFound, forbidden).replaced(Reason::IdentityPoolNotFound, forbidden)
    })
}

/// A pool, for administrators. Errors: `AdministratorsOnly`, `IdentityPoolNotFound`.
pub async fn pool(ctx: &Ctx, pool_id: &str) -> Result<IdentityPool> {
    administrators_only(ctx)?;
    identity_pools::get(ctx, pool_id).await
}

/// Errors: `AdministratorsOnly` for the credentials of an identity.
pub fn administrators_only(ctx: &Ctx) -> Result<()> {
    match bearer(ctx) {
        Some(_) => Err(Error::new(Reason::AdministratorsOnly)),
        None => Ok(()),
    }
}

impl Place {
    /// The identity's id.
    pub fn id(&self) -> &str {
        &self.identity.id
    }

    /// `LastModifiedBy` of what this caller changes. Errors: `UnknownAccessKey` for a user who is gone.
    async fn author(&self, ctx: &Ctx) -> Result<String> {
        match self.actor {
            Actor::Identity => Ok(self.identity.id.clone()),
            Actor::Administrator => Ok(principals::of_caller(ctx).await?.arn),
        }
    }
}
