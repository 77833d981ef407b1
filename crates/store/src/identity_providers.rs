//! Identity providers of a pool, by name, and the identifiers by which they are found too.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `identity_providers`. The details hold secrets and
//! are sealed whole with the pool's data key. An identifier is one provider's in the pool.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// An identity provider.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityProvider {
    /// The pool.
    pub pool_id: String,
    /// Its name, unique in the pool.
    pub name: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// AWS's ProviderType.
    pub kind: String,
    /// JSON text, kept as given.
    pub settings: String,
    /// Addresses and secrets, sealed.
    pub details: Vec<u8>,
    /// Whose word it gives, as a hash: its kind with its issuer. Empty where nobody has looked yet.
    pub origin: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

/// What a list shows of a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// AWS's ProviderType.
    pub kind: String,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str =
    "p.pool_id, p.name, p.revision, p.kind, p.settings, p.details, p.origin, p.created_at, p.updated_at";

static GET: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM identity_providers p WHERE p.pool_id = $1 AND p.name = $2")
});

static BY_IDENTIFIER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM provider_identifiers i \
         JOIN identity_providers p ON p.pool_id = i.pool_id AND p.name = i.name \
         WHERE i.pool_id = $1 AND i.identifier = $2"
    )
});

static OF_ORIGIN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM identity_providers p WHERE p.pool_id = $1 AND p.origin = $2 AND p.kind = $3 \
         ORDER BY p.name LIMIT $4"
    )
});

static OF_KIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM identity_providers p WHERE p.kind = $1 AND (p.pool_id, p.name) > ($2, $3) \
         ORDER BY p.pool_id, p.name LIMIT $4"
    )
});

impl IdentityProvider {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            kind: row.text("kind")?,
            settings: row.text("settings")?,
            details: row.blob("details")?,
            origin: row.text("origin")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.name)
    }
}

/// The provider of a name.
pub async fn get(read: &Read<'_>, pool_id: &str, name: &str) -> Result<Option<IdentityProvider>> {
    let row = read.row(&GET, &[pool_id.into(), name.into()]).await?;
    row.as_ref().map(IdentityProvider::from_row).transpose()
}

/// The provider of an identifier.
pub async fn by_identifier(
    read: &Read<'_>,
    pool_id: &str,
    identifier: &str,
) -> Result<Option<IdentityProvider>> {
    let row = read.row(&BY_IDENTIFIER, &[pool_id.into(), identifier.into()]).await?;
    row.as_ref().map(IdentityProvider::from_row).transpose()
}

/// Providers of a pool after a name (empty: from the first), by name, without their details.
pub async fn page(read: &Read<'_>, pool_id: &str, after: &str, limit: i64) -> Result<Vec<Listed>> {
    let sql = "SELECT name, kind, created_at, updated_at FROM identity_providers \
               WHERE pool_id = $1 AND name > $2 ORDER BY name LIMIT $3";
    let listed = |row: &Row| {
        Ok(Listed {
            name: row.text("name")?,
            kind: row.text("kind")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    };
    read.rows(sql, &[pool_id.into(), after.into(), limit.into()]).await?.iter().map(listed).collect()
}

/// The names of the providers of a pool that have identifiers.
pub async fn with_identifiers(read: &Read<'_>, pool_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT name FROM provider_identifiers WHERE pool_id = $1 ORDER BY name";
    read.rows(sql, &[pool_id.into()]).await?.iter().map(|row| row.text("name")).collect()
}

/// Providers of a pool of a kind and of one origin (empty: those of which nobody knows it yet), by name.
pub async fn of_origin(
    read: &Read<'_>,
    pool_id: &str,
    (kind, origin): (&str, &str),
    limit: i64,
) -> Result<Vec<IdentityProvider>> {
    let args = [pool_id.into(), origin.into(), kind.into(), limit.into()];
    read.rows(&OF_ORIGIN, &args).await?.iter().map(IdentityProvider::from_row).collect()
}

/// Providers of a kind in all pools after a pool and a name (empty: from the first), by both.
pub async fn of_kind(
    read: &Read<'_>,
    kind: &str,
    (pool_id, name): (&str, &str),
    limit: i64,
) -> Result<Vec<IdentityProvider>> {
    let args = [kind.into(), pool_id.into(), name.into(), limit.into()];
    read.rows(&OF_KIND, &args).await?.iter().map(IdentityProvider::from_row).collect()
}

/// Adds a provider with its identifiers. Misses: `Gone`, tag `pools`; `Taken`, tags `identity_providers` and
/// `provider_identifiers`.
pub fn insert(batch: &mut Batch, provider: &IdentityProvider, identifiers: &[String]) {
    let sql = "INSERT INTO identity_providers \
               (pool_id, name, revision, kind, settings, details, origin, created_at, updated_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    changes::insert_in_pool(
        batch,
        "identity_providers",
        &provider.pool_id,
        &provider.key(),
        provider.revision,
    );
    let args = vec![
        (&provider.pool_id).into(),
        (&provider.name).into(),
        provider.revision.into(),
        (&provider.kind).into(),
        (&provider.settings).into(),
        (&provider.details).into(),
        (&provider.origin).into(),
        provider.created_at.into(),
        provider.updated_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "identity_providers"));
    claim(batch, provider, identifiers);
}

