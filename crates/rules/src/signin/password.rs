//! USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH and ADMIN_NO_SRP_AUTH: the password itself is sent.
//! AWS: API_InitiateAuth, API_AdminInitiateAuth.

use std::sync::Arc;

use store::users::User;

use super::{Attempt, Factor, Proven, Step, directory, has_password, lockout};
use crate::ctx::Ctx;
use crate::directory::mark::Mark;
use crate::directory::{Served, asking};
use crate::error::Result;
use crate::events::Proof;
use crate::ids;
use crate::imports::hash;
use crate::users::{self, password};

/// Who proves a password.
enum Keeper<'a> {
    /// The pool: it has a verifier of it, or the hash that the user was imported with.
    Pool(&'a User),
    /// The pool's directory.
    Directory(&'a User, Arc<Served>, Mark),
    /// The pool's directory has done so, at a name that nobody in the pool had.
    Done(&'a User),
    /// Nobody: there is no such user, or none with a password.
    Nobody,
}

fn keeper<'a>(ctx: &Ctx, attempt: &'a Attempt) -> Result<Keeper<'a>> {
    let Some(user) = &attempt.user else { return Ok(Keeper::Nobody) };
    if attempt.is_proved == Some(true) {
        return Ok(Keeper::Done(user));
    }
    if has_password(user) || hash::is_waiting(user)? {
        return Ok(Keeper::Pool(user));
    }
    Ok(match asking::keeping(ctx, &attempt.pool, user)? {
        Some((served, mark)) => Keeper::Directory(user, served, mark),
        None => Keeper::Nobody,
    })
}

/// Judges the password, or has it judged by who keeps it.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let typed = attempt.required("PASSWORD")?;
    let is_right = match keeper(ctx, attempt)? {
        Keeper::Directory(user, served, mark) => {
            return directory::answer(ctx, attempt, (user, typed), (&served, &mark)).await;
        }
        Keeper::Done(user) => {
            return Ok(Step::Proven(Proven::first(ctx, user, ids::uuid(ctx)?, Factor::Password)?));
        }
        Keeper::Pool(user) => password::matches(ctx, &attempt.pool, user, typed).await?.then_some(user),
        Keeper::Nobody => {
            password::match_nobody(ctx, &attempt.pool, &attempt.username, typed).await?;
            None
        }
    };
    let Some(user) = is_right else {
        let error = lockout::fail(ctx, attempt, Proof::password(false)).await?;
        if attempt.user.is_some() {
            directory::decoy(ctx, attempt).await?;
        }
        return Err(error);
    };
    let mut proven = Proven::first(ctx, user, ids::uuid(ctx)?, Factor::Password)?;
    if hash::is_waiting(user)? {
        take_over(ctx, attempt, user, typed, &mut proven).await?;
    }
    Ok(Step::Proven(proven))
}

/// Makes a verifier of a password whose hash was imported, in the batch of the sign-in: from then on SRP knows it too.
/// AWS: the developer guide, "Importing users with password hashes".
async fn take_over(
    ctx: &Ctx,
    attempt: &Attempt,
    user: &User,
    typed: &str,
    proven: &mut Proven,
) -> Result<()> {
    let hashed = password::hash(ctx, &attempt.pool, &user.username, typed).await?;
    let mut after = user.clone();
    password::set(ctx, &attempt.pool, &mut after, &hashed)?;
    after.updated_at = ctx.now();
    users::update(&mut proven.batch, &attempt.pool, user, after.clone());
    after.revision += 1;
    proven.user = after;
    Ok(())
}
