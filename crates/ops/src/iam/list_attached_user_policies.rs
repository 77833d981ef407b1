//! ListAttachedUserPolicies: the managed policies of a user.
//! AWS: API_ListAttachedUserPolicies. Order of checks: user, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{attachments, entities};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse};

use crate::iam::view;

/// Runs ListAttachedUserPolicies.
pub async fn list_attached_user_policies(
    ctx: &Ctx,
    req: ListAttachedUserPoliciesRequest,
) -> Result<ListAttachedUserPoliciesResponse> {
    let entity = entities::get(ctx, Kind::User, &req.user_name).await?;
    let mut attached = attachments::of(ctx, &entity).await?;
    let prefix = req.path_prefix.unwrap_or_default();
    attached.retain(|arn| view::is_below(arn, &prefix));
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListAttachedUserPolicies {} {prefix}", req.user_name);
    let page = pages::of(ctx, &query, asked, attached)?;
    Ok(ListAttachedUserPoliciesResponse {
        is_truncated: page.is_truncated(),
        attached_policies: Some(page.items.into_iter().map(view::attached).collect()),
        marker: page.marker,
    })
}
