//! AdminUpdateAuthEventFeedback: what an administrator says of an event.
//! AWS: API_AdminUpdateAuthEventFeedback. Order of checks: pool, add-on, user, event.

use rules::events::feedback::{self, Provider};
use rules::{Ctx, Result, pools, risk, users};
use wire::idp::{AdminUpdateAuthEventFeedbackRequest, AdminUpdateAuthEventFeedbackResponse};

/// Runs AdminUpdateAuthEventFeedback.
pub async fn admin_update_auth_event_feedback(
    ctx: &Ctx,
    req: AdminUpdateAuthEventFeedbackRequest,
) -> Result<AdminUpdateAuthEventFeedbackResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    risk::check_on(&pool)?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let said = (req.event_id.as_str(), req.feedback_value);
    feedback::give(ctx, &pool, &user, said, Provider::Administrator).await?;
    Ok(AdminUpdateAuthEventFeedbackResponse {})
}
