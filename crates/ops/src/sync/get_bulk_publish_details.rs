//! GetBulkPublishDetails: how far the last publishing of all datasets has come.
//! AWS: API_GetBulkPublishDetails.

use rules::{Ctx, Result, sync};
use wire::Timestamp;
use wire::sync::{GetBulkPublishDetailsRequest, GetBulkPublishDetailsResponse};

/// Runs GetBulkPublishDetails.
pub async fn get_bulk_publish_details(
    ctx: &Ctx,
    req: GetBulkPublishDetailsRequest,
) -> Result<GetBulkPublishDetailsResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    let last = store::bulk_publishes::get(&ctx.read(), pool.id()).await?;
    let status = last.as_ref().map_or("NOT_STARTED", |last| last.status.as_str()).to_owned();
    Ok(GetBulkPublishDetailsResponse {
        identity_pool_id: Some(req.identity_pool_id),
        bulk_publish_status: Some(status),
        bulk_publish_start_time: last.as_ref().map(|last| Timestamp::from_millis(last.started_at)),
        bulk_publish_complete_time: last.as_ref().and_then(|last| last.ended_at).map(Timestamp::from_millis),
        failure_message: last.and_then(|last| last.failure),
    })
}
