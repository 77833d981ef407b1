//! Groups of users.
//! AWS: API_CreateGroup, API_AddUserToGroup, API_DeleteGroup.

use store::iam_entities::{self, Kind};
use store::iam_memberships;

use super::entities::{self, Entity, Settings};
use super::roles;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// How many groups a user can be in.
const MOST: usize = 10;

/// Makes a group. Errors: `EntityExists`.
pub async fn create(ctx: &Ctx, name: String, path: Option<String>) -> Result<Entity> {
    let taken = Error::about(Reason::EntityExists, "Group").and(&name);
    let group = entities::new(ctx, Kind::Group, name, path, Settings::default())?;
    entities::insert(ctx, &group, &mut None, taken).await?;
    Ok(group)
}

/// Puts a user into a group; who is in it stays. Errors: `EntityNotFound`, `EntityQuota`.
pub async fn add(ctx: &Ctx, group: &str, user: &str) -> Result<()> {
    let group = entities::get(ctx, Kind::Group, group).await?;
    let user = entities::get(ctx, Kind::User, user).await?;
    let groups = iam_entities::groups_of(&ctx.read(), &user.row.account, &user.row.id).await?;
    if groups.iter().any(|of| of.id == group.row.id) {
        return Ok(());
    }
    if groups.len() >= MOST {
        return Err(Error::about(Reason::EntityQuota, "GroupsPerUser").and(MOST.to_string()));
    }
    let mut batch = ctx.batch()?;
    user.update(&mut batch)?;
    iam_entities::hold(&mut batch, &group.row);
    iam_memberships::insert(&mut batch, &user.row, &group.row);
    ctx.commit(batch).await
}

/// Takes a user out of a group; who is not in it stays out. Errors: `EntityNotFound`.
pub async fn remove(ctx: &Ctx, group: &str, user: &str) -> Result<()> {
    let group = entities::get(ctx, Kind::Group, group).await?;
    let user = entities::get(ctx, Kind::User, user).await?;
    let mut batch = ctx.batch()?;
    user.update(&mut batch)?;
    iam_memberships::delete(&mut batch, &user.row, &group.row);
    ctx.commit(batch).await
}

/// The users in a group, by name.
pub async fn members(ctx: &Ctx, group: &Entity) -> Result<Vec<Entity>> {
    let users = iam_entities::users_of(&ctx.read(), &group.row.account, &group.row.id).await?;
    users.into_iter().map(Entity::read).collect()
}

/// The groups of a user, by name.
pub async fn of(ctx: &Ctx, user: &Entity) -> Result<Vec<Entity>> {
    let groups = iam_entities::groups_of(&ctx.read(), &user.row.account, &user.row.id).await?;
    groups.into_iter().map(Entity::read).collect()
}

/// Deletes a group. Errors: `EntityNotFound`; `EntityConflict` while users or policies are in it.
pub async fn delete(ctx: &Ctx, name: &str) -> Result<()> {
    let group = entities::get(ctx, Kind::Group, name).await?;
    if !members(ctx, &group).await?.is_empty() {
        let text = "Cannot delete entity, must remove users from group first.";
        return Err(Error::about(Reason::EntityConflict, text));
    }
    roles::bare(ctx, &group).await?;
    entities::delete(ctx, &group).await
}
