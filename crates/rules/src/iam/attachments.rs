//! Managed policies on roles, users and groups, and as boundaries.
//! AWS: API_AttachRolePolicy, API_PutRolePermissionsBoundary, API_ListEntitiesForPolicy.

use store::iam_attachments::{self, Usage};
use store::iam_entities::{self, Kind};

use super::entities::{self, Entity};
use super::policies;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// How many policies an entity can have. AWS: ten, and twenty where a larger quota is asked for.
const MOST: usize = 20;

/// Attaches a policy; one that is attached stays. Errors: `EntityNotFound`, `EntityInput` for what is no ARN,
/// `PolicyNotThere`, `EntityQuota`, `RoleProtected`.
pub async fn attach(ctx: &Ctx, kind: Kind, name: &str, arn: &str) -> Result<()> {
    let entity = entities::get(ctx, kind, name).await?;
    entities::unprotected(&entity)?;
    entities::check_arn(arn)?;
    let policy = policies::find(ctx, arn).await?;
    let policy = policy.ok_or_else(|| Error::about(Reason::PolicyNotThere, arn))?;
    let attached = of(ctx, &entity).await?;
    if attached.iter().any(|attached| attached == arn) {
        return Ok(());
    }
    if attached.len() >= MOST {
        let quota = format!("PoliciesPer{}", entities::title(kind));
        return Err(Error::about(Reason::EntityQuota, quota).and(MOST.to_string()));
    }
    let mut batch = ctx.batch()?;
    entity.update(&mut batch)?;
    if let policies::Found::Own(policy) = policy {
        iam_entities::hold(&mut batch, &policy.row);
    }
    iam_attachments::insert(&mut batch, &entity.row, Usage::Policy, arn);
    ctx.commit(batch).await
}

/// Detaches a policy. Errors: `EntityNotFound`, `ManagedPolicyNotFound` where it is not attached, `RoleProtected`.
pub async fn detach(ctx: &Ctx, kind: Kind, name: &str, arn: &str) -> Result<()> {
    let entity = entities::get(ctx, kind, name).await?;
    entities::unprotected(&entity)?;
    entities::check_arn(arn)?;
    if !of(ctx, &entity).await?.iter().any(|attached| attached == arn) {
        return Err(Error::about(Reason::ManagedPolicyNotFound, arn));
    }
    let mut batch = ctx.batch()?;
    entity.update(&mut batch)?;
    iam_attachments::delete(&mut batch, &entity.row, Usage::Policy, arn);
    ctx.commit(batch).await
}

/// The ARNs of the policies of an entity, in their order.
pub async fn of(ctx: &Ctx, entity: &Entity) -> Result<Vec<String>> {
    Ok(iam_attachments::of_entity(&ctx.read(), &entity.row.account, &entity.row.id).await?)
}

/// Sets what a role or user can be granted at most, or takes it away. Errors: `EntityNotFound`, `BoundaryNotThere`,
/// `RoleProtected`.
pub async fn set_boundary(ctx: &Ctx, kind: Kind, name: &str, arn: Option<String>) -> Result<()> {
    let mut entity = entities::get(ctx, kind, name).await?;
    entities::unprotected(&entity)?;
    if arn.is_none() && entity.settings.permissions_boundary.is_none() {
        return Err(Error::about(Reason::BoundaryNotSet, entities::title(kind).to_lowercase()).and(name));
    }
    let mut batch = ctx.batch()?;
    if let Some(before) = std::mem::replace(&mut entity.settings.permissions_boundary, arn) {
        iam_attachments::delete(&mut batch, &entity.row, Usage::Boundary, &before);
    }
    entity.update(&mut batch)?;
    bound(ctx, &entity, &mut batch).await?;
    ctx.commit(batch).await
}

/// Puts an entity's boundary into a batch, if it has one. Errors: `EntityInput` for what is no ARN, `BoundaryNotThere`.
pub async fn bound(ctx: &Ctx, entity: &Entity, batch: &mut store::Batch) -> Result<()> {
    let Some(arn) = &entity.settings.permissions_boundary else { return Ok(()) };
    entities::check_arn(arn)?;
    match policies::find(ctx, arn).await? {
        Some(policies::Found::Own(policy)) => iam_entities::hold(batch, &policy.row),
        Some(policies::Found::Aws(_)) => {}
        None => return Err(Error::about(Reason::BoundaryNotThere, arn)),
    }
    iam_attachments::insert(batch, &entity.row, Usage::Boundary, arn);
    Ok(())
}
