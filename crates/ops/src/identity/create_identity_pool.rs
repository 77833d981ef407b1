//! CreateIdentityPool: makes an identity pool.
//! AWS: API_CreateIdentityPool.

use rules::identity_pools::configure;
use rules::{Ctx, Result};
use wire::identity::{CreateIdentityPoolInput, IdentityPool};

/// Runs CreateIdentityPool.
pub async fn create_identity_pool(ctx: &Ctx, req: CreateIdentityPoolInput) -> Result<IdentityPool> {
    let settings = IdentityPool {
        identity_pool_id: String::new(),
        identity_pool_name: req.identity_pool_name,
        allow_unauthenticated_identities: req.allow_unauthenticated_identities,
        allow_classic_flow: req.allow_classic_flow,
        supported_login_providers: req.supported_login_providers,
        developer_provider_name: req.developer_provider_name,
        open_id_connect_provider_arns: req.open_id_connect_provider_arns,
        cognito_identity_providers: req.cognito_identity_providers,
        saml_provider_arns: req.saml_provider_arns,
        identity_pool_tags: req.identity_pool_tags,
    };
    Ok(configure::create(ctx, settings).await?.settings)
}
