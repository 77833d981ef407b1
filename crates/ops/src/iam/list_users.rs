//! ListUsers: the users below a path, by name, without boundary and tags.
//! AWS: API_ListUsers. Order of checks: marker.

use rules::iam::entities::Entity;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{ListUsersRequest, ListUsersResponse};

use crate::iam::view;

/// Runs ListUsers.
pub async fn list_users(ctx: &Ctx, req: ListUsersRequest) -> Result<ListUsersResponse> {
    let prefix = req.path_prefix.unwrap_or_default();
    let query = format!("ListUsers {prefix}");
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let (after, limit) = (asked.after(ctx, &query)?, view::one_more(asked));
    let account = ctx.config().account.as_str();
    let rows = iam_entities::page(&ctx.read(), (account, Kind::User), &prefix, &after, limit).await?;
    let page = pages::cut(ctx, &query, asked, rows, |row| row.name.to_lowercase())?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    let entities: Vec<Entity> = page.items.into_iter().map(Entity::read).collect::<Result<_>>()?;
    Ok(ListUsersResponse {
        users: Some(entities.iter().map(view::listed_user).collect()),
        is_truncated,
        marker,
    })
}
