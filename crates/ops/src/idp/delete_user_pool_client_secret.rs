//! DeleteUserPoolClientSecret: takes one of a client's two secrets away.
//! AWS: API_DeleteUserPoolClientSecret. Order of checks: pool, client, secret, whether it is the last.

use rules::clients::{self, secrets};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DeleteUserPoolClientSecretRequest, DeleteUserPoolClientSecretResponse};

/// Runs DeleteUserPoolClientSecret.
pub async fn delete_user_pool_client_secret(
    ctx: &Ctx,
    req: DeleteUserPoolClientSecretRequest,
) -> Result<DeleteUserPoolClientSecretResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = clients::of_pool(ctx, &pool, &req.client_id).await?;
    secrets::delete(ctx, &pool, &found, &req.client_secret_id).await?;
    Ok(DeleteUserPoolClientSecretResponse {})
}
