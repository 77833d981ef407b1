//! Datasets: the operations of cognito-sync.

pub mod delete_dataset;
pub mod describe_dataset;
pub mod describe_identity_pool_usage;
pub mod describe_identity_usage;
pub mod list_datasets;
pub mod list_identity_pool_usage;
pub mod list_records;
pub mod update_records;

mod view;
