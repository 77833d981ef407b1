//! UpdateOpenIDConnectProviderThumbprint: replaces the thumbprints of a provider.
//! AWS: API_UpdateOpenIDConnectProviderThumbprint. Order of checks: provider, thumbprints.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UpdateOpenIDConnectProviderThumbprintRequest;

/// Runs UpdateOpenIDConnectProviderThumbprint.
pub async fn update_open_id_connect_provider_thumbprint(
    ctx: &Ctx,
    req: UpdateOpenIDConnectProviderThumbprintRequest,
) -> Result<Empty> {
    providers::set_thumbprints(ctx, &req.open_id_connect_provider_arn, req.thumbprint_list).await?;
    Ok(Empty)
}
