//! Users: the row, the names it can be found by, and the guards of sign-in.
//!
//! `revision` guards everything that an administrator or the user changes; `failures` and `failed_at` are guarded
//! by their own loaded values, since a failed proof must not make a concurrent update load again. In one batch push
//! [`crate::families::insert_for`] first, then [`set_failures`], then [`update`]: each is guarded by the row as it
//! was loaded. `update` leaves `failures`, `failed_at` and `signed_out_at` alone.

mod page;
mod view;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crypto::mac;

use crate::aliases::{self, Alias};
use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

pub use page::{Cursor, Find, estimate, page};
pub use view::{ClientView, Name, TokenView, find, find_by_client, token_view};

/// A user of a pool.
#[derive(Clone, PartialEq)]
pub struct User {
    /// The pool.
    pub pool_id: String,
    /// The user's UUID, never reused.
    pub sub: String,
    /// As it was given at sign-up.
    pub username: String,
    /// The username as it is compared: folded when the pool ignores case. Unique in the pool.
    pub username_key: String,
    /// AWS's UserStatus.
    pub status: String,
    /// False when an administrator disabled the user.
    pub is_enabled: bool,
    /// The revision that was loaded; 1 for a new user.
    pub revision: i64,
    /// Attribute names with their prefixes, and values.
    pub attributes: BTreeMap<String, String>,
    /// JSON text: whatever else is kept of a user.
    pub settings: String,
    /// The SRP salt; `None` without a password.
    pub salt: Option<Vec<u8>>,
    /// The SRP verifier, sealed.
    pub verifier: Option<Vec<u8>>,
    /// Former passwords, sealed.
    pub history: Option<Vec<u8>>,
    /// When a temporary password ends, epoch milliseconds.
    pub temporary_until: Option<i64>,
    /// Failed proofs in a row.
    pub failures: i64,
    /// When the last of them was, epoch milliseconds; 0 for never.
    pub failed_at: i64,
    /// Tokens issued until then are void, epoch milliseconds; 0 for never.
    pub signed_out_at: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
    /// Whether any group holds the user: read with the row, so that who is in none costs no question; never written.
    pub is_in_group: bool,
}

impl User {
    /// A user of these names (as given, and as compared) who is not kept yet: enabled, without attributes or password.
    /// `now` in epoch milliseconds.
    pub fn new(pool_id: &str, sub: String, (username, username_key): (String, String), now: i64) -> User {
        User {
            pool_id: pool_id.to_owned(),
            sub,
            username,
            username_key,
            status: String::new(),
            is_enabled: true,
            revision: 0,
            attributes: BTreeMap::new(),
            settings: "{}".to_owned(),
            salt: None,
            verifier: None,
            history: None,
            temporary_until: None,
            failures: 0,
            failed_at: 0,
            signed_out_at: 0,
            created_at: now,
            updated_at: now,
            is_in_group: false,
        }
    }
}

/// Prints which user it is and nothing about the person.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "User({}/{} revision {})", self.pool_id, self.sub, self.revision)
    }
}

/// A value by which a list of users can be filtered, such as the folded `family_name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The attribute's name.
    pub name: String,
    /// Its value as it is compared.
    pub value: String,
}

/// The names of a user outside its row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Names that sign in, unique in the pool by kind.
    pub aliases: Vec<Alias>,
    /// Values that lists can be filtered by.
    pub search: Vec<Search>,
}

/// The columns, as every query here names the table.
const COLUMNS: &str = "u.pool_id, u.sub, u.username, u.username_key, u.status, u.is_enabled, u.revision, \
     u.attributes, u.settings, u.salt, u.verifier, u.history, u.temporary_until, u.failures, u.failed_at, \
     u.signed_out_at, u.created_at, u.updated_at, CASE WHEN EXISTS (SELECT 1 FROM memberships g \
     WHERE g.pool_id = u.pool_id AND g.sub = u.sub) THEN 1 ELSE 0 END AS is_in_group";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM users u WHERE u.pool_id = $1 AND u.sub = $2"));

