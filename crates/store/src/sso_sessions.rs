//! How long managed login lets the users of an app client come back without a proof, where the client says so.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;

/// The minutes that a client says.
pub async fn get(read: &Read<'_>, pool_id: &str, client_id: &str) -> Result<Option<i64>> {
    let sql = "SELECT minutes FROM sso_sessions WHERE pool_id = $1 AND client_id = $2";
    let row = read.row(sql, &[pool_id.into(), client_id.into()]).await?;
    row.map(|row| row.int("minutes")).transpose()
}

/// Writes the minutes of a client that is there. Misses: `Gone`, tag `clients`.
pub fn put(batch: &mut Batch, pool_id: &str, client_id: &str, minutes: i64) {
    let sql = "INSERT INTO sso_sessions (pool_id, client_id, minutes) \
               SELECT c.pool_id, c.id, CAST($3 AS BIGINT) FROM clients c WHERE c.pool_id = $1 AND c.id = $2 \
               ON CONFLICT (pool_id, client_id) DO UPDATE SET minutes = excluded.minutes";
    let args = vec![pool_id.into(), client_id.into(), minutes.into()];
    batch.push(Statement::one(sql, args, Miss::Gone, "clients"));
}
