//! AdminDisableUser: keeps a user out and ends its tokens.
//! AWS: API_AdminDisableUser. Order of checks: pool, user.

use rules::account::states;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminDisableUserRequest, AdminDisableUserResponse};

/// Runs AdminDisableUser.
pub async fn admin_disable_user(ctx: &Ctx, req: AdminDisableUserRequest) -> Result<AdminDisableUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    states::disable(ctx, &pool, &user).await?;
    Ok(AdminDisableUserResponse {})
}
