//! RevokeToken: ends the sign-in of a refresh token; a token that is nobody's is no error.
//! AWS: API_RevokeToken. Order of checks: client, secret, kind of token, revocation, token.

use rules::clients;
use rules::tokens::{refresh, sessions};
use rules::{Ctx, Result};
use rules::{Error, Reason};
use wire::idp::{RevokeTokenRequest, RevokeTokenResponse};

use crate::idp::view::session::LINKED;

/// Runs RevokeToken.
pub async fn revoke_token(ctx: &Ctx, req: RevokeTokenRequest) -> Result<RevokeTokenResponse> {
    let unauthorized = || Error::new(Reason::ClientUnauthorized);
    let found = clients::with_pool(ctx, &req.client_id).await;
    let (pool, client) = found.map_err(|error| error.replaced(Reason::ClientNotFound, unauthorized))?;
    if !client.secret_matches(req.client_secret.as_deref()) {
        return Err(unauthorized());
    }
    refresh::revoke(ctx, &pool, &client, &req.token).await?;
    if req.revoke_associated_sessions.as_deref() == Some(LINKED) {
        sessions::revoke_browser_of(ctx, &pool, &req.token).await?;
    }
    Ok(RevokeTokenResponse {})
}
