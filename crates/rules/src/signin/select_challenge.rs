//! USER_AUTH and SELECT_CHALLENGE: the client asks what a person may begin with, or says it.
//! AWS: API_InitiateAuth; the developer guide, "Choice-based authentication" and "Managing user existence error
//! responses".

use std::collections::BTreeMap;

use serde_json::Value;
use store::users::User;

use super::aim::{self, Aim};
use super::session::Row;
use super::{Attempt, Challenge, Step, can_send_password, session};
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::directory::mark;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::pools::sign_in_policy::WEB_AUTHN;
use crate::users::contact::Contact;
use crate::users::{self, names, passkeys, status};

/// AWS's name of the challenge.
pub(super) const NAME: &str = "SELECT_CHALLENGE";
/// The password, to be sent.
pub(super) const PASSWORD: &str = "PASSWORD";
/// The password, to be proved by SRP.
pub(super) const PASSWORD_SRP: &str = "PASSWORD_SRP";
/// A code by e-mail.
pub(super) const EMAIL_OTP: &str = "EMAIL_OTP";
/// A code by text message.
pub(super) const SMS_OTP: &str = "SMS_OTP";

/// What a person may begin with.
#[derive(Default)]
struct Able {
    password: bool,
    email: bool,
    sms: bool,
    passkey: bool,
}

/// USER_AUTH: goes straight to the factor that the client prefers, or asks.
///
/// Errors: `UserNotFound` where the client does not hide who exists, `UserDisabled`, `PasswordResetRequired`,
/// `IncorrectCredentials` for a user who can begin with nothing; those of [`aim::wish`] and [`Aim::begin`].
pub(super) async fn begin(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let wish = aim::wish(attempt)?;
    check_may_begin(attempt)?;
    let mut offered = offered(ctx, attempt).await?;
    if offered.is_empty() {
        return Err(Error::new(Reason::IncorrectCredentials));
    }
    let mut row = Row::fresh(ctx)?;
    if let Some(wish) = wish {
        let (aim, ways) = Aim::begin(ctx, attempt, &wish, &offered).await?;
        row.aim = Some(aim);
        offered = ways;
    }
    let preferred = attempt.given.get("PREFERRED_CHALLENGE");
    if let Some(name) = offered.iter().find(|name| preferred.is_some_and(|wanted| wanted == *name)) {
        return way(ctx, attempt, name, row);
    }
    if let Some(name) = second(attempt, &row, &offered)? {
        return way(ctx, attempt, name, row);
    }
    let session = session::wait(ctx, attempt, row, (ctx.batch()?, NAME, Value::Null)).await?;
    let parameters = BTreeMap::new();
    Ok(Step::Ask(Challenge { name: NAME, parameters, session: Some(session), available: offered }))
}

/// Takes the choice. Errors: `ChallengeUnexpected` for what was not offered.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let answer = attempt.required("ANSWER")?;
    chosen(ctx, attempt, answer, &[NAME]).await
}

/// Takes a choice that is the name of the challenge itself, PASSWORD or PASSWORD_SRP.
pub(super) async fn answer_named(ctx: &Ctx, attempt: &Attempt, name: &'static str) -> Result<Step> {
    let needed = if name == PASSWORD { "PASSWORD" } else { "SRP_A" };
    attempt.required(needed)?;
    chosen(ctx, attempt, name, &[NAME, name]).await
}

async fn chosen(ctx: &Ctx, attempt: &Attempt, answer: &str, steps: &[&str]) -> Result<Step> {
    let (flow, state) = session::open_at(ctx, attempt, steps).await?;
    check_may_begin(attempt)?;
    let mut offered = offered(ctx, attempt).await?;
    let row = Row::of(flow, state);
    if let Some(aim) = &row.aim {
        offered = aim.open(attempt, &offered)?;
    }
    let name = offered.into_iter().find(|name| *name == answer);
    let name = name.ok_or_else(|| Error::about(Reason::ChallengeUnexpected, answer))?;
    way(ctx, attempt, name, row)
}

/// Goes on with what was chosen: as the second factor, after a password that is credited.
fn way(ctx: &Ctx, attempt: &Attempt, name: &'static str, row: Row) -> Result<Step> {
    let has_password = row.aim.as_ref().is_some_and(Aim::has_password);
    match (Method::named(name).filter(|_| has_password), &attempt.user) {
        (Some(method), Some(user)) => Ok(Step::Chosen(row.proven(user.clone(), ctx.batch()?), method, None)),
        _ => Ok(Step::First(name, Box::new(row))),
    }
}

