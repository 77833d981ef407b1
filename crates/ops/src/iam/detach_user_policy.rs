//! DetachUserPolicy: detaches a managed policy from a user.
//! AWS: API_DetachUserPolicy. Order of checks: user, policy.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DetachUserPolicyRequest;

/// Runs DetachUserPolicy.
pub async fn detach_user_policy(ctx: &Ctx, req: DetachUserPolicyRequest) -> Result<Empty> {
    attachments::detach(ctx, Kind::User, &req.user_name, &req.policy_arn).await?;
    Ok(Empty)
}
