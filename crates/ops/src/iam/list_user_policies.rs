//! ListUserPolicies: the names of a user's inline policies.
//! AWS: API_ListUserPolicies. Order of checks: user, marker.

use rules::iam::inline;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListUserPoliciesRequest, ListUserPoliciesResponse};

/// Runs ListUserPolicies.
pub async fn list_user_policies(ctx: &Ctx, req: ListUserPoliciesRequest) -> Result<ListUserPoliciesResponse> {
    let names = inline::names(ctx, Kind::User, &req.user_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &format!("ListUserPolicies {}", req.user_name), asked, names)?;
    Ok(ListUserPoliciesResponse {
        is_truncated: page.is_truncated(),
        policy_names: Some(page.items),
        marker: page.marker,
    })
}
