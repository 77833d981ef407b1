//! Sign-ins that end badly: what the history and the counters keep of them.
//! AWS: API_AuthEventType; the developer guide, "Viewing user event history".

use super::{Attempt, Proven, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::pools::sign_in_policy::WEB_AUTHN;

/// Records a wrong code, which was counted where it was judged, or a wrong passkey, beside what was right before it.
pub(super) async fn record_failure(
    ctx: &Ctx,
    attempt: &Attempt,
    challenge: &str,
    error: &Error,
) -> Result<()> {
    let reason = error.reason();
    let is_passkey = challenge == WEB_AUTHN && reason == Reason::IncorrectCredentials;
    let is_code = error.code() == "CodeMismatchException" || reason == Reason::SoftwareTokenUsed;
    let (Some(user), true) = (&attempt.user, is_code || is_passkey) else { return Ok(()) };
    let (id, proved) = session::told(ctx, attempt, user).await?;
    let event = Event {
        // Passkeys are not counted: wrong ones of a sign-in leave one event beside its own, however many they are.
        id: id.filter(|_| is_passkey).map(|id| events::id_of_sign_in(&format!("{id}, wrong passkeys"))),
        proofs: Proof::all(&proved).into_iter().chain([Proof::mfa(false)]).collect(),
        ..Event::of(attempt.client.id(), Kind::SignIn, Response::Fail)
    };
    let mut batch = ctx.batch()?;
    events::record(ctx, &mut batch, &attempt.pool, user, event)?;
    ctx.commit(batch).await
}

/// The answer to a right password that lets nobody in. It tells that the password was right, so it is guarded like a
/// sign-in on the failures that were loaded with it: of many parallel guesses no more are judged than the rule allows.
pub(super) async fn turned_away(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    reason: Reason,
) -> Result<Error> {
    let Proven { user, flow, mut batch, origin_jti, proved, .. } = proven;
    let event = Event {
        id: Some(events::id_of_sign_in(&origin_jti)),
        proofs: Proof::all(&proved),
        ..Event::of(attempt.client.id(), Kind::SignIn, Response::Fail)
    };
    events::record(ctx, &mut batch, &attempt.pool, &user, event)?;
    if let Some(flow) = &flow {
        session::spend(&mut batch, flow);
    }
    store::users::set_failures(&mut batch, &user, 0, user.failed_at);
    ctx.commit(batch).await?;
    Ok(Error::new(reason))
}

/// The same where a function of the pool cuts a sign-in short: its error tells as much of the password.
pub(super) async fn cut_short(ctx: &Ctx, attempt: &Attempt, proven: Proven, why: Error) -> Result<Error> {
    if why.is_of_function() {
        turned_away(ctx, attempt, proven, why.reason()).await?;
    }
    Ok(why)
}
