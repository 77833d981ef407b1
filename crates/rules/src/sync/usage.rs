//! What identities and pools take.
//! AWS: API_DescribeIdentityUsage, API_DescribeIdentityPoolUsage, API_ListIdentityPoolUsage.

use store::{datasets, sync_usage};

use super::datasets::cut;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pagination::{self, Of};

/// The usage of one pool.
pub struct PoolUsage {
    /// The pool.
    pub pool_id: String,
    /// How often somebody began to synchronise.
    pub sessions: i64,
    /// Bytes of keys and values.
    pub bytes: i64,
    /// When something happened last, epoch milliseconds; of a pool that nobody uses, when it was made.
    pub modified_at: i64,
}

/// The usage of a pool, which was made then.
pub async fn of_pool(ctx: &Ctx, pool_id: &str, created_at: i64) -> Result<PoolUsage> {
    let taken = datasets::taken_by_pool(&ctx.read(), pool_id).await?;
    let (sessions, began_at) = sync_usage::sessions(&ctx.read(), pool_id).await?;
    Ok(PoolUsage {
        pool_id: pool_id.to_owned(),
        sessions,
        bytes: taken.bytes,
        modified_at: created_at.max(taken.modified_at).max(began_at),
    })
}

/// The usage of the pools of an account and region by id, and the token of the next page.
pub async fn of_pools(ctx: &Ctx, size: i64, token: Option<&str>) -> Result<(Vec<PoolUsage>, Option<String>)> {
    let query = format!("ListIdentityPoolUsage {}", ctx.region());
    let after: Option<String> = pagination::open(ctx, Of::Account, &query, token)?;
    let after = after.unwrap_or_default();
    let (read, account) = (ctx.read(), &ctx.config().account);
    let mut rows = store::identity_pools::page(&read, account, ctx.region(), &after, size + 1).await?;
    let next = cut(&mut rows, size).map(|last| pagination::token(ctx, Of::Account, &query, &last.id));
    let next = next.transpose()?;
    let mut usages = Vec::new();
    for row in rows {
        usages.push(of_pool(ctx, &row.id, row.created_at).await?);
    }
    Ok((usages, next))
}
