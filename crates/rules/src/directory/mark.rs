//! What is kept of a user who belongs to the pool's directory: which entry it is, and what was last had of it.
//!
//! The entry's id is the user's for good: it is a row that no two users can have, beside a copy in the user's own, which tells
//! without a question who proves the password. Names are no identity: they change, and others get them.

use serde::{Deserialize, Serialize};
use store::Batch;
use store::linked_identities::{self as links, LinkedIdentity};
use store::users::User;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::users;

/// Where the ids of entries stand among identities elsewhere. AWS: no provider's name begins with a low line.
pub const PROVIDER: &str = "_directory";

/// What tells them apart there.
pub const ATTRIBUTE: &str = "entry";

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The entry's id.
    pub id: String,
    /// The login name that the entry had last.
    pub name: String,
    /// Groups of the pool that the user is in because the directory says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// It was a sync that keeps the user out, and nobody else.
    #[serde(default)]
    pub is_out: bool,
}

/// The mark of a user; none for one of the pool's own.
pub fn of(user: &User) -> Result<Option<Mark>> {
    match user.verifier {
        Some(_) => Ok(None),
        None => Ok(users::extra(user)?.directory),
    }
}

/// Writes a user's mark.
pub(super) fn set(user: &mut User, mark: Option<Mark>) -> Result<()> {
    let mut extra = users::extra(user)?;
    extra.directory = mark;
    user.settings = serde_json::to_string(&extra)?;
    Ok(())
}

/// Makes somebody a user of the pool's own, in the batch that changes the user: an administrator gives a password where no
/// directory is served any more.
pub(crate) fn release(batch: &mut Batch, user: &mut User) -> Result<()> {
    if let Some(mark) = users::extra(user)?.directory {
        links::delete(batch, &link(user, &mark.id));
        set(user, None)?;
    }
    Ok(())
}

/// Notes that an administrator says who comes in: what a sync has done, none undoes from then on.
pub(crate) fn decided(user: &mut User) -> Result<()> {
    match users::extra(user)?.directory {
        Some(mark) if mark.is_out => set(user, Some(Mark { is_out: false, ..mark })),
        _ => Ok(()),
    }
}

/// The row of an entry's id.
pub(super) fn link(user: &User, id: &str) -> LinkedIdentity {
    LinkedIdentity {
        pool_id: user.pool_id.clone(),
        provider: PROVIDER.to_owned(),
        attribute: ATTRIBUTE.to_owned(),
        value: id.to_owned(),
        sub: user.sub.clone(),
        origin: PROVIDER.to_owned(),
    }
}

/// Whose an entry is.
pub(super) async fn owner(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Option<User>> {
    let sub = links::owner(&ctx.read(), pool.id(), PROVIDER, ATTRIBUTE, id).await?;
    let Some(sub) = sub else { return Ok(None) };
    Ok(store::users::get(&ctx.read(), pool.id(), &sub).await?)
}
