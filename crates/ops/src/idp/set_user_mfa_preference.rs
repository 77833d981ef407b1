//! SetUserMFAPreference: turns the signed-in user's second factors on and off.
//! AWS: API_SetUserMFAPreference. Order of checks: token, each factor, preference.

use crate::idp::view::mfa;
use rules::tokens::access;
use rules::{Ctx, Result};
use wire::idp::{SetUserMFAPreferenceRequest, SetUserMFAPreferenceResponse};

/// Runs SetUserMFAPreference.
pub async fn set_user_mfa_preference(
    ctx: &Ctx,
    req: SetUserMFAPreferenceRequest,
) -> Result<SetUserMFAPreferenceResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let wishes = mfa::wishes(req.sms_mfa_settings, req.software_token_mfa_settings, req.email_mfa_settings);
    let web_authn = req.web_authn_mfa_settings.and_then(|given| given.enabled);
    rules::users::mfa::set(ctx, &holder.pool, &holder.user, &wishes, web_authn).await?;
    Ok(SetUserMFAPreferenceResponse {})
}
