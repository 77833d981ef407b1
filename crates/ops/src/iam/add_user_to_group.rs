//! AddUserToGroup: puts a user into a group.
//! AWS: API_AddUserToGroup. Order of checks: group, user, quota.

use rules::iam::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::AddUserToGroupRequest;

/// Runs AddUserToGroup.
pub async fn add_user_to_group(ctx: &Ctx, req: AddUserToGroupRequest) -> Result<Empty> {
    groups::add(ctx, &req.group_name, &req.user_name).await?;
    Ok(Empty)
}
