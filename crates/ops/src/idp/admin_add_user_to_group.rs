//! AdminAddUserToGroup: puts a user into a group; who is in it already stays.
//! AWS: API_AdminAddUserToGroup. Order of checks: pool, group, user, number of groups.

use rules::pools;
use rules::users;
use rules::users::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::AdminAddUserToGroupRequest;

/// Runs AdminAddUserToGroup.
pub async fn admin_add_user_to_group(ctx: &Ctx, req: AdminAddUserToGroupRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let group = groups::get(ctx, &pool, &req.group_name).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    groups::join(ctx, &group, &user).await?;
    Ok(Empty)
}
