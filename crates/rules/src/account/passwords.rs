//! Changing a password: by the person who knows the old one, or by an administrator.
//! AWS: API_ChangePassword, API_AdminSetUserPassword.

use store::users::User;

use crate::ctx::Ctx;
use crate::directory::{asking, mark};
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::hosted::browser;
use crate::imports::hash;
use crate::pools::Pool;
use crate::signin::lockout;
use crate::tokens::access::Holder;
use crate::users::password::{self, Chooser};
use crate::users::{self, attempts, status};

/// Changes the password of a signed-in person. AWS: tokens stay good.
///
/// Errors: `PasswordInDirectory`, `PasswordPolicy`, `IncorrectCredentials` for a wrong or missing old password, `PasswordUsedBefore`,
/// `TooManyAttempts`, `PasswordAttemptsExceeded`.
pub async fn change(ctx: &Ctx, holder: &Holder, previous: Option<&str>, proposed: &str) -> Result<()> {
    let Holder { pool, user, .. } = holder;
    let client_id = holder.client.id();
    asking::check_password_is_ours(ctx, pool, user)?;
    password::check_policy(pool, proposed, Chooser::User)?;
    lockout::check(ctx, user)?;
    let mut batch = ctx.batch()?;
    attempts::spend(ctx, &mut batch, pool, &user.sub, attempts::CHANGE_PASSWORD).await?;
    let has_password = is_set(user)?;
    let is_proved = match (previous, has_password) {
        (Some(previous), true) => password::matches(ctx, pool, user, previous).await?,
        // AWS: whoever has no password yet has none to prove.
        // But for one whom a provider lets in: a password would be a second way in.
        (None, false) => user.status != status::EXTERNAL_PROVIDER,
        _ => false,
    };
    let event = |holds: bool| Event {
        proofs: vec![Proof::password(holds)],
        ..Event::of(client_id, Kind::PasswordChange, if holds { Response::Pass } else { Response::Fail })
    };
    events::record(ctx, &mut batch, pool, user, event(is_proved))?;
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

/// Whether the user has a password, which is asked for before it is changed.
pub fn is_set(user: &User) -> Result<bool> {
    Ok(user.verifier.is_some() || hash::is_waiting(user)?)
}

/// Sets a lasting or a temporary password on an administrator's word.
///
/// Errors: `PasswordInDirectory`, `PasswordPolicyAdmin`, `PasswordUsedBefore`.
pub async fn set(ctx: &Ctx, pool: &Pool, user: &User, chosen: &str, is_permanent: bool) -> Result<()> {
    asking::check_password_is_ours(ctx, pool, user)?;
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
    mark::release(&mut batch, &mut after)?;
    store::users::set_failures(&mut batch, user, 0, 0);
    browser::end_all(ctx, &mut batch, user).await?;
    users::commit_update(ctx, batch, pool, user, after).await
}
