//! GetRole: gives a role.
//! AWS: API_GetRole. Order of checks: role.

use rules::iam::entities;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{GetRoleRequest, GetRoleResponse};

use crate::iam::view;

/// Runs GetRole.
pub async fn get_role(ctx: &Ctx, req: GetRoleRequest) -> Result<GetRoleResponse> {
    let role = entities::get(ctx, Kind::Role, &req.role_name).await?;
    Ok(GetRoleResponse { role: Some(view::role(&role)) })
}
