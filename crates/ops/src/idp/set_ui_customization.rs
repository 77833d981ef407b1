//! SetUICustomization: replaces the looks of the classic pages, of one client or of all that have none of their own.
//! AWS: API_SetUICustomization. Order of checks: pool, client, domain, style sheet, logo.

use rules::looks::classic;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{SetUICustomizationRequest, SetUICustomizationResponse};

use crate::idp::view;

/// Runs SetUICustomization.
pub async fn set_ui_customization(
    ctx: &Ctx,
    req: SetUICustomizationRequest,
) -> Result<SetUICustomizationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = classic::whose(ctx, &pool, req.client_id.as_deref()).await?;
    let logo = req.image_file.map(|image| image.0);
    let row = classic::set(ctx, &pool, client.as_deref(), req.css, logo).await?;
    Ok(SetUICustomizationResponse { ui_customization: Some(view::classic::shown(ctx, row)) })
}
