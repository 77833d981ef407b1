//! Policies in IAM's language: a document is compiled once, and then judges requests. Nothing is read or written here.
//!
//! AWS: the IAM user guide, "IAM JSON policy reference" and "Policy evaluation logic".
//!
//! `document` reads a text, strictly; `decide` weighs identity policies, a permissions boundary, session policies and a
//! resource's own policy, and says which statement decided; `trust` asks a role's trust policy; `simulate` asks what would be. The rest are their parts:
//! `pattern` (wildcards and variables), `condition` (operators), `principal` (who is meant), `context` (what a request says).

pub mod arn;
mod condition;
pub mod context;
pub mod decide;
mod document;
pub(crate) mod json;
mod pattern;
mod places;
mod principal;
pub mod simulate;
mod statement;
pub mod trust;
mod values;

#[cfg(test)]
mod tests;

pub use context::{Context, Value};
pub use decide::{Asked, Decision, Found, Layer, Outcome, Policies, Policy, decide};
pub use document::{Document, Kind, Malformed, size};
pub use places::Place;
pub use principal::{Aws, Who};
