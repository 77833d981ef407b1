//! ListInstanceProfilesForRole: the profiles of machines that have a role: there are none.
//! AWS: API_ListInstanceProfilesForRole. Order of checks: role.

use rules::iam::entities;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse};

/// Runs ListInstanceProfilesForRole.
pub async fn list_instance_profiles_for_role(
    ctx: &Ctx,
    req: ListInstanceProfilesForRoleRequest,
) -> Result<ListInstanceProfilesForRoleResponse> {
    entities::get(ctx, Kind::Role, &req.role_name).await?;
    Ok(ListInstanceProfilesForRoleResponse {
        instance_profiles: Some(Vec::new()),
        is_truncated: Some(false),
        marker: None,
    })
}
