//! DeleteOpenIDConnectProvider: deletes a provider of OpenID Connect.
//! AWS: API_DeleteOpenIDConnectProvider. Order of checks: provider.

use rules::iam::{entities, providers};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteOpenIDConnectProviderRequest;

/// Runs DeleteOpenIDConnectProvider.
pub async fn delete_open_id_connect_provider(
    ctx: &Ctx,
    req: DeleteOpenIDConnectProviderRequest,
) -> Result<Empty> {
    let provider = providers::oidc(ctx, &req.open_id_connect_provider_arn).await?;
    entities::delete(ctx, &provider).await?;
    Ok(Empty)
}
