//! DeleteUserPool: deletes a pool and everything in it.
//! AWS: API_DeleteUserPool. Order of checks: pool, deletion protection.

use rules::pools;
use rules::pools::configure;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteUserPoolRequest;

/// Runs DeleteUserPool.
pub async fn delete_user_pool(ctx: &Ctx, req: DeleteUserPoolRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    configure::delete(ctx, &pool).await?;
    Ok(Empty)
}
