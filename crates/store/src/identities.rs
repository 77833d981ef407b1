//! Identities of an identity pool, and the logins that lead to them.
//!
//! An identity's `revision` rises with every change of its logins, so that whoever links, unlinks or merges decides on what
//! is there (`Moved`, tag `identities`). A login leads to one identity: its key is taken or not (`Taken`, tag
//! `identity_logins`).

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// An identity.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// The pool.
    pub pool_id: String,
    /// `region:uuid`.
    pub id: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// Whether another identity has taken its place.
    pub is_disabled: bool,
    /// Which one that is.
    pub merged_into: Option<String>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

/// A login: somebody at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The provider, as logins name it.
    pub provider: String,
    /// Who it is there.
    pub subject: String,
    /// The identity that it leads to.
    pub identity_id: String,
}

const COLUMNS: &str = "pool_id, id, revision, is_disabled, merged_into, created_at, updated_at";

static GET: LazyLock<String> = LazyLock::new(|| format!("SELECT {COLUMNS} FROM identities WHERE id = $1"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM identities WHERE pool_id = $1 AND id > $2 AND is_disabled <= $3 \
         ORDER BY id LIMIT $4"
    )
});

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "INSERT INTO identities ({COLUMNS}) SELECT $1, $2, CAST($3 AS BIGINT), 0, NULL, \
         CAST($4 AS BIGINT), CAST($4 AS BIGINT) FROM identity_pools WHERE id = $1"
    )
});

impl Identity {
    /// One that begins now.
    pub fn begun(pool_id: &str, id: String, now: i64) -> Self {
        let (pool_id, created_at, updated_at) = (pool_id.to_owned(), now, now);
        Self { pool_id, id, revision: 0, is_disabled: false, merged_into: None, created_at, updated_at }
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            revision: row.int("revision")?,
            is_disabled: row.bool("is_disabled")?,
            merged_into: row.opt_text("merged_into")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

impl Login {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            provider: row.text("provider")?,
            subject: row.text("subject")?,
            identity_id: row.text("identity_id")?,
        })
    }
}

/// The identity of an id.
pub async fn get(read: &Read<'_>, id: &str) -> Result<Option<Identity>> {
    read.row(&GET, &[id.into()]).await?.as_ref().map(Identity::from_row).transpose()
}

/// Identities of a pool after an id (empty: from the first), by id.
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    after: &str,
    with_disabled: bool,
    limit: i64,
) -> Result<Vec<Identity>> {
    let args = [pool_id.into(), after.into(), with_disabled.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Identity::from_row).collect()
}

/// The login of somebody at a provider.
pub async fn login(read: &Read<'_>, pool_id: &str, provider: &str, subject: &str) -> Result<Option<Login>> {
    let sql = "SELECT provider, subject, identity_id FROM identity_logins \
               WHERE pool_id = $1 AND provider = $2 AND subject = $3";
    let args = [pool_id.into(), provider.into(), subject.into()];
    read.row(sql, &args).await?.as_ref().map(Login::from_row).transpose()
}

/// All logins of an identity, by provider and subject.
pub async fn logins(read: &Read<'_>, identity_id: &str) -> Result<Vec<Login>> {
    let sql = "SELECT provider, subject, identity_id FROM identity_logins WHERE identity_id = $1 \
               ORDER BY provider, subject";
    read.rows(sql, &[identity_id.into()]).await?.iter().map(Login::from_row).collect()
}

/// The logins of all identities of a pool after one id and up to another, by identity.
pub async fn logins_between(read: &Read<'_>, pool_id: &str, after: &str, until: &str) -> Result<Vec<Login>> {
    let sql = "SELECT provider, subject, identity_id FROM identity_logins \
               WHERE identity_id > $1 AND identity_id <= $2 AND pool_id = $3 ORDER BY identity_id, provider, subject";
    let args = [after.into(), until.into(), pool_id.into()];
    read.rows(sql, &args).await?.iter().map(Login::from_row).collect()
}

/// Adds an identity to a pool that is there. Misses: `Gone`, tag `identity_pools`.
pub fn insert(batch: &mut Batch, identity: &Identity) {
    let args = vec![
        (&identity.pool_id).into(),
        (&identity.id).into(),
        identity.revision.into(),
        identity.created_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Gone, "identity_pools"));
    changes::insert(batch, "identities", &identity.id, identity.revision);
}