/// The second factor that is asked for straight away after a password that is credited: the only way, or the one that
/// the user prefers.
fn second(attempt: &Attempt, row: &Row, ways: &[&'static str]) -> Result<Option<&'static str>> {
    let Some(user) = attempt.user.as_ref().filter(|_| row.aim.as_ref().is_some_and(Aim::has_password)) else {
        return Ok(None);
    };
    let preferred = users::extra(user)?.mfa.preferred.map(Method::name);
    Ok(match ways {
        [only] => Some(only),
        _ => preferred.filter(|name| ways.contains(name)),
    })
}

/// Asks for a password, where it was chosen and did not come along.
pub(super) async fn ask_password(
    ctx: &Ctx,
    attempt: &Attempt,
    name: &'static str,
    row: Row,
) -> Result<Challenge> {
    let session = session::wait(ctx, attempt, row, (ctx.batch()?, name, Value::Null)).await?;
    Ok(Challenge { name, parameters: BTreeMap::new(), session: Some(session), available: vec![name] })
}

/// What is refused before any choice.
///
/// Errors: `UserNotFound` where the client does not hide who exists, `UserDisabled`, `PasswordResetRequired`.
pub(super) fn check_may_begin(attempt: &Attempt) -> Result<()> {
    match &attempt.user {
        None if attempt.client.hides_users() => Ok(()),
        None => Err(Error::new(Reason::UserNotFound)),
        Some(user) if !user.is_enabled => Err(Error::new(Reason::UserDisabled)),
        Some(user) if user.status == status::RESET_REQUIRED => Err(Error::new(Reason::PasswordResetRequired)),
        Some(_) => Ok(()),
    }
}

/// Refuses a proof of what could be begun with when it was asked for, and no longer can. Errors: `InvalidSession`.
pub(super) async fn check_still(ctx: &Ctx, attempt: &Attempt, name: &str) -> Result<()> {
    match offered(ctx, attempt).await?.contains(&name) {
        true => Ok(()),
        false => Err(Error::new(Reason::InvalidSession)),
    }
}

/// AvailableChallenges: what this person, or one whom nobody is, may begin with.
async fn offered(ctx: &Ctx, attempt: &Attempt) -> Result<Vec<&'static str>> {
    let pool = &attempt.pool;
    let able = match &attempt.user {
        Some(user) => of_user(ctx, pool, user).await?,
        None => {
            // As many queries as for somebody: how long the answer takes must not tell either.
            let has_domain = pool.relying_party_id(ctx).await?.is_some();
            store::passkeys::of_user(&ctx.read(), pool.id(), "").await?;
            of_nobody(pool, &attempt.username, has_domain)
        }
    };
    // Where the client hides who exists, what SRP cannot prove looks like what nobody has.
    let is_by_srp = match &attempt.user {
        Some(user) if !attempt.client.hides_users() => mark::of(user)?.is_none(),
        _ => true,
    };
    let all = [
        (PASSWORD_SRP, able.password && is_by_srp),
        (PASSWORD, able.password),
        (EMAIL_OTP, able.email),
        (SMS_OTP, able.sms),
        (WEB_AUTHN, able.passkey),
    ];
    Ok(all.into_iter().filter(|(_, is_able)| *is_able).map(|(name, _)| name).collect())
}

/// What a user may begin with on a client's pages: the choice, where the client has it, else the password.
pub(super) async fn ways_on_pages(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    user: &User,
) -> Result<Vec<&'static str>> {
    if !client.allows(Flow::Choice) {
        return Ok(if can_send_password(user)? { vec![PASSWORD] } else { Vec::new() });
    }
    let able = of_user(ctx, pool, user).await?;
    let all =
        [(PASSWORD, able.password), (EMAIL_OTP, able.email), (SMS_OTP, able.sms), (WEB_AUTHN, able.passkey)];
    Ok(all.into_iter().filter(|(_, is_able)| *is_able).map(|(name, _)| name).collect())
}

