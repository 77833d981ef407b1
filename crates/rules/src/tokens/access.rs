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

/// What a token of a pool says.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub sub: String,
    iss: String,
    token_use: String,
    /// Access tokens: the client.
    #[serde(default)]
    pub client_id: String,
    /// ID tokens: the client. In access tokens the API that they were made for.
    #[serde(default)]
    aud: String,
    pub exp: i64,
    iat: i64,
    #[serde(default)]
    pub scope: String,
    jti: Option<String>,
    pub origin_jti: Option<String>,
    pub event_id: Option<String>,
    pub auth_time: Option<i64>,
    device_key: Option<String>,
    pub acr: Option<String>,
    #[serde(default)]
    pub amr: Vec<String>,
    /// Who acts for the user, in a token that was exchanged.
    pub act: Option<serde_json::Value>,
    /// What its holder has to prove.
    cnf: Option<serde_json::Value>,
}

/// Which of a pool's two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The access token.
    Access,
    /// The ID token.
    Id,
}

/// How whoever presents a token shows that it is theirs.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// By having it, which serves for no token that is bound to a key.
    Bearer,
    /// By the key of this thumbprint, which serves for tokens that are bound to it alone. RFC: 9449 section 7.1.
    Key(&'a str),
    /// It is told of the token alone, or the caller judges.
    Anyhow,
}

/// A token that holds, with whom it speaks for.
pub(super) struct Presented {
    pub holder: Holder,
    pub claims: Claims,
}

/// How the holder of an access token signed in.
pub struct SignedIn {
    /// Who it is.
    pub holder: Holder,
    /// The level, by the name that the pool had for it.
    pub acr: Option<String>,
    /// What was proved.
    pub amr: Vec<String>,
    /// When, in epoch seconds.
    pub at_s: i64,
    /// Whether somebody else acts by this token.
    pub is_exchanged: bool,
}

/// Checks an access token and loads whom it speaks for.
///
/// Errors, in this order: `AccessTokenInvalid`, `AccessTokenExpired`, `UserNotFound`, `AccessTokenRevoked`,
/// `AccessTokenScope`, `UserDisabled`.
pub async fn holder(ctx: &Ctx, text: &str) -> Result<Holder> {
    signed_in(ctx, text).await.map(|signed_in| signed_in.holder)
}

/// The same with what the token tells of the sign-in.
pub async fn signed_in(ctx: &Ctx, text: &str) -> Result<SignedIn> {
    // The API has no place for a proof: a token that is bound to a key is none there.
    let Presented { holder, claims } = presented(ctx, text, Kind::Access, By::Bearer).await?;
    if !claims.scope.split(' ').any(|scope| scope == claims::ADMIN_SCOPE) {
        return Err(Error::new(Reason::AccessTokenScope));
    }
    check_enabled(&holder)?;
    let at_s = claims.auth_time.unwrap_or_default();
    let is_exchanged = claims.act.is_some();
    Ok(SignedIn { holder, acr: claims.acr, amr: claims.amr, at_s, is_exchanged })
}

