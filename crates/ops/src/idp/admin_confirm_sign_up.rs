//! AdminConfirmSignUp: confirms a sign-up without its code.
//! AWS: API_AdminConfirmSignUp. Order of checks: pool, user, status.

use rules::account::confirm;
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminConfirmSignUpRequest, AdminConfirmSignUpResponse};

/// Runs AdminConfirmSignUp.
pub async fn admin_confirm_sign_up(
    ctx: &Ctx,
    req: AdminConfirmSignUpRequest,
) -> Result<AdminConfirmSignUpResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    confirm::by_administrator(ctx, &pool, &user, req.client_metadata.as_ref()).await?;
    Ok(AdminConfirmSignUpResponse {})
}
