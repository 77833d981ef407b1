//! DetachRolePolicy: detaches a managed policy from a role.
//! AWS: API_DetachRolePolicy. Order of checks: role, policy.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DetachRolePolicyRequest;

/// Runs DetachRolePolicy.
pub async fn detach_role_policy(ctx: &Ctx, req: DetachRolePolicyRequest) -> Result<Empty> {
    attachments::detach(ctx, Kind::Role, &req.role_name, &req.policy_arn).await?;
    Ok(Empty)
}
