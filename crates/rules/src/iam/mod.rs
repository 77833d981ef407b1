//! IAM: who may be somebody here besides the people in pools, and what they may do.

pub mod authority;
pub mod principals;
