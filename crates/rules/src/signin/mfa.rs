//! Which second factor follows a password: the tree of the developer guide as a function of pool, user and what was
//! proved.
//! AWS: the developer guide, "Details of MFA logic at user runtime".

use std::collections::BTreeSet;

use store::users::User;

use super::Factor;
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
}

/// What is due from a user who has proved this much.
pub(super) fn due(pool: &Pool, user: &User, proved: &[Factor]) -> Result<Due> {
    // Whatever came beside the password was a second factor, or stands for one.
    if proved.iter().any(|factor| *factor != Factor::Password) {
        return Ok(Due::Nothing);
    }
    let mfa = users::extra(user)?.mfa;
    let of = |holds: &dyn Fn(Method) -> bool| Method::ALL.into_iter().filter(|m| holds(*m)).collect();
    Ok(decide(&Case {
        demand: pool.mfa_demand(),
        offered: of(&|method| pool.offers(method)),
        recovery: pool.recovers_by(),
        able: of(&|method| is_able(user, &mfa, method)),
        enabled: mfa.enabled.clone(),
        preferred: mfa.preferred,
    }))
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
