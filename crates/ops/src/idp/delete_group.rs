//! DeleteGroup: deletes a group; its users stay.
//! AWS: API_DeleteGroup. Order of checks: pool, group.

use rules::pools;
use rules::users::groups;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteGroupRequest;

/// Runs DeleteGroup.
pub async fn delete_group(ctx: &Ctx, req: DeleteGroupRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    groups::delete(ctx, &pool, &req.group_name).await?;
    Ok(Empty)
}
