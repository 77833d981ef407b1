//! Datasets: the operations of cognito-sync.

pub mod bulk_publish;
pub mod delete_dataset;
pub mod describe_dataset;
pub mod describe_identity_pool_usage;
pub mod describe_identity_usage;
pub mod get_bulk_publish_details;
pub mod get_cognito_events;
pub mod get_identity_pool_configuration;
pub mod list_datasets;
pub mod list_identity_pool_usage;
pub mod list_records;
pub mod register_device;
pub mod set_cognito_events;
pub mod set_identity_pool_configuration;
pub mod subscribe_to_dataset;
pub mod unsubscribe_from_dataset;
pub mod update_records;

mod view;