/// Marks an identity as changed: its logins, at the revision that was loaded. Misses: `Moved`, tag `identities`.
pub fn touch(batch: &mut Batch, identity: &Identity) {
    let sql = "UPDATE identities SET revision = revision + 1, updated_at = $3 \
               WHERE id = $1 AND revision = $2 AND is_disabled = 0";
    let args = vec![(&identity.id).into(), identity.revision.into(), batch.at().into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identities"));
    changes::insert(batch, "identities", &identity.id, identity.revision + 1);
}

/// Holds an identity while a dataset of it begins: who merges it meanwhile decides anew. Misses: `Moved`, tag `identities`.
pub fn hold(batch: &mut Batch, identity: &Identity) {
    let sql =
        "UPDATE identities SET revision = revision + 1 WHERE id = $1 AND revision = $2 AND is_disabled = 0";
    let args = vec![(&identity.id).into(), identity.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identities"));
    changes::insert(batch, "identities", &identity.id, identity.revision + 1);
}

/// Disables an identity that nothing leads to any more. Misses: `Moved`, tag `identities`.
pub fn disable(batch: &mut Batch, identity: &Identity) {
    let sql = "UPDATE identities SET revision = revision + 1, updated_at = $3, is_disabled = 1 \
               WHERE id = $1 AND revision = $2 AND is_disabled = 0";
    let args = vec![(&identity.id).into(), identity.revision.into(), batch.at().into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identities"));
    changes::insert(batch, "identities", &identity.id, identity.revision + 1);
}

/// Disables an identity and gives all its logins to another. Misses: `Moved`, tag `identities`.
pub fn merge(batch: &mut Batch, from: &Identity, into: &Identity) {
    let sql = "UPDATE identities SET revision = revision + 1, updated_at = $3, is_disabled = 1, merged_into = $4 \
               WHERE id = $1 AND revision = $2 AND is_disabled = 0";
    let args = vec![(&from.id).into(), from.revision.into(), batch.at().into(), (&into.id).into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identities"));
    changes::insert(batch, "identities", &from.id, from.revision + 1);
    let sql = "UPDATE identity_logins SET identity_id = $2 WHERE identity_id = $1";
    batch.push(Statement::any(sql, vec![(&from.id).into(), (&into.id).into()]));
    // Nobody changes its datasets any more.
    for sql in [
        "DELETE FROM sync_devices WHERE identity_id = $1",
        "DELETE FROM sync_subscriptions WHERE identity_id = $1",
    ] {
        batch.push(Statement::any(sql, vec![(&from.id).into()]));
    }
}

/// Lets a login lead to an identity. Misses: `Taken`, tag `identity_logins`.
pub fn link(batch: &mut Batch, pool_id: &str, login: &Login) {
    let sql = "INSERT INTO identity_logins (pool_id, provider, subject, identity_id, created_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let args = vec![
        pool_id.into(),
        (&login.provider).into(),
        (&login.subject).into(),
        (&login.identity_id).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "identity_logins"));
}

/// Takes a login away from its identity. Misses: `Moved`, tag `identity_logins`.
pub fn unlink(batch: &mut Batch, pool_id: &str, login: &Login) {
    let sql = "DELETE FROM identity_logins WHERE pool_id = $1 AND provider = $2 AND subject = $3 \
               AND identity_id = $4";
    let args =
        vec![pool_id.into(), (&login.provider).into(), (&login.subject).into(), (&login.identity_id).into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identity_logins"));
}

/// Deletes an identity with its logins and datasets. Misses: `Moved`, tag `identities`.
pub fn delete(batch: &mut Batch, identity: &Identity) {
    let sql = "DELETE FROM identities WHERE id = $1 AND revision = $2";
    let args = vec![(&identity.id).into(), identity.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "identities"));
    let sql = "DELETE FROM identity_logins WHERE identity_id = $1";
    batch.push(Statement::any(sql, vec![(&identity.id).into()]));
    for sql in [
        "DELETE FROM datasets WHERE identity_id = $1",
        "DELETE FROM dataset_records WHERE identity_id = $1",
        "DELETE FROM sync_devices WHERE identity_id = $1",
        "DELETE FROM sync_subscriptions WHERE identity_id = $1",
    ] {
        batch.push(Statement::any(sql, vec![(&identity.id).into()]));
    }
    changes::tombstone(batch, "identities", &identity.id, identity.revision + 1);
}
