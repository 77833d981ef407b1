//! ListTerms: the documents of a pool, by id.
//! AWS: API_ListTerms. Order of checks: pool, token.

use rules::looks::terms::Terms;
use rules::pagination::{self, Of};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{ListTermsRequest, ListTermsResponse};

use crate::idp::view;

/// Runs ListTerms.
pub async fn list_terms(ctx: &Ctx, req: ListTermsRequest) -> Result<ListTermsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let size = pagination::size(req.max_results);
    let query = "ListTerms";
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let mut rows = store::terms::page(&ctx.read(), pool.id(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), query, &last.id)?),
    };
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        listed.push(view::terms::listed(Terms::open(row)?));
    }
    Ok(ListTermsResponse { terms: Some(listed), next_token })
}
