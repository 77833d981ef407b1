//! What IAM names: roles, users, groups, managed policies and providers of identity, by account, kind and name.
//!
//! Names differ by more than case. Guarded by the `revision` of the loaded row, `Moved`, tag `iam_entities`; whatever hangs
//! on an entity is written together with its next revision, so that an entity is never deleted under what is being added.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::{Result, StoreError};
use crate::value::{Row, is_storable};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A role.
    Role,
    /// A user.
    User,
    /// A group of users.
    Group,
    /// A managed policy.
    Policy,
    /// A provider of OpenID Connect, whose name is its address without the scheme.
    OidcProvider,
    /// A provider of SAML.
    SamlProvider,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] =
        [Kind::Role, Kind::User, Kind::Group, Kind::Policy, Kind::OidcProvider, Kind::SamlProvider];

    /// As ARNs write it.
    pub fn text(self) -> &'static str {
        match self {
            Kind::Role => "role",
            Kind::User => "user",
            Kind::Group => "group",
            Kind::Policy => "policy",
            Kind::OidcProvider => "oidc-provider",
            Kind::SamlProvider => "saml-provider",
        }
    }

    fn read(text: &str) -> Result<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.text() == text)
            .ok_or_else(|| StoreError::Corrupt("an entity's kind".to_owned()))
    }
}

/// An entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The account.
    pub account: String,
    /// What it is.
    pub kind: Kind,
    /// Its name, as it was written.
    pub name: String,
    /// `AROA…`, `AIDA…`, `AGPA…`, `ANPA…`: unique for all time.
    pub id: String,
    /// `/` or `/division/team/`; empty for providers.
    pub path: String,
    /// The revision that was loaded; 1 for a new one.
    pub revision: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// All else, JSON.
    pub settings: String,
}

const COLUMNS: &str = "e.account, e.kind, e.name, e.id, e.path, e.revision, e.created_at, e.settings";

static GET: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM iam_entities e WHERE e.account = $1 AND e.kind = $2 AND e.name_key = $3")
});

static BY_ID: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM iam_entities e WHERE e.account = $1 AND e.id = $2"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM iam_entities e WHERE e.account = $1 AND e.kind = $2 AND e.name_key > $3 \
         AND substr(e.path, 1, length($4)) = $4 ORDER BY e.name_key LIMIT $5"
    )
});

static WITH_POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS}, a.usage FROM iam_attachments a JOIN iam_entities e \
         ON e.account = a.account AND e.id = a.entity_id \
         WHERE a.account = $1 AND a.policy_arn = $2 ORDER BY e.kind, e.name_key, a.usage"
    )
});

static GROUPS_OF: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM iam_memberships m JOIN iam_entities e ON e.account = m.account AND e.id = m.group_id \
         WHERE m.account = $1 AND m.user_id = $2 ORDER BY e.name_key"
    )
});

static USERS_OF: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM iam_memberships m JOIN iam_entities e ON e.account = m.account AND e.id = m.user_id \
         WHERE m.account = $1 AND m.group_id = $2 ORDER BY e.name_key"
    )
});

impl Entity {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            account: row.text("account")?,
            kind: Kind::read(&row.text("kind")?)?,
            name: row.text("name")?,
            id: row.text("id")?,
            path: row.text("path")?,
            revision: row.int("revision")?,
            created_at: row.int("created_at")?,
            settings: row.text("settings")?,
        })
    }

    fn name_key(&self) -> String {
        self.name.to_lowercase()
    }

    fn key(&self) -> String {
        format!("{}/{}/{}", self.account, self.kind.text(), self.name_key())
    }
}

/// The entity of a name, which may be anything that a stranger has written.
pub async fn get(read: &Read<'_>, account: &str, kind: Kind, name: &str) -> Result<Option<Entity>> {
    if !is_storable(name) {
        return Ok(None);
    }
    let args = [account.into(), kind.text().into(), name.to_lowercase().into()];
    let found = read.row(&GET, &args).await?.as_ref().map(Entity::from_row).transpose()?;
    Ok(found.filter(|entity| entity.name == name))
}

/// Whether a kind has an entity of this name, which is in small letters, in whichever case it was written.
pub async fn is_taken(read: &Read<'_>, account: &str, kind: Kind, name_key: &str) -> Result<bool> {
    if !is_storable(name_key) {
        return Ok(false);
    }
    let args = [account.into(), kind.text().into(), name_key.into()];
    Ok(read.row(&GET, &args).await?.is_some())
}