async fn of_user(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Able> {
    able(pool, user, !passkeys::usable(ctx, pool, user).await?.is_empty())
}

/// Whether a user can begin with something that is no password, where there is a passkey or none.
pub(super) fn begins_without_password(pool: &Pool, user: &User, has_passkey: bool) -> Result<bool> {
    let able = able(pool, user, has_passkey)?;
    Ok(able.email || able.sms || able.passkey)
}

fn able(pool: &Pool, user: &User, has_passkey: bool) -> Result<Able> {
    // AWS: a temporary password has to be replaced before anything else is of use.
    let is_invited = user.status == status::FORCE_CHANGE_PASSWORD;
    // AWS: a code alone does not stand for several factors, and nobody is asked for two codes.
    let may_be_single = !is_invited && !needs_several(pool, user)?;
    Ok(Able {
        password: pool.begins_with(PASSWORD) && can_send_password(user)?,
        email: may_be_single && pool.begins_with(EMAIL_OTP) && Contact::of(user, "email").is_some(),
        sms: may_be_single && pool.begins_with(SMS_OTP) && Contact::of(user, "phone_number").is_some(),
        passkey: pool.begins_with(WEB_AUTHN)
            && has_passkey
            && (may_be_single || (!is_invited && passkeys::stand_for_several(pool, user)?)),
    })
}

/// Whether one factor is not enough for this user.
fn needs_several(pool: &Pool, user: &User) -> Result<bool> {
    Ok(match pool.mfa_demand() {
        Demand::Off => false,
        Demand::On => true,
        Demand::Optional => !users::extra(user)?.mfa.enabled.is_empty(),
    })
}

/// Whether a name that nobody has seems to have an e-mail address and a phone: always the same.
pub(super) fn nobodys_addresses(pool: &Pool, username: &str) -> (bool, bool) {
    let chance = pool.mac("nobody's factors", names::fold(pool, username).as_bytes());
    let has = |attribute: &str, is_typed: bool, likely: bool| {
        is_typed
            || pool.has_username_attribute(attribute)
            || pool.required_attributes().any(|a| a == attribute)
            || likely
    };
    let email = has("email", names::is_email(username), chance[0] < 224);
    (email, has("phone_number", names::is_phone(username), chance[1] < 96))
}

/// What a name that nobody has seems to be able to begin with: always the same, and what some user of the pool could.
fn of_nobody(pool: &Pool, username: &str, has_domain: bool) -> Able {
    let chance = pool.mac("nobody's factors", names::fold(pool, username).as_bytes());
    let (email, phone) = nobodys_addresses(pool, username);
    let may_be_single = pool.mfa_demand() != Demand::On;
    let mut able = Able {
        password: pool.begins_with(PASSWORD),
        email: may_be_single && pool.begins_with(EMAIL_OTP) && email,
        sms: may_be_single && pool.begins_with(SMS_OTP) && phone,
        passkey: has_domain && may_be_single && chance[2] < 64,
    };
    if !(able.password || able.email || able.sms || able.passkey) {
        able.email = pool.begins_with(EMAIL_OTP);
        able.sms = pool.begins_with(SMS_OTP);
        able.passkey = !able.email && !able.sms;
    }
    able
}

/// What GetUserAuthFactors tells of a user.
pub struct Factors {
    /// ConfiguredUserAuthFactors.
    pub first: Vec<String>,
    /// UserMFASettingList.
    pub second: Option<Vec<String>>,
    /// PreferredMfaSetting.
    pub preferred: Option<String>,
    /// Whether an authenticator app is set up.
    pub has_software_token: bool,
}

/// What a user has to begin with in this pool, and the second factors that are turned on.
pub async fn factors(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Factors> {
    let passkeys = passkeys::usable(ctx, pool, user).await?;
    let all = [
        (PASSWORD, can_send_password(user)?),
        (EMAIL_OTP, Contact::of(user, "email").is_some()),
        (SMS_OTP, Contact::of(user, "phone_number").is_some()),
        (WEB_AUTHN, !passkeys.is_empty()),
    ];
    let has = all.into_iter().filter(|(name, is_there)| *is_there && pool.begins_with(name));
    let mfa = users::extra(user)?.mfa;
    Ok(Factors {
        first: has.map(|(name, _)| name.to_owned()).collect(),
        second: mfa.names(),
        preferred: mfa.preferred_name(),
        has_software_token: mfa.has_software_token,
    })
}
