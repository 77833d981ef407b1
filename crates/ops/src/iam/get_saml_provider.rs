//! GetSAMLProvider: gives a provider of SAML.
//! AWS: API_GetSAMLProvider. Order of checks: provider.

use rules::iam::providers;
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::iam::{GetSAMLProviderRequest, GetSAMLProviderResponse};

/// Runs GetSAMLProvider.
pub async fn get_saml_provider(ctx: &Ctx, req: GetSAMLProviderRequest) -> Result<GetSAMLProviderResponse> {
    let provider = providers::saml(ctx, &req.saml_provider_arn).await?;
    Ok(GetSAMLProviderResponse {
        saml_provider_uuid: Some(provider.row.id),
        saml_metadata_document: provider.settings.saml_metadata_document,
        create_date: Some(Timestamp::from_millis(provider.row.created_at)),
        tags: Some(provider.settings.tags),
        ..GetSAMLProviderResponse::default()
    })
}
