//! AddClientIDToOpenIDConnectProvider: lets one more client be the audience of a provider's tokens.
//! AWS: API_AddClientIDToOpenIDConnectProvider. Order of checks: provider, quota.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::AddClientIDToOpenIDConnectProviderRequest;

/// Runs AddClientIDToOpenIDConnectProvider.
pub async fn add_client_id_to_open_id_connect_provider(
    ctx: &Ctx,
    req: AddClientIDToOpenIDConnectProviderRequest,
) -> Result<Empty> {
    providers::add_client(ctx, &req.open_id_connect_provider_arn, req.client_id).await?;
    Ok(Empty)
}
