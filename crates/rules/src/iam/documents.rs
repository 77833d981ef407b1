//! Policy documents as they are saved: their grammar, and how long they may be.
//! AWS: the IAM user guide, "IAM and AWS STS quotas": white space does not count.

use std::sync::Arc;

use crate::error::{Error, Reason, Result};
use crate::policy::{self, Document, Kind};

/// A trust policy. AWS: 2,048 by default, 4,096 where a larger quota is asked for; here the larger one.
const TRUST: usize = 4_096;
/// A managed policy.
const MANAGED: usize = 6_144;

/// Checks who may assume a role. Errors: `PolicyMalformed`, `EntityQuota`.
pub fn trust(text: &str) -> Result<()> {
    let document = parse(text, Kind::Trust)?;
    policy::trust::check(&document).map_err(malformed)?;
    within(text, TRUST, "ACLSizePerRole")
}

/// Checks a managed policy. Errors: `PolicyMalformed`, `EntityQuota`.
pub fn managed(text: &str) -> Result<()> {
    identity(text)?;
    within(text, MANAGED, "PolicySize")
}

/// Checks what grants. Errors: `PolicyMalformed`.
pub fn identity(text: &str) -> Result<()> {
    parse(text, Kind::Identity).map(|_| ())
}

/// A policy that was checked when it was saved, to decide by.
///
/// Errors: `Internal` for one that no longer reads: to leave it out could be to leave out what it denies.
pub fn saved(name: &str, text: &str, kind: Kind) -> Result<policy::Policy> {
    let document = Document::parse(text, kind).map_err(|why| Error::internal(why.text().to_owned()))?;
    Ok(policy::Policy { name: name.to_owned(), document: Arc::new(document) })
}

fn parse(text: &str, kind: Kind) -> Result<Document> {
    Document::parse(text, kind).map_err(malformed)
}

fn malformed(why: policy::Malformed) -> Error {
    Error::about(Reason::PolicyMalformed, why.text())
}

fn within(text: &str, most: usize, quota: &str) -> Result<()> {
    match policy::size(text) > most {
        true => Err(Error::about(Reason::EntityQuota, quota).and(most.to_string())),
        false => Ok(()),
    }
}
