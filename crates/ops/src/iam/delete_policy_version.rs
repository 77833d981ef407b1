//! DeletePolicyVersion: deletes a version that does not count.
//! AWS: API_DeletePolicyVersion. Order of checks: policy, version.

use rules::iam::policies;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeletePolicyVersionRequest;

/// Runs DeletePolicyVersion.
pub async fn delete_policy_version(ctx: &Ctx, req: DeletePolicyVersionRequest) -> Result<Empty> {
    policies::delete_version(ctx, &req.policy_arn, &req.version_id).await?;
    Ok(Empty)
}
