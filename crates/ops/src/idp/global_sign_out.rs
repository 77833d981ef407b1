//! GlobalSignOut: ends every token of the signed-in user at Cenote.
//! AWS: API_GlobalSignOut.

use rules::account::states;
use rules::tokens::access;
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{GlobalSignOutRequest, GlobalSignOutResponse};

/// Runs GlobalSignOut.
pub async fn global_sign_out(ctx: &Ctx, req: GlobalSignOutRequest) -> Result<GlobalSignOutResponse> {
    let holder = access::holder(ctx, &req.access_token).await.map_err(|error| match error.reason() {
        // AWS: this operation has no UserNotFoundException.
        Reason::UserNotFound => Error::new(Reason::AccessTokenRevoked),
        _ => error,
    })?;
    states::sign_out(ctx, &holder.pool, &holder.user).await?;
    Ok(GlobalSignOutResponse {})
}
