//! Datasets of identities: synchronised, limited, merged, and reached by whoever may.

mod access;
mod limits;
mod merging;
pub mod phone;
mod records;
