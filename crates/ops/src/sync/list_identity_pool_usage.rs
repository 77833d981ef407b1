//! ListIdentityPoolUsage: what each pool of the account takes, by id.
//! AWS: API_ListIdentityPoolUsage.

use rules::pagination::size;
use rules::sync::{self, usage};
use rules::{Ctx, Result};
use wire::sync::{ListIdentityPoolUsageRequest, ListIdentityPoolUsageResponse};

use super::view;

/// Runs ListIdentityPoolUsage.
pub async fn list_identity_pool_usage(
    ctx: &Ctx,
    req: ListIdentityPoolUsageRequest,
) -> Result<ListIdentityPoolUsageResponse> {
    sync::administrators_only(ctx)?;
    let size = size(req.max_results);
    let (usages, next_token) = usage::of_pools(ctx, size, req.next_token.as_deref()).await?;
    Ok(ListIdentityPoolUsageResponse {
        count: i32::try_from(usages.len()).ok(),
        identity_pool_usages: Some(usages.into_iter().map(view::pool_usage).collect()),
        max_results: i32::try_from(size).ok(),
        next_token,
    })
}
