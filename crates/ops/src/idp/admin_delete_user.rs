//! AdminDeleteUser: removes a user and everything that hangs on it.
//! AWS: API_AdminDeleteUser. Order of checks: pool, user.

use rules::account::states;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::AdminDeleteUserRequest;

/// Runs AdminDeleteUser.
pub async fn admin_delete_user(ctx: &Ctx, req: AdminDeleteUserRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    states::delete(ctx, &user).await?;
    Ok(Empty)
}
