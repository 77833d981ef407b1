//! What a page lets people do at a step beside answering it: have a code sent anew, or go back and choose another way.
//! AWS: the pages of managed login; no operation does either.

use super::first_code::{self, Channel};
use super::mfa::{self, Due};
use super::session::Row;
use super::{
    Asked, Attempt, Challenge, Entrance, Proven, Reply, email_otp, entry, mfa_setup, second,
    select_challenge, select_mfa_type, session, sms_mfa, software_token_mfa,
};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::mfa::Method;
use crate::users::one_time_codes::Sent;

/// Sends the code of the challenge that waits once more, as a new one: the former dies with it.
///
/// Errors: `SignInCodesExceeded` when the hour's are spent, `ChallengeUnexpected` where no code is sent, those of a
/// Session that is none.
pub async fn resend(ctx: &Ctx, entrance: Entrance, challenge: &str, asked: Asked) -> Result<Reply> {
    let attempt = entry::resume(ctx, entrance, asked).await?;
    let challenge = match challenge {
        email_otp::NAME if session::waits_at(ctx, &attempt, first_code::EMAIL.step).await? => {
            first_again(ctx, &attempt, &first_code::EMAIL).await?
        }
        select_challenge::SMS_OTP => first_again(ctx, &attempt, &first_code::SMS).await?,
        email_otp::NAME => second_again(ctx, &attempt, email_otp::NAME, Method::Email).await?,
        sms_mfa::NAME => second_again(ctx, &attempt, sms_mfa::NAME, Method::Sms).await?,
        other => return Err(Error::about(Reason::ChallengeUnexpected, other)),
    };
    Ok(Reply::Challenge(challenge))
}

async fn first_again(ctx: &Ctx, attempt: &Attempt, channel: &Channel) -> Result<Challenge> {
    let (flow, state) = session::open(ctx, attempt, channel.step).await?;
    if attempt.user.as_ref().is_some_and(|user| !user.is_enabled) {
        return Err(Error::new(Reason::UserDisabled));
    }
    select_challenge::check_still(ctx, attempt, channel.name).await?;
    first_code::ask(ctx, attempt, channel, Row::of(flow, state)).await
}

/// To the same address as before: to one that is being set up, where it is.
async fn second_again(ctx: &Ctx, attempt: &Attempt, name: &'static str, method: Method) -> Result<Challenge> {
    let (flow, state) = session::open(ctx, attempt, name).await?;
    let user = attempt.present()?;
    let sent: Sent = serde_json::from_value(state.own.clone())?;
    let address = sent.is_new.then_some(sent.address);
    let proven = Proven::resumed(user.clone(), state, flow, ctx.batch()?);
    second(ctx, attempt, *proven, method, address).await
}

/// Goes back from a second factor to the choice that led to it.
///
/// Errors: `InvalidSession` where there is none.
pub async fn another_way(ctx: &Ctx, entrance: Entrance, asked: Asked) -> Result<Reply> {
    const STEPS: [&str; 4] = [sms_mfa::NAME, email_otp::NAME, software_token_mfa::NAME, mfa_setup::NAME];
    let attempt = entry::resume(ctx, entrance, asked).await?;
    let (flow, state) = session::open_at(ctx, &attempt, &STEPS).await?;
    let user = attempt.present()?;
    let due = mfa::due(&attempt.pool, user, &state.proved, state.aim.as_ref())?;
    let proven = *Proven::resumed(user.clone(), state, flow, ctx.batch()?);
    let challenge = match due {
        Due::Select(methods) => select_mfa_type::ask(ctx, &attempt, proven, methods).await?,
        Due::Setup(methods) => mfa_setup::ask(ctx, &attempt, proven, methods).await?,
        _ => return Err(Error::new(Reason::InvalidSession)),
    };
    Ok(Reply::Challenge(challenge))
}
