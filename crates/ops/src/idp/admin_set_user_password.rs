//! AdminSetUserPassword: sets a lasting or temporary password.
//! AWS: API_AdminSetUserPassword. Order of checks: pool, user, policy, history.

use rules::account::passwords;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminSetUserPasswordRequest, AdminSetUserPasswordResponse};

/// Runs AdminSetUserPassword.
pub async fn admin_set_user_password(
    ctx: &Ctx,
    req: AdminSetUserPasswordRequest,
) -> Result<AdminSetUserPasswordResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    passwords::set(ctx, &pool, &user, &req.password, req.permanent.unwrap_or(false)).await?;
    Ok(AdminSetUserPasswordResponse {})
}
