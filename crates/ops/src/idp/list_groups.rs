//! ListGroups: the groups of a pool, by name.
//! AWS: API_ListGroups. Order of checks: pool, token.

use rules::pagination::{self, Of};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{ListGroupsRequest, ListGroupsResponse};

use crate::idp::view::{self, group};

/// Runs ListGroups.
pub async fn list_groups(ctx: &Ctx, req: ListGroupsRequest) -> Result<ListGroupsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let size = pagination::size(req.limit);
    let query = "ListGroups";
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let mut rows = store::groups::page(&ctx.read(), pool.id(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), query, &last.name)?),
    };
    Ok(ListGroupsResponse { groups: Some(rows.iter().map(group::shown).collect()), next_token })
}
