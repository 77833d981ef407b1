//! Access keys of users: two at most, the secret shown once.
//! AWS: API_CreateAccessKey, API_UpdateAccessKey, API_GetAccessKeyLastUsed.

use store::access_keys::{self, AccessKey, Use};
use store::iam_entities;

use super::entities::Entity;
use super::principals;
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

/// Whose a key is and when it was last used: its user's name, nothing for a key of the account itself.
///
/// Errors: `AccessDenied` for a key that is not the account's, in AWS's words.
pub async fn last_used(ctx: &Ctx, id: &str) -> Result<(Option<String>, Option<Use>)> {
    let account = &ctx.config().account;
    let key = access_keys::get(&ctx.read(), id).await?.filter(|key| key.account == *account);
    let Some(key) = key else {
        let action = "iam:GetAccessKeyLastUsed";
        let arn = principals::of_caller(ctx).await?.arn;
        let because = format!("because no identity-based policy allows the {action} action");
        return Err(Error::about(Reason::AccessDenied, arn)
            .and(action)
            .and(format!("access key {id}"))
            .and(because));
    };
    let user = iam_entities::by_id(&ctx.read(), account, &key.user_id).await?;
    Ok((user.map(|user| user.name), key.last_use))
}

/// The user whose a key is; nothing for no key, and for one of the account itself.
pub async fn owner(ctx: &Ctx, id: &str) -> Result<Option<Entity>> {
    let Some(key) = access_keys::get(&ctx.read(), id).await? else { return Ok(None) };
    let user = iam_entities::by_id(&ctx.read(), &ctx.config().account, &key.user_id).await?;
    user.map(Entity::read).transpose()
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
