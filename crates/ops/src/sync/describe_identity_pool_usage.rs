//! DescribeIdentityPoolUsage: what the datasets of a pool take together.
//! AWS: API_DescribeIdentityPoolUsage.

use rules::sync::{self, usage};
use rules::{Ctx, Result};
use wire::sync::{DescribeIdentityPoolUsageRequest, DescribeIdentityPoolUsageResponse};

use super::view;

/// Runs DescribeIdentityPoolUsage.
pub async fn describe_identity_pool_usage(
    ctx: &Ctx,
    req: DescribeIdentityPoolUsageRequest,
) -> Result<DescribeIdentityPoolUsageResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    let usage = usage::of_pool(ctx, pool.id(), pool.row.created_at).await?;
    Ok(DescribeIdentityPoolUsageResponse { identity_pool_usage: Some(view::pool_usage(usage)) })
}
