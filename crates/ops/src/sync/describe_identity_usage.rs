//! DescribeIdentityUsage: what the datasets of an identity take together.
//! AWS: API_DescribeIdentityUsage.

use rules::{Ctx, Result, sync};
use wire::Timestamp;
use wire::sync::{DescribeIdentityUsageRequest, DescribeIdentityUsageResponse, IdentityUsage};

/// Runs DescribeIdentityUsage.
pub async fn describe_identity_usage(
    ctx: &Ctx,
    req: DescribeIdentityUsageRequest,
) -> Result<DescribeIdentityUsageResponse> {
    let place = sync::identity(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let taken = store::datasets::taken_by_identity(&ctx.read(), place.id()).await?;
    let modified_at = taken.modified_at.max(place.identity.created_at);
    Ok(DescribeIdentityUsageResponse {
        identity_usage: Some(IdentityUsage {
            identity_id: Some(req.identity_id),
            identity_pool_id: Some(req.identity_pool_id),
            last_modified_date: Some(Timestamp::from_millis(modified_at)),
            dataset_count: i32::try_from(taken.datasets).ok(),
            data_storage: Some(taken.bytes),
        }),
    })
}
