//! How often the identities of a pool began to synchronise: a few rows a pool, so that not all wait for one.

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;

/// How many rows a pool has at most.
pub const SHARDS: i64 = 16;

/// How often somebody began to synchronise, and when that was last, epoch milliseconds; zeros where nobody ever did.
pub async fn sessions(read: &Read<'_>, pool_id: &str) -> Result<(i64, i64)> {
    let sql = "SELECT CAST(COALESCE(SUM(sessions), 0) AS BIGINT) AS sessions, \
               COALESCE(MAX(modified_at), 0) AS modified_at FROM sync_usage WHERE pool_id = $1";
    match read.row(sql, &[pool_id.into()]).await? {
        Some(row) => Ok((row.int("sessions")?, row.int("modified_at")?)),
        None => Ok((0, 0)),
    }
}

/// Counts one more of a pool that is there.
pub fn count(batch: &mut Batch, pool_id: &str, shard: i64) {
    let sql = "INSERT INTO sync_usage (pool_id, shard, sessions, modified_at) \
               SELECT $1, CAST($2 AS BIGINT), 1, CAST($3 AS BIGINT) FROM identity_pools WHERE id = $1 \
               ON CONFLICT (pool_id, shard) DO UPDATE SET sessions = sync_usage.sessions + 1, \
               modified_at = excluded.modified_at";
    batch.push(Statement::any(sql, vec![pool_id.into(), shard.into(), batch.at().into()]));
}
