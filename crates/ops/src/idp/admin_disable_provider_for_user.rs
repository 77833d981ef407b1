//! AdminDisableProviderForUser: takes a link to a provider away, or the password of a user of the pool itself.
//! AWS: API_AdminDisableProviderForUser. Order of checks: pool, members, user.

use rules::providers::linking;
use rules::{Ctx, Result, pools};
use wire::idp::{AdminDisableProviderForUserRequest, AdminDisableProviderForUserResponse};

/// Runs AdminDisableProviderForUser.
pub async fn admin_disable_provider_for_user(
    ctx: &Ctx,
    req: AdminDisableProviderForUserRequest,
) -> Result<AdminDisableProviderForUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    linking::disable(ctx, &pool, req.user).await?;
    Ok(AdminDisableProviderForUserResponse {})
}
