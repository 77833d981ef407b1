//! DeleteServiceLinkedRole: deletes the role of a service, at once.
//! AWS: API_DeleteServiceLinkedRole. Order of checks: role.

use rules::iam::service_roles;
use rules::{Ctx, Result};
use wire::iam::{DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse};

/// Runs DeleteServiceLinkedRole.
pub async fn delete_service_linked_role(
    ctx: &Ctx,
    req: DeleteServiceLinkedRoleRequest,
) -> Result<DeleteServiceLinkedRoleResponse> {
    let deletion_task_id = service_roles::delete(ctx, &req.role_name).await?;
    Ok(DeleteServiceLinkedRoleResponse { deletion_task_id: Some(deletion_task_id) })
}
