//! BulkPublish: all datasets of a pool go to its stream.
//! AWS: API_BulkPublish.

use rules::sync::{self, bulk};
use rules::{Ctx, Result};
use wire::sync::{BulkPublishRequest, BulkPublishResponse};

/// Runs BulkPublish.
pub async fn bulk_publish(ctx: &Ctx, req: BulkPublishRequest) -> Result<BulkPublishResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    bulk::begin(ctx, &pool).await?;
    Ok(BulkPublishResponse { identity_pool_id: Some(req.identity_pool_id) })
}
