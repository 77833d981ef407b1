//! UpdateSAMLProvider: replaces the metadata of a provider of SAML.
//! AWS: API_UpdateSAMLProvider. Order of checks: provider, metadata.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::iam::{UpdateSAMLProviderRequest, UpdateSAMLProviderResponse};

/// Runs UpdateSAMLProvider.
pub async fn update_saml_provider(
    ctx: &Ctx,
    req: UpdateSAMLProviderRequest,
) -> Result<UpdateSAMLProviderResponse> {
    providers::update_saml(ctx, &req.saml_provider_arn, req.saml_metadata_document).await?;
    Ok(UpdateSAMLProviderResponse { saml_provider_arn: Some(req.saml_provider_arn) })
}
