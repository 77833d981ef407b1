//! AdminUserGlobalSignOut: ends every token of a user at Cenote.
//! AWS: API_AdminUserGlobalSignOut. Order of checks: pool, user.

use rules::account::states;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse};

/// Runs AdminUserGlobalSignOut.
pub async fn admin_user_global_sign_out(
    ctx: &Ctx,
    req: AdminUserGlobalSignOutRequest,
) -> Result<AdminUserGlobalSignOutResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    states::sign_out(ctx, &pool, &user).await?;
    Ok(AdminUserGlobalSignOutResponse {})
}
