//! RevokeToken: ends the sign-in of a refresh token; a token that is nobody's is no error.
//! AWS: API_RevokeToken. Order of checks: client, secret, kind of token, revocation, token.

use rules::clients;
use rules::tokens::refresh;
use rules::{Ctx, Result};
use rules::{Error, Reason};
use wire::idp::{RevokeTokenRequest, RevokeTokenResponse};

/// Runs RevokeToken.
pub async fn revoke_token(ctx: &Ctx, req: RevokeTokenRequest) -> Result<RevokeTokenResponse> {
    let unauthorized = |_| Error::new(Reason::ClientUnauthorized);
    let (pool, client) = clients::with_pool(ctx, &req.client_id).await.map_err(unauthorized)?;
    if !client.secret_matches(req.client_secret.as_deref()) {
        return Err(Error::new(Reason::ClientUnauthorized));
    }
    refresh::revoke(ctx, &pool, &client, &req.token).await?;
    Ok(RevokeTokenResponse {})
}
