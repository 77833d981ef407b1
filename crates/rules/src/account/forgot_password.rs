//! The forgotten password: a code to a verified address, then a new password by it.
//! AWS: API_ForgotPassword, API_ConfirmForgotPassword, API_AdminResetUserPassword.
//!
//! The only way from one to the other is the code: there is no state in between that could be reached without it.

use store::users::User;
use wire::idp::CodeDeliveryDetailsType;

use super::migrate;
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Response};
use crate::hosted::browser;
use crate::messages::guard::{self, Asker};
use crate::messages::{self, Draft, Kind};
use crate::pools::Pool;
use crate::signin;
use crate::triggers::user_migration::Event as Migration;
use crate::triggers::{About, Cause, Metadata, post_confirmation};
use crate::users::codes::{self, Purpose};
use crate::users::contact::{self, Contact};
use crate::users::password::{self, Chooser};
use crate::users::{self, Known, attempts, status};

/// Sends a code to the person.
///
/// Where the client hides who exists, a name that cannot get a code is answered as if it had, and neither a channel that
/// refuses nor one that is slow shows in the answer.
///
/// Errors: `UsernameClientNotFound`, `PasswordInDirectory`, `UserDisabled`, `CannotReset`, `NoRecoveryContact`, `AdminOnlyRecovery`,
/// `TooManyAttempts`, `CodeDeliveryFailed`, those of CustomMessage.
pub async fn ask(
    ctx: &Ctx,
    known: &Known,
    username: &str,
    client_metadata: Option<&Metadata>,
) -> Result<CodeDeliveryDetailsType> {
    let Known { pool, client, user } = known;
    let cause = Cause { client_id: Some(client.id()), client_metadata };
    let user = &match user {
        Some(user) => Some(user.clone()),
        None => bring(ctx, known, username, cause).await?,
    };
    match may_reset(ctx, pool, user.as_ref()) {
        Ok((user, contact)) => {
            let asker = Asker::of(client.hides_users(), username);
            let draft = Draft { user, what: Kind::ForgotPassword, contact: &contact, cause, asker };
            send(ctx, known, &draft).await
        }
        Err(why) if !client.hides_users() => Err(why),
        // A name that a function was asked about is counted already.
        Err(_) if user.is_none() && migrate::is_possible(pool) => {
            let mut batch = ctx.batch()?;
            let subject = attempts::unknown(pool, username);
            codes::pretend(ctx, &mut batch, pool, &subject, Purpose::ForgotPassword).await?;
            guard::pretend(ctx, &mut batch, pool, username, None).await?;
            ctx.commit(batch).await?;
            Ok(contact::simulated(pool, username))
        }
        Err(_) => {
            let subject = match user {
                Some(user) => user.sub.clone(),
                None => attempts::unknown(pool, username),
            };
            let mut batch = ctx.batch()?;
            attempts::spend(ctx, &mut batch, pool, &subject, attempts::FORGOT).await?;
            codes::pretend(ctx, &mut batch, pool, &subject, Purpose::ForgotPassword).await?;
            guard::pretend(ctx, &mut batch, pool, username, None).await?;
            ctx.commit(batch).await?;
            Ok(contact::simulated(pool, username))
        }
    }
}

/// Brings over somebody whom the pool does not know and its function does. Counted before the function is asked.
///
/// Errors: `TooManyAttempts`.
async fn bring(ctx: &Ctx, known: &Known, username: &str, cause: Cause<'_>) -> Result<Option<User>> {
    let pool = &known.pool;
    if !migrate::is_possible(pool) {
        return Ok(None);
    }
    let mut batch = ctx.batch()?;
    let subject = attempts::unknown(pool, username);
    attempts::spend(ctx, &mut batch, pool, &subject, attempts::FORGOT).await?;
    ctx.commit(batch).await?;
    let about = About { pool, client_id: cause.client_id, username };
    let client_metadata = cause.client_metadata;
    migrate::bring(ctx, &Migration { about, password: None, validation_data: None, client_metadata }).await
}

/// What ends a reset.
pub struct Reset<'a> {
    /// The name as it was typed.
    pub username: &'a str,
    /// The code.
    pub code: &'a str,
    /// The new password.
    pub chosen: &'a str,
    /// ClientMetadata.
    pub client_metadata: Option<&'a Metadata>,
}

