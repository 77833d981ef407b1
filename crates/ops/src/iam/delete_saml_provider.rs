//! DeleteSAMLProvider: deletes a provider of SAML.
//! AWS: API_DeleteSAMLProvider. Order of checks: provider.

use rules::iam::{entities, providers};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteSAMLProviderRequest;

/// Runs DeleteSAMLProvider.
pub async fn delete_saml_provider(ctx: &Ctx, req: DeleteSAMLProviderRequest) -> Result<Empty> {
    let provider = providers::saml(ctx, &req.saml_provider_arn).await?;
    entities::delete(ctx, &provider).await?;
    Ok(Empty)
}
