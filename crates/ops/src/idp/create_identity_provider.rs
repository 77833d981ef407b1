//! CreateIdentityProvider: makes a provider of a pool, and the group of those who sign in with it.
//! AWS: API_CreateIdentityProvider. Order of checks: pool, name and type, quota, mapping and identifiers, details, what
//! the provider answers.

use rules::providers::{self, Said};
use rules::{Ctx, Result, pools};
use wire::idp::{CreateIdentityProviderRequest, CreateIdentityProviderResponse};

use crate::idp::view::provider;

/// Runs CreateIdentityProvider.
pub async fn create_identity_provider(
    ctx: &Ctx,
    req: CreateIdentityProviderRequest,
) -> Result<CreateIdentityProviderResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said {
        details: Some(req.provider_details),
        attribute_mapping: req.attribute_mapping,
        idp_identifiers: req.idp_identifiers,
        acr_mapping: req.acr_mapping,
    };
    let made = providers::create(ctx, &pool, req.provider_name, req.provider_type, said).await?;
    Ok(CreateIdentityProviderResponse { identity_provider: Some(provider::described(&made)) })
}
