//! AdminRevokeUserSession: ends a session of a user.
//! AWS: API_AdminRevokeUserSession. Order of checks: pool, tracking, user, session.

use rules::tokens::sessions;
use rules::{Ctx, Result};
use rules::{pools, users};
use wire::idp::{AdminRevokeUserSessionRequest, AdminRevokeUserSessionResponse};

use crate::idp::view::session::LINKED;

/// Runs AdminRevokeUserSession.
pub async fn admin_revoke_user_session(
    ctx: &Ctx,
    req: AdminRevokeUserSessionRequest,
) -> Result<AdminRevokeUserSessionResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    sessions::check_tracked(&pool)?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let is_linked = req.revoke_associated_sessions.as_deref() == Some(LINKED);
    sessions::revoke(ctx, &user, &req.session_id, is_linked).await?;
    Ok(AdminRevokeUserSessionResponse {})
}
