//! SubscribeToDataset: a device hears of the changes of a dataset.
//! AWS: API_SubscribeToDataset.

use rules::sync::{self, devices};
use rules::{Ctx, Result};
use wire::sync::{SubscribeToDatasetRequest, SubscribeToDatasetResponse};

/// Runs SubscribeToDataset.
pub async fn subscribe_to_dataset(
    ctx: &Ctx,
    req: SubscribeToDatasetRequest,
) -> Result<SubscribeToDatasetResponse> {
    let place = sync::owner(ctx, &req.identity_pool_id, &req.identity_id).await?;
    devices::subscribe(ctx, &place, (&req.dataset_name, &req.device_id), true).await?;
    Ok(SubscribeToDatasetResponse {})
}
