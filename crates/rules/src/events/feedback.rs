//! What people and administrators say of an event: whether it was the person's.
//! AWS: API_AdminUpdateAuthEventFeedback, API_UpdateAuthEventFeedback, API_EventFeedbackType.

use serde::{Deserialize, Serialize};
use store::users::User;

use super::Body;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

const KIND: &str = "event feedback";

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Feedback {
    /// `Valid` or `Invalid`.
    pub value: String,
    /// Who said so: `Admin` or `User`.
    pub provider: String,
    /// When, in epoch milliseconds.
    pub at: i64,
}

/// Who says something of an event.
#[derive(Clone, Copy)]
pub enum Provider<'a> {
    /// An administrator.
    Administrator,
    /// Whoever holds the token from the message about the event.
    User(&'a str),
}

/// The token that a message about an event carries: whoever holds it may say what the event was.
pub fn token(ctx: &Ctx, pool: &Pool, user: &User, event_id: &str) -> Result<String> {
    Ok(pool.key.seal_token(KIND, &ctx.random()?, named(user, event_id).as_bytes()))
}

/// Refuses a token that is none of this pool's, before anything is looked up: whoever has none learns nothing of who
/// exists. Errors: `FeedbackTokenInvalid`.
pub fn check_token(pool: &Pool, token: &str) -> Result<()> {
    let opened = pool.key.open_token(KIND, token);
    opened.map(|_| ()).ok_or_else(|| Error::new(Reason::FeedbackTokenInvalid))
}

/// Keeps what is said of an event.
///
/// Errors: `FeedbackTokenInvalid`, `EventNotFound`, also for an event of somebody else.
pub async fn give(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    (event_id, value): (&str, String),
    provider: Provider<'_>,
) -> Result<()> {
    let provider = match provider {
        Provider::Administrator => "Admin",
        Provider::User(token) => {
            let opened = pool.key.open_token(KIND, token);
            let invalid = || Error::new(Reason::FeedbackTokenInvalid);
            let is_its = opened.is_some_and(|plain| plain == named(user, event_id).as_bytes());
            is_its.then_some("User").ok_or_else(invalid)?
        }
    };
    let event = match event_id.contains('\0') {
        true => None,
        false => store::auth_events::get(&ctx.read(), pool.id(), event_id).await?,
    };
    let event = event.filter(|event| event.sub == user.sub);
    let event = event.ok_or_else(|| Error::about(Reason::EventNotFound, event_id))?;
    let mut body: Body = serde_json::from_str(&event.body)?;
    body.feedback = Some(Feedback { value, provider: provider.to_owned(), at: ctx.now() });
    let mut batch = ctx.batch()?;
    store::auth_events::update(&mut batch, &event, &serde_json::to_string(&body)?);
    ctx.commit(batch).await
}

fn named(user: &User, event_id: &str) -> String {
    format!("{} {event_id}", user.sub)
}
