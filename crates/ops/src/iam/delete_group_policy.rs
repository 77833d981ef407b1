//! DeleteGroupPolicy: deletes an inline policy of a group.
//! AWS: API_DeleteGroupPolicy. Order of checks: group, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DeleteGroupPolicyRequest;

/// Runs DeleteGroupPolicy.
pub async fn delete_group_policy(ctx: &Ctx, req: DeleteGroupPolicyRequest) -> Result<Empty> {
    inline::delete(ctx, Kind::Group, &req.group_name, &req.policy_name).await?;
    Ok(Empty)
}
