//! ListRoles: the roles below a path, by name, without boundary and tags.
//! AWS: API_ListRoles. Order of checks: marker.

use rules::iam::entities::Entity;
use rules::iam::pages::{self, Asked};
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{ListRolesRequest, ListRolesResponse};

use crate::iam::view;

/// Runs ListRoles.
pub async fn list_roles(ctx: &Ctx, req: ListRolesRequest) -> Result<ListRolesResponse> {
    let prefix = req.path_prefix.unwrap_or_default();
    let query = format!("ListRoles {prefix}");
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let (after, limit) = (asked.after(ctx, &query)?, view::one_more(asked));
    let account = ctx.config().account.as_str();
    let rows = iam_entities::page(&ctx.read(), (account, Kind::Role), &prefix, &after, limit).await?;
    let page = pages::cut(ctx, &query, asked, rows, |row| row.name.to_lowercase())?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    let entities: Vec<Entity> = page.items.into_iter().map(Entity::read).collect::<Result<_>>()?;
    Ok(ListRolesResponse {
        roles: Some(entities.iter().map(view::listed_role).collect()),
        is_truncated,
        marker,
    })
}
