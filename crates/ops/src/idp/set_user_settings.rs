//! SetUserSettings: the older way to turn the signed-in user's text messages on and off.
//! AWS: API_SetUserSettings. Order of checks: token, options.

use rules::tokens::access;
use rules::users::mfa;
use rules::{Ctx, Result};
use wire::idp::{SetUserSettingsRequest, SetUserSettingsResponse};

/// Runs SetUserSettings.
pub async fn set_user_settings(ctx: &Ctx, req: SetUserSettingsRequest) -> Result<SetUserSettingsResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    mfa::set_options(ctx, &holder.pool, &holder.user, &req.mfa_options).await?;
    Ok(SetUserSettingsResponse {})
}
