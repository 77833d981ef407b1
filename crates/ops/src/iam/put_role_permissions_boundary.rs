//! PutRolePermissionsBoundary: sets what a role can be granted at most.
//! AWS: API_PutRolePermissionsBoundary. Order of checks: role, policy.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::PutRolePermissionsBoundaryRequest;

/// Runs PutRolePermissionsBoundary.
pub async fn put_role_permissions_boundary(
    ctx: &Ctx,
    req: PutRolePermissionsBoundaryRequest,
) -> Result<Empty> {
    let boundary = Some(req.permissions_boundary);
    attachments::set_boundary(ctx, Kind::Role, &req.role_name, boundary).await?;
    Ok(Empty)
}
