//! ListRoleTags: the tags of a role.
//! AWS: API_ListRoleTags. Order of checks: role, marker.

use rules::iam::entities;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListRoleTagsRequest, ListRoleTagsResponse};

/// Runs ListRoleTags.
pub async fn list_role_tags(ctx: &Ctx, req: ListRoleTagsRequest) -> Result<ListRoleTagsResponse> {
    let entity = entities::get(ctx, Kind::Role, &req.role_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListRoleTags {}", req.role_name);
    let page = pages::of(ctx, &query, asked, entity.settings.tags)?;
    Ok(ListRoleTagsResponse {
        is_truncated: page.is_truncated(),
        tags: Some(page.items),
        marker: page.marker,
    })
}
