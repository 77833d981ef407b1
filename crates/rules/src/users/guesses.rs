//! Wrong codes at a sign-in, counted in the store per user and kind of code: the rule of the lockout, remembered for a
//! day, since a code has only six digits.
//! AWS: the developer guide, "Things to know about user pool MFA": after five unsuccessful attempts the lockout begins.

use store::Batch;
use store::attempts::Attempt;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::signin::lockout;

/// How long nobody must guess for the count to be forgotten. AWS forgets after a quarter of an hour, which gives a
/// patient guesser of six digits a good year.
const REMEMBERED_MS: i64 = 24 * 3_600_000;

/// One guess that may be judged, and the count that it was admitted on.
pub struct Guess {
    before: Option<Attempt>,
    now: Attempt,
}

/// Admits a guess. `subject` is a sub, or what [`super::attempts::unknown`] gives.
///
/// Errors: `PasswordAttemptsExceeded` while the lock holds.
pub async fn admit(ctx: &Ctx, pool: &Pool, subject: &str, kind: &'static str) -> Result<Guess> {
    let before = store::attempts::get(&ctx.read(), pool.id(), subject, kind).await?;
    let at = ctx.now();
    let count = before.as_ref().filter(|row| at - row.since < REMEMBERED_MS).map_or(0, |row| row.count);
    if let Some(row) = &before {
        lockout::check_counts(ctx, count, row.since)?;
    }
    let now = Attempt {
        pool_id: pool.id().to_owned(),
        subject: subject.to_owned(),
        kind: kind.to_owned(),
        count,
        since: at,
    };
    Ok(Guess { before, now })
}

impl Guess {
    /// Counts it as wrong in `batch`, guarded on the count that it was admitted on: of many parallel guesses no more
    /// are judged than the rule allows.
    pub fn wrong(&self, batch: &mut Batch) {
        let after = Attempt { count: self.now.count + 1, ..self.now.clone() };
        store::attempts::put(batch, self.before.as_ref(), &after);
    }

    /// Forgets the wrong ones in `batch`, guarded in the same way.
    pub fn right(&self, batch: &mut Batch) {
        let Attempt { pool_id, subject, kind, .. } = &self.now;
        store::attempts::put(batch, self.before.as_ref(), &Attempt { count: 0, ..self.now.clone() });
        store::attempts::delete(batch, pool_id, subject, kind);
    }
}
