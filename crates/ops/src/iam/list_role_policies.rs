//! ListRolePolicies: the names of a role's inline policies.
//! AWS: API_ListRolePolicies. Order of checks: role, marker.

use rules::iam::inline;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListRolePoliciesRequest, ListRolePoliciesResponse};

/// Runs ListRolePolicies.
pub async fn list_role_policies(ctx: &Ctx, req: ListRolePoliciesRequest) -> Result<ListRolePoliciesResponse> {
    let names = inline::names(ctx, Kind::Role, &req.role_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &format!("ListRolePolicies {}", req.role_name), asked, names)?;
    Ok(ListRolePoliciesResponse {
        is_truncated: page.is_truncated(),
        policy_names: Some(page.items),
        marker: page.marker,
    })
}
