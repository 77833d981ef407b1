//! CreateSAMLProvider: registers a provider of SAML.
//! AWS: API_CreateSAMLProvider. Order of checks: metadata, tags, name.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::iam::{CreateSAMLProviderRequest, CreateSAMLProviderResponse};

/// Runs CreateSAMLProvider.
pub async fn create_saml_provider(
    ctx: &Ctx,
    req: CreateSAMLProviderRequest,
) -> Result<CreateSAMLProviderResponse> {
    let tags = req.tags.unwrap_or_default();
    let provider = providers::create_saml(ctx, req.name, req.saml_metadata_document, tags).await?;
    Ok(CreateSAMLProviderResponse {
        saml_provider_arn: Some(provider.arn()),
        tags: Some(provider.settings.tags).filter(|tags| !tags.is_empty()),
    })
}
