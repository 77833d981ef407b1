//! Enabling, disabling, signing out everywhere, and deleting.
//! AWS: API_AdminEnableUser, API_AdminDisableUser, API_GlobalSignOut, API_AdminUserGlobalSignOut, API_DeleteUser.

use store::users::User;

use crate::ctx::Ctx;
use crate::directory::mark;
use crate::error::Result;
use crate::hosted::back_channel::{self, Ended};
use crate::pools::Pool;
use crate::users;

/// Lets a user sign in again. Tokens that disabling has ended stay ended.
pub async fn enable(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    if user.is_enabled {
        return Ok(());
    }
    let mut after = User { is_enabled: true, updated_at: ctx.now(), ..user.clone() };
    mark::decided(&mut after)?;
    users::commit_update(ctx, ctx.batch()?, pool, user, after).await
}

/// Keeps a user out and ends every token at Cenote. Whom a sync with a directory has kept out comes back with no other sync then.
pub async fn disable(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    let mut after = User { is_enabled: false, updated_at: ctx.now(), ..user.clone() };
    mark::decided(&mut after)?;
    let mut batch = ctx.batch()?;
    users::update(&mut batch, pool, user, after);
    // After the guarded update: signing out moves the revision too.
    store::users::sign_out(&mut batch, pool.id(), &user.sub, ctx.now());
    back_channel::announce(ctx, &mut batch, user, Ended::All).await?;
    ctx.commit(batch).await
}

/// Ends every refresh token, and every access token at Cenote, that was issued until now.
pub async fn sign_out(ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::users::sign_out(&mut batch, pool.id(), &user.sub, ctx.now());
    back_channel::announce(ctx, &mut batch, user, Ended::All).await?;
    ctx.commit(batch).await
}

/// Removes a user and everything that hangs on it.
pub async fn delete(ctx: &Ctx, user: &User) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::users::delete(&mut batch, user);
    back_channel::announce(ctx, &mut batch, user, Ended::All).await?;
    ctx.commit(batch).await
}
