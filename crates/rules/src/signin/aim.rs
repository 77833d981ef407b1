//! The level that a sign-in by choice aims at (TARGET_ACR_VALUES), and what an access token counts towards it.
//! AWS: API_InitiateAuth; the developer guide, "Step-up authentication with the USER_AUTH flow" and "Authentication
//! levels with ACR and AMR claims". Order of checks: parameters, token, level.
//!
//! A level is reached by whatever is at least as strong. Second factors that the pool demands are asked for all the same.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use store::users::User;

use super::select_challenge::{EMAIL_OTP, PASSWORD, PASSWORD_SRP, SMS_OTP};
use super::{Attempt, Factor, Step, mfa, select_challenge};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::browser::Live;
use crate::pools::Pool;
use crate::pools::mfa::Method;
use crate::pools::sign_in_policy::WEB_AUTHN;
use crate::tokens::access::{self, SignedIn};
use crate::tokens::assurance;
use crate::users::{names, status};

/// Where a sign-in is to get.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Aim {
    /// The level, 1 to 4.
    level: u8,
    /// What was proved before this sign-in.
    #[serde(default)]
    credit: Option<Credit>,
}

/// What an access token is credited with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Credit {
    factors: Vec<Factor>,
    /// When it was credited, epoch milliseconds.
    at: i64,
    /// The sign-in that the token is of, where it tells.
    origin_jti: Option<String>,
    /// The browser session that is credited in place of a token.
    #[serde(default)]
    browser_session: Option<String>,
}

/// What a client asks for.
pub(super) struct Wish<'a> {
    /// Levels that the pool knows, best first.
    levels: Vec<u8>,
    token: Option<&'a str>,
    max_age_s: Option<i64>,
}

/// Reads the parameters; none where the client asks for no level.
///
/// Errors: `MaxAgeInvalid`, `MissingParameter` for a token alone, `TargetUnknown` where the pool knows none of the levels.
pub(super) fn wish(attempt: &Attempt) -> Result<Option<Wish<'_>>> {
    let given = |name: &str| attempt.given.get(name).map(String::as_str);
    let max_age_s = given("MAX_AGE").map(seconds).transpose()?;
    let token = given("ACCESS_TOKEN");
    let Some(targets) = given("TARGET_ACR_VALUES") else {
        return match token {
            Some(_) => Err(Error::about(Reason::MissingParameter, "TARGET_ACR_VALUES")),
            None => Ok(None),
        };
    };
    let known = assurance::named(&attempt.pool);
    let mut levels = Vec::new();
    for level in targets.split(' ').filter_map(|target| known.get(target)) {
        if !levels.contains(level) {
            levels.push(*level);
        }
    }
    match levels.is_empty() {
        true => Err(Error::new(Reason::TargetUnknown)),
        false => Ok(Some(Wish { levels, token, max_age_s })),
    }
}

fn seconds(text: &str) -> Result<i64> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).ok_or_else(|| Error::new(Reason::MaxAgeInvalid))
}

