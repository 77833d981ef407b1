//! ListAttachedGroupPolicies: the managed policies of a group.
//! AWS: API_ListAttachedGroupPolicies. Order of checks: group, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{attachments, entities};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse};

use crate::iam::view;

/// Runs ListAttachedGroupPolicies.
pub async fn list_attached_group_policies(
    ctx: &Ctx,
    req: ListAttachedGroupPoliciesRequest,
) -> Result<ListAttachedGroupPoliciesResponse> {
    let entity = entities::get(ctx, Kind::Group, &req.group_name).await?;
    let mut attached = attachments::of(ctx, &entity).await?;
    let prefix = req.path_prefix.unwrap_or_default();
    attached.retain(|arn| view::is_below(arn, &prefix));
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListAttachedGroupPolicies {} {prefix}", req.group_name);
    let page = pages::of(ctx, &query, asked, attached)?;
    Ok(ListAttachedGroupPoliciesResponse {
        is_truncated: page.is_truncated(),
        attached_policies: Some(page.items.into_iter().map(view::attached).collect()),
        marker: page.marker,
    })
}
