//! RemoveUserFromGroup: takes a user out of a group.
//! AWS: API_RemoveUserFromGroup. Order of checks: group, user.

use rules::iam::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::RemoveUserFromGroupRequest;

/// Runs RemoveUserFromGroup.
pub async fn remove_user_from_group(ctx: &Ctx, req: RemoveUserFromGroupRequest) -> Result<Empty> {
    groups::remove(ctx, &req.group_name, &req.user_name).await?;
    Ok(Empty)
}
