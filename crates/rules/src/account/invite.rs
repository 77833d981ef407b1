//! Users that administrators make: a temporary password and an invitation; no password where a code can stand in.
//! AWS: API_AdminCreateUser. Order: username, attributes, password, uniqueness, PreSignUp.

use std::collections::BTreeMap;

use store::users::User;
use store::{Batch, Outcome};

use super::{attributes, sign_up};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::guard::Asker;
use crate::messages::{self, Draft, Kind, Posted, Written};
use crate::pools::Pool;
use crate::triggers::{Cause, Metadata, pre_sign_up};
use crate::users::contact::Contact;
use crate::users::password::{self, Chooser};
use crate::users::schema::{self, Writer};
use crate::users::{self, attempts, names, status};

/// What an administrator asks for.
pub struct Invitation {
    /// Username, or address in a pool where people sign up with one.
    pub username: String,
    /// Attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// The temporary password; where it is absent, one is made up, or none is needed.
    pub temporary_password: Option<String>,
    /// Whether verified aliases are taken from whoever has them.
    pub takes_aliases: bool,
    /// Whether a message goes out.
    pub is_silent: bool,
    /// `EMAIL`, `SMS`; AWS's default is SMS.
    pub mediums: Vec<String>,
    /// ValidationData.
    pub validation_data: Option<Metadata>,
    /// ClientMetadata.
    pub client_metadata: Option<Metadata>,
}

impl Invitation {
    fn cause(&self) -> Cause<'_> {
        Cause { client_id: None, client_metadata: self.client_metadata.as_ref() }
    }
}

/// Makes a user with a temporary password, or with none, and sends the invitation.
///
/// Errors: those of names, schema and policy, `AccountExists`, `AttributeAccountExists`, `AliasExists`,
/// `InviteWithoutContact`, those of PreSignUp and CustomMessage, `CodeDeliveryFailed`.
pub async fn create(ctx: &Ctx, pool: &Pool, asked: Invitation) -> Result<User> {
    let mut user = sign_up::draft(ctx, pool, &asked.username, asked.attributes.clone())?;
    let chosen = asked.temporary_password.as_deref().filter(|text| !text.is_empty());
    let has_password = chosen.is_some() || !may_do_without(pool, &user);
    let status = if has_password { status::FORCE_CHANGE_PASSWORD } else { status::CONFIRMED };
    user.status = status.to_owned();
    schema::check_new(pool, Writer::Administrator, &user.attributes)?;
    // AWS: the API reference asks for the address where its flag is `True`.
    let claimed = user.attributes.clone().into_iter().filter(|(_, value)| value == "true").collect();
    attributes::check_flags(&user, &claimed)?;
    if !has_password {
        // AWS: nothing asks for them later.
        schema::check_required(pool, &user.attributes)?;
    }
    let taken = || sign_up::taken(pool, &asked.username, Reason::AccountExists);
    if users::find(ctx, pool, &asked.username).await?.is_some() {
        return Err(taken());
    }
    let contacts = contacts(&user, &asked)?;
    let validation_data = asked.validation_data.as_ref();
    let event = pre_sign_up::Event { pool, user: &user, validation_data, cause: asked.cause() };
    pre_sign_up::by_administrator(ctx, &event).await?;
    let (what, chosen) = match has_password {
        true => (Kind::Invite, set_temporary(ctx, pool, &mut user, chosen).await?),
        false => (Kind::InviteBare, String::new()),
    };
    let written = compose(ctx, pool, (&user, what), &asked, &contacts).await?;
    let mut batch = ctx.batch()?;
    if asked.takes_aliases {
        users::take_aliases(ctx, &mut batch, pool, &sign_up::nameless(&user), &user).await?;
    }
    store::users::insert(&mut batch, &user, &names::all(pool, &user));
    let posted = post(ctx, &mut batch, pool, written, &chosen)?;
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
    let contacts = contacts(&after, &asked)?;
    let written = compose(ctx, pool, (&after, Kind::Invite), &asked, &contacts).await?;
    let mut batch = ctx.batch()?;
    messages::take_back_invitations(&mut batch, pool, &user);
    let posted = post(ctx, &mut batch, pool, written, &chosen)?;
    users::commit_update(ctx, batch, pool, &user, after.clone()).await?;
    deliver(ctx, posted).await?;
    Ok(after)
}

/// Sends a new invitation to somebody who has just proved the temporary password that has expired, on the person's own word.
///
/// Errors: `ResendNotPossible` where there is nothing to renew, `InviteWithoutContact`, `TooManyAttempts`,
/// `CodeDeliveryFailed`.
pub async fn renew(ctx: &Ctx, pool: &Pool, username: &str) -> Result<()> {
    let user = users::find(ctx, pool, username).await?;
    let is_due = |user: &User| {
        let has_expired = user.temporary_until.is_some_and(|until| until <= ctx.now());
        user.is_enabled && user.status == status::FORCE_CHANGE_PASSWORD && has_expired
    };
    let user = user.filter(is_due).ok_or_else(|| Error::about(Reason::ResendNotPossible, username))?;
    if Contact::of(&user, "phone_number").or_else(|| Contact::of(&user, "email")).is_none() {
        return Err(Error::about(Reason::InviteWithoutContact, "EMAIL"));
    }
    let mut batch = ctx.batch()?;
    attempts::spend(ctx, &mut batch, pool, &user.sub, attempts::RESEND).await?;
    ctx.commit(batch).await?;
    let asked = Invitation {
        username: user.username,
        attributes: BTreeMap::new(),
        temporary_password: None,
        takes_aliases: false,
        is_silent: false,
        mediums: Vec::new(),
        validation_data: None,
        client_metadata: None,
    };
    resend(ctx, pool, asked).await.map(|_| ())
}

/// Whether a user can sign in without a password. AWS: by a code, where the pool lets people begin with one.
fn may_do_without(pool: &Pool, user: &User) -> bool {
    let is_reached =
        |factor: &str, attribute| pool.begins_with(factor) && Contact::of(user, attribute).is_some();
    is_reached("EMAIL_OTP", "email") || is_reached("SMS_OTP", "phone_number")
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

/// Where the invitation goes. Errors: `InviteWithoutContact`.
fn contacts(user: &User, asked: &Invitation) -> Result<Vec<Contact>> {
    if asked.is_silent {
        return Ok(Vec::new());
    }
    match asked.mediums.as_slice() {
        // DEVIATION: AWS's default is SMS alone, and a user without a phone number gets nothing; we then use the
        // e-mail address, since an invitation that nobody receives helps nobody.
        [] => {
            Ok(Contact::of(user, "phone_number").or_else(|| Contact::of(user, "email")).into_iter().collect())
        }
        mediums => mediums.iter().map(|medium| listed(user, medium)).collect(),
    }
}

async fn compose(
    ctx: &Ctx,
    pool: &Pool,
    (user, what): (&User, Kind),
    asked: &Invitation,
    contacts: &[Contact],
) -> Result<Vec<Written>> {
    let mut all = Vec::new();
    for contact in contacts {
        let draft = Draft { user, what, contact, cause: asked.cause(), asker: Asker::Known };
        all.push(messages::compose(ctx, pool, &draft).await?);
    }
    Ok(all)
}

fn post(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    written: Vec<Written>,
    chosen: &str,
) -> Result<Vec<Posted>> {
    written.into_iter().map(|written| messages::post(ctx, batch, pool, written, chosen)).collect()
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
