//! Identity pools: the operations of cognito-identity.

pub mod create_identity_pool;
pub mod delete_identities;
pub mod delete_identity_pool;
pub mod describe_identity;
pub mod describe_identity_pool;
pub mod get_credentials_for_identity;
pub mod get_id;
pub mod get_identity_pool_roles;
pub mod get_open_id_token;
pub mod get_open_id_token_for_developer_identity;
pub mod get_principal_tag_attribute_map;
pub mod list_identities;
pub mod list_identity_pools;
pub mod list_tags_for_resource;
pub mod lookup_developer_identity;
pub mod merge_developer_identities;
pub mod set_identity_pool_roles;
pub mod set_principal_tag_attribute_map;
pub mod tag_resource;
pub mod unlink_developer_identity;
pub mod unlink_identity;
pub mod untag_resource;
pub mod update_identity_pool;

mod view;
