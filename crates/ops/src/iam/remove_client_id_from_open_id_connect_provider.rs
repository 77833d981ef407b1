//! RemoveClientIDFromOpenIDConnectProvider: takes a client of a provider away.
//! AWS: API_RemoveClientIDFromOpenIDConnectProvider. Order of checks: provider.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::RemoveClientIDFromOpenIDConnectProviderRequest;

/// Runs RemoveClientIDFromOpenIDConnectProvider.
pub async fn remove_client_id_from_open_id_connect_provider(
    ctx: &Ctx,
    req: RemoveClientIDFromOpenIDConnectProviderRequest,
) -> Result<Empty> {
    providers::remove_client(ctx, &req.open_id_connect_provider_arn, &req.client_id).await?;
    Ok(Empty)
}
