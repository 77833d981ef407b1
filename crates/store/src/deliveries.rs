//! What became of each message: one row, written when a courier has answered, kept for a month.

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;
use crate::value::Row;

/// One message's fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The pool.
    pub pool_id: String,
    /// The message's id, which sorts by time.
    pub id: String,
    /// The user it was for.
    pub sub: String,
    /// What it was for: `sign_up`.
    pub kind: String,
    /// `EMAIL` or `SMS`.
    pub medium: String,
    /// The address, masked.
    pub destination: String,
    /// `sent`, `waiting`, `refused`, `given_up`, or `replaced` by a newer message.
    pub state: String,
    /// What the provider said.
    pub answer: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Of the last try, epoch milliseconds.
    pub updated_at: i64,
}

impl Delivery {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            sub: row.text("sub")?,
            kind: row.text("kind")?,
            medium: row.text("medium")?,
            destination: row.text("destination")?,
            state: row.text("state")?,
            answer: row.text("answer")?,
            attempts: row.int("attempts")?,
            updated_at: row.int("updated_at")?,
        })
    }
}

/// Writes a message's fate over what was known of it. Of a user who is gone nothing is kept, and only a letter that is
/// there waits.
pub fn put(batch: &mut Batch, delivery: &Delivery) {
    let sql = "INSERT INTO deliveries (pool_id, id, sub, kind, medium, destination, state, answer, attempts, updated_at) \
               SELECT u.pool_id, $3, u.sub, $4, $5, $6, $7, $8, CAST($9 AS BIGINT), CAST($10 AS BIGINT) \
               FROM users u WHERE u.pool_id = $1 AND u.sub = $2 \
               AND ($7 <> 'waiting' OR EXISTS (SELECT 1 FROM outbox o WHERE o.id = $3)) \
               ON CONFLICT (pool_id, id) DO UPDATE SET state = excluded.state, answer = excluded.answer, \
               attempts = excluded.attempts, updated_at = excluded.updated_at";
    let args = vec![
        (&delivery.pool_id).into(),
        (&delivery.sub).into(),
        (&delivery.id).into(),
        (&delivery.kind).into(),
        (&delivery.medium).into(),
        (&delivery.destination).into(),
        (&delivery.state).into(),
        (&delivery.answer).into(),
        delivery.attempts.into(),
        delivery.updated_at.into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Messages of a pool before an id (empty: from the last), the latest first; of one user where `sub` is not empty.
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    sub: &str,
    before: &str,
    limit: i64,
) -> Result<Vec<Delivery>> {
    let sql = "SELECT pool_id, id, sub, kind, medium, destination, state, answer, attempts, updated_at \
               FROM deliveries WHERE pool_id = $1 AND ($2 = '' OR sub = $2) AND ($3 = '' OR id < $3) \
               ORDER BY id DESC LIMIT $4";
    let args = [pool_id.into(), sub.into(), before.into(), limit.into()];
    read.rows(sql, &args).await?.iter().map(Delivery::from_row).collect()
}

/// Forgets messages whose last try was before a time, at most so many.
pub fn delete_older(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM deliveries WHERE (pool_id, id) IN \
               (SELECT pool_id, id FROM deliveries WHERE updated_at < $1 ORDER BY updated_at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
