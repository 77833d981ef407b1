//! GetOpenIDConnectProvider: gives a provider of OpenID Connect.
//! AWS: API_GetOpenIDConnectProvider. Order of checks: provider.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::iam::{GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse};

/// Runs GetOpenIDConnectProvider.
pub async fn get_open_id_connect_provider(
    ctx: &Ctx,
    req: GetOpenIDConnectProviderRequest,
) -> Result<GetOpenIDConnectProviderResponse> {
    let provider = providers::oidc(ctx, &req.open_id_connect_provider_arn).await?;
    Ok(GetOpenIDConnectProviderResponse {
        url: Some(provider.row.name),
        client_id_list: Some(provider.settings.client_ids),
        thumbprint_list: Some(provider.settings.thumbprints),
        create_date: Some(Timestamp::from_millis(provider.row.created_at)),
        tags: Some(provider.settings.tags),
    })
}
