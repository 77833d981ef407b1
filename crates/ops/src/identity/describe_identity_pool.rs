//! DescribeIdentityPool: gives the settings of an identity pool back.
//! AWS: API_DescribeIdentityPool.

use rules::{Ctx, Result, identity_pools};
use wire::identity::{DescribeIdentityPoolInput, IdentityPool};

/// Runs DescribeIdentityPool.
pub async fn describe_identity_pool(ctx: &Ctx, req: DescribeIdentityPoolInput) -> Result<IdentityPool> {
    Ok(identity_pools::get(ctx, &req.identity_pool_id).await?.settings)
}
