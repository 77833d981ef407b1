//! UnsubscribeFromDataset: a device hears no more of the changes of a dataset.
//! AWS: API_UnsubscribeFromDataset.

use rules::sync::{self, devices};
use rules::{Ctx, Result};
use wire::sync::{UnsubscribeFromDatasetRequest, UnsubscribeFromDatasetResponse};

/// Runs UnsubscribeFromDataset.
pub async fn unsubscribe_from_dataset(
    ctx: &Ctx,
    req: UnsubscribeFromDatasetRequest,
) -> Result<UnsubscribeFromDatasetResponse> {
    let place = sync::owner(ctx, &req.identity_pool_id, &req.identity_id).await?;
    devices::subscribe(ctx, &place, (&req.dataset_name, &req.device_id), false).await?;
    Ok(UnsubscribeFromDatasetResponse {})
}
