//! What the wire looks like: shapes, constraints and codecs generated from AWS's API models, and protocols.
//!
//! A body becomes a JSON tree ([`json::parse`]), the tree is checked against the operation's shape
//! ([`validate()`]), and only then decoded ([`Request::decode`]).

mod blob;
#[expect(missing_docs, reason = "the models' prose is not kept; AWS's API reference describes the members")]
mod generated;
pub mod json;
mod operation;
pub mod query;
pub mod rest;
mod shape;
mod timestamp;
mod validate;

pub use blob::Blob;
pub use generated::{iam, identity, idp, sts, sync};
pub use operation::{Auth, Empty, ErrorCode, Invalid, Operation, Request, Response, Service, Settings};
pub use shape::{Kind, Member, Pattern, Place, Shape};
pub use timestamp::Timestamp;
pub use validate::validate;
