//! ListPolicyTags: the tags of a managed policy.
//! AWS: API_ListPolicyTags. Order of checks: managed policy, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::policies;
use rules::{Ctx, Result};
use wire::iam::{ListPolicyTagsRequest, ListPolicyTagsResponse};

/// Runs ListPolicyTags.
pub async fn list_policy_tags(ctx: &Ctx, req: ListPolicyTagsRequest) -> Result<ListPolicyTagsResponse> {
    let entity = policies::own(ctx, &req.policy_arn).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListPolicyTags {}", req.policy_arn);
    let page = pages::of(ctx, &query, asked, entity.settings.tags)?;
    Ok(ListPolicyTagsResponse {
        is_truncated: page.is_truncated(),
        tags: Some(page.items),
        marker: page.marker,
    })
}
