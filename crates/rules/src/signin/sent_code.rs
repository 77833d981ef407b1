//! Second factors by message: a code to an address of the user, answered in the same sign-in. The challenges that share
//! it differ in names alone.
//! AWS: API_RespondToAuthChallenge; the developer guide, "SMS and email message MFA".

use std::collections::BTreeMap;

use store::Batch;
use store::users::User;

use super::{Attempt, Challenge, Factor, Proven, Step, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::{self, guard::Asker};
use crate::pools::mfa::Method;
use crate::users;
use crate::users::contact::{self, Contact};
use crate::users::one_time_codes::{self, Purpose, Sent};
use crate::users::schema::{self, Writer};

/// What tells one such challenge from another.
pub(super) struct Channel {
    /// AWS's name of the challenge.
    pub name: &'static str,
    /// The member of ChallengeResponses with the code.
    pub key: &'static str,
    /// The user's attribute with the address.
    pub attribute: &'static str,
    /// What the code is for.
    pub purpose: Purpose,
    /// What it proves.
    pub factor: Factor,
    /// The second factor that it is.
    pub method: Method,
}

/// Sends a code and asks for it; to a new address where one is to be set up.
pub(super) async fn ask(
    ctx: &Ctx,
    attempt: &Attempt,
    mut proven: Proven,
    channel: &Channel,
    address: Option<String>,
) -> Result<Challenge> {
    let contact = match address {
        Some(address) => Some(Contact { attribute: channel.attribute, address }),
        None => Contact::of(&proven.user, channel.attribute),
    };
    let contact = contact.ok_or_else(|| Error::new(Reason::NoMfaMethod))?;
    let whose = (&proven.user, proven.origin_jti.as_str());
    let issued = (channel.purpose, &contact, attempt.cause(), Asker::Known);
    let issued = one_time_codes::issue(ctx, &mut proven.batch, &attempt.pool, whose, issued).await;
    let (sent, posted) = match issued {
        Ok(issued) => issued,
        Err(why) => return Err(super::cut_short(ctx, attempt, proven, why).await?),
    };
    let parameters = BTreeMap::from([
        ("CODE_DELIVERY_DELIVERY_MEDIUM".to_owned(), contact.medium().to_owned()),
        ("CODE_DELIVERY_DESTINATION".to_owned(), contact::mask(&contact.address)),
        ("USER_ID_FOR_SRP".to_owned(), proven.user.username.clone()),
    ]);
    let session = session::park(ctx, attempt, proven, channel.name, serde_json::to_value(sent)?).await?;
    messages::deliver_for_administrator(ctx, posted).await?;
    Ok(Challenge { name: channel.name, parameters, session: Some(session), available: Vec::new() })
}

/// Takes the code. AWS: whoever received it has verified the address.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt, channel: &Channel) -> Result<Step> {
    let typed = attempt.required(channel.key)?;
    let (flow, state) = session::open(ctx, attempt, channel.name).await?;
    let user = attempt.present()?;
    let sent: Sent = serde_json::from_value(state.own.clone())?;
    let pool = &attempt.pool;
    let mut batch = ctx.batch()?;
    one_time_codes::check(ctx, &mut batch, pool, (user, &flow.id), (&sent, typed)).await?;
    let after = verified(ctx, attempt, user, (&sent, channel.method), &mut batch).await?;
    Ok(Step::Proven(Proven::further(after, state, channel.factor, flow, batch)))
}

/// The user with the address verified, put into the batch if that is new. An address that was set up is taken up, and
/// is the preferred second factor from then on.
async fn verified(
    ctx: &Ctx,
    attempt: &Attempt,
    user: &User,
    (sent, method): (&Sent, Method),
    batch: &mut Batch,
) -> Result<User> {
    if contact::is_verified(user, &sent.attribute) && !sent.is_new {
        return Ok(user.clone());
    }
    let pool = &attempt.pool;
    let mut after = user.clone();
    if sent.is_new {
        let given = BTreeMap::from([(sent.attribute.clone(), sent.address.clone())]);
        schema::check_change(pool, Writer::User(&attempt.client), &user.attributes, &given)?;
        after.attributes.extend(given);
        let mut extra = users::extra(user)?;
        extra.mfa.prefer(method);
        after.settings = serde_json::to_string(&extra)?;
    }
    after.attributes.insert(format!("{}_verified", sent.attribute), "true".to_owned());
    after.updated_at = ctx.now();
    users::take_aliases(ctx, batch, pool, user, &after).await?;
    users::update(batch, pool, user, after.clone());
    after.revision += 1;
    Ok(after)
}
