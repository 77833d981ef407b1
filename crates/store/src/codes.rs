//! Confirmation codes: one per user and purpose, kept as a hash, spent by deleting it.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A code that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The pool.
    pub pool_id: String,
    /// The user.
    pub sub: String,
    /// What it is for, such as `sign_up`, or `verify:email`.
    pub purpose: String,
    /// A keyed hash of the code.
    pub hash: Vec<u8>,
    /// The attribute it proves, or empty.
    pub attribute: String,
    /// The address it went to.
    pub destination: String,
    /// `EMAIL` or `SMS`.
    pub medium: String,
    /// Wrong answers so far.
    pub attempts: i64,
    /// Epoch milliseconds.
    pub sent_at: i64,
    /// Epoch milliseconds.
    pub expires_at: i64,
}

impl Code {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            purpose: row.text("purpose")?,
            hash: row.blob("hash")?,
            attribute: row.text("attribute")?,
            destination: row.text("destination")?,
            medium: row.text("medium")?,
            attempts: row.int("attempts")?,
            sent_at: row.int("sent_at")?,
            expires_at: row.int("expires_at")?,
        })
    }
}

/// The code of a user for a purpose, expired or not.
pub async fn get(read: &Read<'_>, pool_id: &str, sub: &str, purpose: &str) -> Result<Option<Code>> {
    let sql = "SELECT pool_id, sub, purpose, hash, attribute, destination, medium, attempts, sent_at, expires_at \
               FROM codes WHERE pool_id = $1 AND sub = $2 AND purpose = $3";
    let row = read.row(sql, &[pool_id.into(), sub.into(), purpose.into()]).await?;
    row.as_ref().map(Code::from_row).transpose()
}

/// Writes a code over any former one of the purpose, with its `attempts` (0 for a new code).
/// Misses: `Gone`, tag `users`, when there is no such user.
pub fn put(batch: &mut Batch, code: &Code) {
    let sql = "INSERT INTO codes \
               (pool_id, sub, purpose, hash, attribute, destination, medium, attempts, sent_at, expires_at) \
               SELECT u.pool_id, u.sub, $3, $4, $5, $6, $7, CAST($8 AS BIGINT), CAST($9 AS BIGINT), \
               CAST($10 AS BIGINT) FROM users u WHERE u.pool_id = $1 AND u.sub = $2 \
               ON CONFLICT (pool_id, sub, purpose) DO UPDATE SET hash = excluded.hash, \
               attribute = excluded.attribute, destination = excluded.destination, medium = excluded.medium, \
               attempts = excluded.attempts, sent_at = excluded.sent_at, expires_at = excluded.expires_at";
    let args = vec![
        (&code.pool_id).into(),
        (&code.sub).into(),
        (&code.purpose).into(),
        (&code.hash).into(),
        (&code.attribute).into(),
        (&code.destination).into(),
        (&code.medium).into(),
        code.attempts.into(),
        code.sent_at.into(),
        code.expires_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Gone, "users"));
}

/// Counts a wrong answer over the count that was loaded. Misses: `Moved`, tag `codes`.
pub fn fail(batch: &mut Batch, loaded: &Code) {
    let sql = "UPDATE codes SET attempts = attempts + 1 \
               WHERE pool_id = $1 AND sub = $2 AND purpose = $3 AND hash = $4 AND attempts = $5";
    push_guarded(batch, sql, loaded, Miss::Moved);
}

/// Spends the code that was loaded. Misses: `Spent`, tag `codes`, when it was used, failed or replaced since.
pub fn take(batch: &mut Batch, loaded: &Code) {
    let sql =
        "DELETE FROM codes WHERE pool_id = $1 AND sub = $2 AND purpose = $3 AND hash = $4 AND attempts = $5";
    push_guarded(batch, sql, loaded, Miss::Spent);
}

/// Deletes the code of a purpose, if there is one.
pub fn delete(batch: &mut Batch, pool_id: &str, sub: &str, purpose: &str) {
    let sql = "DELETE FROM codes WHERE pool_id = $1 AND sub = $2 AND purpose = $3";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into(), purpose.into()]));
}

/// Deletes codes of a user whose purpose begins so and that were sent at a time or later.
pub fn delete_since(batch: &mut Batch, (pool_id, sub): (&str, &str), begins: &str, sent_at: i64) {
    let sql = "DELETE FROM codes WHERE pool_id = $1 AND sub = $2 AND substr(purpose, 1, length($3)) = $3 \
               AND sent_at >= $4";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into(), begins.into(), sent_at.into()]));
}

/// Deletes codes of a user whose purpose begins so and that are good no more.
pub fn delete_expired(batch: &mut Batch, (pool_id, sub): (&str, &str), begins: &str, now: i64) {
    let sql = "DELETE FROM codes WHERE pool_id = $1 AND sub = $2 AND substr(purpose, 1, length($3)) = $3 \
               AND expires_at <= $4";
    batch.push(Statement::any(sql, vec![pool_id.into(), sub.into(), begins.into(), now.into()]));
}

fn push_guarded(batch: &mut Batch, sql: &'static str, loaded: &Code, miss: Miss) {
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.sub).into(),
        (&loaded.purpose).into(),
        (&loaded.hash).into(),
        loaded.attempts.into(),
    ];
    batch.push(Statement::one(sql, args, miss, "codes"));
}
