//! GetPolicy: gives a managed policy, ours or AWS's.
//! AWS: API_GetPolicy. Order of checks: policy.

use rules::iam::policies::{self, Found};
use rules::{Ctx, Result};
use wire::iam::{GetPolicyRequest, GetPolicyResponse};

use crate::iam::view;

/// Runs GetPolicy.
pub async fn get_policy(ctx: &Ctx, req: GetPolicyRequest) -> Result<GetPolicyResponse> {
    let uses = policies::uses(ctx).await?.get(&req.policy_arn).copied().unwrap_or_default();
    let policy = match policies::get(ctx, &req.policy_arn).await? {
        Found::Own(policy) => view::policy(&policy, uses),
        Found::Aws(policy) => view::aws_policy(&policy, uses),
    };
    Ok(GetPolicyResponse { policy: Some(policy) })
}
