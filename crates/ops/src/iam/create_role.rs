//! CreateRole: makes a role.
//! AWS: API_CreateRole. Order of checks: path, trust policy, tags, boundary, name.

use rules::iam::roles::{self, New};
use rules::{Ctx, Result};
use wire::iam::{CreateRoleRequest, CreateRoleResponse};

use crate::iam::view;

/// Runs CreateRole.
pub async fn create_role(ctx: &Ctx, req: CreateRoleRequest) -> Result<CreateRoleResponse> {
    let new = New {
        name: req.role_name,
        path: req.path,
        trust: req.assume_role_policy_document,
        description: req.description,
        max_session_duration: req.max_session_duration,
        boundary: req.permissions_boundary,
        tags: req.tags.unwrap_or_default(),
    };
    let role = roles::create(ctx, new).await?;
    Ok(CreateRoleResponse { role: Some(view::role(&role)) })
}
