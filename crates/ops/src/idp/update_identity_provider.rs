//! UpdateIdentityProvider: replaces details, mapping, identifiers or levels of a provider; what is left out stays.
//! AWS: API_UpdateIdentityProvider. Order of checks: pool, provider, mapping and identifiers, details, what the provider
//! answers.

use rules::providers::{self, Said};
use rules::{Ctx, Result, pools};
use wire::idp::{UpdateIdentityProviderRequest, UpdateIdentityProviderResponse};

use crate::idp::view::provider;

/// Runs UpdateIdentityProvider.
pub async fn update_identity_provider(
    ctx: &Ctx,
    req: UpdateIdentityProviderRequest,
) -> Result<UpdateIdentityProviderResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said {
        details: req.provider_details,
        attribute_mapping: req.attribute_mapping,
        idp_identifiers: req.idp_identifiers,
        acr_mapping: req.acr_mapping,
    };
    let changed = providers::update(ctx, &pool, &req.provider_name, said).await?;
    Ok(UpdateIdentityProviderResponse { identity_provider: Some(provider::described(&changed)) })
}
