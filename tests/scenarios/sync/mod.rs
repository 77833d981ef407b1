//! Datasets of identities: synchronised, limited, merged, and reached by whoever may.

mod access;
mod events;
mod limits;
mod merging;
pub mod phone;
mod records;
mod refusals;
mod streams;
