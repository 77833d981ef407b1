//! GetRolePolicy: gives an inline policy of a role.
//! AWS: API_GetRolePolicy. Order of checks: role, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{GetRolePolicyRequest, GetRolePolicyResponse};

use crate::iam::view;

/// Runs GetRolePolicy.
pub async fn get_role_policy(ctx: &Ctx, req: GetRolePolicyRequest) -> Result<GetRolePolicyResponse> {
    let document = inline::get(ctx, Kind::Role, &req.role_name, &req.policy_name).await?;
    Ok(GetRolePolicyResponse {
        role_name: Some(req.role_name),
        policy_name: Some(req.policy_name),
        policy_document: Some(view::document(&document)),
    })
}
