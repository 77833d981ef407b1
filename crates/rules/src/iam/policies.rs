//! Managed policies: up to five versions, one of which counts.
//! AWS: the IAM user guide, "Versioning IAM policies"; API_CreatePolicyVersion.

use std::collections::BTreeMap;

use store::iam_attachments;
use store::iam_entities::{self, Kind};
use wire::iam::Tag;

use super::aws_policies::{self, AwsPolicy};
use super::entities::{self, Entity, Settings, Version};
use super::{documents, tags};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

const MOST_VERSIONS: usize = 5;

/// A managed policy, ours or AWS's.
#[derive(Clone)]
pub enum Found {
    /// Of this account.
    Own(Box<Entity>),
    /// Of every account.
    Aws(AwsPolicy),
}

impl Found {
    /// What it says by the version that counts.
    pub fn document(&self) -> &str {
        match self {
            Found::Own(policy) => current(policy).map_or("", |version| &version.document),
            Found::Aws(policy) => policy.document,
        }
    }
}

/// How often a policy is used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uses {
    /// Attached to so many.
    pub attachments: i64,
    /// The boundary of so many.
    pub boundaries: i64,
}

/// What a new policy is made of.
pub struct New {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: Option<String>,
    /// Its document.
    pub document: String,
    /// What it is for; never changed.
    pub description: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// The version that counts.
pub fn current(policy: &Entity) -> Option<&Version> {
    let Settings { versions, default_version, .. } = &policy.settings;
    versions.iter().find(|version| Some(version.number) == *default_version)
}

/// The policy of an ARN, if there is one.
pub async fn find(ctx: &Ctx, arn: &str) -> Result<Option<Found>> {
    if let Some(policy) = aws_policies::find(arn) {
        return Ok(Some(Found::Aws(policy)));
    }
    Ok(entities::by_arn(ctx, Kind::Policy, arn).await?.map(|policy| Found::Own(Box::new(policy))))
}

/// The policy of an ARN. Errors: `EntityInput` for what is no ARN, `ManagedPolicyNotFound`.
pub async fn get(ctx: &Ctx, arn: &str) -> Result<Found> {
    entities::check_arn(arn)?;
    find(ctx, arn).await?.ok_or_else(|| Error::about(Reason::ManagedPolicyNotFound, arn))
}

/// The policy of an ARN, to change. Errors: as [`get`]; `AccessDenied` for AWS's.
pub async fn own(ctx: &Ctx, arn: &str) -> Result<Entity> {
    match get(ctx, arn).await? {
        Found::Own(policy) => Ok(*policy),
        // (guess)
        Found::Aws(_) => Err(Error::about(Reason::EntityInput, format!("ARN {arn} is not valid."))),
    }
}

/// Makes a policy. Errors: `EntityInput`, `PolicyMalformed`, `EntityQuota`, `PolicyExists`.
pub async fn create(ctx: &Ctx, new: New) -> Result<Entity> {
    documents::managed(&new.document)?;
    tags::check(&new.tags)?;
    let now = ctx.now();
    let settings = Settings {
        description: new.description,
        tags: new.tags,
        versions: vec![Version { number: 1, document: new.document, created_at: now }],
        default_version: Some(1),
        next_version: Some(2),
        updated_at: Some(now),
        ..Settings::default()
    };
    let taken = Error::about(Reason::PolicyExists, &new.name);
    let policy = entities::new(ctx, Kind::Policy, new.name, new.path, settings)?;
    entities::insert(ctx, &policy, &mut None, taken).await?;
    Ok(policy)
}

/// Adds a version. Errors: as [`own`]; `PolicyMalformed`, `EntityQuota`, `VersionsFull`.
pub async fn add_version(
    ctx: &Ctx,
    arn: &str,
    document: String,
    is_default: bool,
) -> Result<(Version, bool)> {
    let mut policy = own(ctx, arn).await?;
    documents::managed(&document)?;
    if policy.settings.versions.len() >= MOST_VERSIONS {
        return Err(Error::new(Reason::VersionsFull));
    }
    let number = policy.settings.next_version.unwrap_or(1);
    let version = Version { number, document, created_at: ctx.now() };
    policy.settings.versions.push(version.clone());
    policy.settings.next_version = Some(number + 1);
    if is_default {
        policy.settings.default_version = Some(number);
        policy.settings.updated_at = Some(version.created_at);
    }
    policy.save(ctx).await?;
    Ok((version, is_default))
}

/// Says which version counts. Errors: as [`own`]; `VersionNotFound`.
pub async fn set_default(ctx: &Ctx, arn: &str, version: &str) -> Result<()> {
    let mut policy = own(ctx, arn).await?;
    let number = number(&policy, arn, version)?;
    policy.settings.default_version = Some(number);
    policy.settings.updated_at = Some(ctx.now());
    policy.save(ctx).await
}

/// Deletes a version. Errors: as [`own`]; `VersionNotFound`, `EntityConflict` for the one that counts.
pub async fn delete_version(ctx: &Ctx, arn: &str, version: &str) -> Result<()> {
    let mut policy = own(ctx, arn).await?;
    let number = number(&policy, arn, version)?;
    if policy.settings.default_version == Some(number) {
        return Err(Error::about(Reason::EntityConflict, "Cannot delete the default version of a policy."));
    }
    policy.settings.versions.retain(|version| version.number != number);
    policy.save(ctx).await
}

/// The number of a version that is there. Errors: `VersionNotFound`.
pub fn number(policy: &Entity, arn: &str, version: &str) -> Result<i64> {
    let number = version.strip_prefix('v').and_then(|number| number.parse().ok());
    let is_there = |number: &i64| policy.settings.versions.iter().any(|version| version.number == *number);
    number.filter(is_there).ok_or_else(|| Error::about(Reason::VersionNotFound, arn).and(version))
}

/// Deletes a policy. Errors: as [`own`]; `EntityConflict` while it is used or has more than one version.
pub async fn delete(ctx: &Ctx, arn: &str) -> Result<()> {
    let policy = own(ctx, arn).await?;
    if !iam_entities::with_policy(&ctx.read(), &policy.row.account, arn).await?.is_empty() {
        return Err(Error::about(Reason::EntityConflict, "Cannot delete a policy attached to entities."));
    }
    if policy.settings.versions.len() > 1 {
        let text = "This policy has more than one version. Before you delete a policy, you must delete the policy's \
                    versions. The default version is deleted with the policy.";
        return Err(Error::about(Reason::EntityConflict, text));
    }
    entities::delete(ctx, &policy).await
}

/// How often each policy of the account is used, by ARN.
pub async fn uses(ctx: &Ctx) -> Result<BTreeMap<String, Uses>> {
    let mut all = BTreeMap::new();
    for count in iam_attachments::counts(&ctx.read(), &ctx.config().account).await? {
        let uses: &mut Uses = all.entry(count.policy_arn).or_default();
        match count.is_boundary {
            true => uses.boundaries = count.count,
            false => uses.attachments = count.count,
        }
    }
    Ok(all)
}
