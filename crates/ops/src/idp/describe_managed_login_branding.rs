//! DescribeManagedLoginBranding: gives a style back, or the whole of what it comes to.
//! AWS: API_DescribeManagedLoginBranding. Order of checks: pool, style.

use rules::looks::branding;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeManagedLoginBrandingRequest, DescribeManagedLoginBrandingResponse};

use crate::idp::view;

/// Runs DescribeManagedLoginBranding.
pub async fn describe_managed_login_branding(
    ctx: &Ctx,
    req: DescribeManagedLoginBrandingRequest,
) -> Result<DescribeManagedLoginBrandingResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = branding::get(ctx, &pool, &req.managed_login_branding_id).await?;
    let shown = view::branding::asked(found, req.return_merged_resources);
    Ok(DescribeManagedLoginBrandingResponse { managed_login_branding: Some(shown) })
}
