//! DescribeUserPool: gives a pool's settings back.
//! AWS: API_DescribeUserPool.

use crate::idp::view::pool;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeUserPoolRequest, DescribeUserPoolResponse};

/// Runs DescribeUserPool.
pub async fn describe_user_pool(ctx: &Ctx, req: DescribeUserPoolRequest) -> Result<DescribeUserPoolResponse> {
    let found = pools::get(ctx, &req.user_pool_id).await?;
    Ok(DescribeUserPoolResponse { user_pool: Some(pool::described(ctx, &found).await?) })
}
