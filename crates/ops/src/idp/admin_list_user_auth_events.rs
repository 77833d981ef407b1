//! AdminListUserAuthEvents: what touched a user's proofs, newest first.
//! AWS: API_AdminListUserAuthEvents. Order of checks: pool, add-on, user, token.

use rules::pagination::{self, Of};
use rules::{Ctx, Result, pools, risk, users};
use wire::idp::{AdminListUserAuthEventsRequest, AdminListUserAuthEventsResponse};

use crate::idp::view::{self, event};

/// Runs AdminListUserAuthEvents.
pub async fn admin_list_user_auth_events(
    ctx: &Ctx,
    req: AdminListUserAuthEventsRequest,
) -> Result<AdminListUserAuthEventsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    risk::check_on(&pool)?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let size = pagination::size(req.max_results);
    let query = format!("AdminListUserAuthEvents {}", user.sub);
    let after: Option<(i64, String)> =
        pagination::open(ctx, Of::Pool(&pool), &query, req.next_token.as_deref())?;
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut rows = store::auth_events::page(&ctx.read(), pool.id(), &user.sub, after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), &query, (last.at, &last.id))?),
    };
    let shown: Result<Vec<_>> = rows.iter().map(event::shown).collect();
    Ok(AdminListUserAuthEventsResponse { auth_events: Some(shown?), next_token })
}
