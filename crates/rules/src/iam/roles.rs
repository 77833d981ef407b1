//! Roles.
//! AWS: API_CreateRole, API_DeleteRole.

use store::Batch;
use store::attempts::Attempt;
use store::iam_entities::Kind;
use wire::iam::Tag;

use super::entities::{self, Entity, SERVICE_ROLES, Settings};
use super::{attachments, documents, tags};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// How long sessions are where nothing else is said, in seconds.
pub const MAX_SESSION_S: i32 = 3_600;

/// What a new role is made of.
pub struct New {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: Option<String>,
    /// Who may assume it.
    pub trust: String,
    /// What it is for.
    pub description: Option<String>,
    /// How long its sessions may be, in seconds.
    pub max_session_duration: Option<i32>,
    /// What it can be granted at most.
    pub boundary: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// Makes a role. Errors: `EntityInput`, `PolicyMalformed`, `EntityQuota`, `BoundaryNotThere`, `EntityExists`.
///
/// A role that is refused for whom it trusts or for what bounds it is one that there is not, also where roles that nobody has
/// made are taken on faith. One that is refused for anything else says nothing of a role elsewhere.
pub async fn create(ctx: &Ctx, new: New) -> Result<Entity> {
    let name = new.name.clone();
    let made = made(ctx, new).await;
    if let Err(error) = &made
        && matches!(error.reason(), Reason::PolicyMalformed | Reason::BoundaryNotThere)
    {
        let mut batch = ctx.batch()?;
        disown(ctx, &mut batch, &name);
        ctx.commit(batch).await?;
    }
    made
}

/// Whether a role of this name, in whichever case and below whichever path, may be one that somebody has elsewhere: there
/// is none here, nor was one refused or deleted within a day.
pub async fn may_be_elsewhere(ctx: &Ctx, name: &str) -> Result<bool> {
    // What a driver could not hold, nobody has elsewhere either.
    if name.contains('\0') {
        return Ok(false);
    }
    let account = &ctx.config().account;
    let name = name.to_lowercase();
    let disowned = store::attempts::get(&ctx.read(), account, &name, DISOWNED).await?;
    let is_disowned = disowned.is_some_and(|row| ctx.now() - row.since < DAY_MS);
    Ok(!is_disowned && !store::iam_entities::is_taken(&ctx.read(), account, Kind::Role, &name).await?)
}

/// What the mark of a role is called that there is not. It lies among the counters, which are cleared away day by day.
const DISOWNED: &str = "role_disowned";
const DAY_MS: i64 = 24 * 3_600_000;

/// Marks a role as one that there is not, where that makes a difference.
fn disown(ctx: &Ctx, batch: &mut Batch, name: &str) {
    if !ctx.config().trusts_unknown_roles {
        return;
    }
    let mark = Attempt {
        pool_id: ctx.config().account.clone(),
        subject: name.to_lowercase(),
        kind: DISOWNED.to_owned(),
        count: 1,
        since: ctx.now(),
    };
    store::attempts::add(batch, &mark, ctx.now(), i64::MAX);
}

async fn made(ctx: &Ctx, new: New) -> Result<Entity> {
    if new.path.as_deref().is_some_and(|path| path.starts_with(SERVICE_ROLES)) {
        // (guess)
        let text = format!("Roles below {SERVICE_ROLES} are made by CreateServiceLinkedRole.");
        return Err(Error::about(Reason::EntityInput, text));
    }
    documents::trust(&new.trust)?;
    insert(ctx, new).await
}

/// Makes a role without a look at its trust policy and path.
pub(super) async fn insert(ctx: &Ctx, new: New) -> Result<Entity> {
    tags::check(&new.tags)?;
    let settings = Settings {
        description: new.description,
        assume_role_policy_document: Some(new.trust),
        max_session_duration: Some(new.max_session_duration.unwrap_or(MAX_SESSION_S)),
        permissions_boundary: new.boundary,
        tags: new.tags,
        ..Settings::default()
    };
    let taken = Error::about(Reason::EntityExists, "Role").and(&new.name);
    let role = entities::new(ctx, Kind::Role, new.name, new.path, settings)?;
    let mut batch = ctx.batch()?;
    attachments::bound(ctx, &role, &mut batch).await?;
    entities::insert(ctx, &role, &mut Some(batch), taken).await?;
    Ok(role)
}

/// The role of a name, to change. Errors: `EntityNotFound`, `RoleProtected`.
pub async fn own(ctx: &Ctx, name: &str) -> Result<Entity> {
    let role = entities::get(ctx, Kind::Role, name).await?;
    entities::unprotected(&role)?;
    Ok(role)
}

/// Deletes a role. Errors: as [`own`]; `EntityConflict` while it has policies.
pub async fn delete(ctx: &Ctx, name: &str) -> Result<()> {
    let role = own(ctx, name).await?;
    bare(ctx, &role).await?;
    let mut batch = ctx.batch()?;
    disown(ctx, &mut batch, &role.row.name);
    entities::delete_with(ctx, &role, batch).await
}

/// Whether an entity has no policies any more. Errors: `EntityConflict`.
pub async fn bare(ctx: &Ctx, entity: &Entity) -> Result<()> {
    if !attachments::of(ctx, entity).await?.is_empty() {
        let text = "Cannot delete entity, must detach all policies first.";
        return Err(Error::about(Reason::EntityConflict, text));
    }
    if !entity.settings.policies.is_empty() {
        return Err(Error::about(
            Reason::EntityConflict,
            "Cannot delete entity, must delete policies first.",
        ));
    }
    Ok(())
}
