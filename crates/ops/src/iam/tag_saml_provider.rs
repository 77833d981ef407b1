//! TagSAMLProvider: sets tags of a provider.
//! AWS: API_TagSAMLProvider. Order of checks: provider, tags, quota.

use rules::iam::{providers, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::TagSAMLProviderRequest;

/// Runs TagSAMLProvider.
pub async fn tag_saml_provider(ctx: &Ctx, req: TagSAMLProviderRequest) -> Result<Empty> {
    let entity = providers::saml(ctx, &req.saml_provider_arn).await?;
    tags::set(ctx, entity, req.tags).await?;
    Ok(Empty)
}
