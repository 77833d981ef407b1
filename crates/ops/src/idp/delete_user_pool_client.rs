//! DeleteUserPoolClient: deletes a client; its tokens stop working.
//! AWS: API_DeleteUserPoolClient. Order of checks: pool, client.

use rules::clients;
use rules::clients::configure;
use rules::pools;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteUserPoolClientRequest;

/// Runs DeleteUserPoolClient.
pub async fn delete_user_pool_client(ctx: &Ctx, req: DeleteUserPoolClientRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    configure::delete(ctx, &client).await?;
    Ok(Empty)
}
