//! DeleteRolePolicy: deletes an inline policy of a role.
//! AWS: API_DeleteRolePolicy. Order of checks: role, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::DeleteRolePolicyRequest;

/// Runs DeleteRolePolicy.
pub async fn delete_role_policy(ctx: &Ctx, req: DeleteRolePolicyRequest) -> Result<Empty> {
    inline::delete(ctx, Kind::Role, &req.role_name, &req.policy_name).await?;
    Ok(Empty)
}
