//! Passwords that the pool's directory keeps: who is asked about whom, and what the answers mean.
//! AWS has no directories. docs/directories.md tells every choice.
//!
//! A directory locks its own accounts after wrong passwords, so a guess is counted here before it gets there: of many at once no
//! more are asked about than the rule of lockout allows. What is told of nobody's names and of wrong passwords is the same, and
//! so is what is done for them. Nothing is held while a directory is asked: what was loaded before is loaded again.

use std::sync::Arc;

use store::users::User;

use super::lockout;
use super::{Attempt, Factor, Proven, Step};
use crate::ctx::Ctx;
use crate::directory::mark::Mark;
use crate::directory::profile::{self, Place};
use crate::directory::{Entry, Refusal, Served, State, asking};
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::users::password;

/// How a sign-in has gone, for the metrics.
fn counted(outcome: &'static str) {
    metrics::counter!("cenote_directory_sign_ins_total", "outcome" => outcome).increment(1);
}

/// Asks the pool's directory about a name that nobody in the pool has, and makes the user of the answer.
///
/// Errors: `PasswordAttemptsExceeded`, `IncorrectCredentials` for a wrong password where the client does not hide who exists,
/// what [`not_now`] gives, `DirectoryDown`, those of [`profile::settle`].
pub(super) async fn enter(ctx: &Ctx, attempt: &mut Attempt) -> Result<()> {
    let typed = attempt.given.get("PASSWORD").filter(|text| !text.is_empty()).cloned();
    let (None, Some(typed), None) = (&attempt.user, typed, attempt.is_proved) else { return Ok(()) };
    let Some(served) = ctx.world().directories.of(attempt.pool.id()) else { return Ok(()) };
    let guess = match attempt.is_counted {
        true => None,
        false => Some(lockout::count_unknown(ctx, attempt).await?),
    };
    (attempt.is_counted, attempt.is_proved) = (true, Some(false));
    let entry = match prove(&served, &attempt.username, &typed).await {
        Ok(entry) => entry,
        Err(Refusal::Unknown) => {
            counted("unknown");
            return Ok(());
        }
        Err(Refusal::WrongPassword) => {
            counted("wrong");
            return hidden(attempt, Reason::IncorrectCredentials);
        }
        // Nobody has proved anything: that there is somebody is not told.
        Err(Refusal::NotNow(State::Locked)) => {
            counted("locked");
            return hidden(attempt, Reason::PasswordAttemptsExceeded);
        }
        Err(Refusal::NotNow(state)) => {
            counted("refused");
            lockout::forget(ctx, attempt).await?;
            return Err(not_now(state));
        }
        Err(Refusal::Unreachable(why)) => {
            counted("down");
            lockout::uncount_unknown(ctx, guess).await?;
            return Err(asking::down(&attempt.pool, &why));
        }
    };
    // The password is right, whatever becomes of the entry.
    lockout::forget(ctx, attempt).await?;
    let (pool, cause) = (Arc::clone(&attempt.pool), attempt.cause());
    let settled = profile::settle(ctx, Place { pool: &pool, served: &served, cause }, &entry).await;
    let user = settled.inspect_err(|why| unsettled(&attempt.pool, &entry, why))?.user();
    (attempt.is_proved, attempt.is_named_elsewhere, attempt.is_counted) = (Some(true), true, false);
    attempt.user = Some(user);
    counted("entered");
    Ok(())
}

/// Where the client hides who exists, the sign-in goes on to fail as one of nobody.
fn hidden(attempt: &Attempt, reason: Reason) -> Result<()> {
    if attempt.client.hides_users() { Ok(()) } else { Err(Error::new(reason)) }
}

