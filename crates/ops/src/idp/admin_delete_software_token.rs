//! AdminDeleteSoftwareToken: takes a user's authenticator app away.
//! AWS: API_AdminDeleteSoftwareToken. Order of checks: pool, user.

use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminDeleteSoftwareTokenRequest, AdminDeleteSoftwareTokenResponse};

/// Runs AdminDeleteSoftwareToken.
pub async fn admin_delete_software_token(
    ctx: &Ctx,
    req: AdminDeleteSoftwareTokenRequest,
) -> Result<AdminDeleteSoftwareTokenResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    users::mfa::delete_software_token(ctx, &pool, &user).await?;
    Ok(AdminDeleteSoftwareTokenResponse {})
}
