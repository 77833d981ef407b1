//! ListGroups: the groups below a path, by name.
//! AWS: API_ListGroups. Order of checks: marker.

use rules::iam::entities::Entity;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{ListGroupsRequest, ListGroupsResponse};

use crate::iam::view;

/// Runs ListGroups.
pub async fn list_groups(ctx: &Ctx, req: ListGroupsRequest) -> Result<ListGroupsResponse> {
    let prefix = req.path_prefix.unwrap_or_default();
    let query = format!("ListGroups {prefix}");
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let (after, limit) = (asked.after(ctx, &query)?, view::one_more(asked));
    let account = ctx.config().account.as_str();
    let rows = iam_entities::page(&ctx.read(), (account, Kind::Group), &prefix, &after, limit).await?;
    let page = pages::cut(ctx, &query, asked, rows, |row| row.name.to_lowercase())?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    let entities: Vec<Entity> = page.items.into_iter().map(Entity::read).collect::<Result<_>>()?;
    Ok(ListGroupsResponse { groups: Some(entities.iter().map(view::group).collect()), is_truncated, marker })
}
