//! Inline policies of roles, users and groups.
//! AWS: API_PutRolePolicy; the quotas count all inline policies of an entity together, without white space.

use store::iam_entities::Kind;

use super::documents;
use super::entities::{self, Entity, title};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::policy;

/// Sets a policy. Errors: `EntityNotFound`, `PolicyMalformed`, `InlinePoliciesTooLong`, `RoleProtected`.
pub async fn put(ctx: &Ctx, kind: Kind, name: &str, policy: String, document: String) -> Result<()> {
    let mut entity = entities::get(ctx, kind, name).await?;
    entities::unprotected(&entity)?;
    documents::identity(&document)?;
    entity.settings.policies.insert(policy, document);
    let most = match kind {
        Kind::User => 2_048,
        Kind::Group => 5_120,
        _ => 10_240,
    };
    if entity.settings.policies.values().map(|text| policy::size(text)).sum::<usize>() > most {
        let what = title(kind).to_lowercase();
        return Err(Error::about(Reason::InlinePoliciesTooLong, most.to_string()).and(what).and(name));
    }
    entity.save(ctx).await
}

/// The document of a policy. Errors: `EntityNotFound`, for the entity or the policy.
pub async fn get(ctx: &Ctx, kind: Kind, name: &str, policy: &str) -> Result<String> {
    let mut entity = entities::get(ctx, kind, name).await?;
    entity.settings.policies.remove(policy).ok_or_else(|| not_found(&entity, policy))
}

/// Deletes a policy. Errors: as [`get`]; `RoleProtected`.
pub async fn delete(ctx: &Ctx, kind: Kind, name: &str, policy: &str) -> Result<()> {
    let mut entity = entities::get(ctx, kind, name).await?;
    entities::unprotected(&entity)?;
    entity.settings.policies.remove(policy).ok_or_else(|| not_found(&entity, policy))?;
    entity.save(ctx).await
}

/// The names of an entity's policies. Errors: `EntityNotFound`.
pub async fn names(ctx: &Ctx, kind: Kind, name: &str) -> Result<Vec<String>> {
    Ok(entities::get(ctx, kind, name).await?.settings.policies.into_keys().collect())
}

fn not_found(entity: &Entity, policy: &str) -> Error {
    Error::about(Reason::EntityNotFound, format!("{} policy", entity.row.kind.text())).and(policy)
}
