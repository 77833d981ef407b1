//! Confirming a sign-up with its code, and asking for the code again.
//! AWS: API_ConfirmSignUp, API_ResendConfirmationCode, API_AdminConfirmSignUp.

use std::collections::BTreeMap;

use store::users::User;
use wire::idp::CodeDeliveryDetailsType;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Response};
use crate::messages::guard::{self, Asker};
use crate::messages::{self, Draft, Kind};
use crate::pools::Pool;
use crate::signin::after_sign_up;
use crate::triggers::{Cause, Metadata, post_confirmation};
use crate::users::codes::{self, Purpose};
use crate::users::{self, Known, attempts, contact, status};

/// How a sign-up is confirmed.
pub struct Confirmation<'a> {
    /// The name as it was typed.
    pub username: &'a str,
    /// The code.
    pub code: &'a str,
    /// Whether aliases are taken from whoever has them.
    pub takes_aliases: bool,
    /// The Session of the sign-up.
    pub session: Option<&'a str>,
    /// ClientMetadata.
    pub client_metadata: Option<&'a Metadata>,
}

/// Confirms by the code that was sent, which proves the address too; gives the Session to go on with, where the
/// client can.
///
/// Errors: `CodeMismatch`, `CodeExpired`, `TooManyAttempts`, `CannotConfirm`, `AliasExists` unless
/// `takes_aliases`, `UsernameClientNotFound`, those of a Session, and of PostConfirmation once the user is confirmed.
pub async fn by_code(ctx: &Ctx, known: &Known, asked: Confirmation<'_>) -> Result<Option<String>> {
    let Known { pool, client, user } = known;
    let Confirmation { username, code, takes_aliases, session, client_metadata } = asked;
    let Some(user) = user else {
        if !client.hides_users() {
            return Err(Error::new(Reason::UsernameClientNotFound));
        }
        return Err(codes::redeem_nobodys(ctx, pool, username, Purpose::ConfirmSignUp).await?);
    };
    check_unconfirmed(user)?;
    let mut batch = ctx.batch()?;
    let redeemed = codes::redeem(ctx, &mut batch, pool, user, Purpose::ConfirmSignUp, code).await?;
    events::record(
        ctx,
        &mut batch,
        pool,
        user,
        Event::of(client.id(), events::Kind::SignUp, Response::Pass),
    )?;
    let mut after = confirmed(ctx, user);
    if user.attributes.get(&redeemed.attribute) == Some(&redeemed.destination) {
        after.attributes.insert(format!("{}_verified", redeemed.attribute), "true".to_owned());
    }
    if takes_aliases {
        users::take_aliases(ctx, &mut batch, pool, user, &after).await?;
    }
    let proof = (session, redeemed.attribute.as_str());
    let next = after_sign_up::confirmed(ctx, &mut batch, (pool, client, &after), proof).await?;
    users::commit_update(ctx, batch, pool, user, after.clone()).await?;
    let cause = Cause { client_id: Some(client.id()), client_metadata };
    post_confirmation::sign_up(ctx, pool, &after, cause).await?;
    Ok(next)
}

/// Confirms without a code: no address is proved by it.
///
/// Errors: `CannotConfirm`, and those of PostConfirmation once the user is confirmed.
pub async fn by_administrator(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    client_metadata: Option<&Metadata>,
) -> Result<()> {
    check_unconfirmed(user)?;
    let after = confirmed(ctx, user);
    users::commit_update(ctx, ctx.batch()?, pool, user, after.clone()).await?;
    post_confirmation::sign_up(ctx, pool, &after, Cause { client_id: None, client_metadata }).await
}

/// Sends the code again; the older one stops working.
///
/// Errors: `AlreadyConfirmed`, `ResendOff`, `TooManyAttempts`, `CodeDeliveryFailed`, `UsernameClientNotFound`, those of
/// CustomMessage.
pub async fn resend(
    ctx: &Ctx,
    known: &Known,
    username: &str,
    client_metadata: Option<&Metadata>,
) -> Result<CodeDeliveryDetailsType> {
    let Known { pool, client, user } = known;
    let Some(user) = user else {
        if !client.hides_users() {
            return Err(Error::new(Reason::UsernameClientNotFound));
        }
        let subject = attempts::unknown(pool, username);
        let mut batch = ctx.batch()?;
        attempts::spend(ctx, &mut batch, pool, &subject, attempts::RESEND).await?;
        codes::pretend(ctx, &mut batch, pool, &subject, Purpose::ConfirmSignUp).await?;
        guard::pretend(ctx, &mut batch, pool, username, None).await?;
        ctx.commit(batch).await?;
        return Ok(contact::simulated(pool, username));
    };
    if user.status != status::UNCONFIRMED {
        return Err(Error::new(Reason::AlreadyConfirmed));
    }
    let contact = contact::for_sign_up(pool, user).ok_or_else(|| Error::new(Reason::ResendOff))?;
    let cause = Cause { client_id: Some(client.id()), client_metadata };
    let asker = Asker::of(client.hides_users(), username);
    let draft = Draft { user, what: Kind::Resend, contact: &contact, cause, asker };
    let admitted = attempts::admit(ctx, pool, &user.sub, attempts::RESEND).await?;
    let written = messages::compose(ctx, pool, &draft).await?;
    let mut batch = ctx.batch()?;
    admitted.count(&mut batch);
    let sent = (Purpose::ConfirmSignUp, &contact, written);
    let posted = codes::send(ctx, &mut batch, pool, user, sent).await?;
    let event = Event::of(client.id(), events::Kind::ResendCode, Response::Pass);
    events::record(ctx, &mut batch, pool, user, event)?;
    ctx.commit(batch).await?;
    match client.hides_users() {
        true => messages::deliver_unseen(ctx, posted).await,
        false => messages::deliver(ctx, posted).await?,
    }
    Ok(contact.details())
}

/// What the page of the code shows of a delivery, in the form of a challenge's parameters.
pub fn shown(pool: &Pool, details: &CodeDeliveryDetailsType) -> BTreeMap<String, String> {
    let medium = details.delivery_medium.clone().unwrap_or_default();
    let is_link = medium == "EMAIL" && messages::sends_links(pool);
    let pairs = [
        ("CODE_DELIVERY_DESTINATION", details.destination.clone().unwrap_or_default()),
        ("CODE_DELIVERY_DELIVERY_MEDIUM", medium),
        ("IS_LINK", is_link.to_string()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn check_unconfirmed(user: &User) -> Result<()> {
    match user.status == status::UNCONFIRMED {
        true => Ok(()),
        false => Err(Error::about(Reason::CannotConfirm, &user.status)),
    }
}

fn confirmed(ctx: &Ctx, user: &User) -> User {
    User { status: status::CONFIRMED.to_owned(), updated_at: ctx.now(), ..user.clone() }
}
