//! DescribeDataset: what a dataset takes, and who changed it last.
//! AWS: API_DescribeDataset.

use rules::sync::{self, datasets};
use rules::{Ctx, Result};
use wire::sync::{DescribeDatasetRequest, DescribeDatasetResponse};

use super::view;

/// Runs DescribeDataset.
pub async fn describe_dataset(ctx: &Ctx, req: DescribeDatasetRequest) -> Result<DescribeDatasetResponse> {
    let place = sync::identity(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let found = datasets::get(ctx, &place, &req.dataset_name).await?;
    Ok(DescribeDatasetResponse { dataset: Some(view::dataset(&found)) })
}