impl User {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            username: row.text("username")?,
            username_key: row.text("username_key")?,
            status: row.text("status")?,
            is_enabled: row.bool("is_enabled")?,
            revision: row.int("revision")?,
            attributes: row.texts("attributes")?,
            settings: row.text("settings")?,
            salt: row.opt_blob("salt")?,
            verifier: row.opt_blob("verifier")?,
            history: row.opt_blob("history")?,
            temporary_until: row.opt_int("temporary_until")?,
            failures: row.int("failures")?,
            failed_at: row.int("failed_at")?,
            signed_out_at: row.int("signed_out_at")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
            is_in_group: row.bool("is_in_group")?,
        })
    }

    /// The user in a row of an outer join, if there is one.
    fn from_outer(row: &Row) -> Result<Option<Self>> {
        row.opt_text("sub")?.map(|_| Self::from_row(row)).transpose()
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.sub)
    }
}

/// The user of a sub.
pub async fn get(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Option<User>> {
    read.row(&GET, &[pool_id.into(), sub.into()]).await?.as_ref().map(User::from_row).transpose()
}

/// Adds a user with its names. Misses: `Gone`, tag `pools`; `Taken`, tags `users.username` (also for a sub that
/// exists) and `aliases.<kind>`.
pub fn insert(batch: &mut Batch, user: &User, names: &Names) {
    changes::insert_in_pool(batch, "users", &user.pool_id, &user.key(), user.revision);
    let sql = "INSERT INTO users (pool_id, sub, username, username_key, status, is_enabled, revision, attributes, \
               settings, salt, verifier, history, temporary_until, failures, failed_at, signed_out_at, created_at, \
               updated_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
               ON CONFLICT DO NOTHING";
    let args = vec![
        (&user.pool_id).into(),
        (&user.sub).into(),
        (&user.username).into(),
        (&user.username_key).into(),
        (&user.status).into(),
        user.is_enabled.into(),
        user.revision.into(),
        to_json(&user.attributes).into(),
        (&user.settings).into(),
        (&user.salt).into(),
        (&user.verifier).into(),
        (&user.history).into(),
        user.temporary_until.into(),
        user.failures.into(),
        user.failed_at.into(),
        user.signed_out_at.into(),
        user.created_at.into(),
        user.updated_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "users.username"));
    change_names(batch, user, &Names::default(), names);
}

/// Writes a user's new content over the revision that was loaded, and the differences of its names; `updated_at`
/// becomes the batch's time. Misses: `Moved`, tag `users`; `Taken`, tag `aliases.<kind>`.
pub fn update(batch: &mut Batch, user: &User, old: &Names, new: &Names) {
    let sql = "UPDATE users SET status = $4, is_enabled = $5, attributes = $6, settings = $7, salt = $8, \
               verifier = $9, history = $10, temporary_until = $11, updated_at = $12, revision = revision + 1 \
               WHERE pool_id = $1 AND sub = $2 AND revision = $3";
    let args = vec![
        (&user.pool_id).into(),
        (&user.sub).into(),
        user.revision.into(),
        (&user.status).into(),
        user.is_enabled.into(),
        to_json(&user.attributes).into(),
        (&user.settings).into(),
        (&user.salt).into(),
        (&user.verifier).into(),
        (&user.history).into(),
        user.temporary_until.into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "users"));
    changes::insert(batch, "users", &user.key(), user.revision + 1);
    change_names(batch, user, old, new);
}

/// Writes the failure counter over the one that was loaded, without a new revision.
/// Misses: `Moved`, tag `users.failures`, when a failure or an update came between.
pub fn set_failures(batch: &mut Batch, loaded: &User, failures: i64, failed_at: i64) {
    let sql = "UPDATE users SET failures = $6, failed_at = $7 \
               WHERE pool_id = $1 AND sub = $2 AND revision = $3 AND failures = $4 AND failed_at = $5";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.sub).into(),
        loaded.revision.into(),
        loaded.failures.into(),
        loaded.failed_at.into(),
        failures.into(),
        failed_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "users.failures"));
}

