//! DeleteRole: deletes a role that has no policies any more.
//! AWS: API_DeleteRole. Order of checks: role, policies.

use rules::iam::roles;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteRoleRequest;

/// Runs DeleteRole.
pub async fn delete_role(ctx: &Ctx, req: DeleteRoleRequest) -> Result<Empty> {
    roles::delete(ctx, &req.role_name).await?;
    Ok(Empty)
}
