//! AdminRemoveUserFromGroup: takes a user out of a group; who is not in it stays out.
//! AWS: API_AdminRemoveUserFromGroup. Order of checks: pool, group, user.

use rules::pools;
use rules::users;
use rules::users::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::AdminRemoveUserFromGroupRequest;

/// Runs AdminRemoveUserFromGroup.
pub async fn admin_remove_user_from_group(ctx: &Ctx, req: AdminRemoveUserFromGroupRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let group = groups::get(ctx, &pool, &req.group_name).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    groups::leave(ctx, &group, &user).await?;
    Ok(Empty)
}
