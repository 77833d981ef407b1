//! DeleteIdentityProvider: deletes a provider; its users stay, and clients list it no more.
//! AWS: API_DeleteIdentityProvider. Order of checks: pool, provider.

use rules::{Ctx, Result, pools, providers};
use wire::Empty;
use wire::idp::DeleteIdentityProviderRequest;

/// Runs DeleteIdentityProvider.
pub async fn delete_identity_provider(ctx: &Ctx, req: DeleteIdentityProviderRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    providers::delete(ctx, &pool, &req.provider_name).await?;
    Ok(Empty)
}
