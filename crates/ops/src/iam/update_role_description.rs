//! UpdateRoleDescription: changes a role's description.
//! AWS: API_UpdateRoleDescription. Order of checks: role.

use rules::iam::roles;
use rules::{Ctx, Result};
use wire::iam::{UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse};

use crate::iam::view;

/// Runs UpdateRoleDescription.
pub async fn update_role_description(
    ctx: &Ctx,
    req: UpdateRoleDescriptionRequest,
) -> Result<UpdateRoleDescriptionResponse> {
    let mut role = roles::own(ctx, &req.role_name).await?;
    role.settings.description = Some(req.description);
    role.save(ctx).await?;
    Ok(UpdateRoleDescriptionResponse { role: Some(view::role(&role)) })
}