/// Judges the password of a user who belongs to the directory.
///
/// Errors: `PasswordAttemptsExceeded`, `IncorrectCredentials`, what [`not_now`] gives, `DirectoryDown`, those of
/// [`profile::settle`].
pub(super) async fn answer(
    ctx: &Ctx,
    attempt: &Attempt,
    (user, typed): (&User, &str),
    (served, mark): (&Served, &Mark),
) -> Result<Step> {
    let guess = lockout::count(ctx, user).await?;
    let entry = match prove(served, &mark.name, typed).await {
        // Another entry that has got the name is another person.
        Ok(entry) if entry.id != mark.id => {
            tracing::warn!(
                pool.id = attempt.pool.id(),
                user.sub,
                entry = entry.dn,
                "another entry of the directory has the name of a user"
            );
            Err(Refusal::WrongPassword)
        }
        answer => answer,
    };
    let entry = match entry {
        Ok(entry) => entry,
        Err(Refusal::Unknown | Refusal::WrongPassword) => {
            counted("wrong");
            password::match_nobody(ctx, &attempt.pool, &attempt.username, typed).await?;
            lockout::record(ctx, attempt, &guess.user, false).await?;
            return Err(Error::new(Reason::IncorrectCredentials));
        }
        Err(Refusal::NotNow(state)) => {
            counted("refused");
            let is_right = state != State::Locked;
            lockout::record(ctx, attempt, &guess.user, is_right).await?;
            if is_right {
                lockout::uncount(ctx, guess).await?;
            }
            return Err(not_now(state));
        }
        Err(Refusal::Unreachable(why)) => {
            counted("down");
            lockout::uncount(ctx, guess).await?;
            return Err(asking::down(&attempt.pool, &why));
        }
    };
    let place = Place { pool: &attempt.pool, served, cause: attempt.cause() };
    let user = match profile::settle(ctx, place, &entry).await {
        Ok(settled) => settled.user(),
        Err(why) => {
            unsettled(&attempt.pool, &entry, &why);
            // The password is right: whatever is wrong with the entry, it was no guess.
            lockout::uncount(ctx, guess).await?;
            return Err(why);
        }
    };
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    counted("entered");
    Ok(Step::Proven(Proven::first(ctx, &user, ids::uuid(ctx)?, Factor::Password)?))
}

/// What a wrong password of a user of the pool's own is answered after, where the client hides who exists: a question about
/// nobody, so that the time does not tell them from the directory's. The password that was typed stays here.
pub(super) async fn decoy(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    if !attempt.client.hides_users() {
        return Ok(());
    }
    if let Some(served) = ctx.world().directories.of(attempt.pool.id()) {
        let nobody = (ids::uuid(ctx)?, ids::uuid(ctx)?);
        _ = served.directory.prove(&nobody.0, &nobody.1).await;
    }
    Ok(())
}

/// The error for a proof by SRP that fails: in a pool with a directory it tells everybody that SRP knows nothing of that one's
/// passwords, and nobody whose they are.
pub(super) fn by_srp(ctx: &Ctx, attempt: &Attempt, error: Error) -> Error {
    match ctx.world().directories.of(attempt.pool.id()) {
        Some(_) => error.renamed(Reason::IncorrectCredentials, Reason::SrpUnprovedByDirectory),
        None => error,
    }
}

/// A bind without a password proves nothing, and a name with a zero byte is nobody's: neither is asked about.
async fn prove(served: &Served, name: &str, typed: &str) -> Result<Entry, Refusal> {
    match typed.is_empty() || typed.contains('\0') || name.is_empty() || name.contains('\0') {
        true => Err(Refusal::Unknown),
        false => served.directory.prove(name, typed).await,
    }
}

fn not_now(state: State) -> Error {
    Error::new(match state {
        State::PasswordExpired => Reason::DirectoryPasswordExpired,
        State::Locked => Reason::PasswordAttemptsExceeded,
        State::Disabled | State::Expired | State::Active => Reason::UserDisabled,
    })
}

fn unsettled(pool: &crate::pools::Pool, entry: &Entry, why: &Error) {
    counted("refused");
    tracing::warn!(pool.id = pool.id(), entry = entry.dn, %why, "an entry of the directory is not let in");
}
