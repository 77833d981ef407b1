//! AdminGetUserAuthFactors: what a user can begin with, and the second factors that are turned on.
//! AWS: API_AdminGetUserAuthFactors. Order of checks: pool, user.

use rules::pools;
use rules::users;
use rules::{Ctx, Result, signin};
use wire::idp::{AdminGetUserAuthFactorsRequest, AdminGetUserAuthFactorsResponse};

/// Runs AdminGetUserAuthFactors.
pub async fn admin_get_user_auth_factors(
    ctx: &Ctx,
    req: AdminGetUserAuthFactorsRequest,
) -> Result<AdminGetUserAuthFactorsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let mut factors = signin::factors(ctx, &pool, &user).await?;
    // AWS: told to administrators alone.
    if factors.has_software_token {
        factors.first.push("SOFTWARE_TOKEN".to_owned());
    }
    Ok(AdminGetUserAuthFactorsResponse {
        username: Some(user.username),
        preferred_mfa_setting: factors.preferred,
        user_mfa_setting_list: factors.second,
        configured_user_auth_factors: Some(factors.first),
    })
}
