//! ListRecords: what of a dataset changed since a count, and the session in which changes may follow.
//! AWS: API_ListRecords.

use rules::sync::records::{self, Asked};
use rules::{Ctx, Result, sync};
use wire::sync::{ListRecordsRequest, ListRecordsResponse};

use super::view;

/// Runs ListRecords.
pub async fn list_records(ctx: &Ctx, req: ListRecordsRequest) -> Result<ListRecordsResponse> {
    let place = sync::listed(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let asked = Asked {
        since: req.last_sync_count.unwrap_or(0),
        size: req.max_results,
        next: req.next_token.as_deref(),
        session: req.sync_session_token.as_deref(),
    };
    let listed = records::list(ctx, &place, &req.dataset_name, asked).await?;
    Ok(ListRecordsResponse {
        count: i32::try_from(listed.records.len()).ok(),
        records: Some(listed.records.into_iter().map(view::record).collect()),
        next_token: listed.next,
        dataset_sync_count: Some(listed.sync_count),
        last_modified_by: listed.modified_by,
        merged_dataset_names: Some(listed.merged),
        dataset_exists: Some(listed.exists),
        dataset_deleted_after_requested_sync_count: Some(listed.was_deleted),
        sync_session_token: Some(listed.session),
    })
}
