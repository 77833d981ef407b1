//! DescribeManagedLoginBrandingByClient: gives the style of a client back, or the whole of what it comes to.
//! AWS: API_DescribeManagedLoginBrandingByClient. Order of checks: pool, client, style.

use rules::clients;
use rules::looks::branding;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeManagedLoginBrandingByClientRequest, DescribeManagedLoginBrandingByClientResponse};

use crate::idp::view;

/// Runs DescribeManagedLoginBrandingByClient.
pub async fn describe_managed_login_branding_by_client(
    ctx: &Ctx,
    req: DescribeManagedLoginBrandingByClientRequest,
) -> Result<DescribeManagedLoginBrandingByClientResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let found = branding::of_client(ctx, &client).await?;
    let shown = view::branding::asked(found, req.return_merged_resources);
    Ok(DescribeManagedLoginBrandingByClientResponse { managed_login_branding: Some(shown) })
}
