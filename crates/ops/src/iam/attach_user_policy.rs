//! AttachUserPolicy: attaches a managed policy to a user.
//! AWS: API_AttachUserPolicy. Order of checks: user, policy, quota.

use rules::iam::attachments;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::AttachUserPolicyRequest;

/// Runs AttachUserPolicy.
pub async fn attach_user_policy(ctx: &Ctx, req: AttachUserPolicyRequest) -> Result<Empty> {
    attachments::attach(ctx, Kind::User, &req.user_name, &req.policy_arn).await?;
    Ok(Empty)
}
