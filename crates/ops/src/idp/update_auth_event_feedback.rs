//! UpdateAuthEventFeedback: what whoever got the message about an event says of an event.
//! AWS: API_UpdateAuthEventFeedback. Order of checks: pool, add-on, token, user, event.

use rules::events::feedback::{self, Provider};
use rules::{Ctx, Result, pools, risk, users};
use wire::idp::{UpdateAuthEventFeedbackRequest, UpdateAuthEventFeedbackResponse};

/// Runs UpdateAuthEventFeedback.
pub async fn update_auth_event_feedback(
    ctx: &Ctx,
    req: UpdateAuthEventFeedbackRequest,
) -> Result<UpdateAuthEventFeedbackResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    risk::check_on(&pool)?;
    feedback::check_token(&pool, &req.feedback_token)?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let said = (req.event_id.as_str(), req.feedback_value);
    feedback::give(ctx, &pool, &user, said, Provider::User(&req.feedback_token)).await?;
    Ok(UpdateAuthEventFeedbackResponse {})
}
