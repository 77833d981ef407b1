//! Messages and webhooks on their way: written in the batch of what they tell, deleted when delivered.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// One letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// UUIDv7, as [`Batch::id`] makes it.
    pub id: String,
    /// The pool.
    pub pool_id: String,
    /// What to deliver, sealed with the pool's data key.
    pub body: Vec<u8>,
    /// How often delivery failed.
    pub attempts: i64,
    /// When to try next, epoch milliseconds.
    pub due_at: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// What a newer letter takes its place in, or empty.
    pub topic: String,
}

impl Letter {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            pool_id: row.text("pool_id")?,
            body: row.blob("body")?,
            attempts: row.int("attempts")?,
            due_at: row.int("due_at")?,
            created_at: row.int("created_at")?,
            topic: row.text("topic")?,
        })
    }
}

/// Letters that are due at a time, the longest due first.
pub async fn due(read: &Read<'_>, now: i64, limit: i64) -> Result<Vec<Letter>> {
    let sql = "SELECT id, pool_id, body, attempts, due_at, created_at, topic FROM outbox \
               WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2";
    read.rows(sql, &[now.into(), limit.into()]).await?.iter().map(Letter::from_row).collect()
}

/// When the next letter is due, epoch milliseconds.
pub async fn next_due(read: &Read<'_>) -> Result<Option<i64>> {
    let row = read.row("SELECT due_at FROM outbox ORDER BY due_at, id LIMIT 1", &[]).await?;
    row.map(|row| row.int("due_at")).transpose()
}

/// Adds a letter. Misses: `Taken`, tag `outbox`.
pub fn insert(batch: &mut Batch, letter: &Letter) {
    let sql = "INSERT INTO outbox (id, pool_id, body, attempts, due_at, created_at, topic) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let args = vec![
        (&letter.id).into(),
        (&letter.pool_id).into(),
        (&letter.body).into(),
        letter.attempts.into(),
        letter.due_at.into(),
        letter.created_at.into(),
        (&letter.topic).into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "outbox"));
}

/// Deletes a letter that was delivered or given up.
pub fn delete(batch: &mut Batch, id: &str) {
    batch.push(Statement::any("DELETE FROM outbox WHERE id = $1", vec![id.into()]));
}

/// Deletes the letters of a topic, since a newer one takes their place; their rows of [`crate::deliveries`] say so.
pub fn replace(batch: &mut Batch, pool_id: &str, topic: &str) {
    let at = batch.at();
    let sql = "UPDATE deliveries SET state = 'replaced', answer = 'a newer message took its place', updated_at = $3 \
               WHERE pool_id = $1 AND id IN (SELECT id FROM outbox WHERE pool_id = $1 AND topic = $2)";
    batch.push(Statement::any(sql, vec![pool_id.into(), topic.into(), at.into()]));
    let sql = "DELETE FROM outbox WHERE pool_id = $1 AND topic = $2";
    batch.push(Statement::any(sql, vec![pool_id.into(), topic.into()]));
}

/// Puts a letter off over the attempts that were loaded; taking one for delivery is putting it off too.
/// Misses: `Moved`, tag `outbox`, when another node has it.
pub fn postpone(batch: &mut Batch, loaded: &Letter, attempts: i64, due_at: i64) {
    let sql = "UPDATE outbox SET attempts = $4, due_at = $5 WHERE id = $1 AND attempts = $2 AND due_at = $3";
    let args = vec![
        (&loaded.id).into(),
        loaded.attempts.into(),
        loaded.due_at.into(),
        attempts.into(),
        due_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "outbox"));
}
