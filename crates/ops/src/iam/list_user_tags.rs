//! ListUserTags: the tags of a user.
//! AWS: API_ListUserTags. Order of checks: user, marker.

use rules::iam::entities;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListUserTagsRequest, ListUserTagsResponse};

/// Runs ListUserTags.
pub async fn list_user_tags(ctx: &Ctx, req: ListUserTagsRequest) -> Result<ListUserTagsResponse> {
    let entity = entities::get(ctx, Kind::User, &req.user_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListUserTags {}", req.user_name);
    let page = pages::of(ctx, &query, asked, entity.settings.tags)?;
    Ok(ListUserTagsResponse {
        is_truncated: page.is_truncated(),
        tags: Some(page.items),
        marker: page.marker,
    })
}
