//! UpdateAssumeRolePolicy: replaces who may assume a role.
//! AWS: API_UpdateAssumeRolePolicy. Order of checks: role, policy.

use rules::iam::{documents, roles};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UpdateAssumeRolePolicyRequest;

/// Runs UpdateAssumeRolePolicy.
pub async fn update_assume_role_policy(ctx: &Ctx, req: UpdateAssumeRolePolicyRequest) -> Result<Empty> {
    let mut role = roles::own(ctx, &req.role_name).await?;
    documents::trust(&req.policy_document)?;
    role.settings.assume_role_policy_document = Some(req.policy_document);
    role.save(ctx).await?;
    Ok(Empty)
}
