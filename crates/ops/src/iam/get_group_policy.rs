//! GetGroupPolicy: gives an inline policy of a group.
//! AWS: API_GetGroupPolicy. Order of checks: group, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{GetGroupPolicyRequest, GetGroupPolicyResponse};

use crate::iam::view;

/// Runs GetGroupPolicy.
pub async fn get_group_policy(ctx: &Ctx, req: GetGroupPolicyRequest) -> Result<GetGroupPolicyResponse> {
    let document = inline::get(ctx, Kind::Group, &req.group_name, &req.policy_name).await?;
    Ok(GetGroupPolicyResponse {
        group_name: Some(req.group_name),
        policy_name: Some(req.policy_name),
        policy_document: Some(view::document(&document)),
    })
}
