//! DeletePolicy: deletes a managed policy that nobody has and that has one version.
//! AWS: API_DeletePolicy. Order of checks: policy, attachments, versions.

use rules::iam::policies;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeletePolicyRequest;

/// Runs DeletePolicy.
pub async fn delete_policy(ctx: &Ctx, req: DeletePolicyRequest) -> Result<Empty> {
    policies::delete(ctx, &req.policy_arn).await?;
    Ok(Empty)
}
