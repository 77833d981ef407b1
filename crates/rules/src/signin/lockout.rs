//! Lockout after wrong passwords, by AWS's published rule, counted in the store and so shared by all nodes.
//! AWS: the developer guide, "Lockout behavior for failed sign-in attempts".

use store::Batch;
use store::users::User;

use super::Attempt;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::pools::Pool;
use crate::users::attempts;

/// Wrong passwords before the first lock.
const FREE: i64 = 5;
/// The longest lock; also how long nobody must try for the count to be forgotten.
const LONGEST_MS: i64 = 15 * 60_000;

/// Refuses while a user is locked. Errors: `PasswordAttemptsExceeded`.
pub fn check(ctx: &Ctx, user: &User) -> Result<()> {
    check_counts(ctx, user.failures, user.failed_at)
}

/// The same for a name that nobody has. Errors: `PasswordAttemptsExceeded`.
pub(super) async fn check_unknown(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    if attempt.is_counted {
        return Ok(());
    }
    let subject = attempts::unknown(&attempt.pool, &attempt.username);
    let row = store::attempts::get(&ctx.read(), attempt.pool.id(), &subject, PASSWORD).await?;
    row.map_or(Ok(()), |row| check_counts(ctx, row.count, row.since))
}

/// Counts a guess at a name that nobody has before somebody else judges it, in a batch of its own.
///
/// Errors: `PasswordAttemptsExceeded`.
pub(super) async fn count_unknown(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    let mut batch = ctx.batch()?;
    put_unknown(ctx, &mut batch, attempt).await?;
    ctx.commit(batch).await
}

/// Forgets, in the batch, what was counted of a name that somebody has from then on.
pub(crate) fn forget_unknown(batch: &mut Batch, pool: &Pool, username: &str) {
    store::attempts::delete(batch, pool.id(), &attempts::unknown(pool, username), PASSWORD);
}

/// Errors: `PasswordAttemptsExceeded`.
async fn put_unknown(ctx: &Ctx, batch: &mut Batch, attempt: &Attempt) -> Result<()> {
    let now = ctx.now();
    let subject = attempts::unknown(&attempt.pool, &attempt.username);
    let before = store::attempts::get(&ctx.read(), attempt.pool.id(), &subject, PASSWORD).await?;
    let (count, since) = before.as_ref().map_or((0, 0), |row| (row.count, row.since));
    // The count may have grown since this guess was let in; that of a user is guarded on what was loaded then.
    check_counts(ctx, count, since)?;
    let after = store::attempts::Attempt {
        pool_id: attempt.pool.id().to_owned(),
        subject,
        kind: PASSWORD.to_owned(),
        count: counted(now, count, since),
        since: now,
    };
    store::attempts::put(batch, before.as_ref(), &after);
    Ok(())
}

/// Counts a wrong password, or what counts as one, and gives the error for it. Nothing is told before the count is committed, and the count
/// is guarded on the one that was loaded: of many parallel guesses no more are judged than the rule allows.
pub(super) async fn fail(ctx: &Ctx, attempt: &Attempt, wrong: Proof) -> Result<Error> {
    let now = ctx.now();
    let mut batch = ctx.batch()?;
    match &attempt.user {
        Some(user) => {
            store::users::set_failures(&mut batch, user, counted(now, user.failures, user.failed_at), now);
            let event =
                Event { proofs: vec![wrong], ..Event::of(attempt.client.id(), Kind::SignIn, Response::Fail) };
            events::record(ctx, &mut batch, &attempt.pool, user, event)?;
        }
        None if attempt.is_counted => return Ok(Error::new(Reason::IncorrectCredentials)),
        // An unknown name wears the same rule, or the lock itself would tell who exists.
        None => put_unknown(ctx, &mut batch, attempt).await?,
    }
    ctx.commit(batch).await?;
    Ok(Error::new(Reason::IncorrectCredentials))
}

const PASSWORD: &str = "password";

fn counted(now: i64, failures: i64, failed_at: i64) -> i64 {
    if now - failed_at >= LONGEST_MS { 1 } else { failures + 1 }
}

/// The lock after `failures` wrong guesses: 2^(n-5) seconds, at most a quarter of an hour.
///
/// Errors: `PasswordAttemptsExceeded`.
pub(crate) fn check_counts(ctx: &Ctx, failures: i64, failed_at: i64) -> Result<()> {
    if failures < FREE {
        return Ok(());
    }
    let lock_ms = match u32::try_from(failures - FREE) {
        Ok(doublings) if doublings < 10 => (1_000_i64 << doublings).min(LONGEST_MS),
        _ => LONGEST_MS,
    };
    match failed_at + lock_ms - ctx.now() {
        left_ms @ 1.. => Err(Error::new(Reason::PasswordAttemptsExceeded).for_ms(left_ms)),
        _ => Ok(()),
    }
}
