//! AdminSetUserMFAPreference: turns a user's second factors on and off.
//! AWS: API_AdminSetUserMFAPreference. Order of checks: pool, user, each factor, preference.

use crate::idp::view::mfa;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminSetUserMFAPreferenceRequest, AdminSetUserMFAPreferenceResponse};

/// Runs AdminSetUserMFAPreference.
pub async fn admin_set_user_mfa_preference(
    ctx: &Ctx,
    req: AdminSetUserMFAPreferenceRequest,
) -> Result<AdminSetUserMFAPreferenceResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let wishes = mfa::wishes(req.sms_mfa_settings, req.software_token_mfa_settings, req.email_mfa_settings);
    let web_authn = req.web_authn_mfa_settings.and_then(|given| given.enabled);
    users::mfa::set(ctx, &pool, &user, &wishes, web_authn).await?;
    Ok(AdminSetUserMFAPreferenceResponse {})
}
