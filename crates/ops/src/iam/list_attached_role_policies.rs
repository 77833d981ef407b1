//! ListAttachedRolePolicies: the managed policies of a role.
//! AWS: API_ListAttachedRolePolicies. Order of checks: role, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{attachments, entities};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse};

use crate::iam::view;

/// Runs ListAttachedRolePolicies.
pub async fn list_attached_role_policies(
    ctx: &Ctx,
    req: ListAttachedRolePoliciesRequest,
) -> Result<ListAttachedRolePoliciesResponse> {
    let entity = entities::get(ctx, Kind::Role, &req.role_name).await?;
    let mut attached = attachments::of(ctx, &entity).await?;
    let prefix = req.path_prefix.unwrap_or_default();
    attached.retain(|arn| view::is_below(arn, &prefix));
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListAttachedRolePolicies {} {prefix}", req.role_name);
    let page = pages::of(ctx, &query, asked, attached)?;
    Ok(ListAttachedRolePoliciesResponse {
        is_truncated: page.is_truncated(),
        attached_policies: Some(page.items.into_iter().map(view::attached).collect()),
        marker: page.marker,
    })
}
