//! From datasets as they are kept to what the wire shows.
//! AWS: API_Dataset, API_Record, API_IdentityPoolUsage.

use rules::sync::records::Record as Kept;
use rules::sync::settings::{Push, Stream};
use rules::sync::usage::PoolUsage;
use wire::Timestamp;
use wire::sync::{CognitoStreams, Dataset, IdentityPoolUsage, PushSync, Record};

/// A dataset.
pub fn dataset(dataset: &store::datasets::Dataset) -> Dataset {
    Dataset {
        identity_id: Some(dataset.identity_id.clone()),
        dataset_name: Some(dataset.name.clone()),
        creation_date: Some(Timestamp::from_millis(dataset.created_at)),
        last_modified_date: Some(Timestamp::from_millis(dataset.modified_at)),
        last_modified_by: Some(dataset.modified_by.clone()),
        data_storage: Some(dataset.bytes),
        num_records: Some(dataset.records),
    }
}

/// A record.
pub fn record(record: Kept) -> Record {
    Record {
        key: Some(record.key),
        value: record.value,
        sync_count: Some(record.sync_count),
        last_modified_date: Some(Timestamp::from_millis(record.modified_at)),
        last_modified_by: Some(record.modified_by),
        device_last_modified_date: Some(Timestamp::from_millis(record.device_modified_at)),
    }
}

/// The usage of a pool.
pub fn pool_usage(usage: PoolUsage) -> IdentityPoolUsage {
    IdentityPoolUsage {
        identity_pool_id: Some(usage.pool_id),
        sync_sessions_count: Some(usage.sessions),
        data_storage: Some(usage.bytes),
        last_modified_date: Some(Timestamp::from_millis(usage.modified_at)),
    }
}

/// Who tells devices, where anybody does.
pub fn push(push: &Push) -> Option<PushSync> {
    let is_set = !push.applications.is_empty() || push.role.is_some();
    is_set
        .then(|| PushSync { application_arns: Some(push.applications.clone()), role_arn: push.role.clone() })
}

/// Where changes are streamed to, where that was ever said.
pub fn stream(stream: &Stream) -> Option<CognitoStreams> {
    let status = if stream.is_on { "ENABLED" } else { "DISABLED" };
    (*stream != Stream::default()).then(|| CognitoStreams {
        stream_name: stream.name.clone(),
        role_arn: stream.role.clone(),
        streaming_status: Some(status.to_owned()),
    })
}
