//! Access keys of users: two at most, the secret shown once.
//! AWS: API_CreateAccessKey, API_UpdateAccessKey.

use store::access_keys::{self, AccessKey};

use super::entities::Entity;
use crate::access_keys::Made;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

const MOST: usize = 2;

/// Makes a key for a user. Errors: `EntityQuota`.
pub async fn create(ctx: &Ctx, user: &Entity) -> Result<Made> {
    if of(ctx, user).await?.len() >= MOST {
        return Err(Error::about(Reason::EntityQuota, "AccessKeysPerUser").and(MOST.to_string()));
    }
    let (made, mut key) = crate::access_keys::draw(ctx, &user.row.name)?;
    key.user_id.clone_from(&user.row.id);
    let mut batch = ctx.batch()?;
    user.update(&mut batch)?;
    access_keys::insert(&mut batch, &key);
    ctx.commit(batch).await?;
    Ok(made)
}

/// The keys of a user, by id.
pub async fn of(ctx: &Ctx, user: &Entity) -> Result<Vec<AccessKey>> {
    Ok(access_keys::of_user(&ctx.read(), &user.row.account, &user.row.id).await?)
}

/// Lets a key be used, or not. Errors: `AccessKeyNotFound`.
pub async fn set_active(ctx: &Ctx, user: &Entity, id: &str, is_active: bool) -> Result<()> {
    let key = AccessKey { is_active, ..get(ctx, user, id).await? };
    let mut batch = ctx.batch()?;
    access_keys::update(&mut batch, &key);
    ctx.commit(batch).await
}

/// Deletes a key. Errors: `AccessKeyNotFound`.
pub async fn delete(ctx: &Ctx, user: &Entity, id: &str) -> Result<()> {
    let key = get(ctx, user, id).await?;
    let mut batch = ctx.batch()?;
    access_keys::delete(&mut batch, &key);
    ctx.commit(batch).await
}

async fn get(ctx: &Ctx, user: &Entity, id: &str) -> Result<AccessKey> {
    let key = access_keys::get(&ctx.read(), id).await?;
    let key = key.filter(|key| key.user_id == user.row.id && key.account == user.row.account);
    key.ok_or_else(|| Error::about(Reason::AccessKeyNotFound, id))
}
