//! DeleteGroup: deletes a group that nobody is in any more.
//! AWS: API_DeleteGroup. Order of checks: group, users, policies.

use rules::iam::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteGroupRequest;

/// Runs DeleteGroup.
pub async fn delete_group(ctx: &Ctx, req: DeleteGroupRequest) -> Result<Empty> {
    groups::delete(ctx, &req.group_name).await?;
    Ok(Empty)
}
