//! TagOpenIDConnectProvider: sets tags of a provider.
//! AWS: API_TagOpenIDConnectProvider. Order of checks: provider, tags, quota.

use rules::iam::{providers, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::TagOpenIDConnectProviderRequest;

/// Runs TagOpenIDConnectProvider.
pub async fn tag_open_id_connect_provider(ctx: &Ctx, req: TagOpenIDConnectProviderRequest) -> Result<Empty> {
    let entity = providers::oidc(ctx, &req.open_id_connect_provider_arn).await?;
    tags::set(ctx, entity, req.tags).await?;
    Ok(Empty)
}
