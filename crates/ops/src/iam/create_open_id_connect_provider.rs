//! CreateOpenIDConnectProvider: registers a provider of OpenID Connect.
//! AWS: API_CreateOpenIDConnectProvider. Order of checks: address, thumbprints, tags, quota, name.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::iam::{CreateOpenIDConnectProviderRequest, CreateOpenIDConnectProviderResponse};

/// Runs CreateOpenIDConnectProvider.
pub async fn create_open_id_connect_provider(
    ctx: &Ctx,
    req: CreateOpenIDConnectProviderRequest,
) -> Result<CreateOpenIDConnectProviderResponse> {
    let (ids, tags) = (req.client_id_list.unwrap_or_default(), req.tags.unwrap_or_default());
    let hashes = req.thumbprint_list.unwrap_or_default();
    let provider = providers::create_oidc(ctx, &req.url, ids, hashes, tags).await?;
    Ok(CreateOpenIDConnectProviderResponse {
        open_id_connect_provider_arn: Some(provider.arn()),
        tags: Some(provider.settings.tags).filter(|tags| !tags.is_empty()),
    })
}
