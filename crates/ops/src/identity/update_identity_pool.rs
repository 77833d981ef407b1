//! UpdateIdentityPool: replaces the settings of an identity pool.
//! AWS: API_UpdateIdentityPool. Order of checks: pool, the developers' provider, settings.

use rules::identity_pools::{self, configure};
use rules::{Ctx, Result};
use wire::identity::IdentityPool;

/// Runs UpdateIdentityPool.
pub async fn update_identity_pool(ctx: &Ctx, req: IdentityPool) -> Result<IdentityPool> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    configure::update(ctx, &pool, req).await
}
