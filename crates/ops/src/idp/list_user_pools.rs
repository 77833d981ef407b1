//! ListUserPools: the pools of the account in the caller's region, by id.
//! AWS: API_ListUserPools.

use crate::idp::view::{self, pool};
use rules::pagination::{self, Of};
use rules::pools::Pool;
use rules::{Ctx, Result};
use wire::idp::{ListUserPoolsRequest, ListUserPoolsResponse};

/// Runs ListUserPools.
pub async fn list_user_pools(ctx: &Ctx, req: ListUserPoolsRequest) -> Result<ListUserPoolsResponse> {
    let size = pagination::size(Some(req.max_results));
    let query = format!("ListUserPools {}", ctx.region());
    let after: Option<String> = pagination::open(ctx, Of::Account, &query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let account = &ctx.config().account;
    let mut rows = store::pools::page(&ctx.read(), account, ctx.region(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Account, &query, &last.id)?),
    };
    let pools: Result<Vec<Pool>> = rows.into_iter().map(|row| Pool::open(ctx, row)).collect();
    Ok(ListUserPoolsResponse { user_pools: Some(pools?.iter().map(pool::listed).collect()), next_token })
}
