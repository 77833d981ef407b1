//! ListUsersInGroup: a page of the users in a group.
//! AWS: API_ListUsersInGroup. Order of checks: pool, group, token.

use rules::pagination::{self, Of};
use rules::pools;
use rules::users::groups;
use rules::{Ctx, Result};
use store::users::{Cursor, Find};
use wire::idp::{ListUsersInGroupRequest, ListUsersInGroupResponse};

use crate::idp::view::{self, user};

/// Runs ListUsersInGroup.
pub async fn list_users_in_group(
    ctx: &Ctx,
    req: ListUsersInGroupRequest,
) -> Result<ListUsersInGroupResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let group = groups::get(ctx, &pool, &req.group_name).await?;
    let size = pagination::size(req.limit);
    let query = format!("ListUsersInGroup {}", group.name);
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), &query, req.next_token.as_deref())?;
    let after = after.map(|sub| Cursor { value: String::new(), sub });
    let find = Find::Group(group.name);
    let mut rows = store::users::page(&ctx.read(), pool.id(), &find, after.as_ref(), size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some((_, last)) => Some(pagination::token(ctx, Of::Pool(&pool), &query, &last.sub)?),
    };
    let listed = rows.iter().map(|(found, _)| user::listed(found)).collect();
    Ok(ListUsersInGroupResponse { users: Some(listed), next_token })
}
