//! UpdateRole: changes description and length of sessions; what is not said stays.
//! AWS: API_UpdateRole. Order of checks: role.

use rules::iam::roles;
use rules::{Ctx, Result};
use wire::iam::{UpdateRoleRequest, UpdateRoleResponse};

/// Runs UpdateRole.
pub async fn update_role(ctx: &Ctx, req: UpdateRoleRequest) -> Result<UpdateRoleResponse> {
    let mut role = roles::own(ctx, &req.role_name).await?;
    role.settings.description = req.description.or(role.settings.description);
    role.settings.max_session_duration = req.max_session_duration.or(role.settings.max_session_duration);
    role.save(ctx).await?;
    Ok(UpdateRoleResponse {})
}
