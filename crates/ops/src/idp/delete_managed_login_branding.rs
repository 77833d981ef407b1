//! DeleteManagedLoginBranding: takes the style of a client away.
//! AWS: API_DeleteManagedLoginBranding. Order of checks: pool, style.

use rules::looks::branding;
use rules::pools;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteManagedLoginBrandingRequest;

/// Runs DeleteManagedLoginBranding.
pub async fn delete_managed_login_branding(
    ctx: &Ctx,
    req: DeleteManagedLoginBrandingRequest,
) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    branding::delete(ctx, &pool, &req.managed_login_branding_id).await?;
    Ok(Empty)
}
