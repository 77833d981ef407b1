//! Groups of a pool, by name, and the users in them.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `groups`.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::{Result, StoreError};
use crate::value::{Row, Value};

/// A group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The pool.
    pub pool_id: String,
    /// Its name, unique in the pool.
    pub name: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// What it is for.
    pub description: Option<String>,
    /// The role of its users.
    pub role_arn: Option<String>,
    /// Which group's role counts: the least wins, none comes last.
    pub precedence: Option<i64>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str =
    "g.pool_id, g.name, g.revision, g.description, g.role_arn, g.precedence, g.created_at, g.updated_at";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM user_groups g WHERE g.pool_id = $1 AND g.name = $2"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM user_groups g WHERE g.pool_id = $1 AND g.name > $2 ORDER BY g.name LIMIT $3"
    )
});

static OF_USER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM memberships m JOIN user_groups g ON g.pool_id = m.pool_id AND g.name = m.name \
         WHERE m.pool_id = $1 AND m.sub = $2 ORDER BY g.precedence IS NULL, g.precedence, g.name"
    )
});

impl Group {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            name: row.text("name")?,
            revision: row.int("revision")?,
            description: row.opt_text("description")?.map(|text| plain(&text)).transpose()?,
            role_arn: row.opt_text("role_arn")?,
            precedence: row.opt_int("precedence")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.name)
    }
}

/// The group of a name.
pub async fn get(read: &Read<'_>, pool_id: &str, name: &str) -> Result<Option<Group>> {
    read.row(&GET, &[pool_id.into(), name.into()]).await?.as_ref().map(Group::from_row).transpose()
}

/// Groups of a pool after a name (empty: from the first), by name.
pub async fn page(read: &Read<'_>, pool_id: &str, after: &str, limit: i64) -> Result<Vec<Group>> {
    let args = [pool_id.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Group::from_row).collect()
}

/// Every group of a user, by precedence, those without one last, then by name.
pub async fn of_user(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Vec<Group>> {
    read.rows(&OF_USER, &[pool_id.into(), sub.into()]).await?.iter().map(Group::from_row).collect()
}

/// Adds a group. Misses: `Gone`, tag `pools`; `Taken`, tag `groups`.
pub fn insert(batch: &mut Batch, group: &Group) {
    changes::insert_in_pool(batch, "groups", &group.pool_id, &group.key(), group.revision);
    batch.push(Statement::one(INSERT, insert_args(group), Miss::Taken, "groups"));
}

/// Adds a group to a pool that the batch knows to be there; one of that name stays as it is.
pub fn insert_missing(batch: &mut Batch, group: &Group) {
    batch.push(Statement::any(INSERT, insert_args(group)));
    changes::insert(batch, "groups", &group.key(), group.revision);
}

const INSERT: &str = "INSERT INTO user_groups \
                      (pool_id, name, revision, description, role_arn, precedence, created_at, updated_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

fn insert_args(group: &Group) -> Vec<Value> {
    vec![
        (&group.pool_id).into(),
        (&group.name).into(),
        group.revision.into(),
        group.description.as_deref().map(escaped).into(),
        group.role_arn.clone().into(),
        group.precedence.into(),
        group.created_at.into(),
        group.updated_at.into(),
    ]
}

/// Writes description, role and precedence with the next revision; `updated_at` becomes the batch's time.
/// Misses: `Moved`, tag `groups`.
pub fn update(batch: &mut Batch, group: &Group) {
    let sql = "UPDATE user_groups SET description = $4, role_arn = $5, precedence = $6, updated_at = $7, \
               revision = revision + 1 WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![
        (&group.pool_id).into(),
        (&group.name).into(),
        group.revision.into(),
        group.description.as_deref().map(escaped).into(),
        group.role_arn.clone().into(),
        group.precedence.into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "groups"));
    changes::insert(batch, "groups", &group.key(), group.revision + 1);
}

/// Deletes a group and who was in it; leaves a tombstone. Misses: `Moved`, tag `groups`.
pub fn delete(batch: &mut Batch, group: &Group) {
    let sql = "DELETE FROM user_groups WHERE pool_id = $1 AND name = $2 AND revision = $3";
    let args = vec![(&group.pool_id).into(), (&group.name).into(), group.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "groups"));
    let sql = "DELETE FROM memberships WHERE pool_id = $1 AND name = $2";
    batch.push(Statement::any(sql, vec![(&group.pool_id).into(), (&group.name).into()]));
    changes::tombstone(batch, "groups", &group.key(), group.revision + 1);
}

/// Puts a user into a group, if both are still there; who is in it already stays.
pub fn join(batch: &mut Batch, group: &Group, sub: &str) {
    let sql = "INSERT INTO memberships (pool_id, sub, name, joined_at) \
               SELECT g.pool_id, u.sub, g.name, CAST($4 AS BIGINT) FROM user_groups g \
               JOIN users u ON u.pool_id = g.pool_id AND u.sub = $2 \
               WHERE g.pool_id = $1 AND g.name = $3 ON CONFLICT DO NOTHING";
    let args = vec![(&group.pool_id).into(), sub.into(), (&group.name).into(), batch.at().into()];
    batch.push(Statement::any(sql, args));
    changes::insert(batch, "memberships", &format!("{}/{sub}", group.key()), batch.at());
}

/// Takes a user out of a group; who is not in it stays out. Leaves a tombstone.
pub fn leave(batch: &mut Batch, group: &Group, sub: &str) {
    let sql = "DELETE FROM memberships WHERE pool_id = $1 AND sub = $2 AND name = $3";
    batch.push(Statement::any(sql, vec![(&group.pool_id).into(), sub.into(), (&group.name).into()]));
    changes::tombstone(batch, "memberships", &format!("{}/{sub}", group.key()), batch.at());
}

/// A description as it is kept: a JSON string, since people may write characters that text columns cannot hold.
fn escaped(description: &str) -> String {
    serde_json::Value::from(description).to_string()
}

fn plain(kept: &str) -> Result<String> {
    serde_json::from_str(kept).map_err(|_| StoreError::Corrupt("a group's description".to_owned()))
}
