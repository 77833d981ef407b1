//! EMAIL_OTP and SMS_OTP as what a person begins with: a code to an address, and no password.
//! AWS: API_RespondToAuthChallenge; the developer guide, "Passwordless sign-in with one-time passwords".

use std::collections::BTreeMap;

use serde_json::Value;
use store::users::User;

use super::session::Row;
use super::{Attempt, Challenge, Factor, Proven, Step, select_challenge, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::{self, guard::Asker};
use crate::users::contact::{self, Contact};
use crate::users::one_time_codes::{self, Purpose, Sent};
use crate::users::{self, attempts, status};

/// What tells the two apart.
pub(super) struct Channel {
    /// AWS's name of the challenge.
    pub name: &'static str,
    /// What the row waits at: e-mail has the same challenge as a second factor.
    pub step: &'static str,
    /// The member of ChallengeResponses with the code.
    key: &'static str,
    attribute: &'static str,
    purpose: Purpose,
    factor: Factor,
}

/// A code by e-mail.
pub(super) const EMAIL: Channel = Channel {
    name: "EMAIL_OTP",
    step: "EMAIL_OTP first",
    key: "EMAIL_OTP_CODE",
    attribute: "email",
    purpose: Purpose::EmailFirst,
    factor: Factor::Email,
};

/// A code by text message.
pub(super) const SMS: Channel = Channel {
    name: "SMS_OTP",
    step: "SMS_OTP",
    key: "SMS_OTP_CODE",
    attribute: "phone_number",
    purpose: Purpose::SmsFirst,
    factor: Factor::Sms,
};

/// Sends a code and asks for it; for nobody, does as if.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, channel: &Channel, row: Row) -> Result<Challenge> {
    let pool = &attempt.pool;
    let mut batch = ctx.batch()?;
    let (own, destination, posted) = match &attempt.user {
        Some(user) => {
            let contact = Contact::of(user, channel.attribute);
            let contact = contact.ok_or_else(|| Error::new(Reason::InvalidSession))?;
            let asker = Asker::of(attempt.client.hides_users(), &attempt.username);
            let issued = (channel.purpose, &contact, attempt.cause(), asker);
            let (sent, posted) =
                one_time_codes::issue(ctx, &mut batch, pool, (user, &row.id), issued).await?;
            (serde_json::to_value(sent)?, contact::mask(&contact.address), Some(posted))
        }
        None => {
            let kind = (channel.purpose, channel.attribute);
            one_time_codes::pretend(ctx, &mut batch, pool, &attempt.username, kind).await?;
            (Value::Null, contact::simulated_address(pool, &attempt.username, channel.attribute), None)
        }
    };
    let session = session::wait(ctx, attempt, row, (batch, channel.step, own)).await?;
    if let Some(posted) = posted {
        match attempt.client.hides_users() {
            // An address that takes no mail, or takes it slowly, is somebody's.
            true => messages::deliver_unseen(ctx, posted).await,
            false => messages::deliver_for_administrator(ctx, posted).await?,
        }
    }
    let medium = if channel.attribute == "email" { "EMAIL" } else { "SMS" };
    let parameters = BTreeMap::from([
        ("CODE_DELIVERY_DELIVERY_MEDIUM".to_owned(), medium.to_owned()),
        ("CODE_DELIVERY_DESTINATION".to_owned(), destination),
    ]);
    Ok(Challenge { name: channel.name, parameters, session: Some(session), available: vec![channel.name] })
}

/// Takes the code. AWS: whoever received it has verified the address, and confirmed the sign-up.
///
/// Errors: `SignInCodeMismatch`, `PasswordAttemptsExceeded` while the lock of wrong codes holds.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt, channel: &Channel) -> Result<Step> {
    let typed = attempt.required(channel.key)?;
    let (flow, state) = session::open(ctx, attempt, channel.step).await?;
    let pool = &attempt.pool;
    let Some(user) = &attempt.user else {
        let subject = attempts::unknown(pool, &attempt.username);
        return Err(one_time_codes::refuse(ctx, pool, &subject, channel.purpose).await?);
    };
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let sent: Sent = serde_json::from_value(state.own.clone())?;
    let mut batch = ctx.batch()?;
    one_time_codes::check(ctx, &mut batch, pool, (user, &flow.id), (&sent, typed)).await?;
    select_challenge::check_still(ctx, attempt, channel.name).await?;
    let after = proved(ctx, user, channel.attribute);
    if after.revision != user.revision {
        users::take_aliases(ctx, &mut batch, pool, user, &after).await?;
        users::update(&mut batch, pool, user, User { revision: user.revision, ..after.clone() });
    }
    Ok(Step::Proven(Proven::further(after, state, channel.factor, flow, batch)))
}

/// The user once the code has come back, with the next revision if anything is new.
fn proved(ctx: &Ctx, user: &User, attribute: &str) -> User {
    let is_new = user.status == status::UNCONFIRMED;
    if !is_new && contact::is_verified(user, attribute) {
        return user.clone();
    }
    let mut after = user.clone();
    if is_new {
        after.status = status::CONFIRMED.to_owned();
    }
    after.attributes.insert(format!("{attribute}_verified"), "true".to_owned());
    after.updated_at = ctx.now();
    after.revision += 1;
    after
}
