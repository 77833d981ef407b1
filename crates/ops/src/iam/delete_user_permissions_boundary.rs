//! DeleteUserPermissionsBoundary: takes the boundary of a user away.
//! AWS: API_DeleteUserPermissionsBoundary. Order of checks: user, boundary.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DeleteUserPermissionsBoundaryRequest;

/// Runs DeleteUserPermissionsBoundary.
pub async fn delete_user_permissions_boundary(
    ctx: &Ctx,
    req: DeleteUserPermissionsBoundaryRequest,
) -> Result<Empty> {
    attachments::set_boundary(ctx, Kind::User, &req.user_name, None).await?;
    Ok(Empty)
}
