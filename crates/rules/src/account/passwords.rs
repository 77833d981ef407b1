//! Changing a password: by the person who knows the old one, or by an administrator.
//! AWS: API_ChangePassword, API_AdminSetUserPassword.

use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::signin::lockout;
use crate::users::password::{self, Chooser};
use crate::users::{self, attempts, status};

/// Changes the password of a signed-in person. AWS: tokens stay good.
///
/// Errors: `PasswordPolicy`, `IncorrectCredentials` for a wrong or missing old password, `PasswordUsedBefore`,
/// `TooManyAttempts`, `PasswordAttemptsExceeded`.
pub async fn change(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    previous: Option<&str>,
    proposed: &str,
) -> Result<()> {
    password::check_policy(pool, proposed, Chooser::User)?;
    lockout::check(ctx, user)?;
    let mut batch = ctx.batch()?;
    attempts::spend(ctx, &mut batch, pool, &user.sub, attempts::CHANGE_PASSWORD).await?;
    let is_proved = match (previous, &user.verifier) {
        (Some(previous), Some(_)) => password::matches(ctx, pool, user, previous).await?,
        // AWS: whoever has no password yet has none to prove.
        // But for one whom a provider lets in: a password would be a second way in.
        (None, None) => user.status != status::EXTERNAL_PROVIDER,
        _ => false,
    };
    if !is_proved {
        ctx.commit(batch).await?;
        return Err(Error::new(Reason::IncorrectCredentials));
    }
    password::check_history(ctx, pool, user, proposed).await?;
    let hashed = password::hash(ctx, pool, &user.username, proposed).await?;
    let mut after = user.clone();
    password::set(ctx, pool, &mut after, &hashed)?;
    after.updated_at = ctx.now();
    users::commit_update(ctx, batch, pool, user, after).await
}

/// Sets a lasting or a temporary password on an administrator's word.
///
/// Errors: `PasswordPolicyAdmin`, `PasswordUsedBefore`.
pub async fn set(ctx: &Ctx, pool: &Pool, user: &User, chosen: &str, is_permanent: bool) -> Result<()> {
    password::check_policy(pool, chosen, Chooser::Administrator)?;
    password::check_history(ctx, pool, user, chosen).await?;
    let hashed = password::hash(ctx, pool, &user.username, chosen).await?;
    let mut after = user.clone();
    password::set(ctx, pool, &mut after, &hashed)?;
    after.updated_at = ctx.now();
    if is_permanent {
        after.status = status::CONFIRMED.to_owned();
    } else {
        after.status = status::FORCE_CHANGE_PASSWORD.to_owned();
        after.temporary_until = Some(ctx.now() + pool.temporary_password_ms());
    }
    let mut batch = ctx.batch()?;
    store::users::set_failures(&mut batch, user, 0, 0);
    users::commit_update(ctx, batch, pool, user, after).await
}
