//! UpdateRecords: changes of records, taken all together or not at all.
//! AWS: API_UpdateRecords. A removal names no value; a replacement without one is of the empty text.

use rules::sync::records::{self, Patch};
use rules::{Ctx, Result, sync};
use wire::sync::{RecordPatch, UpdateRecordsRequest, UpdateRecordsResponse};

use super::view;

/// Runs UpdateRecords.
pub async fn update_records(ctx: &Ctx, req: UpdateRecordsRequest) -> Result<UpdateRecordsResponse> {
    let place = sync::identity(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let patches: Vec<Patch> = req.record_patches.unwrap_or_default().into_iter().map(patch).collect();
    let dataset = (req.dataset_name.as_str(), req.sync_session_token.as_str(), req.device_id.as_deref());
    let changed = records::update(ctx, &place, dataset, &patches).await?;
    Ok(UpdateRecordsResponse { records: Some(changed.into_iter().map(view::record).collect()) })
}

fn patch(patch: RecordPatch) -> Patch {
    Patch {
        value: (patch.op == "replace").then(|| patch.value.unwrap_or_default()),
        key: patch.key,
        sync_count: patch.sync_count,
        device_modified_at: patch.device_last_modified_date.map(wire::Timestamp::as_millis),
    }
}
