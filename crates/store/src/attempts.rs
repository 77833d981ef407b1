//! Counters against abuse that no code or user row carries, such as sent messages of a user in a window.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The pool.
    pub pool_id: String,
    /// Who is counted: a sub, an address, a hash of one. A user's deletion deletes those of its sub.
    pub subject: String,
    /// What is counted.
    pub kind: String,
    /// How often.
    pub count: i64,
    /// Since when, epoch milliseconds.
    pub since: i64,
}

/// The counter of a subject and kind.
pub async fn get(read: &Read<'_>, pool_id: &str, subject: &str, kind: &str) -> Result<Option<Attempt>> {
    let sql = "SELECT pool_id, subject, kind, count, since FROM attempts \
               WHERE pool_id = $1 AND subject = $2 AND kind = $3";
    let row = read.row(sql, &[pool_id.into(), subject.into(), kind.into()]).await?;
    row.map(|row| {
        Ok(Attempt {
            pool_id: row.text("pool_id")?,
            subject: row.text("subject")?,
            kind: row.text("kind")?,
            count: row.int("count")?,
            since: row.int("since")?,
        })
    })
    .transpose()
}

/// Writes a counter over what was loaded, `None` when there was none. Misses: `Moved`, tag `attempts`.
pub fn put(batch: &mut Batch, loaded: Option<&Attempt>, new: &Attempt) {
    let mut args = vec![
        (&new.pool_id).into(),
        (&new.subject).into(),
        (&new.kind).into(),
        new.count.into(),
        new.since.into(),
    ];
    let sql = match loaded {
        None => {
            "INSERT INTO attempts (pool_id, subject, kind, count, since) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING"
        }
        Some(loaded) => {
            args.extend([loaded.count.into(), loaded.since.into()]);
            "UPDATE attempts SET count = $4, since = $5 \
             WHERE pool_id = $1 AND subject = $2 AND kind = $3 AND count = $6 AND since = $7"
        }
    };
    batch.push(Statement::one(sql, args, Miss::Moved, "attempts"));
}

/// Counts one more over whatever is there, up to `most`; a counter that began by `stale_at` begins anew.
/// Misses: `Moved`, tag `attempts`, where others have counted up to `most` meanwhile.
pub fn add(batch: &mut Batch, new: &Attempt, stale_at: i64, most: i64) {
    let sql = "INSERT INTO attempts (pool_id, subject, kind, count, since) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (pool_id, subject, kind) DO UPDATE SET \
               count = CASE WHEN attempts.since <= $6 THEN excluded.count \
               ELSE attempts.count + excluded.count END, \
               since = CASE WHEN attempts.since <= $6 THEN excluded.since ELSE attempts.since END \
               WHERE attempts.since <= $6 OR attempts.count < $7";
    let args = vec![
        (&new.pool_id).into(),
        (&new.subject).into(),
        (&new.kind).into(),
        new.count.into(),
        new.since.into(),
        stale_at.into(),
        most.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "attempts"));
}

/// Forgets a counter.
pub fn delete(batch: &mut Batch, pool_id: &str, subject: &str, kind: &str) {
    let sql = "DELETE FROM attempts WHERE pool_id = $1 AND subject = $2 AND kind = $3";
    batch.push(Statement::any(sql, vec![pool_id.into(), subject.into(), kind.into()]));
}

/// Forgets counters that began before a time, at most so many.
pub fn delete_older(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM attempts WHERE (pool_id, subject, kind) IN \
               (SELECT pool_id, subject, kind FROM attempts WHERE since < $1 ORDER BY since LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
