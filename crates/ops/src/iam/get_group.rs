//! GetGroup: gives a group and who is in it.
//! AWS: API_GetGroup. Order of checks: group, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{entities, groups};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{GetGroupRequest, GetGroupResponse};

use crate::iam::view;

/// Runs GetGroup.
pub async fn get_group(ctx: &Ctx, req: GetGroupRequest) -> Result<GetGroupResponse> {
    let group = entities::get(ctx, Kind::Group, &req.group_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("GetGroup {}", group.row.id);
    let page = pages::of(ctx, &query, asked, groups::members(ctx, &group).await?)?;
    Ok(GetGroupResponse {
        group: Some(view::group(&group)),
        is_truncated: page.is_truncated(),
        users: Some(page.items.iter().map(view::listed_user).collect()),
        marker: page.marker,
    })
}
