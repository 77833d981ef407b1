//! GetServiceLinkedRoleDeletionStatus: how the deletion of a service's role goes: it is over.
//! AWS: API_GetServiceLinkedRoleDeletionStatus. Order of checks: task.

use rules::iam::service_roles;
use rules::{Ctx, Result};
use wire::iam::{GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse};

/// Runs GetServiceLinkedRoleDeletionStatus.
pub async fn get_service_linked_role_deletion_status(
    ctx: &Ctx,
    req: GetServiceLinkedRoleDeletionStatusRequest,
) -> Result<GetServiceLinkedRoleDeletionStatusResponse> {
    service_roles::is_over(ctx, &req.deletion_task_id).await?;
    Ok(GetServiceLinkedRoleDeletionStatusResponse { status: Some("SUCCEEDED".to_owned()), reason: None })
}