/// Takes the new password by the code. Also lets in who was never confirmed: the code proves the address.
///
/// Errors: `PasswordPolicy`, `PasswordUsedBefore`, `CodeMismatch`, `CodeExpired`, `TooManyAttempts`,
/// `UsernameClientNotFound`, `UserDisabled`, `CannotReset`, and those of PostConfirmation once the password is set.
pub async fn confirm(ctx: &Ctx, known: &Known, asked: Reset<'_>) -> Result<()> {
    let Known { pool, client, user } = known;
    let Reset { username, code, chosen, client_metadata } = asked;
    password::check_policy(pool, chosen, Chooser::User)?;
    let Some(user) = user else {
        if !client.hides_users() {
            return Err(Error::new(Reason::UsernameClientNotFound));
        }
        return Err(codes::redeem_nobodys(ctx, pool, username, Purpose::ForgotPassword).await?);
    };
    let mut batch = ctx.batch()?;
    let redeemed = codes::redeem(ctx, &mut batch, pool, user, Purpose::ForgotPassword, code).await?;
    check_state(user)?;
    // The code of an address that is no longer the user's proves nothing.
    if user.attributes.get(&redeemed.attribute) != Some(&redeemed.destination) {
        return Err(Error::new(Reason::CodeExpired));
    }
    password::check_history(ctx, pool, user, chosen).await?;
    let hashed = password::hash(ctx, pool, &user.username, chosen).await?;
    let mut after = user.clone();
    password::set(ctx, pool, &mut after, &hashed)?;
    after.status = status::CONFIRMED.to_owned();
    after.updated_at = ctx.now();
    after.attributes.insert(format!("{}_verified", redeemed.attribute), "true".to_owned());
    events::record(ctx, &mut batch, pool, user, event(known, Response::Pass))?;
    // AWS: a reset forgives the wrong guesses before it.
    store::users::set_failures(&mut batch, user, 0, 0);
    // Whoever else knew the password is not to stay signed in by it. AWS: refresh tokens stay.
    browser::end_all(ctx, &mut batch, user).await?;
    users::commit_update(ctx, batch, pool, user, after.clone()).await?;
    let cause = Cause { client_id: Some(client.id()), client_metadata };
    post_confirmation::password(ctx, pool, &after, cause).await
}

/// Takes the password away and sends a code, on an administrator's word.
///
/// Errors: `PasswordInDirectory`, `CannotReset`, `NoRecoveryContact`, `CodeUndeliverable`, those of CustomMessage.
pub async fn by_administrator(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    client_metadata: Option<&Metadata>,
) -> Result<()> {
    asking::check_password_is_ours(ctx, pool, user)?;
    if !matches!(user.status.as_str(), status::CONFIRMED | status::RESET_REQUIRED) {
        return Err(Error::new(Reason::CannotReset));
    }
    // AWS: `admin_only` forbids the person's own way, not the administrator's.
    let contact = contact::for_recovery(pool, user, &signin::second_factors(pool, user)?).or_else(|why| {
        match why.reason() {
            Reason::AdminOnlyRecovery => {
                any_verified(user).ok_or_else(|| Error::new(Reason::NoRecoveryContact))
            }
            _ => Err(why),
        }
    })?;
    let cause = Cause { client_id: None, client_metadata };
    let asker = Asker::Known;
    let draft = Draft { user, what: Kind::ForgotPassword, contact: &contact, cause, asker };
    let written = messages::compose(ctx, pool, &draft).await?;
    let mut after = user.clone();
    password::clear(ctx, pool, &mut after)?;
    after.status = status::RESET_REQUIRED.to_owned();
    after.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    let code = codes::issue(ctx, &mut batch, pool, user, Purpose::ForgotPassword, &contact)?;
    let posted = messages::post(ctx, &mut batch, pool, written, &code)?;
    browser::end_all(ctx, &mut batch, user).await?;
    users::commit_update(ctx, batch, pool, user, after).await?;
    messages::deliver_for_administrator(ctx, posted).await
}

fn may_reset<'a>(ctx: &Ctx, pool: &Pool, user: Option<&'a User>) -> Result<(&'a User, Contact)> {
    let user = user.ok_or_else(|| Error::new(Reason::UsernameClientNotFound))?;
    asking::check_password_is_ours(ctx, pool, user)?;
    check_state(user)?;
    Ok((user, contact::for_recovery(pool, user, &signin::second_factors(pool, user)?)?))
}

fn check_state(user: &User) -> Result<()> {
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    match user.status.as_str() {
        status::FORCE_CHANGE_PASSWORD | status::EXTERNAL_PROVIDER => Err(Error::new(Reason::CannotReset)),
        _ => Ok(()),
    }
}

fn any_verified(user: &User) -> Option<Contact> {
    ["email", "phone_number"]
        .into_iter()
        .filter(|attribute| contact::is_verified(user, attribute))
        .find_map(|attribute| Contact::of(user, attribute))
}

fn event(known: &Known, response: Response) -> Event<'_> {
    Event::of(known.client.id(), events::Kind::ForgotPassword, response)
}

async fn send(ctx: &Ctx, known: &Known, draft: &Draft<'_>) -> Result<CodeDeliveryDetailsType> {
    let pool = &known.pool;
    let Draft { user, contact, .. } = *draft;
    let admitted = attempts::admit(ctx, pool, &user.sub, attempts::FORGOT).await?;
    let written = messages::compose(ctx, pool, draft).await?;
    let mut batch = ctx.batch()?;
    admitted.count(&mut batch);
    events::record(ctx, &mut batch, pool, user, event(known, Response::InProgress))?;
    let sent = (Purpose::ForgotPassword, contact, written);
    let posted = codes::send(ctx, &mut batch, pool, user, sent).await?;
    ctx.commit(batch).await?;
    match known.client.hides_users() {
        true => messages::deliver_unseen(ctx, posted).await,
        false => messages::deliver(ctx, posted).await?,
    }
    Ok(contact.details())
}
