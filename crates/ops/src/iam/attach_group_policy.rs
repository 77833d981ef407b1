//! AttachGroupPolicy: attaches a managed policy to a group.
//! AWS: API_AttachGroupPolicy. Order of checks: group, policy, quota.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::AttachGroupPolicyRequest;

/// Runs AttachGroupPolicy.
pub async fn attach_group_policy(ctx: &Ctx, req: AttachGroupPolicyRequest) -> Result<Empty> {
    attachments::attach(ctx, Kind::Group, &req.group_name, &req.policy_arn).await?;
    Ok(Empty)
}
