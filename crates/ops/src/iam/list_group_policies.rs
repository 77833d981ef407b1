//! ListGroupPolicies: the names of a group's inline policies.
//! AWS: API_ListGroupPolicies. Order of checks: group, marker.

use rules::iam::inline;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListGroupPoliciesRequest, ListGroupPoliciesResponse};

/// Runs ListGroupPolicies.
pub async fn list_group_policies(
    ctx: &Ctx,
    req: ListGroupPoliciesRequest,
) -> Result<ListGroupPoliciesResponse> {
    let names = inline::names(ctx, Kind::Group, &req.group_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &format!("ListGroupPolicies {}", req.group_name), asked, names)?;
    Ok(ListGroupPoliciesResponse {
        is_truncated: page.is_truncated(),
        policy_names: Some(page.items),
        marker: page.marker,
    })
}
