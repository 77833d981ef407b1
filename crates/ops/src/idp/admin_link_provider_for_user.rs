//! AdminLinkProviderForUser: links an identity at a provider to a user.
//! AWS: API_AdminLinkProviderForUser. Order of checks: pool, members, provider, its mapping, destination, source.

use rules::providers::linking;
use rules::{Ctx, Result, pools};
use wire::idp::{AdminLinkProviderForUserRequest, AdminLinkProviderForUserResponse};

/// Runs AdminLinkProviderForUser.
pub async fn admin_link_provider_for_user(
    ctx: &Ctx,
    req: AdminLinkProviderForUserRequest,
) -> Result<AdminLinkProviderForUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    linking::link(ctx, &pool, req.destination_user, req.source_user).await?;
    Ok(AdminLinkProviderForUserResponse {})
}
