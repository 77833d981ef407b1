//! DeleteResourceServer: deletes a resource server; clients keep its scopes without being granted them.
//! AWS: API_DeleteResourceServer. Order of checks: pool, resource server.

use rules::{Ctx, Result, pools, resource_servers};
use wire::Empty;
use wire::idp::DeleteResourceServerRequest;

/// Runs DeleteResourceServer.
pub async fn delete_resource_server(ctx: &Ctx, req: DeleteResourceServerRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    resource_servers::delete(ctx, &pool, &req.identifier).await?;
    Ok(Empty)
}
