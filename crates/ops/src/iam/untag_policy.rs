//! UntagPolicy: removes tags of a managed policy.
//! AWS: API_UntagPolicy. Order of checks: managed policy.

use rules::iam::{policies, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UntagPolicyRequest;

/// Runs UntagPolicy.
pub async fn untag_policy(ctx: &Ctx, req: UntagPolicyRequest) -> Result<Empty> {
    let entity = policies::own(ctx, &req.policy_arn).await?;
    tags::remove(ctx, entity, &req.tag_keys).await?;
    Ok(Empty)
}
