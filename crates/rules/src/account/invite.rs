//! Users that administrators make: a temporary password and an invitation.
//! AWS: API_AdminCreateUser. Order: username, attributes, password, uniqueness.

use std::collections::BTreeMap;

use store::users::User;
use store::{Batch, Outcome};

use super::sign_up;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::{self, Draft, Kind, Posted};
use crate::pools::Pool;
use crate::users::contact::Contact;
use crate::users::password::{self, Chooser};
use crate::users::schema::{self, Writer};
use crate::users::{self, names, status};

/// What an administrator asks for.
pub struct Invitation {
    /// Username, or address in a pool where people sign up with one.
    pub username: String,
    /// Attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// The temporary password; made up when absent.
    pub temporary_password: Option<String>,
    /// Whether verified aliases are taken from whoever has them.
    pub takes_aliases: bool,
    /// Whether a message goes out.
    pub is_silent: bool,
    /// `EMAIL`, `SMS`; AWS's default is SMS.
    pub mediums: Vec<String>,
}

/// Makes a user with a temporary password and sends the invitation.
///
/// Errors: those of names, schema and policy, `AccountExists`, `AttributeAccountExists`, `AliasExists`,
/// `InviteWithoutContact`, `CodeDeliveryFailed`.
pub async fn create(ctx: &Ctx, pool: &Pool, asked: Invitation) -> Result<User> {
    let mut user = sign_up::draft(ctx, pool, &asked.username, asked.attributes.clone())?;
    user.status = status::FORCE_CHANGE_PASSWORD.to_owned();
    schema::check_new(pool, Writer::Administrator, &user.attributes)?;
    let taken = || sign_up::taken(pool, &asked.username, Reason::AccountExists);
    if users::find(ctx, pool, &asked.username).await?.is_some() {
        return Err(taken());
    }
    let chosen = set_temporary(ctx, pool, &mut user, asked.temporary_password.as_deref()).await?;
    let mut batch = ctx.batch()?;
    if asked.takes_aliases {
        users::take_aliases(ctx, &mut batch, pool, &nameless(&user), &user).await?;
    }
    store::users::insert(&mut batch, &user, &names::all(pool, &user));
    let posted = post(ctx, &mut batch, pool, &user, &asked, &chosen)?;
    if let Outcome::Missed { tag, .. } = ctx.try_commit(batch).await? {
        return Err(sign_up::missed(pool, tag, taken));
    }
    deliver(ctx, posted).await?;
    Ok(user)
}

/// Sends the invitation again with a new temporary password, whose time starts anew.
///
/// Errors: `UserNotFound`, `ResendNotPossible`, `PasswordPolicyAdmin`, `CodeDeliveryFailed`.
pub async fn resend(ctx: &Ctx, pool: &Pool, asked: Invitation) -> Result<User> {
    let user = users::require(ctx, pool, &asked.username).await?;
    if user.status != status::FORCE_CHANGE_PASSWORD {
        return Err(Error::about(Reason::ResendNotPossible, &user.username));
    }
    let mut after = user.clone();
    let chosen = set_temporary(ctx, pool, &mut after, asked.temporary_password.as_deref()).await?;
    after.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    let posted = post(ctx, &mut batch, pool, &after, &asked, &chosen)?;
    users::commit_update(ctx, batch, pool, &user, after.clone()).await?;
    deliver(ctx, posted).await?;
    Ok(after)
}

async fn set_temporary(ctx: &Ctx, pool: &Pool, user: &mut User, chosen: Option<&str>) -> Result<String> {
    let chosen = match chosen.filter(|text| !text.is_empty()) {
        Some(chosen) => {
            password::check_policy(pool, chosen, Chooser::Administrator)?;
            chosen.to_owned()
        }
        None => password::temporary(ctx, pool)?,
    };
    let hashed = password::hash(ctx, pool, &user.username, &chosen).await?;
    password::set(ctx, pool, user, &hashed)?;
    user.temporary_until = Some(ctx.now() + pool.temporary_password_ms());
    Ok(chosen)
}

fn post(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    asked: &Invitation,
    chosen: &str,
) -> Result<Vec<Posted>> {
    if asked.is_silent {
        return Ok(Vec::new());
    }
    let contacts: Vec<Contact> = match asked.mediums.as_slice() {
        // DEVIATION: AWS's default is SMS alone, and a user without a phone number gets nothing; we then use the
        // e-mail address, since an invitation that nobody receives helps nobody.
        [] => Contact::of(user, "phone_number").or_else(|| Contact::of(user, "email")).into_iter().collect(),
        mediums => mediums.iter().map(|medium| listed(user, medium)).collect::<Result<_>>()?,
    };
    contacts
        .iter()
        .map(|contact| {
            messages::post(ctx, batch, pool, &Draft { user, what: Kind::Invite, contact, code: chosen })
        })
        .collect()
}

fn listed(user: &User, medium: &str) -> Result<Contact> {
    let attribute = if medium == "SMS" { "phone_number" } else { "email" };
    Contact::of(user, attribute).ok_or_else(|| Error::about(Reason::InviteWithoutContact, medium))
}

async fn deliver(ctx: &Ctx, posted: Vec<Posted>) -> Result<()> {
    for message in posted {
        messages::deliver(ctx, message).await?;
    }
    Ok(())
}

/// The user before it had any name.
fn nameless(user: &User) -> User {
    User { attributes: BTreeMap::new(), ..user.clone() }
}
