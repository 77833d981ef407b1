//! ListIdentityProviders: the providers of a pool, by name.
//! AWS: API_ListIdentityProviders. Order of checks: pool, token.

use rules::pagination::{self, Of};
use rules::{Ctx, Result, pools};
use wire::idp::{ListIdentityProvidersRequest, ListIdentityProvidersResponse};

use crate::idp::view::{self, provider};

/// Runs ListIdentityProviders.
pub async fn list_identity_providers(
    ctx: &Ctx,
    req: ListIdentityProvidersRequest,
) -> Result<ListIdentityProvidersResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let size = pagination::size(req.max_results);
    let query = "ListIdentityProviders";
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let mut rows = store::identity_providers::page(&ctx.read(), pool.id(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), query, &last.name)?),
    };
    Ok(ListIdentityProvidersResponse {
        providers: Some(rows.into_iter().map(provider::listed).collect()),
        next_token,
    })
}
