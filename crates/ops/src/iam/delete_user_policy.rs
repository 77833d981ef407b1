//! DeleteUserPolicy: deletes an inline policy of a user.
//! AWS: API_DeleteUserPolicy. Order of checks: user, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DeleteUserPolicyRequest;

/// Runs DeleteUserPolicy.
pub async fn delete_user_policy(ctx: &Ctx, req: DeleteUserPolicyRequest) -> Result<Empty> {
    inline::delete(ctx, Kind::User, &req.user_name, &req.policy_name).await?;
    Ok(Empty)
}
