//! CreatePolicyVersion: adds a version to a managed policy.
//! AWS: API_CreatePolicyVersion. Order of checks: policy, document, quota.

use rules::iam::policies;
use rules::{Ctx, Result};
use wire::iam::{CreatePolicyVersionRequest, CreatePolicyVersionResponse};

use crate::iam::view;

/// Runs CreatePolicyVersion.
pub async fn create_policy_version(
    ctx: &Ctx,
    req: CreatePolicyVersionRequest,
) -> Result<CreatePolicyVersionResponse> {
    let is_default = req.set_as_default == Some(true);
    let (made, is_default) =
        policies::add_version(ctx, &req.policy_arn, req.policy_document, is_default).await?;
    let shown = view::version(&made, is_default, false);
    Ok(CreatePolicyVersionResponse { policy_version: Some(shown) })
}
