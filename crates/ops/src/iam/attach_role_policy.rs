//! AttachRolePolicy: attaches a managed policy to a role.
//! AWS: API_AttachRolePolicy. Order of checks: role, policy, quota.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::AttachRolePolicyRequest;

/// Runs AttachRolePolicy.
pub async fn attach_role_policy(ctx: &Ctx, req: AttachRolePolicyRequest) -> Result<Empty> {
    attachments::attach(ctx, Kind::Role, &req.role_name, &req.policy_arn).await?;
    Ok(Empty)
}
