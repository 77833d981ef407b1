//! Who signs calls, as ARNs name them.
//! AWS: the IAM user guide, "IAM identifiers".

use store::iam_entities;

use super::entities::Entity;
use crate::Caller;
use crate::credentials::Session;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::authority::Signer;

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The unique id; of the account itself its number.
    pub id: String,
    /// `arn:aws:iam::000000000000:root`.
    pub arn: String,
}

/// Who signed this request. Errors: `UnknownAccessKey` for a user who is gone.
pub async fn of_caller(ctx: &Ctx) -> Result<Principal> {
    let Caller::Administrator { signer, .. } = &ctx.caller else { return Ok(root(&ctx.config().account)) };
    match signer {
        Signer::Session(session) => Ok(of_session(session)),
        Signer::Root => Ok(root(&ctx.config().account)),
        Signer::User(id) => {
            let user = iam_entities::by_id(&ctx.read(), &ctx.config().account, id).await?;
            Ok(of_user(&Entity::read(user.ok_or_else(|| Error::new(Reason::UnknownAccessKey))?)?))
        }
    }
}

/// A user.
pub fn of_user(user: &Entity) -> Principal {
    Principal { id: user.row.id.clone(), arn: user.arn() }
}

/// The bearer of temporary credentials.
pub fn of_session(session: &Session) -> Principal {
    Principal { id: session.user_id(), arn: session.arn() }
}

/// The account itself, which may do everything.
pub fn root(account: &str) -> Principal {
    Principal { id: account.to_owned(), arn: format!("arn:aws:iam::{account}:root") }
}
