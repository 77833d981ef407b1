//! What the SDK asked: one file per AWS operation, and the door that each call comes through.

pub mod absent;
pub mod compatibility;
pub mod door;
pub mod iam;
pub mod identity;
pub mod idp;
pub mod sts;
pub mod sync;
pub mod table;
pub mod throttle;
