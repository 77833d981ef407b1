//! NEW_PASSWORD_REQUIRED: a temporary password was right, and a lasting one must follow.
//! AWS: API_RespondToAuthChallenge; the developer guide on accounts that administrators create.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Attempt, Challenge, Proven, Step, lockout, session};
use crate::account::sign_up::folded;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::users::schema::{self, Writer};
use crate::users::{self, password, status};

/// AWS's name of the challenge.
pub(super) const NAME: &str = "NEW_PASSWORD_REQUIRED";
const PREFIX: &str = "userAttributes.";
const ADDRESSES: [&str; 2] = ["email", "phone_number"];

/// Asks for a new password.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Challenge> {
    let user = proven.user.clone();
    let shown: BTreeMap<&String, &String> =
        user.attributes.iter().filter(|(name, _)| attempt.client.reads(name)).collect();
    let missing: Vec<String> = missing(attempt, &user).map(|name| format!("{PREFIX}{name}")).collect();
    let parameters = BTreeMap::from([
        ("USER_ID_FOR_SRP".to_owned(), user.username.clone()),
        ("userAttributes".to_owned(), json!(shown).to_string()),
        ("requiredAttributes".to_owned(), json!(missing).to_string()),
    ]);
    let session = session::park(ctx, attempt, proven, NAME, Value::Null).await?;
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
}

/// Takes the new password, and the attributes that were missing.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let (flow, state) = session::open(ctx, attempt, NAME).await?;
    let user = attempt.user.as_ref().ok_or_else(|| Error::new(Reason::InvalidSession))?;
    lockout::check(ctx, user)?;
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let pool = &attempt.pool;
    let chosen = attempt.required("NEW_PASSWORD")?;
    let given = given(attempt, user)?;
    password::check_policy(pool, chosen, password::Chooser::User)?;
    password::check_history(ctx, pool, user, chosen).await?;
    let hashed = password::hash(ctx, pool, &user.username, chosen).await?;

    let mut after = user.clone();
    password::set(ctx, pool, &mut after, &hashed)?;
    for address in ADDRESSES.iter().filter(|name| given.get(**name) != user.attributes.get(**name)) {
        if given.contains_key(*address) {
            after.attributes.insert(format!("{address}_verified"), "false".to_owned());
        }
    }
    after.attributes.extend(given);
    after.status = status::CONFIRMED.to_owned();
    after.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    users::update(&mut batch, pool, user, after.clone());
    after.revision += 1;
    Ok(Step::Proven(Box::new(Proven {
        user: after,
        origin_jti: state.origin_jti,
        proved: state.proved,
        device_key: state.device_key,
        custom: state.custom,
        has_new_password: true,
        aim: state.aim,
        flow: Some(flow),
        batch,
    })))
}

/// The attributes that were sent along: only what was missing or may change.
fn given(attempt: &Attempt, user: &store::users::User) -> Result<BTreeMap<String, String>> {
    let given: BTreeMap<String, String> = attempt
        .given
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix(PREFIX)?.to_owned(), value.clone())))
        .collect();
    let given = folded(&attempt.pool, given);
    for name in missing(attempt, user) {
        if given.get(name).is_none_or(String::is_empty) {
            return Err(Error::about(Reason::AttributeMissing, name));
        }
    }
    // AWS refuses this for required attributes. An address is refused always: it may be verified, and changing it
    // here would pass by the code that proves the new one.
    for name in attempt.pool.required_attributes().chain(ADDRESSES) {
        let current = user.attributes.get(name);
        if current.is_some() && given.contains_key(name) && given.get(name) != current {
            return Err(Error::about(Reason::CannotModifyProvided, name));
        }
    }
    // A required attribute can always be filled in, be it immutable or not the client's to write otherwise.
    let (filled, changed): (BTreeMap<String, String>, BTreeMap<String, String>) =
        given.clone().into_iter().partition(|(name, _)| missing(attempt, user).any(|m| m == name));
    schema::check_new(&attempt.pool, Writer::Administrator, &filled)?;
    schema::check_change(&attempt.pool, Writer::User(&attempt.client), &user.attributes, &changed)?;
    Ok(given)
}

fn missing<'a>(attempt: &'a Attempt, user: &store::users::User) -> impl Iterator<Item = &'a str> {
    attempt
        .pool
        .required_attributes()
        .filter(move |name| user.attributes.get(*name).is_none_or(String::is_empty))
        .collect::<Vec<_>>()
        .into_iter()
}
