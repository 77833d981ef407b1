//! USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH and ADMIN_NO_SRP_AUTH: the password itself is sent.
//! AWS: API_InitiateAuth, API_AdminInitiateAuth.

use store::users::User;

use super::{Attempt, Factor, Proven, Step, has_password, lockout};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::events::Proof;
use crate::ids;
use crate::imports::hash;
use crate::users::{self, password};

/// Judges the password.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let typed = attempt.required("PASSWORD")?;
    let user = match &attempt.user {
        Some(user) if has_password(user) || hash::is_waiting(user)? => {
            password::matches(ctx, &attempt.pool, user, typed).await?.then_some(user)
        }
        _ => {
            password::match_nobody(ctx, &attempt.pool, &attempt.username, typed).await?;
            None
        }
    };
    match user {
        Some(user) => {
            let mut proven = Proven::first(ctx, user, ids::uuid(ctx)?, Factor::Password)?;
            if hash::is_waiting(user)? {
                take_over(ctx, attempt, user, typed, &mut proven).await?;
            }
            Ok(Step::Proven(proven))
        }
        None => Err(lockout::fail(ctx, attempt, Proof::password(false)).await?),
    }
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
