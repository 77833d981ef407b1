//! SetDefaultPolicyVersion: says which version of a managed policy counts.
//! AWS: API_SetDefaultPolicyVersion. Order of checks: policy, version.

use rules::iam::policies;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::SetDefaultPolicyVersionRequest;

/// Runs SetDefaultPolicyVersion.
pub async fn set_default_policy_version(ctx: &Ctx, req: SetDefaultPolicyVersionRequest) -> Result<Empty> {
    policies::set_default(ctx, &req.policy_arn, &req.version_id).await?;
    Ok(Empty)
}
