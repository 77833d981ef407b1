//! SetUserPoolMfaConfig: which second factors a pool offers or demands, and how its passkeys are named.
//! AWS: API_SetUserPoolMfaConfig. Order of checks: pool, what was given.

use rules::pools;
use rules::pools::mfa::{self, Asked};
use rules::{Ctx, Result};
use wire::idp::{SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse};

/// Runs SetUserPoolMfaConfig.
pub async fn set_user_pool_mfa_config(
    ctx: &Ctx,
    req: SetUserPoolMfaConfigRequest,
) -> Result<SetUserPoolMfaConfigResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let asked = Asked {
        mfa: req.mfa_configuration,
        sms: req.sms_mfa_configuration,
        software_token: req.software_token_mfa_configuration,
        email: req.email_mfa_configuration,
        web_authn: req.web_authn_configuration,
    };
    let set = mfa::configure(ctx, &pool, asked).await?;
    Ok(SetUserPoolMfaConfigResponse {
        sms_mfa_configuration: set.sms,
        software_token_mfa_configuration: set.software_token,
        email_mfa_configuration: set.email,
        mfa_configuration: set.mfa,
        web_authn_configuration: set.web_authn,
    })
}
