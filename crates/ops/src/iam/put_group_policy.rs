//! PutGroupPolicy: sets an inline policy of a group.
//! AWS: API_PutGroupPolicy. Order of checks: group, policy, size.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::PutGroupPolicyRequest;

/// Runs PutGroupPolicy.
pub async fn put_group_policy(ctx: &Ctx, req: PutGroupPolicyRequest) -> Result<Empty> {
    inline::put(ctx, Kind::Group, &req.group_name, req.policy_name, req.policy_document).await?;
    Ok(Empty)
}
