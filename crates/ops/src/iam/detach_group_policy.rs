//! DetachGroupPolicy: detaches a managed policy from a group.
//! AWS: API_DetachGroupPolicy. Order of checks: group, policy.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DetachGroupPolicyRequest;

/// Runs DetachGroupPolicy.
pub async fn detach_group_policy(ctx: &Ctx, req: DetachGroupPolicyRequest) -> Result<Empty> {
    attachments::detach(ctx, Kind::Group, &req.group_name, &req.policy_arn).await?;
    Ok(Empty)
}
