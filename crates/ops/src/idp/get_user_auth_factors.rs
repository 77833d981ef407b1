//! GetUserAuthFactors: what the signed-in user can begin with, and the second factors that are turned on.
//! AWS: API_GetUserAuthFactors. Order of checks: token.

use rules::tokens::access;
use rules::{Ctx, Result, signin};
use wire::idp::{GetUserAuthFactorsRequest, GetUserAuthFactorsResponse};

/// Runs GetUserAuthFactors.
pub async fn get_user_auth_factors(
    ctx: &Ctx,
    req: GetUserAuthFactorsRequest,
) -> Result<GetUserAuthFactorsResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let factors = signin::factors(ctx, &holder.pool, &holder.user).await?;
    Ok(GetUserAuthFactorsResponse {
        username: Some(holder.user.username.clone()),
        preferred_mfa_setting: factors.preferred,
        user_mfa_setting_list: factors.second,
        configured_user_auth_factors: Some(factors.first),
    })
}
