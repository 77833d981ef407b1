//! GetTokensFromRefreshToken: new tokens for a refresh token, and a new refresh token where the client rotates.
//! AWS: API_GetTokensFromRefreshToken. Order of checks: client, secret, device, token, user.

use crate::idp::view::reply;
use rules::tokens::refresh::{self, Held, Manner};
use rules::users::devices;
use rules::{Ctx, Result};
use rules::{Error, Reason};
use wire::idp::{GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse};

/// Runs GetTokensFromRefreshToken.
pub async fn get_tokens_from_refresh_token(
    ctx: &Ctx,
    req: GetTokensFromRefreshTokenRequest,
) -> Result<GetTokensFromRefreshTokenResponse> {
    let (pool, client, held) = refresh::hold(ctx, &req.client_id, &req.refresh_token).await?;
    if !client.secret_matches(req.client_secret.as_deref()) {
        return Err(Error::about(Reason::ClientSecretWrong, client.id()));
    }
    let family = held.as_ref().and_then(Held::family);
    devices::check_refresh(ctx, &pool, family, req.device_key.as_deref()).await?;
    let proved = |_: &_| Ok(());
    let manner = Manner::Rotating(req.client_metadata.as_ref());
    let issued = refresh::redeem(ctx, &pool, &client, held, manner, proved).await?;
    Ok(GetTokensFromRefreshTokenResponse { authentication_result: Some(reply::tokens(issued)) })
}
