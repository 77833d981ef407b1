//! UntagSAMLProvider: removes tags of a provider.
//! AWS: API_UntagSAMLProvider. Order of checks: provider.

use rules::iam::{providers, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UntagSAMLProviderRequest;

/// Runs UntagSAMLProvider.
pub async fn untag_saml_provider(ctx: &Ctx, req: UntagSAMLProviderRequest) -> Result<Empty> {
    let entity = providers::saml(ctx, &req.saml_provider_arn).await?;
    tags::remove(ctx, entity, &req.tag_keys).await?;
    Ok(Empty)
}
