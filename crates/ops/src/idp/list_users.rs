//! ListUsers: a page of users, filtered by one clause.
//! AWS: API_ListUsers. Order of checks: pool, filter, attributes, token.

use crate::idp::view::{self, user};
use rules::pagination::{self, Of};
use rules::pools;
use rules::users::filter;
use rules::{Ctx, Result};
use rules::{Error, Reason};
use store::users::Cursor;
use wire::idp::{ListUsersRequest, ListUsersResponse};

/// Runs ListUsers.
pub async fn list_users(ctx: &Ctx, req: ListUsersRequest) -> Result<ListUsersResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let find = filter::parse(&pool, req.filter.as_deref())?;
    let wanted = req.attributes_to_get.unwrap_or_default();
    if wanted.iter().any(|name| pool.schema(name).is_none()) {
        return Err(Error::new(Reason::AttributeUnknown));
    }
    let size = pagination::size(req.limit);
    let query = format!("ListUsers {} {wanted:?}", req.filter.as_deref().unwrap_or_default());
    let token = req.pagination_token.as_deref();
    let after: Option<(String, String)> = pagination::open(ctx, Of::Pool(&pool), &query, token)?;
    let after = after.map(|(value, sub)| Cursor { value, sub });
    let mut rows = store::users::page(&ctx.read(), pool.id(), &find, after.as_ref(), size + 1).await?;
    let pagination_token = match view::cut(&mut rows, size) {
        None => None,
        Some((_, last)) => Some(pagination::token(ctx, Of::Pool(&pool), &query, (&last.value, &last.sub))?),
    };
    let listed = rows.iter().map(|(found, _)| user::chosen(found, &wanted)).collect();
    Ok(ListUsersResponse { users: Some(listed), pagination_token })
}
