//! PutUserPolicy: sets an inline policy of a user.
//! AWS: API_PutUserPolicy. Order of checks: user, policy, size.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::PutUserPolicyRequest;

/// Runs PutUserPolicy.
pub async fn put_user_policy(ctx: &Ctx, req: PutUserPolicyRequest) -> Result<Empty> {
    inline::put(ctx, Kind::User, &req.user_name, req.policy_name, req.policy_document).await?;
    Ok(Empty)
}
