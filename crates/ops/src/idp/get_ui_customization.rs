//! GetUICustomization: the looks of the classic pages, a client's own or else the pool's.
//! AWS: API_GetUICustomization. Order of checks: pool, client.

use rules::looks::classic;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{GetUICustomizationRequest, GetUICustomizationResponse, UICustomizationType};

use crate::idp::view;

/// Runs GetUICustomization.
pub async fn get_ui_customization(
    ctx: &Ctx,
    req: GetUICustomizationRequest,
) -> Result<GetUICustomizationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = classic::whose(ctx, &pool, req.client_id.as_deref()).await?;
    let found = classic::get(ctx, &pool, client.as_deref()).await?;
    // AWS: empty where there is none.
    let shown = found.map_or_else(UICustomizationType::default, |row| view::classic::shown(ctx, row));
    Ok(GetUICustomizationResponse { ui_customization: Some(shown) })
}
