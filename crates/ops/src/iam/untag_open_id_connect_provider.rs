//! UntagOpenIDConnectProvider: removes tags of a provider.
//! AWS: API_UntagOpenIDConnectProvider. Order of checks: provider.

use rules::iam::{providers, tags};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UntagOpenIDConnectProviderRequest;

/// Runs UntagOpenIDConnectProvider.
pub async fn untag_open_id_connect_provider(
    ctx: &Ctx,
    req: UntagOpenIDConnectProviderRequest,
) -> Result<Empty> {
    let entity = providers::oidc(ctx, &req.open_id_connect_provider_arn).await?;
    tags::remove(ctx, entity, &req.tag_keys).await?;
    Ok(Empty)
}
