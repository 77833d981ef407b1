//! GetUserPolicy: gives an inline policy of a user.
//! AWS: API_GetUserPolicy. Order of checks: user, policy.

use rules::iam::inline;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{GetUserPolicyRequest, GetUserPolicyResponse};

use crate::iam::view;

/// Runs GetUserPolicy.
pub async fn get_user_policy(ctx: &Ctx, req: GetUserPolicyRequest) -> Result<GetUserPolicyResponse> {
    let document = inline::get(ctx, Kind::User, &req.user_name, &req.policy_name).await?;
    Ok(GetUserPolicyResponse {
        user_name: Some(req.user_name),
        policy_name: Some(req.policy_name),
        policy_document: Some(view::document(&document)),
    })
}
