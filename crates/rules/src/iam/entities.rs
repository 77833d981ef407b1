//! What all entities of IAM have in common: names, ids, ARNs, settings; loading them and writing them.
//! AWS: the IAM user guide, "IAM identifiers", "Unique identifiers".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::iam_entities::{self, Entity as Row, Kind};
use store::{Batch, Miss, Outcome};
use wire::iam::Tag;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;

/// An entity with its settings read.
#[derive(Clone)]
pub struct Entity {
    /// Its row.
    pub row: Row,
    /// Its settings.
    pub settings: Settings,
}

/// What is kept of an entity beside its names; each kind has its own part of them.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Settings {
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Of a role: who may assume it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assume_role_policy_document: Option<String>,
    /// Of a role: how long its sessions may be, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<i32>,
    /// Of a role or user: the ARN of the policy that bounds what others grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions_boundary: Option<String>,
    /// Tags, in the order in which they were set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Inline policies by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<String, String>,
    /// Of a managed policy: its versions, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// Of a managed policy: the number of the version that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_version: Option<i64>,
    /// Of a managed policy: the number that the next version gets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_version: Option<i64>,
    /// Of a managed policy: when a version last became the one that counts, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<i64>,
    /// Of a provider of OpenID Connect: who may be its tokens' audience.
    #[serde(rename = "ClientIDs", skip_serializing_if = "Vec::is_empty")]
    pub client_ids: Vec<String>,
    /// Of a provider of OpenID Connect: SHA-1 hashes of certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thumbprints: Vec<String>,
    /// Of a provider of SAML: its metadata.
    #[serde(rename = "SAMLMetadataDocument", skip_serializing_if = "Option::is_none")]
    pub saml_metadata_document: Option<String>,
}

/// A version of a managed policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Version {
    /// 1 for `v1`; never given again.
    pub number: i64,
    /// The document.
    pub document: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

impl Entity {
    /// Its ARN.
    pub fn arn(&self) -> String {
        let Row { account, kind, name, path, .. } = &self.row;
        let path = if path.is_empty() { "/" } else { path };
        format!("arn:aws:iam::{account}:{}{path}{name}", kind.text())
    }

    /// Reads a row's settings.
    pub fn read(row: Row) -> Result<Entity> {
        Ok(Entity { settings: serde_json::from_str(&row.settings)?, row })
    }

    /// Puts the entity with its settings as they are now into a batch. Errors: of encoding alone.
    pub fn update(&self, batch: &mut Batch) -> Result<()> {
        iam_entities::update(
            batch,
            &Row { settings: serde_json::to_string(&self.settings)?, ..self.row.clone() },
        );
        Ok(())
    }

    /// Writes the settings as they are now. Errors: `Moved`.
    pub async fn save(&self, ctx: &Ctx) -> Result<()> {
        let mut batch = ctx.batch()?;
        self.update(&mut batch)?;
        ctx.commit(batch).await
    }
}

/// What an entity's ids begin with.
fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Role => "AROA",
        Kind::User => "AIDA",
        Kind::Group => "AGPA",
        Kind::Policy => "ANPA",
        // AWS gives providers none that it shows.
        Kind::OidcProvider | Kind::SamlProvider => "AIPA",
    }
}

const ID: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new entity, not kept yet.
pub fn new(ctx: &Ctx, kind: Kind, name: String, path: Option<String>, settings: Settings) -> Result<Entity> {
    let row = Row {
        account: ctx.config().account.clone(),
        kind,
        name,
        id: format!("{}{}", prefix(kind), ids::text(ctx, ID, 17)?),
        path: path.unwrap_or_else(|| "/".to_owned()),
        revision: 1,
        created_at: ctx.now(),
        settings: serde_json::to_string(&settings)?,
    };
    Ok(Entity { row, settings })
}

