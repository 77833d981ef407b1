//! The sign-in history: one event per judged attempt, in the batch that tells of it.
//! AWS: API_AuthEventType.

use serde_json::json;
use store::Batch;

use super::Attempt;
use crate::ctx::Ctx;
use crate::error::Result;

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Tokens were issued.
    SignedIn,
    /// The password was wrong.
    WrongPassword,
}

/// Puts an event into the batch and gives its id, which tokens carry as `event_id`.
pub(super) fn record(ctx: &Ctx, batch: &mut Batch, attempt: &Attempt, outcome: Outcome) -> Result<String> {
    let id = batch.id();
    let Some(user) = &attempt.user else { return Ok(id) };
    let (response, challenge) = match outcome {
        Outcome::SignedIn => ("Pass", "Success"),
        Outcome::WrongPassword => ("Fail", "Failure"),
    };
    let body = json!({
        "EventType": "SignIn",
        "EventResponse": response,
        "ChallengeResponses": [{ "ChallengeName": "Password", "ChallengeResponse": challenge }],
        "ClientId": attempt.client.id(),
        "IpAddress": ctx.origin.ip,
        "UserAgent": ctx.origin.user_agent,
    });
    let event = store::auth_events::AuthEvent {
        pool_id: attempt.pool.id().to_owned(),
        id: id.clone(),
        sub: user.sub.clone(),
        at: ctx.now(),
        body: body.to_string(),
    };
    store::auth_events::insert(batch, &event);
    Ok(id)
}
