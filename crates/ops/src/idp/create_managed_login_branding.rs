//! CreateManagedLoginBranding: gives a client's hosted pages a style.
//! AWS: API_CreateManagedLoginBranding. Order of checks: pool, client, what is said, style.

use rules::clients;
use rules::looks::branding::{self, Said};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{CreateManagedLoginBrandingRequest, CreateManagedLoginBrandingResponse};

use crate::idp::view;

/// Runs CreateManagedLoginBranding.
pub async fn create_managed_login_branding(
    ctx: &Ctx,
    req: CreateManagedLoginBrandingRequest,
) -> Result<CreateManagedLoginBrandingResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let said = Said {
        is_provided: req.use_cognito_provided_values,
        settings: req.settings,
        assets: req.assets.unwrap_or_default(),
    };
    let made = branding::create(ctx, &client, said).await?;
    Ok(CreateManagedLoginBrandingResponse { managed_login_branding: Some(view::branding::shown(made)) })
}
