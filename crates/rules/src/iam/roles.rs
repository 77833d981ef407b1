//! Roles.
//! AWS: API_CreateRole, API_DeleteRole.

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
pub async fn create(ctx: &Ctx, new: New) -> Result<Entity> {
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
    entities::delete(ctx, &role).await
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
