//! What is asked of a directory beside a proof: whether it still lets somebody in, and whether it has a name.

use std::sync::Arc;

use store::users::User;

use super::mark::{self, Mark};
use super::{Served, State, Unreachable};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

/// The directory that keeps a user's password, and which entry it is; none for a user of the pool's own, and where the pool
/// has no directory any more.
pub fn keeping(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Option<(Arc<Served>, Mark)>> {
    let Some(served) = ctx.world().directories.of(pool.id()) else { return Ok(None) };
    Ok(mark::of(user)?.map(|mark| (served, mark)))
}

/// Refuses to change a password that the directory keeps. Errors: `PasswordInDirectory`.
pub(crate) fn check_password_is_ours(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    match keeping(ctx, pool, user)? {
        Some(_) => Err(Error::new(Reason::PasswordInDirectory)),
        None => Ok(()),
    }
}

/// Refuses whom the directory lets in no more. A lock after wrong passwords and a password that has ended keep nobody out who
/// comes without a password.
///
/// Errors: `UserDisabled`, `DirectoryDown`.
pub(crate) async fn check_admits(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    let Some((served, mark)) = keeping(ctx, pool, user)? else { return Ok(()) };
    let entry = served.directory.find(&mark.name).await.map_err(|why| down(pool, &why))?;
    // Another entry of the name is another person.
    match entry.filter(|entry| entry.id == mark.id).map(|entry| entry.state) {
        None | Some(State::Disabled | State::Expired) => Err(Error::new(Reason::UserDisabled)),
        Some(State::Active | State::Locked | State::PasswordExpired) => Ok(()),
    }
}

/// The same where tokens are refreshed, if the operator wants that. Gives whether somebody was asked: what was loaded before may
/// have moved.
///
/// Errors: `UserDisabled`, `DirectoryDown`.
pub(crate) async fn check_refresh(ctx: &Ctx, pool: &Pool, user: &User) -> Result<bool> {
    let is_checked = keeping(ctx, pool, user)?.is_some_and(|(served, _)| served.settings.checks_refresh);
    if is_checked {
        check_admits(ctx, pool, user).await?;
    }
    Ok(is_checked)
}

/// Whether the pool's directory has somebody of this name, whom nobody may be before they come.
///
/// Errors: `DirectoryDown`.
pub(crate) async fn has(ctx: &Ctx, pool: &Pool, name: &str) -> Result<bool> {
    let Some(served) = ctx.world().directories.of(pool.id()) else { return Ok(false) };
    Ok(served.directory.find(name).await.map_err(|why| down(pool, &why))?.is_some())
}

/// The error of a directory that gives no answer: why is for the log.
pub(crate) fn down(pool: &Pool, why: &Unreachable) -> Error {
    tracing::warn!(pool.id = pool.id(), %why, "a directory cannot be asked");
    Error::new(Reason::DirectoryDown)
}
