//! DescribeIdentityProvider: gives a provider back, its secrets in clear.
//! AWS: API_DescribeIdentityProvider. Order of checks: pool, provider.

use rules::{Ctx, Result, pools, providers};
use wire::idp::{DescribeIdentityProviderRequest, DescribeIdentityProviderResponse};

use crate::idp::view::provider;

/// Runs DescribeIdentityProvider.
pub async fn describe_identity_provider(
    ctx: &Ctx,
    req: DescribeIdentityProviderRequest,
) -> Result<DescribeIdentityProviderResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = providers::get(ctx, &pool, &req.provider_name).await?;
    Ok(DescribeIdentityProviderResponse { identity_provider: Some(provider::described(&found)) })
}
