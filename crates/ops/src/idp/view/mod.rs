//! From records to what the wire shows.

pub mod branding;
pub mod classic;
pub mod client;
pub mod device;
pub mod domain;
pub mod event;
pub mod group;
pub mod import_job;
pub mod limit;
pub mod mfa;
pub mod passkey;
pub mod pool;
pub mod provider;
pub mod reply;
pub mod resource_server;
pub mod session;
pub mod terms;
pub mod user;

/// Cuts a page that was asked for with one row too many, and gives the last row kept if there is more to come.
pub fn cut<T>(rows: &mut Vec<T>, size: i64) -> Option<&T> {
    let size = usize::try_from(size).unwrap_or(0);
    if rows.len() <= size {
        return None;
    }
    rows.truncate(size);
    rows.last()
}
