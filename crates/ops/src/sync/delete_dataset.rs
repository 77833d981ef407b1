//! DeleteDataset: a dataset with all its records.
//! AWS: API_DeleteDataset.

use rules::sync::{self, datasets};
use rules::{Ctx, Result};
use wire::sync::{DeleteDatasetRequest, DeleteDatasetResponse};

use super::view;

/// Runs DeleteDataset.
pub async fn delete_dataset(ctx: &Ctx, req: DeleteDatasetRequest) -> Result<DeleteDatasetResponse> {
    let place = sync::identity(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let deleted = datasets::delete(ctx, &place, &req.dataset_name).await?;
    Ok(DeleteDatasetResponse { dataset: Some(view::dataset(&deleted)) })
}
