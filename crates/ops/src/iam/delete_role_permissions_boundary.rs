//! DeleteRolePermissionsBoundary: takes the boundary of a role away.
//! AWS: API_DeleteRolePermissionsBoundary. Order of checks: role, boundary.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DeleteRolePermissionsBoundaryRequest;

/// Runs DeleteRolePermissionsBoundary.
pub async fn delete_role_permissions_boundary(
    ctx: &Ctx,
    req: DeleteRolePermissionsBoundaryRequest,
) -> Result<Empty> {
    attachments::set_boundary(ctx, Kind::Role, &req.role_name, None).await?;
    Ok(Empty)
}