/// Keeps a new entity, with whatever else the batch holds. Errors: `taken` where one has the name.
pub async fn insert(ctx: &Ctx, entity: &Entity, batch: &mut Option<Batch>, taken: Error) -> Result<()> {
    let mut batch = batch.take().map_or_else(|| ctx.batch(), Ok)?;
    iam_entities::insert(&mut batch, &entity.row);
    match ctx.try_commit(batch).await? {
        Outcome::Missed { miss: Miss::Taken, .. } => Err(taken),
        _ => Ok(()),
    }
}

/// Deletes an entity on which nothing hangs any more. Errors: `Moved`.
pub async fn delete(ctx: &Ctx, entity: &Entity) -> Result<()> {
    delete_with(ctx, entity, ctx.batch()?).await
}

/// The same, with what else the batch holds. Errors: `Moved`.
pub async fn delete_with(ctx: &Ctx, entity: &Entity, mut batch: Batch) -> Result<()> {
    if let Some(arn) = &entity.settings.permissions_boundary {
        let usage = store::iam_attachments::Usage::Boundary;
        store::iam_attachments::delete(&mut batch, &entity.row, usage, arn);
    }
    iam_entities::delete(&mut batch, &entity.row);
    ctx.commit(batch).await
}

/// The role, user or group of a name. Errors: `EntityNotFound`.
pub async fn get(ctx: &Ctx, kind: Kind, name: &str) -> Result<Entity> {
    let found = iam_entities::get(&ctx.read(), &ctx.config().account, kind, name).await?;
    let not_found = || Error::about(Reason::EntityNotFound, kind.text()).and(name);
    Entity::read(found.ok_or_else(not_found)?)
}

/// Refuses what is no ARN at all. Errors: `EntityInput`.
pub fn check_arn(arn: &str) -> Result<()> {
    match arn.starts_with("arn:") {
        true => Ok(()),
        false => Err(Error::about(Reason::EntityInput, format!("ARN {arn} is not valid."))),
    }
}

/// The entity that an ARN of this account names, if it is of this kind and there.
pub async fn by_arn(ctx: &Ctx, kind: Kind, arn: &str) -> Result<Option<Entity>> {
    let begin = format!("arn:aws:iam::{}:{}/", ctx.config().account, kind.text());
    let Some(rest) = arn.strip_prefix(&begin) else { return Ok(None) };
    let name = match kind {
        Kind::OidcProvider | Kind::SamlProvider => rest,
        _ => rest.rsplit_once('/').map_or(rest, |(_, name)| name),
    };
    let found = iam_entities::get(&ctx.read(), &ctx.config().account, kind, name).await?;
    Ok(found.map(Entity::read).transpose()?.filter(|entity| entity.arn() == arn))
}

/// The ARN of the entity of a name; of one that is not there, the ARN that it would have.
pub async fn arn_of(ctx: &Ctx, kind: Kind, name: &str, path: Option<&str>) -> Result<String> {
    let account = &ctx.config().account;
    Ok(match iam_entities::get(&ctx.read(), account, kind, name).await? {
        Some(row) => Entity::read(row)?.arn(),
        None => format!("arn:aws:iam::{account}:{}{}{name}", kind.text(), path.unwrap_or("/")),
    })
}

/// What stands in front of an entity's name in a sentence: `Role`.
pub fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Role => "Role",
        Kind::User => "User",
        Kind::Group => "Group",
        Kind::Policy => "Policy",
        Kind::OidcProvider => "Provider",
        Kind::SamlProvider => "SAMLProvider",
    }
}

/// Refuses to change a role that belongs to a service. Errors: `RoleProtected`.
pub fn unprotected(entity: &Entity) -> Result<()> {
    match entity.row.kind == Kind::Role && entity.row.path.starts_with(SERVICE_ROLES) {
        true => Err(Error::about(Reason::RoleProtected, &entity.row.name)),
        false => Ok(()),
    }
}

/// Where roles are that belong to services.
pub const SERVICE_ROLES: &str = "/aws-service-role/";
