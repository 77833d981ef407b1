//! AdminResetUserPassword: takes a user's password away and sends a code.
//! AWS: API_AdminResetUserPassword. Order of checks: pool, user, status, contact.

use rules::account::forgot_password;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminResetUserPasswordRequest, AdminResetUserPasswordResponse};

/// Runs AdminResetUserPassword.
pub async fn admin_reset_user_password(
    ctx: &Ctx,
    req: AdminResetUserPasswordRequest,
) -> Result<AdminResetUserPasswordResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    forgot_password::by_administrator(ctx, &pool, &user, req.client_metadata.as_ref()).await?;
    Ok(AdminResetUserPasswordResponse {})
}
