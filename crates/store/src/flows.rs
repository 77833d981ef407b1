//! Flows that go on: MFA, custom challenges, choices, OAuth, federation. A row is moved by compare-and-set and
//! stays as a tombstone until it expires, so that what was used cannot be used again.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// The step of a flow that was used up.
pub const SPENT: &str = "spent";

/// One flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The pool.
    pub pool_id: String,
    /// Its id, random.
    pub id: String,
    /// What goes on, such as `session` or `code`.
    pub kind: String,
    /// Where it stands; [`SPENT`] at its end.
    pub step: String,
    /// Wrong answers at this step.
    pub attempts: i64,
    /// What the steps need, sealed; empty once spent.
    pub state: Vec<u8>,
    /// The revision that was loaded; 1 for a new flow.
    pub revision: i64,
    /// Epoch milliseconds.
    pub expires_at: i64,
}

impl Flow {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            kind: row.text("kind")?,
            step: row.text("step")?,
            attempts: row.int("attempts")?,
            state: row.blob("state")?,
            revision: row.int("revision")?,
            expires_at: row.int("expires_at")?,
        })
    }
}

/// A flow by its id, spent and expired ones too.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<Flow>> {
    let sql = "SELECT pool_id, id, kind, step, attempts, state, revision, expires_at FROM flows \
               WHERE pool_id = $1 AND id = $2";
    let row = read.row(sql, &[pool_id.into(), id.into()]).await?;
    row.as_ref().map(Flow::from_row).transpose()
}

/// Adds a flow. Misses: `Taken`, tag `flows`.
pub fn insert(batch: &mut Batch, flow: &Flow) {
    let sql = "INSERT INTO flows (pool_id, id, kind, step, attempts, state, revision, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let args = vec![
        (&flow.pool_id).into(),
        (&flow.id).into(),
        (&flow.kind).into(),
        (&flow.step).into(),
        flow.attempts.into(),
        (&flow.state).into(),
        flow.revision.into(),
        flow.expires_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "flows"));
}

/// Moves a flow on to another step and state, with no wrong answers yet and the next revision.
/// Misses: `Spent`, tag `flows`, when another answer, right or wrong, came first.
pub fn advance(batch: &mut Batch, loaded: &Flow, step: &str, state: Vec<u8>, expires_at: i64) {
    let sql = "UPDATE flows SET step = $4, state = $5, expires_at = $6, attempts = 0, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3 AND attempts = $7 AND step <> 'spent'";
    let mut args = vec![(&loaded.pool_id).into(), (&loaded.id).into(), loaded.revision.into()];
    args.extend([step.into(), state.into(), expires_at.into(), loaded.attempts.into()]);
    batch.push(Statement::one(sql, args, Miss::Spent, "flows"));
}

/// Counts a wrong answer over the count that was loaded, without a new revision: the session stays good.
/// Misses: `Moved`, tag `flows`.
pub fn fail(batch: &mut Batch, loaded: &Flow) {
    let sql = "UPDATE flows SET attempts = attempts + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3 AND attempts = $4 AND step <> 'spent'";
    let args =
        vec![(&loaded.pool_id).into(), (&loaded.id).into(), loaded.revision.into(), loaded.attempts.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "flows"));
}

/// Uses a flow up: it stays until it expires, without its state.
/// Misses: `Spent`, tag `flows`, when another answer, right or wrong, came first.
pub fn tombstone(batch: &mut Batch, loaded: &Flow) {
    let sql = "UPDATE flows SET step = 'spent', state = $4, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3 AND attempts = $5 AND step <> 'spent'";
    let args = vec![
        (&loaded.pool_id).into(),
        (&loaded.id).into(),
        loaded.revision.into(),
        Vec::new().into(),
        loaded.attempts.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Spent, "flows"));
}

/// Deletes flows that expired before a time, at most so many.
pub fn delete_expired(batch: &mut Batch, before: i64, limit: i64) {
    let sql = "DELETE FROM flows WHERE (pool_id, id) IN \
               (SELECT pool_id, id FROM flows WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    batch.push(Statement::any(sql, vec![before.into(), limit.into()]));
}
