//! CreateServiceLinkedRole: makes the role of a service.
//! AWS: API_CreateServiceLinkedRole. Order of checks: service, name.

use rules::iam::service_roles;
use rules::{Ctx, Result};
use wire::iam::{CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse};

use crate::iam::view;

/// Runs CreateServiceLinkedRole.
pub async fn create_service_linked_role(
    ctx: &Ctx,
    req: CreateServiceLinkedRoleRequest,
) -> Result<CreateServiceLinkedRoleResponse> {
    let suffix = req.custom_suffix.as_deref();
    let role = service_roles::create(ctx, &req.aws_service_name, req.description, suffix).await?;
    Ok(CreateServiceLinkedRoleResponse { role: Some(view::role(&role)) })
}
