//! Who signs calls, as ARNs name them.
//! AWS: the IAM user guide, "IAM identifiers".

use crate::Caller;
use crate::credentials::Session;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::iam::authority::Signer;

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
    Ok(match &ctx.caller {
        Caller::Administrator { signer: Signer::Session(session), .. } => of_session(session),
        _ => root(&ctx.config().account),
    })
}

/// The bearer of temporary credentials.
pub fn of_session(session: &Session) -> Principal {
    Principal { id: session.user_id(), arn: session.arn() }
}

/// The account itself, which may do everything.
pub fn root(account: &str) -> Principal {
    Principal { id: account.to_owned(), arn: format!("arn:aws:iam::{account}:root") }
}
