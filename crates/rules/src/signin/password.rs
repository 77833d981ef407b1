//! USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH and ADMIN_NO_SRP_AUTH: the password itself is sent.
//! AWS: API_InitiateAuth, API_AdminInitiateAuth.

use super::{Attempt, Factor, Proven, Step, has_password, lockout};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids;
use crate::users::password;

/// Judges the password.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let typed = attempt.required("PASSWORD")?;
    let user = match &attempt.user {
        Some(user) if has_password(user) => {
            password::matches(ctx, &attempt.pool, user, typed).await?.then_some(user)
        }
        _ => {
            password::match_nobody(ctx, &attempt.pool, &attempt.username, typed).await?;
            None
        }
    };
    match user {
        Some(user) => Ok(Step::Proven(Proven::first(ctx, user, ids::uuid(ctx)?, Factor::Password)?)),
        None => Err(lockout::fail(ctx, attempt).await?),
    }
}
