//! UpdateManagedLoginBranding: lays settings and images over those of a style.
//! AWS: API_UpdateManagedLoginBranding. Order of checks: what is named, pool, style, what is said.

use rules::looks::branding::{self, Said};
use rules::pools;
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{UpdateManagedLoginBrandingRequest, UpdateManagedLoginBrandingResponse};

use crate::idp::view;

/// Runs UpdateManagedLoginBranding.
pub async fn update_managed_login_branding(
    ctx: &Ctx,
    req: UpdateManagedLoginBrandingRequest,
) -> Result<UpdateManagedLoginBrandingResponse> {
    // The model requires neither, and nothing is meant without them.
    let missing = |name: &str| Error::about(Reason::MissingParameter, name);
    let pool_id = req.user_pool_id.ok_or_else(|| missing("UserPoolId"))?;
    let id = req.managed_login_branding_id.ok_or_else(|| missing("ManagedLoginBrandingId"))?;
    let pool = pools::get(ctx, &pool_id).await?;
    let said = Said {
        is_provided: req.use_cognito_provided_values,
        settings: req.settings,
        assets: req.assets.unwrap_or_default(),
    };
    let changed = branding::update(ctx, &pool, &id, said).await?;
    Ok(UpdateManagedLoginBrandingResponse { managed_login_branding: Some(view::branding::shown(changed)) })
}
