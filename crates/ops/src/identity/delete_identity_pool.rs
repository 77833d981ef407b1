//! DeleteIdentityPool: deletes an identity pool with its identities.
//! AWS: API_DeleteIdentityPool.

use rules::identity_pools::{self, configure};
use rules::{Ctx, Result};
use wire::Empty;
use wire::identity::DeleteIdentityPoolInput;

/// Runs DeleteIdentityPool.
pub async fn delete_identity_pool(ctx: &Ctx, req: DeleteIdentityPoolInput) -> Result<Empty> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    configure::delete(ctx, &pool).await?;
    Ok(Empty)
}
