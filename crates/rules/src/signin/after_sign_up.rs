//! The Session that a sign-up begins: its confirmation hands it on, and with it InitiateAuth signs in without asking
//! again for what the code has just proved. On the pages it also keeps that a password was proved, or has just been chosen.
//! AWS: the Session of API_SignUp, API_ConfirmSignUp and API_InitiateAuth; the developer guide, "Managed login".

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use store::Batch;
use store::users::User;

use super::session::State;
use super::{Asked, Attempt, Challenge, Entrance, Factor, Proven, Reply, Step, entry, session};
use crate::account::confirm;
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::contact::{self, Contact};
use crate::users::{self, Known, status};

/// The step of the pages at which the code of a sign-up is typed; AWS's challenges have none.
pub(super) const NAME: &str = "CONFIRM_SIGN_UP";

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

/// The same on a page. Whoever has just chosen a password there is not asked for it again in the same browser.
pub(crate) fn begin_on_page(
    ctx: &Ctx,
    batch: &mut Batch,
    (pool, client): (&Pool, &Client),
    (user, has_code): (&User, bool),
) -> Result<Option<String>> {
    let proved: Vec<Factor> = user.verifier.iter().map(|_| Factor::Password).collect();
    let step = match user.status == status::CONFIRMED {
        true if proved.is_empty() => return Ok(None),
        true => CONFIRMED,
        false if has_code => SIGNED_UP,
        false => return Ok(None),
    };
    let state = State { proved, is_on_page: true, ..fresh(ctx, client, user)? };
    session::begin(ctx, batch, (pool, client), step, &state).map(Some)
}

/// Lets somebody who has proved the password of an unconfirmed account wait for a new code.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Challenge> {
    let user = proven.user.clone();
    let session = session::park(ctx, attempt, proven, SIGNED_UP, json!(null)).await?;
    let mut parameters = BTreeMap::from([("USERNAME".to_owned(), user.username.clone())]);
    let known = Known {
        pool: Arc::clone(&attempt.pool),
        client: Arc::clone(&attempt.client),
        user: users::find(ctx, &attempt.pool, &user.username).await?,
    };
    let sent = confirm::resend(ctx, &known, &attempt.username, attempt.client_metadata.as_ref()).await;
    match sent {
        Ok(details) => parameters.extend(confirm::shown(&attempt.pool, &details)),
        // Nothing is sent, and an administrator has to confirm.
        Err(error) if error.reason() == Reason::ResendOff => {}
        // The code that was sent before may still be at hand.
        Err(error) if matches!(error.reason(), Reason::TooManyAttempts | Reason::CodeDeliveryFailed) => {
            if let Some(contact) = contact::for_sign_up(&attempt.pool, &user) {
                parameters.extend(confirm::shown(&attempt.pool, &contact.details()));
            }
            parameters.insert("PROBLEM".to_owned(), error.code().to_owned());
        }
        Err(error) => return Err(error),
    }
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
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
    let before = flow.as_ref().filter(|(_, state)| state.is_on_page).map(|(_, state)| state.proved.clone());
    let by_code =
        || factor(pool, attribute).filter(|_| client.allows(Flow::Choice)).map(|factor| vec![factor]);
    let Some(factors) = before.filter(|proved| !proved.is_empty()).or_else(by_code) else {
        if let Some((flow, _)) = &flow {
            session::spend(batch, flow);
        }
        return Ok(None);
    };
    let proved = |state: State| State {
        proved: factors,
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
        typed: None,
        own: json!(null),
    })
}

/// Signs in on a page by the Session of a sign-up that is confirmed.
///
/// Errors: `InvalidSession`, `SessionExpired`, `SessionUsed`, `UserDisabled`, and those of the pool's functions.
pub async fn signed_up(ctx: &Ctx, entrance: Entrance, asked: Asked) -> Result<Reply> {
    let mut attempt = entry::resume(ctx, entrance, asked).await?;
    entry::check_address(ctx, &attempt).await?;
    entry::ask_function(ctx, &mut attempt, false).await?;
    let step = answer(ctx, &attempt).await?;
    super::take(ctx, &attempt, step).await
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
    if state.is_on_page != attempt.is_on_page {
        return Err(invalid());
    }
    if state.proved.contains(&Factor::Password) {
        return Ok(Step::Proven(Proven::resumed(user.clone(), state, flow, ctx.batch()?)));
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
