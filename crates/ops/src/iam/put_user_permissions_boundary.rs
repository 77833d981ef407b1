//! PutUserPermissionsBoundary: sets what a user can be granted at most.
//! AWS: API_PutUserPermissionsBoundary. Order of checks: user, policy.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::PutUserPermissionsBoundaryRequest;

/// Runs PutUserPermissionsBoundary.
pub async fn put_user_permissions_boundary(
    ctx: &Ctx,
    req: PutUserPermissionsBoundaryRequest,
) -> Result<Empty> {
    let boundary = Some(req.permissions_boundary);
    attachments::set_boundary(ctx, Kind::User, &req.user_name, boundary).await?;
    Ok(Empty)
}