/// Writes settings, details and identifiers with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `identity_providers`; `Taken`, tag `provider_identifiers`.
pub fn update(batch: &mut Batch, provider: &IdentityProvider, identifiers: &[String]) {
    let sql = "UPDATE identity_providers SET settings = $4, details = $5, updated_at = $6, origin = $7, \
               revision = revision + 1 WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![
        (&provider.pool_id).into(),
        (&provider.name).into(),
        provider.revision.into(),
        (&provider.settings).into(),
        (&provider.details).into(),
        batch.at().into(),
        (&provider.origin).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_providers"));
    release(batch, provider);
    claim(batch, provider, identifiers);
    changes::insert(batch, "identity_providers", &provider.key(), provider.revision + 1);
}

/// Writes the details with the next revision: what is found out about a provider, and no change of anybody's. Misses:
/// `Moved`, tag `identity_providers`.
pub fn refresh(batch: &mut Batch, provider: &IdentityProvider) {
    let sql = "UPDATE identity_providers SET details = $4, origin = $5, revision = revision + 1 \
               WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![
        (&provider.pool_id).into(),
        (&provider.name).into(),
        provider.revision.into(),
        (&provider.details).into(),
        (&provider.origin).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_providers"));
    changes::insert(batch, "identity_providers", &provider.key(), provider.revision + 1);
}

/// Makes whoever has loaded a provider load it again: what is being written names it, and must not name what is gone.
/// Misses: `Moved`, tag `identity_providers`, when it is gone.
pub fn touch(batch: &mut Batch, pool_id: &str, name: &str) {
    let sql = "UPDATE identity_providers SET revision = revision + 1 WHERE pool_id = $1 AND name = $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), name.into()], Miss::Moved, "identity_providers"));
}

/// Goes on only while a provider is as it was loaded. Misses: `Moved`, tag `identity_providers`.
pub fn hold(batch: &mut Batch, provider: &IdentityProvider) {
    let sql = "UPDATE identity_providers SET revision = revision WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![(&provider.pool_id).into(), (&provider.name).into(), provider.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_providers"));
}

/// Deletes a provider and its identifiers; leaves a tombstone. Misses: `Moved`, tag `identity_providers`.
pub fn delete(batch: &mut Batch, provider: &IdentityProvider) {
    let sql = "DELETE FROM identity_providers WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![(&provider.pool_id).into(), (&provider.name).into(), provider.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_providers"));
    release(batch, provider);
    changes::tombstone(batch, "identity_providers", &provider.key(), provider.revision + 1);
}

fn claim(batch: &mut Batch, provider: &IdentityProvider, identifiers: &[String]) {
    let sql = "INSERT INTO provider_identifiers (pool_id, identifier, name) VALUES ($1, $2, $3) \
               ON CONFLICT DO NOTHING";
    for identifier in identifiers {
        let args = vec![(&provider.pool_id).into(), identifier.into(), (&provider.name).into()];
        batch.push(Statement::one(sql, args, Miss::Taken, "provider_identifiers"));
    }
}

fn release(batch: &mut Batch, provider: &IdentityProvider) {
    let sql = "DELETE FROM provider_identifiers WHERE pool_id = $1 AND name = $2";
    batch.push(Statement::any(sql, vec![(&provider.pool_id).into(), (&provider.name).into()]));
}
