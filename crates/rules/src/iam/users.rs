//! Users: people and programs that sign with keys of their own.
//! AWS: API_CreateUser, API_UpdateUser, API_DeleteUser.

use store::iam_entities::{self, Kind};
use store::{Miss, Outcome};
use wire::iam::Tag;

use super::entities::{self, Entity, Settings};
use super::{attachments, roles, tags};
use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};
use crate::iam::authority::Signer;

/// Makes a user. Errors: `EntityInput`, `BoundaryNotThere`, `EntityExists`.
pub async fn create(
    ctx: &Ctx,
    name: String,
    path: Option<String>,
    boundary: Option<String>,
    tags: Vec<Tag>,
) -> Result<Entity> {
    tags::check(&tags)?;
    let settings = Settings { permissions_boundary: boundary, tags, ..Settings::default() };
    let taken = Error::about(Reason::EntityExists, "User").and(&name);
    let user = entities::new(ctx, Kind::User, name, path, settings)?;
    let mut batch = ctx.batch()?;
    attachments::bound(ctx, &user, &mut batch).await?;
    entities::insert(ctx, &user, &mut Some(batch), taken).await?;
    Ok(user)
}

/// The user of a name, or the one who asks. Errors: `EntityNotFound`; `UserNameNeeded` where a key of the account itself
/// asks for nobody.
pub async fn named_or_asking(ctx: &Ctx, name: Option<&str>) -> Result<Entity> {
    if let Some(name) = name {
        return entities::get(ctx, Kind::User, name).await;
    }
    let needed = || Error::new(Reason::UserNameNeeded);
    let Caller::Administrator { signer: Signer::User(id), .. } = &ctx.caller else { return Err(needed()) };
    let user = iam_entities::by_id(&ctx.read(), &ctx.config().account, id).await?;
    Entity::read(user.ok_or_else(needed)?)
}

/// Gives a user or group another name or path. Errors: `EntityNotFound`, `EntityExists`.
pub async fn rename(
    ctx: &Ctx,
    kind: Kind,
    name: &str,
    new_name: Option<&str>,
    new_path: Option<&str>,
) -> Result<()> {
    let entity = entities::get(ctx, kind, name).await?;
    let (to, path) = (new_name.unwrap_or(name), new_path.unwrap_or(&entity.row.path));
    let mut batch = ctx.batch()?;
    iam_entities::rename(&mut batch, &entity.row, to, path);
    match ctx.try_commit(batch).await? {
        Outcome::Missed { miss: Miss::Taken, .. } => {
            Err(Error::about(Reason::EntityExists, entities::title(kind)).and(to))
        }
        _ => Ok(()),
    }
}

/// Deletes a user. Errors: `EntityNotFound`; `EntityConflict` while anything hangs on them.
pub async fn delete(ctx: &Ctx, name: &str) -> Result<()> {
    let user = entities::get(ctx, Kind::User, name).await?;
    let (account, id) = (&user.row.account, &user.row.id);
    let conflict = |what: &str| {
        Error::about(Reason::EntityConflict, format!("Cannot delete entity, must {what} first."))
    };
    if !store::access_keys::of_user(&ctx.read(), account, id).await?.is_empty() {
        return Err(conflict("delete access keys"));
    }
    if !iam_entities::groups_of(&ctx.read(), account, id).await?.is_empty() {
        return Err(conflict("remove users from group"));
    }
    roles::bare(ctx, &user).await?;
    entities::delete(ctx, &user).await
}
