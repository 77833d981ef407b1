//! GetIdentityProviderByIdentifier: gives the provider of an identifier back.
//! AWS: API_GetIdentityProviderByIdentifier. Order of checks: pool, identifier.

use rules::{Ctx, Result, pools, providers};
use wire::idp::{GetIdentityProviderByIdentifierRequest, GetIdentityProviderByIdentifierResponse};

use crate::idp::view::provider;

/// Runs GetIdentityProviderByIdentifier.
pub async fn get_identity_provider_by_identifier(
    ctx: &Ctx,
    req: GetIdentityProviderByIdentifierRequest,
) -> Result<GetIdentityProviderByIdentifierResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = providers::by_identifier(ctx, &pool, &req.idp_identifier).await?;
    Ok(GetIdentityProviderByIdentifierResponse { identity_provider: Some(provider::described(&found)) })
}
