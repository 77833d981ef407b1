//! The policies of somebody, for whoever decides: their own, those of their groups, and their boundary.
//! AWS: the IAM user guide, "Policies and permissions in IAM".

use store::iam_entities::{self, Kind};

use super::entities::{self, Entity};
use super::{attachments, documents, policies};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::policy::{self, Policy};

/// What somebody is granted.
#[derive(Clone, Debug, Default)]
pub struct Grants {
    /// What grants: inline policies, managed ones, and those of groups.
    pub identity: Vec<Policy>,
    /// What can be granted at most.
    pub boundary: Option<Policy>,
}

/// What the user of an id is granted; nothing where there is none any more.
pub async fn of_user(ctx: &Ctx, user_id: &str) -> Result<Option<(Entity, Grants)>> {
    let user = iam_entities::by_id(&ctx.read(), &ctx.config().account, user_id).await?;
    let Some(user) = user.map(Entity::read).transpose()? else { return Ok(None) };
    let mut grants = of(ctx, &user).await?;
    for group in super::groups::of(ctx, &user).await? {
        grants.identity.extend(of(ctx, &group).await?.identity);
    }
    Ok(Some((user, grants)))
}

/// What a role is granted; nothing where there is no such role.
pub async fn of_role(ctx: &Ctx, role_arn: &str) -> Result<Option<(Entity, Grants)>> {
    let Some(role) = entities::by_arn(ctx, Kind::Role, role_arn).await? else { return Ok(None) };
    let grants = of(ctx, &role).await?;
    Ok(Some((role, grants)))
}

/// What an entity is granted by itself.
pub async fn of(ctx: &Ctx, entity: &Entity) -> Result<Grants> {
    let inline = entity.settings.policies.iter();
    let mut identity: Vec<Policy> = inline
        .map(|(name, text)| documents::saved(name, text, policy::Kind::Identity))
        .collect::<Result<_>>()?;
    for arn in attachments::of(ctx, entity).await? {
        identity.extend(managed(ctx, &arn).await?);
    }
    let boundary = match &entity.settings.permissions_boundary {
        // A boundary that is gone lets nothing through.
        Some(arn) => match managed(ctx, arn).await? {
            Some(policy) => Some(policy),
            None => Some(documents::saved(arn, NOTHING, policy::Kind::Identity)?),
        },
        None => None,
    };
    Ok(Grants { identity, boundary })
}

/// A managed policy by its ARN, to decide by.
pub async fn managed(ctx: &Ctx, arn: &str) -> Result<Option<Policy>> {
    let found = policies::find(ctx, arn).await?;
    found.map(|found| documents::saved(arn, found.document(), policy::Kind::Identity)).transpose()
}

/// A policy that grants nothing.
const NOTHING: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
