//! The Session that a sign-up begins: its confirmation hands it on, and with it InitiateAuth signs in without asking
//! again for what the code has just proved.
//! AWS: the Session of API_SignUp, API_ConfirmSignUp and API_InitiateAuth.

use serde_json::json;
use store::Batch;
use store::users::User;

use super::session::State;
use super::{Attempt, Factor, Proven, Step, session};
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::contact::{self, Contact};

/// Waits for the code of the sign-up.
const SIGNED_UP: &str = "signed up";
/// Waits for InitiateAuth.
const CONFIRMED: &str = "confirmed";

/// Begins a sign-in with a sign-up, where its code could be what a person begins with; gives the Session.
pub(crate) fn begin(
    ctx: &Ctx,
    batch: &mut Batch,
    (pool, client): (&Pool, &Client),
    (user, contact): (&User, &Contact),
) -> Result<Option<String>> {
    if !client.allows(Flow::Choice) || factor(pool, contact.attribute).is_none() {
        return Ok(None);
    }
    let state = fresh(ctx, client, user)?;
    session::begin(ctx, batch, (pool, client), SIGNED_UP, &state).map(Some)
}

/// Hands the Session on in the batch that confirms the sign-up by a code to `attribute`.
///
/// AWS: its client library for browsers sends none, and signs in by the one that it is given all the same.
///
/// Errors: `InvalidSession`, `SessionExpired`, `SessionUsed`.
pub(crate) async fn confirmed(
    ctx: &Ctx,
    batch: &mut Batch,
    (pool, client, user): (&Pool, &Client, &User),
    (text, attribute): (Option<&str>, &str),
) -> Result<Option<String>> {
    let flow = match text {
        None => None,
        Some(text) => {
            let (flow, state) = session::find(ctx, pool, text).await?;
            if !session::is_of(&state, client, user) || flow.step != SIGNED_UP {
                return Err(Error::new(Reason::InvalidSession));
            }
            Some((flow, state))
        }
    };
    let Some(factor) = factor(pool, attribute).filter(|_| client.allows(Flow::Choice)) else {
        if let Some((flow, _)) = &flow {
            session::spend(batch, flow);
        }
        return Ok(None);
    };
    let proved = |state: State| State {
        proved: vec![factor],
        own: json!({ "attribute": attribute, "address": user.attributes.get(attribute) }),
        ..state
    };
    let of = (pool, client);
    let session = match flow {
        None => session::begin(ctx, batch, of, CONFIRMED, &proved(fresh(ctx, client, user)?))?,
        Some((flow, state)) => session::rotate(ctx, batch, of, (&flow, CONFIRMED), &proved(state))?,
    };
    Ok(Some(session))
}

fn fresh(ctx: &Ctx, client: &Client, user: &User) -> Result<State> {
    Ok(State {
        client_id: client.id().to_owned(),
        sub: user.sub.clone(),
        origin_jti: crate::ids::uuid(ctx)?,
        password: session::mark(user),
        proved: Vec::new(),
        device_key: None,
        custom: None,
        has_new_password: false,
        aim: None,
        is_on_page: false,
        own: json!(null),
    })
}

/// Signs in by the Session of a confirmation.
///
/// Errors: `InvalidSession` also where the address or the pool's policy has changed since.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let (flow, state) = session::open(ctx, attempt, CONFIRMED).await?;
    let invalid = || Error::new(Reason::InvalidSession);
    let user = attempt.user.as_ref().ok_or_else(invalid)?;
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let attribute = state.own["attribute"].as_str().unwrap_or_default();
    let is_same = user.attributes.get(attribute).map(String::as_str) == state.own["address"].as_str();
    if !is_same || !contact::is_verified(user, attribute) || factor(&attempt.pool, attribute).is_none() {
        return Err(invalid());
    }
    Ok(Step::Proven(Proven::resumed(user.clone(), state, flow, ctx.batch()?)))
}

/// What a code to this attribute proves, where the pool lets people begin with it.
fn factor(pool: &Pool, attribute: &str) -> Option<Factor> {
    let (name, factor) = match attribute {
        "phone_number" => ("SMS_OTP", Factor::Sms),
        _ => ("EMAIL_OTP", Factor::Email),
    };
    let demands_more = pool.settings.mfa_configuration.as_deref() == Some("ON");
    (pool.begins_with(name) && !demands_more).then_some(factor)
}
