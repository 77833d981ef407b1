//! ListIdentityPools: the identity pools of the account in the caller's region, by id.
//! AWS: API_ListIdentityPools.

use rules::pagination::{self, Of};
use rules::{Ctx, Result};
use wire::identity::{IdentityPoolShortDescription, ListIdentityPoolsInput, ListIdentityPoolsResponse};

use crate::idp::view;

/// Runs ListIdentityPools.
pub async fn list_identity_pools(
    ctx: &Ctx,
    req: ListIdentityPoolsInput,
) -> Result<ListIdentityPoolsResponse> {
    let size = pagination::size(Some(req.max_results));
    let query = format!("ListIdentityPools {}", ctx.region());
    let after: Option<String> = pagination::open(ctx, Of::Account, &query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let account = &ctx.config().account;
    let mut rows = store::identity_pools::page(&ctx.read(), account, ctx.region(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Account, &query, &last.id)?),
    };
    let listed = rows.into_iter().map(|row| IdentityPoolShortDescription {
        identity_pool_id: Some(row.id),
        identity_pool_name: Some(row.name),
    });
    Ok(ListIdentityPoolsResponse { identity_pools: Some(listed.collect()), next_token })
}
