//! What people and administrators do with accounts: sign up, confirm, recover, change, invite.
//!
//! Both doors use these: the SDK's operations, and the pages of the hosted domain.

pub mod attributes;
pub mod confirm;
pub mod export;
pub mod forgot_password;
pub mod import;
pub mod invite;
pub(crate) mod migrate;
pub mod passwords;
pub mod sign_up;
pub mod states;
pub mod typed;
pub mod undo;