/// The entity of an id.
pub async fn by_id(read: &Read<'_>, account: &str, id: &str) -> Result<Option<Entity>> {
    read.row(&BY_ID, &[account.into(), id.into()]).await?.as_ref().map(Entity::from_row).transpose()
}

/// Entities of a kind whose path begins so, after a name in small letters (empty: from the first), by name.
pub async fn page(
    read: &Read<'_>,
    (account, kind): (&str, Kind),
    path_prefix: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Entity>> {
    let args = [account.into(), kind.text().into(), after.into(), path_prefix.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Entity::from_row).collect()
}

/// Who has a policy, each with whether it is their boundary; by kind and name.
pub async fn with_policy(read: &Read<'_>, account: &str, policy_arn: &str) -> Result<Vec<(Entity, bool)>> {
    let rows = read.rows(&WITH_POLICY, &[account.into(), policy_arn.into()]).await?;
    rows.iter().map(|row| Ok((Entity::from_row(row)?, row.text("usage")? == "boundary"))).collect()
}

/// The groups of a user, by name.
pub async fn groups_of(read: &Read<'_>, account: &str, user_id: &str) -> Result<Vec<Entity>> {
    read.rows(&GROUPS_OF, &[account.into(), user_id.into()]).await?.iter().map(Entity::from_row).collect()
}

/// The users in a group, by name.
pub async fn users_of(read: &Read<'_>, account: &str, group_id: &str) -> Result<Vec<Entity>> {
    read.rows(&USERS_OF, &[account.into(), group_id.into()]).await?.iter().map(Entity::from_row).collect()
}

/// Adds an entity. Misses: `Taken`, tag `iam_entities`.
pub fn insert(batch: &mut Batch, entity: &Entity) {
    let sql = "INSERT INTO iam_entities (account, kind, name_key, name, id, path, revision, created_at, settings) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let args = vec![
        (&entity.account).into(),
        entity.kind.text().into(),
        entity.name_key().into(),
        (&entity.name).into(),
        (&entity.id).into(),
        (&entity.path).into(),
        entity.revision.into(),
        entity.created_at.into(),
        (&entity.settings).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "iam_entities"));
    changes::insert(batch, "iam_entities", &entity.key(), entity.revision);
}

/// Writes the settings with the next revision. Misses: `Moved`, tag `iam_entities`.
pub fn update(batch: &mut Batch, entity: &Entity) {
    let sql = "UPDATE iam_entities SET settings = $5, revision = revision + 1 \
               WHERE account = $1 AND kind = $2 AND name_key = $3 AND revision = $4";
    let args = vec![
        (&entity.account).into(),
        entity.kind.text().into(),
        entity.name_key().into(),
        entity.revision.into(),
        (&entity.settings).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "iam_entities"));
    changes::insert(batch, "iam_entities", &entity.key(), entity.revision + 1);
}

/// Gives an entity another name and path. Misses: `Moved`; `Taken` where the name is somebody else's; tag `iam_entities`.
pub fn rename(batch: &mut Batch, entity: &Entity, name: &str, path: &str) {
    delete(batch, entity);
    let renamed = Entity {
        name: name.to_owned(),
        path: path.to_owned(),
        revision: entity.revision + 1,
        ..entity.clone()
    };
    insert(batch, &renamed);
}

/// Sees that an entity is still there, and moves its revision: who deletes it meanwhile looks again. Misses: `Moved`, tag
/// `iam_entities`.
pub fn hold(batch: &mut Batch, entity: &Entity) {
    let sql = "UPDATE iam_entities SET revision = revision + 1 WHERE account = $1 AND id = $2";
    let args = vec![(&entity.account).into(), (&entity.id).into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "iam_entities"));
}

/// Deletes an entity; leaves a tombstone. Misses: `Moved`, tag `iam_entities`.
pub fn delete(batch: &mut Batch, entity: &Entity) {
    let sql = "DELETE FROM iam_entities WHERE account = $1 AND kind = $2 AND name_key = $3 AND revision = $4";
    let args = vec![
        (&entity.account).into(),
        entity.kind.text().into(),
        entity.name_key().into(),
        entity.revision.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "iam_entities"));
    changes::tombstone(batch, "iam_entities", &entity.key(), entity.revision + 1);
}
