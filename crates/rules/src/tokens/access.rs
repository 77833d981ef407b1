//! What a presented access token proves: the holder, checked against the store at each use.
//! AWS: the messages of the self-service operations; RFC 7519.

use std::sync::Arc;

use serde::Deserialize;
use store::families::Family;
use store::users::{TokenView, User};

use super::{claims, keys};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

/// Who holds a valid access token.
pub struct Holder {
    /// The pool that issued it.
    pub pool: Arc<Pool>,
    /// The client that it was issued to.
    pub client: Arc<Client>,
    /// The user.
    pub user: User,
    /// The sign-in that the token comes from, where its client keeps tokens revocable.
    pub family: Option<Family>,
    /// The device that the token was issued to.
    pub device_key: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    iss: String,
    token_use: String,
    client_id: String,
    exp: i64,
    iat: i64,
    #[serde(default)]
    scope: String,
    origin_jti: Option<String>,
    event_id: Option<String>,
    device_key: Option<String>,
}

/// Checks an access token and loads whom it speaks for.
///
/// Errors, in this order: `AccessTokenInvalid`, `AccessTokenExpired`, `AccessTokenRevoked`, `AccessTokenScope`,
/// `UserNotFound`, `UserDisabled`.
pub async fn holder(ctx: &Ctx, text: &str) -> Result<Holder> {
    let (pool, claims) = verified(ctx, text).await?;
    if claims.exp <= ctx.now() / 1_000 {
        return Err(Error::new(Reason::AccessTokenExpired));
    }
    let origin_jti = claims.origin_jti.as_deref().unwrap_or_default();
    let view =
        store::users::token_view(&ctx.read(), pool.id(), &claims.client_id, &claims.sub, origin_jti).await?;
    let TokenView {
        pool_revision: Some(pool_revision),
        client_revision: Some(client_revision),
        user,
        family,
    } = view
    else {
        return Err(Error::new(Reason::AccessTokenInvalid));
    };
    let Some(user) = user else { return Err(Error::new(Reason::UserNotFound)) };
    check_not_revoked(&claims, &user, family.as_ref())?;
    if !claims.scope.split(' ').any(|scope| scope == claims::ADMIN_SCOPE) {
        return Err(Error::new(Reason::AccessTokenScope));
    }
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let pool = pools::at_revision(ctx, pool.id(), pool_revision).await?;
    let client = clients::at_revision(ctx, &pool, &claims.client_id, client_revision).await?;
    Ok(Holder { pool, client, user, family, device_key: claims.device_key })
}

/// The claims of a token whose signature, issuer and kind are right.
async fn verified(ctx: &Ctx, text: &str) -> Result<(Arc<Pool>, Claims)> {
    let invalid = || Error::new(Reason::AccessTokenInvalid);
    let token = crypto::jose::parse(text).map_err(|_| invalid())?;
    let claims: Claims = serde_json::from_slice(&token.payload).map_err(|_| invalid())?;
    let pool_id = claims.iss.rsplit('/').next().unwrap_or_default();
    let pool = match pools::peek(ctx, pool_id) {
        Some(pool) => pool,
        None => {
            let pool = pools::get(ctx, pool_id).await;
            pool.map_err(|error| error.replaced(Reason::PoolNotFound, invalid))?
        }
    };
    let keys = keys::of_pool(ctx, &pool).await?;
    // Only the key of access tokens: an ID token does not pass for one even if it claims to be.
    let is_ours = token.kid == keys.access.kid && crypto::jose::verify(&token, &keys.access.verifying);
    if !is_ours || claims.token_use != "access" || !pool.has_issued(ctx, &claims.iss) {
        return Err(invalid());
    }
    Ok((pool, claims))
}

fn check_not_revoked(claims: &Claims, user: &User, family: Option<&Family>) -> Result<()> {
    let is_live = match (&claims.origin_jti, family) {
        (Some(_), Some(family)) => {
            family.revoked_at.is_none()
                && family.sub == claims.sub
                && family.client_id == claims.client_id
                && family.auth_time > user.signed_out_at
        }
        // A family outlives its tokens: one that is gone was deleted with its user or client.
        (Some(_), None) => false,
        // Issued to a client without revocation: no family to ask.
        (None, _) => signed_in_at(claims) > user.signed_out_at,
    };
    if is_live { Ok(()) } else { Err(Error::new(Reason::AccessTokenRevoked)) }
}

/// When the sign-in was, epoch milliseconds: its event's id tells, a UUIDv7. `iat` knows only the second, and whoever
/// signs out and in again within one would hold a token that never works.
fn signed_in_at(claims: &Claims) -> i64 {
    let id = claims.event_id.as_deref().and_then(|id| uuid::Uuid::parse_str(id).ok());
    let at = id.and_then(|id| id.get_timestamp()).map(|at| at.to_unix());
    let millis = at.and_then(|(s, ns)| i64::try_from(s * 1_000 + u64::from(ns) / 1_000_000).ok());
    millis.unwrap_or(claims.iat * 1_000)
}
