//! AdminListUserSessions: the sessions of a user, the last used first.
//! AWS: API_AdminListUserSessions. Order of checks: pool, tracking, user, pagination token.

use rules::tokens::sessions;
use rules::{Ctx, Error, Reason, Result};
use rules::{pools, users};
use wire::idp::{AdminListUserSessionsRequest, AdminListUserSessionsResponse};

use crate::idp::view::session;

/// Runs AdminListUserSessions.
pub async fn admin_list_user_sessions(
    ctx: &Ctx,
    req: AdminListUserSessionsRequest,
) -> Result<AdminListUserSessionsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    sessions::check_tracked(&pool)?;
    let user = users::require(ctx, &pool, &req.username).await?;
    // AWS: all are on one page, so that no token was ever given.
    if req.next_token.is_some() {
        return Err(Error::new(Reason::PaginationTokenInvalid));
    }
    let all = sessions::listed(ctx, &user).await?;
    Ok(AdminListUserSessionsResponse { sessions: Some(session::list(all, None)), next_token: None })
}
