//! RevokeUserSession: ends another session of the signed-in user.
//! AWS: API_RevokeUserSession. Order of checks: token, tracking, session.

use rules::tokens::{access, sessions};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{RevokeUserSessionRequest, RevokeUserSessionResponse};

use crate::idp::view::session::LINKED;

/// Runs RevokeUserSession.
pub async fn revoke_user_session(
    ctx: &Ctx,
    req: RevokeUserSessionRequest,
) -> Result<RevokeUserSessionResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    sessions::check_tracked(&holder.pool)?;
    let current = holder.family.as_ref().and_then(|family| sessions::id(&family.origin_jti));
    if current.as_deref() == Some(req.session_id.as_str()) {
        return Err(Error::new(Reason::CurrentSession));
    }
    let is_linked = req.revoke_associated_sessions.as_deref() == Some(LINKED);
    sessions::revoke(ctx, &holder.user, &req.session_id, is_linked).await?;
    Ok(RevokeUserSessionResponse {})
}