impl Aim {
    /// The first of the levels that this person can get to, and the ways that lead there: of `first`, what may be begun
    /// with, and where the token brings a password along, second factors.
    ///
    /// Errors: those of [`access::signed_in`], `AccessTokenOfOther`, `LevelReached`, `LevelOutOfReach`.
    pub(super) async fn begin(
        ctx: &Ctx,
        attempt: &Attempt,
        wish: &Wish<'_>,
        first: &[&'static str],
    ) -> Result<(Aim, Vec<&'static str>)> {
        let (reached, credit) = match wish.token {
            Some(token) => told(ctx, attempt, token, wish.max_age_s).await?,
            None => (0, None),
        };
        let second = second_factors(attempt)?;
        for level in &wish.levels {
            // AWS: or the token would be a refresh token.
            if reached >= *level {
                return Err(Error::new(Reason::LevelReached));
            }
            let mut aim = Aim { level: *level, credit: credit.clone() };
            // The levels were renamed since: all that is asked for was proved, under a name that counts no more.
            if aim.is_reached(&[]) {
                aim.credit = None;
            }
            let ways = aim.ways(first, &second);
            if !ways.is_empty() {
                return Ok((aim, ways));
            }
        }
        Err(Error::new(Reason::LevelOutOfReach))
    }

    /// The ways that are left once a choice is made.
    pub(super) fn open(&self, attempt: &Attempt, first: &[&'static str]) -> Result<Vec<&'static str>> {
        Ok(self.ways(first, &second_factors(attempt)?))
    }

    /// Whether the password is among what is credited: what follows then is a second factor.
    pub(super) fn has_password(&self) -> bool {
        self.credited().contains(&Factor::Password)
    }

    /// Whether what was proved is enough, with what is credited.
    pub(super) fn is_reached(&self, proved: &[Factor]) -> bool {
        self.is_reached_by(&counted(Some(self), proved))
    }

    /// Whether this is enough without any credit.
    pub(super) fn is_reached_by(&self, all: &[Factor]) -> bool {
        assurance::reached(all) >= self.level
    }

    /// Refuses a credit that has ended since it was given. Errors: `AccessTokenRevoked`.
    pub(super) async fn check(&self, ctx: &Ctx, pool: &Pool, user: &User) -> Result<()> {
        let Some(credit) = &self.credit else { return Ok(()) };
        let has_ended = match (&credit.origin_jti, &credit.browser_session) {
            (Some(origin_jti), _) => {
                let family = store::families::get(&ctx.read(), pool.id(), origin_jti).await?;
                family.is_none_or(|family| family.revoked_at.is_some())
            }
            (None, Some(id)) => store::browser_sessions::get(&ctx.read(), pool.id(), id).await?.is_none(),
            (None, None) => false,
        };
        match has_ended || user.signed_out_at >= credit.at {
            true => Err(Error::new(Reason::AccessTokenRevoked)),
            false => Ok(()),
        }
    }

    /// When the browser session began that this sign-in adds to, epoch milliseconds. One that is made stronger is no
    /// younger.
    pub(super) fn began_at(&self) -> Option<i64> {
        let credit = self.credit.as_ref().filter(|credit| credit.browser_session.is_some());
        credit.map(|credit| credit.at)
    }

    /// The first of these levels, with what a browser session has proved to its credit.
    pub(super) fn further(live: &Live, level: u8) -> Aim {
        let credit = Credit {
            factors: live.settings.proved.clone(),
            at: live.session.auth_time,
            origin_jti: None,
            browser_session: Some(live.session.id.clone()),
        };
        Aim { level, credit: Some(credit) }
    }

    fn credited(&self) -> &[Factor] {
        self.credit.as_ref().map_or(&[], |credit| &credit.factors)
    }

    fn ways(&self, first: &[&'static str], second: &BTreeSet<Method>) -> Vec<&'static str> {
        let is_code = |name: &str| name == EMAIL_OTP || name == SMS_OTP;
        let is_new = |factor: Factor| self.credited().iter().all(|known| known.amr() != factor.amr());
        let leads = |name: &str| {
            let factor = factor(name);
            let is_open = is_new(factor) && !(self.has_password() && is_code(name));
            is_open && !(name == WEB_AUTHN && self.has_passkey()) && self.leads(factor, second)
        };
        let mut ways: Vec<&'static str> = first.iter().copied().filter(|name| leads(name)).collect();
        if self.has_password() {
            let second = second.iter().filter(|method| is_new(Factor::of(**method)));
            let second = second.filter(|method| self.is_reached(&[Factor::of(**method)]));
            ways.extend(second.map(|method| method.name()));
        }
        ways
    }

    fn has_passkey(&self) -> bool {
        let is_passkey = |f: &Factor| matches!(f, Factor::PlatformPasskey | Factor::RoamingPasskey);
        self.credited().iter().any(is_passkey)
    }

    /// Whether this factor gets there, by itself or with a second one after a password.
    fn leads(&self, factor: Factor, second: &BTreeSet<Method>) -> bool {
        let with = |method: &Method| self.is_reached(&[factor, Factor::of(*method)]);
        self.is_reached(&[factor]) || (factor == Factor::Password && second.iter().any(with))
    }
}

/// Whether what was proved, or the level that a provider vouches for, gets somebody to the first of the levels, by the pool's
/// names, that this person can get to on the pages.
pub async fn is_enough(
    ctx: &Ctx,
    (pool, client, user): (&Pool, &Client, &User),
    (proved, level): (&[Factor], u8),
    levels: &[String],
) -> Result<bool> {
    if levels.is_empty() {
        return Ok(true);
    }
    let known = assurance::named(pool);
    let reached = assurance::reached(proved).max(level);
    let first = select_challenge::ways_on_pages(ctx, pool, client, user).await?;
    let second = mfa::towards(pool, user)?;
    let credit = Credit { factors: proved.to_vec(), at: ctx.now(), origin_jti: None, browser_session: None };
    for level in levels.iter().filter_map(|name| known.get(name)).copied() {
        if reached >= level {
            return Ok(true);
        }
        let leads = |credit| !Aim { level, credit }.ways(&first, &second).is_empty();
        if leads(None) || leads(Some(credit.clone())) {
            return Ok(false);
        }
    }
    Ok(false)
}

/// Gives a password that was proved on a page its way on to the level that was asked for. Where there is none, the last
/// level stays out of reach, as the next step tells.
pub(super) fn after_password(attempt: &Attempt, step: Step) -> Result<Step> {
    let mut proven = match step {
        Step::Proven(proven) if attempt.is_on_page => proven,
        step => return Ok(step),
    };
    if let Some(wish) = wish(attempt)? {
        let second = mfa::towards(&attempt.pool, &proven.user)?;
        let aims = wish.levels.iter().map(|level| Aim { level: *level, credit: None });
        let mut aims: Vec<Aim> = aims.collect();
        let at = aims.iter().position(|aim| aim.leads(Factor::Password, &second));
        let at = at.unwrap_or(aims.len() - 1);
        proven.aim = Some(aims.swap_remove(at));
    }
    Ok(Step::Proven(proven))
}

/// All that counts for a sign-in: what is credited, then what was proved.
pub(super) fn counted(aim: Option<&Aim>, proved: &[Factor]) -> Vec<Factor> {
    let credited = aim.map_or(&[][..], Aim::credited);
    let new = proved.iter().filter(|factor| !credited.contains(factor));
    credited.iter().chain(new).copied().collect()
}

/// The level that a token tells, and what it is credited with; neither where the sign-in is too long ago.
///
/// Errors: those of [`access::signed_in`], `AccessTokenInvalid` for one of another pool or client, `AccessTokenOfOther`.
async fn told(
    ctx: &Ctx,
    attempt: &Attempt,
    token: &str,
    max_age_s: Option<i64>,
) -> Result<(u8, Option<Credit>)> {
    let SignedIn { holder, acr, amr, at_s, is_exchanged } = access::signed_in(ctx, token).await?;
    let is_of_client = holder.pool.id() == attempt.pool.id() && holder.client.id() == attempt.client.id();
    // Who acts for the user has not seen the user prove anything.
    if !is_of_client || is_exchanged {
        return Err(Error::new(Reason::AccessTokenInvalid));
    }
    let user = attempt.user.as_ref().filter(|user| user.sub == holder.user.sub);
    let user = user.ok_or_else(|| Error::new(Reason::AccessTokenOfOther))?;
    if max_age_s.is_some_and(|max_age_s| ctx.now() / 1_000 - at_s > max_age_s) {
        return Ok((0, None));
    }
    let level = acr.and_then(|acr| assurance::named(&attempt.pool).get(&acr).copied()).unwrap_or(0);
    let factors: Vec<Factor> = amr.iter().filter_map(|name| Factor::named(name)).collect();
    // A temporary password has to be replaced, which nothing credited can do.
    let counts = user.status == status::CONFIRMED && !factors.is_empty();
    let origin_jti = holder.family.map(|family| family.origin_jti);
    Ok((level, counts.then(|| Credit { factors, at: ctx.now(), origin_jti, browser_session: None })))
}

/// What may follow a password of this person's; for a name that nobody has, always the same.
fn second_factors(attempt: &Attempt) -> Result<BTreeSet<Method>> {
    let pool = &attempt.pool;
    match &attempt.user {
        Some(user) => mfa::towards(pool, user),
        None => {
            let chance = pool.mac("nobody's app", names::fold(pool, &attempt.username).as_bytes());
            let (email, phone) = select_challenge::nobodys_addresses(pool, &attempt.username);
            let all = [
                (Method::Email, email),
                (Method::Sms, phone),
                (Method::SoftwareToken, pool.offers(Method::SoftwareToken) && chance[0] < 96),
            ];
            let able = all.into_iter().filter(|(_, is_able)| *is_able).map(|(method, _)| method);
            Ok(mfa::towards_nobody(pool, able.collect()))
        }
    }
}

/// What a way of beginning proves.
fn factor(name: &str) -> Factor {
    match name {
        PASSWORD | PASSWORD_SRP => Factor::Password,
        EMAIL_OTP => Factor::Email,
        SMS_OTP => Factor::Sms,
        _ => Factor::PlatformPasskey,
    }
}
