//! After DeleteUserPool: what a pool held is deleted in the background, a few rows at a time. Nothing of it can be
//! reached meanwhile, since every way to a row begins at its pool.

use store::deleted_pools;

use crate::ctx::Ctx;
use crate::error::Result;

/// Rows that one batch deletes: the writer is not held up for longer than a few milliseconds.
const ROWS: i64 = 2_000;

/// How long a pool is looked after. A user whose insertion raced with the pool's end is found by then.
const LINGER_MS: i64 = 3_600_000;

/// Deletes what is left of deleted pools, in so many batches at most. Gives how many were needed.
pub async fn empty_deleted(ctx: &Ctx, batches: usize) -> Result<usize> {
    let mut done = 0;
    for pool in deleted_pools::page(&ctx.read(), 100).await? {
        loop {
            if done == batches {
                return Ok(done);
            }
            let mut batch = ctx.batch()?;
            if deleted_pools::empty(&ctx.read(), &mut batch, &pool.id, ROWS).await? {
                ctx.commit(batch).await?;
                done += 1;
                continue;
            }
            if ctx.now() - pool.at > LINGER_MS {
                deleted_pools::delete(&mut batch, &pool.id);
                ctx.commit(batch).await?;
            }
            break;
        }
    }
    Ok(done)
}
