//! Which second factor follows a password: the tree of the developer guide as a function of pool, user and what was
//! proved.
//! AWS: the developer guide, "Details of MFA logic at user runtime".

use std::collections::BTreeSet;

use store::users::User;

use super::Factor;
use super::aim::{self, Aim};
use super::select_challenge::{EMAIL_OTP, SMS_OTP};
use crate::error::Result;
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::users;
use crate::users::mfa::is_able;

#[cfg(test)]
mod tests;

/// What is due before tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Nothing more.
    Nothing,
    /// This one.
    Challenge(Method),
    /// One of these, by choice.
    Select(Vec<Method>),
    /// One of these has to be set up first.
    Setup(Vec<Method>),
    /// One is demanded, and this user can have none.
    Refused,
    /// None that this user has gets to the level that was asked for.
    Short,
}

/// All that the tree asks of a pool and a user.
#[derive(Clone, Debug)]
struct Case {
    demand: Demand,
    /// What the pool offers.
    offered: BTreeSet<Method>,
    /// The channel of account recovery that comes first.
    recovery: Option<Method>,
    /// What the user can answer: the address is there, the app is verified.
    able: BTreeSet<Method>,
    /// What the user has turned on.
    enabled: BTreeSet<Method>,
    preferred: Option<Method>,
    /// The codes that a person may begin with.
    first: BTreeSet<Method>,
}

/// What is due from a user who has proved this much, on the way to a level if one was asked for.
///
/// AWS: what the pool demands is due at any level; a level only says which of several second factors it is.
pub(super) fn due(pool: &Pool, user: &User, proved: &[Factor], aim: Option<&Aim>) -> Result<Due> {
    let all = aim::counted(aim, proved);
    let case = Case::of(pool, user)?;
    if let Some(aim) = aim.filter(|aim| !aim.is_reached_by(&all)) {
        let leads = |method: &Method| {
            let with = [&all[..], &[Factor::of(*method)]].concat();
            !all.contains(&Factor::of(*method)) && aim.is_reached_by(&with)
        };
        let ways: Vec<Method> = further(&case).into_iter().filter(leads).collect();
        return Ok(match (case.preferred.filter(|method| ways.contains(method)), ways.as_slice()) {
            (Some(method), _) => Due::Challenge(method),
            (None, []) => Due::Short,
            (None, [one]) => Due::Challenge(*one),
            (None, _) => Due::Select(ways),
        });
    }
    // Whatever came beside the password was a second factor, or stands for one. What was proved before this sign-in has
    // to be one that would be asked for.
    let is_second = |factor: &Factor| *factor != Factor::Password;
    let accepted: Vec<Factor> = further(&case).into_iter().map(Factor::of).collect();
    let has_second = proved.iter().any(is_second) || all.iter().any(|factor| accepted.contains(factor));
    if has_second { Ok(Due::Nothing) } else { Ok(decide(&case)) }
}

/// The second factors that can get this user further than a password.
pub(super) fn towards(pool: &Pool, user: &User) -> Result<BTreeSet<Method>> {
    Ok(further(&Case::of(pool, user)?))
}

/// The same of a name that nobody has, were these what it could answer.
pub(super) fn towards_nobody(pool: &Pool, able: BTreeSet<Method>) -> BTreeSet<Method> {
    further(&Case::with(pool, able, BTreeSet::new(), None))
}

impl Case {
    fn of(pool: &Pool, user: &User) -> Result<Case> {
        let mfa = users::extra(user)?.mfa;
        let able = Method::ALL.into_iter().filter(|method| is_able(user, &mfa, *method)).collect();
        Ok(Case::with(pool, able, mfa.enabled, mfa.preferred))
    }

    fn with(
        pool: &Pool,
        able: BTreeSet<Method>,
        enabled: BTreeSet<Method>,
        preferred: Option<Method>,
    ) -> Case {
        let is_first = |method: &Method| match method {
            Method::Sms => pool.begins_with(SMS_OTP),
            Method::Email => pool.begins_with(EMAIL_OTP),
            Method::SoftwareToken => false,
        };
        Case {
            demand: pool.mfa_demand(),
            offered: Method::ALL.into_iter().filter(|method| pool.offers(*method)).collect(),
            recovery: pool.recovers_by(),
            able,
            enabled,
            preferred,
            first: Method::ALL.into_iter().filter(is_first).collect(),
        }
    }
}

/// Where a second factor is due, those that would be taken for it. Where none is, whatever the user could turn on at
/// once or begin with: an app that is verified, a code to an address that does not recover the password too.
fn further(case: &Case) -> BTreeSet<Method> {
    let is_offered = |method: &Method| *method == Method::SoftwareToken || case.offered.contains(method);
    let enabled = case.enabled.intersection(&case.able).copied();
    let enabled = enabled.filter(|method| case.demand != Demand::On || is_offered(method));
    let due = match decide(case) {
        Due::Challenge(method) => vec![method],
        Due::Select(methods) => methods,
        Due::Nothing => {
            let is_there = |method: &Method| {
                let is_offered = case.demand != Demand::Off && case.offered.contains(method);
                (is_offered || case.first.contains(method)) && case.recovery != Some(*method)
            };
            return case.able.iter().copied().filter(is_there).collect();
        }
        Due::Setup(_) | Due::Refused | Due::Short => return BTreeSet::new(),
    };
    enabled.chain(due).collect()
}

fn decide(case: &Case) -> Due {
    let usable: Vec<Method> = case.enabled.intersection(&case.able).copied().collect();
    let preferred = case.preferred.filter(|method| usable.contains(method));
    match (case.demand, preferred) {
        (Demand::Off, _) => Due::Nothing,
        (Demand::Optional, Some(method)) => Due::Challenge(method),
        (Demand::Optional, None) => match usable.as_slice() {
            [] => Due::Nothing,
            [one] => Due::Challenge(*one),
            _ => Due::Select(usable),
        },
        // AWS: an app that was verified stays good when the pool no longer offers apps.
        (Demand::On, Some(method)) if method == Method::SoftwareToken || case.offered.contains(&method) => {
            Due::Challenge(method)
        }
        (Demand::On, _) => without_preference(case),
    }
}

/// The branches of a pool that demands a second factor of a user who prefers none.
fn without_preference(case: &Case) -> Due {
    let is_free = |method: &Method| case.offered.contains(method) && case.recovery != Some(*method);
    let eligible: Vec<Method> = case
        .able
        .iter()
        .copied()
        .filter(|method| match method {
            Method::SoftwareToken => case.offered.contains(method),
            _ => is_free(method),
        })
        .collect();
    match eligible.as_slice() {
        [] => {}
        [one] => return Due::Challenge(*one),
        _ => return Due::Select(eligible),
    }
    let has_address = case.able.iter().any(|method| method.attribute().is_some());
    // AWS: the guide gives an error to a user whose only address is the recovery channel; its own client library's
    // default pools, where an authenticator app is on, ask such users to set one up.
    let setup: Vec<Method> = match has_address {
        true => case.offered.iter().copied().filter(|method| *method == Method::SoftwareToken).collect(),
        false => case.offered.iter().copied().filter(is_free).collect(),
    };
    if setup.is_empty() { Due::Refused } else { Due::Setup(setup) }
}
