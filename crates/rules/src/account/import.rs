//! Users that come with a verifier in place of a password, as from an import: confirmed at once, no message goes out.
//! AWS: the rows are those of API_AdminCreateUser with SUPPRESS and API_AdminSetUserPassword with Permanent.

use std::collections::BTreeMap;

use store::Batch;
use store::users::User;

use super::sign_up;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::users::password::{self, Hashed};
use crate::users::schema::{self, Writer};
use crate::users::{self, names, status};

/// A user to come.
pub struct Arrival {
    /// The sub, where it is chosen already; a fresh one without it.
    pub sub: Option<String>,
    /// Username, or address in a pool where people sign up with one.
    pub username: String,
    /// Attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// What is kept of the password.
    pub hashed: Hashed,
}

/// Puts a user into the batch, whose commit misses as [`store::users::insert`] says.
///
/// Errors: those of names and schema.
pub fn add(ctx: &Ctx, batch: &mut Batch, pool: &Pool, arrival: Arrival) -> Result<()> {
    let mut user = sign_up::draft(ctx, pool, &arrival.username, arrival.attributes)?;
    if let Some(sub) = arrival.sub {
        // The username too is the sub where people sign up with an address.
        if user.username == user.sub {
            (user.username, user.username_key) = (sub.clone(), sub.clone());
        }
        user.sub = sub;
    }
    schema::check_new(pool, Writer::Administrator, &user.attributes)?;
    user.status = status::CONFIRMED.to_owned();
    password::set(ctx, pool, &mut user, &arrival.hashed)?;
    store::users::insert(batch, &user, &names::all(pool, &user));
    // The administrator's two calls leave two revisions.
    let same: User = user.clone();
    users::update(batch, pool, &user, same);
    Ok(())
}
