//! AdminEnableUser: lets a user sign in again.
//! AWS: API_AdminEnableUser. Order of checks: pool, user.

use rules::account::states;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminEnableUserRequest, AdminEnableUserResponse};

/// Runs AdminEnableUser.
pub async fn admin_enable_user(ctx: &Ctx, req: AdminEnableUserRequest) -> Result<AdminEnableUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    states::enable(ctx, &pool, &user).await?;
    Ok(AdminEnableUserResponse {})
}
