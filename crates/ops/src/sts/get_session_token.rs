//! GetSessionToken: temporary credentials of who signs by a key of their own. It needs no permission.
//! AWS: API_GetSessionToken. Order of checks: the caller's keys, length.

use rules::iam::assume;
use rules::{Ctx, Result};
use wire::sts::{GetSessionTokenRequest, GetSessionTokenResponse};

use crate::sts::view;

/// Runs GetSessionToken.
pub async fn get_session_token(ctx: &Ctx, req: GetSessionTokenRequest) -> Result<GetSessionTokenResponse> {
    let made = assume::own_session(ctx, req.duration_seconds).await?;
    let credentials = Some(view::credentials(&made));
    Ok(GetSessionTokenResponse { credentials, ..GetSessionTokenResponse::default() })
}
