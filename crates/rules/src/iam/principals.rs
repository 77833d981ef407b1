//! Who signs calls, as ARNs name them.
//! AWS: the IAM user guide, "IAM identifiers".

use crate::ctx::Ctx;
use crate::error::Result;

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The unique id; of the account itself its number.
    pub id: String,
    /// `arn:aws:iam::000000000000:root`.
    pub arn: String,
}

/// Who signed this request.
pub async fn of_caller(ctx: &Ctx) -> Result<Principal> {
    Ok(root(&ctx.config().account))
}

/// The account itself, which may do everything.
pub fn root(account: &str) -> Principal {
    Principal { id: account.to_owned(), arn: format!("arn:aws:iam::{account}:root") }
}
