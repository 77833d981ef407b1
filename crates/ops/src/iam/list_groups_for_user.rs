//! ListGroupsForUser: the groups of a user.
//! AWS: API_ListGroupsForUser. Order of checks: user, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{entities, groups};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::iam::{ListGroupsForUserRequest, ListGroupsForUserResponse};

use crate::iam::view;

/// Runs ListGroupsForUser.
pub async fn list_groups_for_user(
    ctx: &Ctx,
    req: ListGroupsForUserRequest,
) -> Result<ListGroupsForUserResponse> {
    let user = entities::get(ctx, Kind::User, &req.user_name).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListGroupsForUser {}", user.row.id);
    let page = pages::of(ctx, &query, asked, groups::of(ctx, &user).await?)?;
    Ok(ListGroupsForUserResponse {
        is_truncated: page.is_truncated(),
        groups: Some(page.items.iter().map(view::group).collect()),
        marker: page.marker,
    })
}
