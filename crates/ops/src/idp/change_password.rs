//! ChangePassword: changes the signed-in user's password.
//! AWS: API_ChangePassword. Order of checks: token, policy, hourly limit, old password, history.

use rules::account::passwords;
use rules::tokens::access;
use rules::{Ctx, Result};
use wire::idp::{ChangePasswordRequest, ChangePasswordResponse};

/// Runs ChangePassword.
pub async fn change_password(ctx: &Ctx, req: ChangePasswordRequest) -> Result<ChangePasswordResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let previous = req.previous_password.as_deref();
    passwords::change(ctx, &holder, previous, &req.proposed_password).await?;
    Ok(ChangePasswordResponse {})
}
