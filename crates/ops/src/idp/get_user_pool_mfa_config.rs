//! GetUserPoolMfaConfig: what SetUserPoolMfaConfig set.
//! AWS: API_GetUserPoolMfaConfig.

use rules::pools;
use rules::pools::mfa;
use rules::{Ctx, Result};
use wire::idp::{GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse};

/// Runs GetUserPoolMfaConfig.
pub async fn get_user_pool_mfa_config(
    ctx: &Ctx,
    req: GetUserPoolMfaConfigRequest,
) -> Result<GetUserPoolMfaConfigResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let set = mfa::configured(&pool.settings, &pool.more);
    Ok(GetUserPoolMfaConfigResponse {
        sms_mfa_configuration: set.sms,
        software_token_mfa_configuration: set.software_token,
        email_mfa_configuration: set.email,
        mfa_configuration: set.mfa,
        web_authn_configuration: set.web_authn,
    })
}
