//! ListUserSessions: the sessions of the signed-in user, the last used first.
//! AWS: API_ListUserSessions. Order of checks: token, tracking, pagination token.

use rules::tokens::{access, sessions};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{ListUserSessionsRequest, ListUserSessionsResponse};

use crate::idp::view::session;

/// Runs ListUserSessions.
pub async fn list_user_sessions(ctx: &Ctx, req: ListUserSessionsRequest) -> Result<ListUserSessionsResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    sessions::check_tracked(&holder.pool)?;
    // AWS: all are on one page, so that no token was ever given.
    if req.next_token.is_some() {
        return Err(Error::new(Reason::PaginationTokenInvalid));
    }
    let all = sessions::listed(ctx, &holder.user).await?;
    let current = holder.family.as_ref().map(|family| family.origin_jti.as_str());
    Ok(ListUserSessionsResponse { sessions: Some(session::list(all, current)), next_token: None })
}
