//! Identities of users whom a developer's own server signs in.
//! AWS: the developer guide, "Developer-authenticated identities"; API_GetOpenIdTokenForDeveloperIdentity, API_Lookup…,
//! API_Merge…, API_UnlinkDeveloperIdentity.

use std::collections::BTreeMap;

use super::logins::{self, Proof};
use super::{Acting, Found, linking, of_pool};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::IdentityPool;

/// AWS: the longest identifier of a user.
const LONGEST: usize = 1_024;

/// Who acts by a developer's word: the user whom the logins name under the pool's developer provider, linked to the identity
/// where one is named.
///
/// Errors: `DeveloperLoginNeeded`, `DeveloperUserTaken`, those of [`logins::verify`] and [`linking`].
pub async fn act(
    ctx: &Ctx,
    pool: &IdentityPool,
    identity_id: Option<&str>,
    mut given: BTreeMap<String, String>,
) -> Result<Acting> {
    let needed = || Error::new(Reason::DeveloperLoginNeeded);
    let provider = pool.settings.developer_provider_name.as_deref().ok_or_else(needed)?;
    let user = given.remove(provider).ok_or_else(needed)?;
    if user.is_empty() || user.chars().count() > LONGEST || user.contains('\0') {
        return Err(Error::about(Reason::InvalidParameter, "Invalid developer user identifier."));
    }
    let mut proofs = vec![proof(pool, provider, &user)];
    proofs.extend(logins::verify(ctx, pool, &given).await?);
    let Some(id) = identity_id else {
        let identity_id = linking::of_proofs(ctx, pool, &proofs).await?;
        return Ok(Acting { identity_id, proofs });
    };
    let found = of_pool(ctx, pool, id).await?;
    let login = store::identities::login(&ctx.read(), pool.id(), provider, &user).await?;
    if login.is_some_and(|login| login.identity_id != id) {
        return Err(Error::new(Reason::DeveloperUserTaken));
    }
    let identity_id = linking::join_with(ctx, &found, &proofs).await?;
    Ok(Acting { identity_id, proofs })
}

fn proof(pool: &IdentityPool, provider: &str, user: &str) -> Proof {
    Proof {
        provider: provider.to_owned(),
        subject: user.to_owned(),
        mappings: vec![provider.to_owned()],
        detail: format!("{provider}:{}:{user}", pool.id()),
        claims: serde_json::Map::new(),
        assertion: None,
    }
}

/// The identity of a developer's user, or of an id, with all developers' users of it, by their identifiers.
///
/// Errors: `InvalidParameter` for neither, `DeveloperUserNotFound`, `IdentityNotFound`, `DeveloperUserDiffers` for an
/// identity and a user of another.
pub async fn lookup(
    ctx: &Ctx,
    pool: &IdentityPool,
    identity_id: Option<&str>,
    user: Option<&str>,
) -> Result<(String, Vec<String>)> {
    let of_user = match user {
        Some(user) => Some(identity_of(ctx, pool, user).await?),
        None => None,
    };
    let id = match (identity_id, of_user) {
        (Some(id), Some(other)) if id != other => return Err(Error::new(Reason::DeveloperUserDiffers)),
        (Some(id), _) => id.to_owned(),
        (None, Some(id)) => id,
        (None, None) => {
            let text = "One of IdentityId and DeveloperUserIdentifier must be provided.";
            return Err(Error::about(Reason::InvalidParameter, text));
        }
    };
    let Found { logins, .. } = of_pool(ctx, pool, &id).await?;
    let provider = pool.settings.developer_provider_name.as_deref();
    let users = logins.into_iter().filter(|login| Some(login.provider.as_str()) == provider);
    Ok((id, users.map(|login| login.subject).collect()))
}

/// Makes one identity of those of two users. Gives the destination's.
///
/// Errors: `DeveloperProviderDiffers`, `DeveloperUserNotFound`, those of [`linking::merge`].
pub async fn merge(
    ctx: &Ctx,
    pool: &IdentityPool,
    provider: &str,
    (source, destination): (&str, &str),
) -> Result<String> {
    check_provider(pool, provider)?;
    let source = identity_of(ctx, pool, source).await?;
    let destination = identity_of(ctx, pool, destination).await?;
    linking::merge(ctx, pool, &source, &destination).await
}

/// Takes a user away from an identity. Errors: `DeveloperProviderDiffers`, `IdentityNotFound`, `DeveloperUserNotFound`.
pub async fn unlink(ctx: &Ctx, pool: &IdentityPool, id: &str, provider: &str, user: &str) -> Result<()> {
    check_provider(pool, provider)?;
    let found = of_pool(ctx, pool, id).await?;
    let login = found.logins.iter().find(|login| login.provider == provider && login.subject == user);
    let login = login.ok_or_else(|| Error::about(Reason::DeveloperUserNotFound, user))?;
    linking::unlink(ctx, &found, &[login]).await
}

/// Errors: `DeveloperProviderDiffers`.
fn check_provider(pool: &IdentityPool, provider: &str) -> Result<()> {
    match pool.settings.developer_provider_name.as_deref() == Some(provider) {
        true => Ok(()),
        false => Err(Error::about(Reason::DeveloperProviderDiffers, provider)),
    }
}

/// Errors: `DeveloperUserNotFound`.
async fn identity_of(ctx: &Ctx, pool: &IdentityPool, user: &str) -> Result<String> {
    let not_found = || Error::about(Reason::DeveloperUserNotFound, user);
    let provider = pool.settings.developer_provider_name.as_deref().ok_or_else(not_found)?;
    if user.contains('\0') {
        return Err(not_found());
    }
    let login = store::identities::login(&ctx.read(), pool.id(), provider, user).await?;
    Ok(login.ok_or_else(not_found)?.identity_id)
}