/// Makes all tokens issued until a time void; never moves the time back. Counts as a revision, so that a sign-in
/// on its way loads again. Misses: `Gone`, tag `users`.
pub fn sign_out(batch: &mut Batch, pool_id: &str, sub: &str, at: i64) {
    let sql = "UPDATE users SET revision = revision + 1, \
               signed_out_at = CASE WHEN signed_out_at < $3 THEN $3 ELSE signed_out_at END \
               WHERE pool_id = $1 AND sub = $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), sub.into(), at.into()], Miss::Gone, "users"));
    let sql = "INSERT INTO changes (id, tbl, key, revision, tombstone, at) \
               SELECT $1, 'users', $2, u.revision, 0, CAST($3 AS BIGINT) FROM users u \
               WHERE u.pool_id = $4 AND u.sub = $5";
    let key = format!("{pool_id}/{sub}");
    let args = vec![batch.id().into(), key.into(), batch.at().into(), pool_id.into(), sub.into()];
    batch.push(Statement::any(sql, args));
}

/// Deletes a user and everything that hangs on it; leaves a tombstone. Misses: `Moved`, tag `users`.
pub fn delete(batch: &mut Batch, user: &User) {
    let sql = "DELETE FROM users WHERE pool_id = $1 AND sub = $2 AND revision = $3";
    let args = vec![(&user.pool_id).into(), (&user.sub).into(), user.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "users"));
    for sql in [
        "DELETE FROM aliases WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM user_search WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM memberships WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM devices WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM passkeys WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM passkey_challenges WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM codes WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM attempts WHERE pool_id = $1 AND subject = $2",
        "DELETE FROM families WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM browser_sessions WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM upstreams WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM consents WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM auth_events WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM deliveries WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM software_tokens WHERE pool_id = $1 AND sub = $2",
        "DELETE FROM linked_identities WHERE pool_id = $1 AND sub = $2",
    ] {
        batch.push(Statement::any(sql, vec![(&user.pool_id).into(), (&user.sub).into()]));
    }
    changes::tombstone(batch, "users", &user.key(), user.revision + 1);
}

/// Applies what differs; what goes is removed before anything is claimed.
fn change_names(batch: &mut Batch, user: &User, old: &Names, new: &Names) {
    for alias in old.aliases.iter().filter(|alias| !new.aliases.contains(alias)) {
        aliases::release(batch, &user.pool_id, alias, &user.sub);
    }
    for alias in new.aliases.iter().filter(|alias| !old.aliases.contains(alias)) {
        aliases::claim(batch, &user.pool_id, alias, &user.sub);
    }
    let delete = "DELETE FROM user_search WHERE pool_id = $1 AND name = $2 AND value = $3 AND sub = $4";
    for search in old.search.iter().filter(|search| !new.search.contains(search)) {
        push_search(batch, delete, user, search);
    }
    let insert =
        "INSERT INTO user_search (pool_id, name, value, sub) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    for search in new.search.iter().filter(|search| !old.search.contains(search)) {
        push_search(batch, insert, user, search);
    }
}

fn push_search(batch: &mut Batch, sql: &'static str, user: &User, search: &Search) {
    // No filter can name a value with a NUL, and not every database can hold it.
    if !search.value.contains('\0') {
        let value = indexed(&search.value).into_owned();
        let args = vec![(&user.pool_id).into(), (&search.name).into(), value.into(), (&user.sub).into()];
        batch.push(Statement::any(sql, args));
    }
}

fn to_json(texts: &BTreeMap<String, String>) -> String {
    serde_json::to_value(texts).map_or_else(|_| "{}".to_owned(), |value| value.to_string())
}

/// How many bytes of a value go into an index as they are: an entry holds about 2,700 bytes at most.
const INDEXED: usize = 2_000;

/// A value as an index holds it: a long one is its beginning and a hash, still unique and still in order by what
/// it begins with.
pub(crate) fn indexed(value: &str) -> Cow<'_, str> {
    if value.len() <= INDEXED {
        return Cow::Borrowed(value);
    }
    let hash = mac::sha256(value.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
    Cow::Owned(format!("{}\u{1}{hash}", &value[..value.floor_char_boundary(INDEXED)]))
}

/// The beginning of a value that an index is sure to hold as it is.
fn indexed_prefix(value: &str) -> &str {
    &value[..value.floor_char_boundary(INDEXED)]
}