/// Checks that a pool's access token, a user's or a machine's, allows a scope.
///
/// Errors, in this order: `AccessTokenInvalid`, `AccessTokenExpired`, `UserNotFound`, `AccessTokenRevoked`,
/// `UserDisabled`, `AccessTokenScope`.
pub async fn allows(ctx: &Ctx, pool: &Pool, (text, by): (&str, By<'_>), scope: &str) -> Result<()> {
    let (issuer, claims) = verified(ctx, text, Kind::Access, by).await?;
    if issuer.id() != pool.id() {
        return Err(Error::new(Reason::AccessTokenInvalid));
    }
    if claims.exp <= ctx.now() / 1_000 {
        return Err(Error::new(Reason::AccessTokenExpired));
    }
    if claims.sub == claims.client_id {
        // Nobody signs a machine out: what its client may have is asked for at each use instead.
        let client = clients::of_pool(ctx, pool, &claims.client_id).await;
        let gone = || Error::new(Reason::AccessTokenInvalid);
        let client = client.map_err(|error| error.replaced(Reason::ClientNotFound, gone))?;
        if !client.scopes().any(|allowed| allowed == scope) {
            return Err(Error::new(Reason::AccessTokenScope));
        }
    } else {
        check_enabled(&presented(ctx, text, Kind::Access, by).await?.holder)?;
    }
    let has = claims.scope.split(' ').any(|allowed| allowed == scope);
    if has { Ok(()) } else { Err(Error::new(Reason::AccessTokenScope)) }
}

/// Whoever holds an access token of this pool that OpenID's endpoints serve, and what the token allows.
///
/// Errors, in this order: those of the token as for [`holder`], `AccessTokenInvalid` also for one of another pool,
/// `UserDisabled`, `AccessTokenScope` for one without `openid`.
pub async fn of_openid(ctx: &Ctx, pool: &Pool, (text, by): (&str, By<'_>)) -> Result<(Holder, Vec<String>)> {
    let Presented { holder, claims } = presented(ctx, text, Kind::Access, by).await?;
    if holder.pool.id() != pool.id() {
        return Err(Error::new(Reason::AccessTokenInvalid));
    }
    check_enabled(&holder)?;
    let scopes: Vec<String> = claims.scope.split(' ').map(str::to_owned).collect();
    match scopes.iter().any(|scope| scope == "openid") {
        true => Ok((holder, scopes)),
        false => Err(Error::new(Reason::AccessTokenScope)),
    }
}

/// Errors: `UserDisabled`.
pub(super) fn check_enabled(holder: &Holder) -> Result<()> {
    if holder.user.is_enabled { Ok(()) } else { Err(Error::new(Reason::UserDisabled)) }
}

/// Checks a user's token and loads whom it speaks for; what it allows is for the caller to judge.
///
/// Errors, in this order: `AccessTokenInvalid`, `AccessTokenExpired`, `UserNotFound`, `AccessTokenRevoked`.
pub(super) async fn presented(ctx: &Ctx, text: &str, kind: Kind, by: By<'_>) -> Result<Presented> {
    let (pool, claims) = verified(ctx, text, kind, by).await?;
    if claims.exp <= ctx.now() / 1_000 {
        return Err(Error::new(Reason::AccessTokenExpired));
    }
    let origin_jti = claims.origin_jti.as_deref().unwrap_or_default();
    let client_id = claims.client();
    let view = store::users::token_view(&ctx.read(), pool.id(), client_id, &claims.sub, origin_jti).await?;
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
    let pool = pools::at_revision(ctx, pool.id(), pool_revision).await?;
    let client = clients::at_revision(ctx, &pool, client_id, client_revision).await?;
    let device_key = claims.device_key.clone();
    Ok(Presented { holder: Holder { pool, client, user, family, device_key }, claims })
}

impl Claims {
    /// The client that the token was issued to.
    pub fn client(&self) -> &str {
        if self.token_use == "id" { &self.aud } else { &self.client_id }
    }

    /// Whether it is bound to a key.
    pub fn is_bound(&self) -> bool {
        self.cnf.is_some()
    }

    /// Whether it is bound to this key.
    pub fn is_bound_to(&self, thumbprint: &str) -> bool {
        self.cnf.as_ref().is_some_and(|cnf| *cnf == claims::confirmation(thumbprint))
    }
}

/// The claims of a token whose signature, issuer and kind are right, and which is presented by who may.
pub(super) async fn verified(ctx: &Ctx, text: &str, kind: Kind, by: By<'_>) -> Result<(Arc<Pool>, Claims)> {
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
    // Only the key of its kind: an ID token does not pass for an access token even if it claims to be one.
    let (key, token_use) = match kind {
        Kind::Access => (&keys.access, "access"),
        Kind::Id => (&keys.id, "id"),
    };
    let is_ours = token.kid == key.kid && crypto::jose::verify(&token, &key.verifying);
    let is_theirs = match by {
        By::Bearer => !claims.is_bound(),
        By::Key(thumbprint) => claims.is_bound_to(thumbprint),
        By::Anyhow => true,
    };
    if !is_ours || !is_theirs || claims.token_use != token_use || !pool.has_issued(ctx, &claims.iss) {
        return Err(invalid());
    }
    Ok((pool, claims))
}

/// Whose sign-in an ID token tells of, and for which client.
pub struct Hint {
    /// The user's sub.
    pub sub: String,
    /// The client.
    pub client_id: String,
}

/// What an ID token of this pool says of whom it was issued to. It proves no sign-in: it may have expired long ago.
pub async fn hint(ctx: &Ctx, pool: &Pool, text: &str) -> Result<Option<Hint>> {
    match verified(ctx, text, Kind::Id, By::Bearer).await {
        Ok((of, claims)) if of.id() == pool.id() => {
            Ok(Some(Hint { client_id: claims.client().to_owned(), sub: claims.sub }))
        }
        Ok(_) => Ok(None),
        Err(error) if error.reason() == Reason::AccessTokenInvalid => Ok(None),
        Err(error) => Err(error),
    }
}

/// The pool that a token names, true or not: for what proves nothing.
pub fn named_pool(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        iss: String,
    }
    let named: Named = serde_json::from_slice(&crypto::jose::parse(text).ok()?.payload).ok()?;
    named.iss.rsplit('/').next().map(str::to_owned)
}

fn check_not_revoked(claims: &Claims, user: &User, family: Option<&Family>) -> Result<()> {
    let is_live = match (&claims.origin_jti, family) {
        // A token that was exchanged is of another client than its family, and ends with it all the same.
        (Some(_), Some(family)) => {
            family.revoked_at.is_none() && family.sub == claims.sub && family.auth_time > user.signed_out_at
        }
        // A family outlives its tokens: one that is gone was deleted with its user or client.
        (Some(_), None) => false,
        // Issued to a client without revocation: no family to ask.
        (None, _) => issued_at(claims) > user.signed_out_at,
    };
    if is_live { Ok(()) } else { Err(Error::new(Reason::AccessTokenRevoked)) }
}

/// When a token was issued, epoch milliseconds: its own id tells, a UUIDv7. `iat` knows only the second, and whoever
/// signs out and in again within one would hold a token that never works.
fn issued_at(claims: &Claims) -> i64 {
    let id = claims.jti.as_deref().and_then(|id| uuid::Uuid::parse_str(id).ok());
    let at = id.and_then(|id| id.get_timestamp()).map(|at| at.to_unix());
    let millis = at.and_then(|(s, ns)| i64::try_from(s * 1_000 + u64::from(ns) / 1_000_000).ok());
    millis.unwrap_or(claims.iat * 1_000)
}
