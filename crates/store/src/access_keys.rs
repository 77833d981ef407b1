//! Access keys that sign administrators' calls. The secret is sealed under the root key: SigV4 needs it in clear.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::{Row, is_storable};

/// One access key.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessKey {
    /// `AKIA…`.
    pub id: String,
    /// The account it acts for.
    pub account: String,
    /// Whom it was made for.
    pub name: String,
    /// The secret, sealed.
    pub secret: Vec<u8>,
    /// Its policies, JSON text.
    pub policy: String,
    /// The revision that was loaded; 1 for a new key.
    pub revision: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// The id of the user whose it is; empty for a key of the account itself.
    pub user_id: String,
    /// Whether it may be used.
    pub is_active: bool,
    /// When it was last used, and for what, as far as that is kept.
    pub last_use: Option<Use>,
}

/// A use of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Epoch milliseconds.
    pub at: i64,
    /// The service that the signature names.
    pub service: String,
    /// The region that it names.
    pub region: String,
}

impl AccessKey {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            account: row.text("account")?,
            name: row.text("name")?,
            secret: row.blob("secret")?,
            policy: row.text("policy")?,
            revision: row.int("revision")?,
            created_at: row.int("created_at")?,
            user_id: row.text("user_id")?,
            is_active: row.bool("is_active")?,
            last_use: Use::from_row(row)?,
        })
    }
}

impl Use {
    fn from_row(row: &Row) -> Result<Option<Self>> {
        let at = row.int("used_at")?;
        let of = Self { at, service: row.text("used_service")?, region: row.text("used_region")? };
        Ok(Some(of).filter(|of| of.at > 0))
    }
}

/// The key of an id, which may be anything that a stranger has put into a signature.
pub async fn get(read: &Read<'_>, id: &str) -> Result<Option<AccessKey>> {
    if !is_storable(id) {
        return Ok(None);
    }
    let sql = "SELECT id, account, name, secret, policy, revision, created_at, user_id, is_active, \
               used_at, used_service, used_region FROM access_keys WHERE id = $1";
    read.row(sql, &[id.into()]).await?.as_ref().map(AccessKey::from_row).transpose()
}

/// Keys of an account after an id (empty: from the first), by id.
pub async fn page(read: &Read<'_>, account: &str, after: &str, limit: i64) -> Result<Vec<AccessKey>> {
    let sql = "SELECT id, account, name, secret, policy, revision, created_at, user_id, is_active, \
               used_at, used_service, used_region FROM access_keys \
               WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3";
    let args = [account.into(), after.into(), limit.into()];
    read.rows(sql, &args).await?.iter().map(AccessKey::from_row).collect()
}

/// The keys of a user, by id.
pub async fn of_user(read: &Read<'_>, account: &str, user_id: &str) -> Result<Vec<AccessKey>> {
    let sql = "SELECT id, account, name, secret, policy, revision, created_at, user_id, is_active, \
               used_at, used_service, used_region FROM access_keys \
               WHERE account = $1 AND user_id = $2 ORDER BY id";
    read.rows(sql, &[account.into(), user_id.into()]).await?.iter().map(AccessKey::from_row).collect()
}

/// Says whether a key may be used, with its next revision. Misses: `Moved`, tag `access_keys`.
pub fn update(batch: &mut Batch, key: &AccessKey) {
    let sql =
        "UPDATE access_keys SET is_active = $3, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let args = vec![(&key.id).into(), key.revision.into(), key.is_active.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "access_keys"));
    changes::insert(batch, "access_keys", &key.id, key.revision + 1);
}

/// Notes a use of a key over the one that was loaded, without a new revision; who has noted another meanwhile is right.
pub fn note_use(batch: &mut Batch, key: &AccessKey, last: &Use) {
    let sql = "UPDATE access_keys SET used_at = $3, used_service = $4, used_region = $5 WHERE id = $1 AND used_at = $2";
    let before = key.last_use.as_ref().map_or(0, |last| last.at);
    let args =
        vec![(&key.id).into(), before.into(), last.at.into(), (&last.service).into(), (&last.region).into()];
    batch.push(Statement::any(sql, args));
}

/// Adds a key, which nobody has used. Misses: `Taken`, tag `access_keys`.
pub fn insert(batch: &mut Batch, key: &AccessKey) {
    let sql = "INSERT INTO access_keys (id, account, name, secret, policy, revision, created_at, user_id, is_active) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let args = vec![
        (&key.id).into(),
        (&key.account).into(),
        (&key.name).into(),
        (&key.secret).into(),
        (&key.policy).into(),
        key.revision.into(),
        key.created_at.into(),
        (&key.user_id).into(),
        key.is_active.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "access_keys"));
    changes::insert(batch, "access_keys", &key.id, key.revision);
}

/// Deletes a key. Misses: `Moved`, tag `access_keys`.
pub fn delete(batch: &mut Batch, key: &AccessKey) {
    let sql = "DELETE FROM access_keys WHERE id = $1 AND revision = $2";
    let args = vec![(&key.id).into(), key.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "access_keys"));
    changes::tombstone(batch, "access_keys", &key.id, key.revision + 1);
}
