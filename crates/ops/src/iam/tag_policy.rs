//! TagPolicy: sets tags of a managed policy.
//! AWS: API_TagPolicy. Order of checks: managed policy, tags, quota.

use rules::iam::{policies, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::TagPolicyRequest;

/// Runs TagPolicy.
pub async fn tag_policy(ctx: &Ctx, req: TagPolicyRequest) -> Result<Empty> {
    let entity = policies::own(ctx, &req.policy_arn).await?;
    tags::set(ctx, entity, req.tags).await?;
    Ok(Empty)
}
