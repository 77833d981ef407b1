//! PutRolePolicy: sets an inline policy of a role.
//! AWS: API_PutRolePolicy. Order of checks: role, policy, size.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::PutRolePolicyRequest;

/// Runs PutRolePolicy.
pub async fn put_role_policy(ctx: &Ctx, req: PutRolePolicyRequest) -> Result<Empty> {
    inline::put(ctx, Kind::Role, &req.role_name, req.policy_name, req.policy_document).await?;
    Ok(Empty)
}
