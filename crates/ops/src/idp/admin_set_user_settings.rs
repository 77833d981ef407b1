//! AdminSetUserSettings: the older way to turn a user's text messages on and off.
//! AWS: API_AdminSetUserSettings. Order of checks: pool, user, options.

use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminSetUserSettingsRequest, AdminSetUserSettingsResponse};

/// Runs AdminSetUserSettings.
pub async fn admin_set_user_settings(
    ctx: &Ctx,
    req: AdminSetUserSettingsRequest,
) -> Result<AdminSetUserSettingsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    users::mfa::set_options(ctx, &pool, &user, &req.mfa_options).await?;
    Ok(AdminSetUserSettingsResponse {})
}
