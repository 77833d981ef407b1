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

/// How often a count is written again that another guess has moved.
const TRIES: usize = 4;

/// A guess at a user's password that is counted before somebody else judges it.
pub(super) struct Guess {
    /// The user, with the guess counted.
    pub user: User,
    /// Failures before, and when the last of them was.
    before: (i64, i64),
}

/// Counts a guess before somebody else judges it, in a batch of its own.
///
/// Errors: `PasswordAttemptsExceeded`.
pub(super) async fn count(ctx: &Ctx, user: &User) -> Result<Guess> {
    let mut user = user.clone();
    for _ in 0..TRIES {
        check(ctx, &user)?;
        let (now, before) = (ctx.now(), (user.failures, user.failed_at));
        let failures = counted(now, user.failures, user.failed_at);
        let mut batch = ctx.batch()?;
        store::users::set_failures(&mut batch, &user, failures, now);
        if ctx.commit_as_is(batch).await?.is_done() {
            return Ok(Guess { user: User { failures, failed_at: now, ..user }, before });
        }
        let again = store::users::get(&ctx.read(), &user.pool_id, &user.sub).await?;
        user = again.ok_or_else(|| Error::new(Reason::Moved))?;
    }
    Err(Error::new(Reason::Moved))
}

/// Takes back a guess that was right, or that nobody has judged. Where another came between it stays counted.
pub(super) async fn uncount(ctx: &Ctx, guess: Guess) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::users::set_failures(&mut batch, &guess.user, guess.before.0, guess.before.1);
    ctx.commit_as_is(batch).await.map(drop)
}

/// Puts a guess that is counted into the user's history. Nobody judges it again because another came between.
pub(super) async fn record(ctx: &Ctx, attempt: &Attempt, user: &User, is_right: bool) -> Result<()> {
    let mut user = user.clone();
    for _ in 0..TRIES {
        let mut batch = ctx.batch()?;
        let proofs = vec![Proof::password(is_right)];
        let event = Event { proofs, ..Event::of(attempt.client.id(), Kind::SignIn, Response::Fail) };
        events::record(ctx, &mut batch, &attempt.pool, &user, event)?;
        // The guard: who is deleted meanwhile leaves nothing behind.
        store::users::set_failures(&mut batch, &user, user.failures, user.failed_at);
        if ctx.commit_as_is(batch).await?.is_done() {
            return Ok(());
        }
        match store::users::get(&ctx.read(), &user.pool_id, &user.sub).await? {
            Some(again) => user = again,
            None => return Ok(()),
        }
    }
    tracing::warn!(user.sub, "a refused sign-in is not in the history");
    Ok(())
}

/// A guess at a name that nobody has, counted: the row before and after.
pub(super) type UnknownGuess = (Option<store::attempts::Attempt>, store::attempts::Attempt);

/// Counts a guess at a name that nobody has before somebody else judges it, in a batch of its own.
///
/// Errors: `PasswordAttemptsExceeded`.
pub(super) async fn count_unknown(ctx: &Ctx, attempt: &Attempt) -> Result<UnknownGuess> {
    let mut batch = ctx.batch()?;
    let guess = put_unknown(ctx, &mut batch, attempt).await?;
    ctx.commit(batch).await?;
    Ok(guess)
}

/// Takes back a guess at a name that nobody has judged. Where another came between it stays counted.
pub(super) async fn uncount_unknown(ctx: &Ctx, guess: Option<UnknownGuess>) -> Result<()> {
    let Some((before, after)) = guess else { return Ok(()) };
    let mut batch = ctx.batch()?;
    let before = before.unwrap_or_else(|| store::attempts::Attempt { count: 0, ..after.clone() });
    store::attempts::put(&mut batch, Some(&after), &before);
    ctx.commit_as_is(batch).await.map(drop)
}

/// Forgets what was counted of a name whose password is proved, in a batch of its own.
pub(super) async fn forget(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    let mut batch = ctx.batch()?;
    forget_unknown(&mut batch, &attempt.pool, &attempt.username);
    ctx.commit(batch).await
}

/// Forgets, in the batch, what was counted of a name that somebody has from then on.
pub(crate) fn forget_unknown(batch: &mut Batch, pool: &Pool, username: &str) {
    store::attempts::delete(batch, pool.id(), &attempts::unknown(pool, username), PASSWORD);
}

/// Errors: `PasswordAttemptsExceeded`.
async fn put_unknown(ctx: &Ctx, batch: &mut Batch, attempt: &Attempt) -> Result<UnknownGuess> {
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
    Ok((before, after))
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
        None => drop(put_unknown(ctx, &mut batch, attempt).await?),
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
