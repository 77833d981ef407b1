//! What an ID token proves to somebody else than its app: identity pools take them as logins.
//! AWS: the developer guide, "Verifying JSON web tokens"; API_CognitoIdentityProvider, ServerSideTokenCheck.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::access::{self, By, Kind};
use crate::ctx::Ctx;
use crate::error::{Error, Reason};

/// Why a token proves nothing.
pub enum Unheld {
    /// It is no token.
    Unreadable,
    /// It is an access token, or another that is no ID token.
    OtherKind,
    /// Another pool issued it.
    Issuer,
    /// Its pool has not signed it.
    Signature,
    /// Its time is over: in epoch seconds.
    Expired {
        /// When it was.
        exp: i64,
        /// What it is now.
        now: i64,
    },
    /// Its user is disabled, deleted or signed out, or it was revoked.
    Ended,
    /// Something of ours failed.
    Failed(Error),
}

#[derive(Deserialize)]
struct Named {
    iss: String,
    token_use: Option<String>,
    exp: i64,
}

/// The claims of an ID token that this pool has issued and that has not expired. Whom it is for is the caller's to judge.
pub async fn claims(ctx: &Ctx, pool_id: &str, text: &str) -> Result<Map<String, Value>, Unheld> {
    let token = crypto::jose::parse(text).map_err(|_| Unheld::Unreadable)?;
    let named: Named = serde_json::from_slice(&token.payload).map_err(|_| Unheld::Unreadable)?;
    if named.iss.rsplit('/').next() != Some(pool_id) {
        return Err(Unheld::Issuer);
    }
    if named.token_use.as_deref() != Some("id") {
        return Err(Unheld::OtherKind);
    }
    let (pool, _) = access::verified(ctx, text, Kind::Id, By::Bearer)
        .await
        .map_err(|error| of(error, Unheld::Signature))?;
    if pool.id() != pool_id {
        return Err(Unheld::Issuer);
    }
    let now = ctx.now() / 1_000;
    match named.exp > now {
        true => serde_json::from_slice(&token.payload).map_err(|_| Unheld::Unreadable),
        false => Err(Unheld::Expired { exp: named.exp, now }),
    }
}

/// Asks the pool whether the user of an ID token is still signed in.
pub async fn check_live(ctx: &Ctx, text: &str) -> Result<(), Unheld> {
    let presented =
        access::presented(ctx, text, Kind::Id, By::Bearer).await.map_err(|error| of(error, Unheld::Ended))?;
    access::check_enabled(&presented.holder).map_err(|error| of(error, Unheld::Ended))
}

/// What is the token's fault is told as such, and a store that fails is not.
fn of(error: Error, told: Unheld) -> Unheld {
    match error.reason() {
        Reason::AccessTokenInvalid
        | Reason::AccessTokenExpired
        | Reason::AccessTokenRevoked
        | Reason::UserNotFound
        | Reason::UserDisabled
        | Reason::ClientNotFound
        | Reason::PoolNotFound => told,
        _ => Unheld::Failed(error),
    }
}
