//! ListDatasets: the datasets of an identity, by name.
//! AWS: API_ListDatasets.

use rules::sync::{self, datasets};
use rules::{Ctx, Result};
use wire::sync::{ListDatasetsRequest, ListDatasetsResponse};

use super::view;

/// Runs ListDatasets.
pub async fn list_datasets(ctx: &Ctx, req: ListDatasetsRequest) -> Result<ListDatasetsResponse> {
    let place = sync::listed(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let (found, next_token) = datasets::list(ctx, &place, req.max_results, req.next_token.as_deref()).await?;
    Ok(ListDatasetsResponse {
        count: i32::try_from(found.len()).ok(),
        datasets: Some(found.iter().map(view::dataset).collect()),
        next_token,
    })
}
