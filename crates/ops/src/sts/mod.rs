//! The operations of `sts`: temporary credentials, one file each.

pub mod get_caller_identity;
