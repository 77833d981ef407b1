//! Signing up: a new, unconfirmed user and the code to confirm with.
//! AWS: API_SignUp. Order: client, secret, permission, username, attributes, password, uniqueness, PreSignUp.

use std::collections::BTreeMap;

use store::Outcome;
use store::users::User;
use wire::idp::CodeDeliveryDetailsType;

use super::attributes::ADDRESSES;
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Response};
use crate::ids;
use crate::messages::guard::Asker;
use crate::messages::{self, Draft, Kind};
use crate::pools::Pool;
use crate::risk;
use crate::signin::after_sign_up;
use crate::triggers::{Cause, Metadata, post_confirmation, pre_sign_up};
use crate::users::codes::{self, Purpose};
use crate::users::contact::Contact;
use crate::users::password::{self, Chooser};
use crate::users::schema::{self, Writer};
use crate::users::{self, Known, contact, names, status};

/// What a person gives.
pub struct SignUp {
    /// Username, or address in a pool where people sign up with one.
    pub username: String,
    /// The password.
    pub password: Option<String>,
    /// Attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// SECRET_HASH of the request.
    pub secret_hash: Option<String>,
    /// Whether a page of the hosted domain asks, which acts for the client: no hash is asked for, and the sign-up goes on as
    /// a sign-in there.
    pub is_on_page: bool,
    /// ValidationData.
    pub validation_data: Option<Metadata>,
    /// ClientMetadata.
    pub client_metadata: Option<Metadata>,
}

/// A new user.
pub struct SignedUp {
    /// The user's permanent id.
    pub sub: String,
    /// Whether the user may sign in already.
    pub is_confirmed: bool,
    /// Where the code went; nothing where none was sent.
    pub delivery: Option<CodeDeliveryDetailsType>,
    /// The Session with which ConfirmSignUp and InitiateAuth go on.
    pub session: Option<String>,
}

/// Signs a person up.
///
/// Errors: `SecretHash…`, `SignUpNotPermitted`, those of names, schema and policy, `UsernameExists`,
/// `AttributeAccountExists`, those of PreSignUp and CustomMessage, `CodeDeliveryFailed` and those of PostConfirmation
/// (the user is there all the same, as at AWS).
pub async fn sign_up(ctx: &Ctx, client_id: &str, asked: SignUp) -> Result<SignedUp> {
    let Known { pool, client, user: known } = users::of_client(ctx, client_id, &asked.username).await?;
    if !asked.is_on_page {
        client.check_secret_hash(asked.secret_hash.as_deref(), &[&asked.username])?;
    }
    let event = Event::of(client.id(), events::Kind::SignUp, Response::Fail);
    risk::check_address(ctx, &pool, &client, (None, event)).await?;
    if pool.is_admin_create_only() {
        return Err(Error::new(Reason::SignUpNotPermitted));
    }
    let mut user = draft(ctx, &pool, &asked.username, asked.attributes)?;
    if pool.has_alias("preferred_username") && user.attributes.contains_key("preferred_username") {
        return Err(Error::new(Reason::PreferredUsernameAtSignUp));
    }
    schema::check_new(&pool, Writer::User(&client), &user.attributes)?;
    let chosen = asked.password.as_deref().filter(|text| !text.is_empty());
    match chosen {
        Some(chosen) => password::check_policy(&pool, chosen, Chooser::User)?,
        None if may_do_without(&pool, &client, &user) => {}
        None => return Err(Error::new(Reason::PasswordRequired)),
    }
    let taken = || taken(&pool, &asked.username, Reason::UsernameExists);
    // Whom the directory has is somebody's already, who has only not come yet.
    if known.is_some() || asking::has(ctx, &pool, &asked.username).await? {
        return Err(taken());
    }
    let cause = Cause { client_id: Some(client.id()), client_metadata: asked.client_metadata.as_ref() };
    let granted = grant(ctx, &pool, &mut user, (asked.validation_data.as_ref(), cause)).await?;
    if let Some(chosen) = chosen {
        let hashed = password::hash(ctx, &pool, &user.username, chosen).await?;
        password::set(ctx, &pool, &mut user, &hashed)?;
    }
    // AWS: whom PreSignUp confirms gets no code.
    let contact = contact::for_sign_up(&pool, &user).filter(|_| !granted.confirms);
    let written = match &contact {
        None => None,
        Some(contact) => {
            let draft = Draft { user: &user, what: Kind::SignUp, contact, cause, asker: Asker::Anyone };
            Some(messages::compose(ctx, &pool, &draft).await?)
        }
    };

    let mut batch = ctx.batch()?;
    if !granted.verifies.is_empty() {
        // AWS: a verified alias moves to the new user.
        users::take_aliases(ctx, &mut batch, &pool, &nameless(&user), &user).await?;
    }
    store::users::insert(&mut batch, &user, &names::all(&pool, &user));
    let response = if granted.confirms { Response::Pass } else { Response::InProgress };
    events::record(ctx, &mut batch, &pool, &user, Event::of(client.id(), events::Kind::SignUp, response))?;
    let posted = match contact.as_ref().zip(written) {
        None => None,
        Some((contact, written)) => {
            let code = codes::issue(ctx, &mut batch, &pool, &user, Purpose::ConfirmSignUp, contact)?;
            Some(messages::post(ctx, &mut batch, &pool, written, &code)?)
        }
    };
    let of = (&*pool, &*client);
    let session = match &contact {
        _ if asked.is_on_page => {
            after_sign_up::begin_on_page(ctx, &mut batch, of, (&user, contact.is_some()))?
        }
        None => None,
        Some(contact) => after_sign_up::begin(ctx, &mut batch, of, (&user, contact))?,
    };
    if let Outcome::Missed { tag, .. } = ctx.try_commit(batch).await? {
        return Err(missed(&pool, tag, taken));
    }
    if let Some(posted) = posted {
        messages::deliver(ctx, posted).await?;
    }
    if granted.confirms {
        post_confirmation::sign_up(ctx, &pool, &user, cause).await?;
    }
    let delivery = contact.map(|contact| contact.details());
    Ok(SignedUp { sub: user.sub, is_confirmed: granted.confirms, delivery, session })
}

/// Asks PreSignUp, and makes the user what it says.
async fn grant(
    ctx: &Ctx,
    pool: &Pool,
    user: &mut User,
    (validation_data, cause): (Option<&Metadata>, Cause<'_>),
) -> Result<pre_sign_up::Answer> {
    let event = pre_sign_up::Event { pool, user, validation_data, cause };
    let granted = pre_sign_up::sign_up(ctx, &event).await?;
    if granted.confirms {
        user.status = status::CONFIRMED.to_owned();
    }
    for attribute in &granted.verifies {
        user.attributes.insert(format!("{attribute}_verified"), "true".to_owned());
    }
    // AWS: an address that nothing has verified says so from the start.
    for attribute in ADDRESSES {
        if user.attributes.contains_key(attribute) {
            user.attributes.entry(format!("{attribute}_verified")).or_insert_with(|| "false".to_owned());
        }
    }
    Ok(granted)
}

/// A user who is not kept yet, before it had any name.
pub(crate) fn nameless(user: &User) -> User {
    User { attributes: BTreeMap::new(), ..user.clone() }
}

/// Whether a person can sign up without a password. AWS: with USER_AUTH, a code as a first factor, and an address that
/// it can go to and that is verified by the sign-up.
fn may_do_without(pool: &Pool, client: &Client, user: &User) -> bool {
    let is_reached = |factor: &str, attribute: &'static str| {
        pool.begins_with(factor) && pool.auto_verifies(attribute) && Contact::of(user, attribute).is_some()
    };
    client.allows(Flow::Choice) && (is_reached("EMAIL_OTP", "email") || is_reached("SMS_OTP", "phone_number"))
}

/// Whether a page may leave the password open: some code could be what a person begins with.
pub fn has_codes_to_begin_with(pool: &Pool, client: &Client) -> bool {
    let is_on = |factor: &str, attribute: &str| pool.begins_with(factor) && pool.auto_verifies(attribute);
    client.allows(Flow::Choice) && (is_on("EMAIL_OTP", "email") || is_on("SMS_OTP", "phone_number"))
}

/// A user who is not kept yet: names settled, no password, UNCONFIRMED.
///
/// Errors: those of [`names::check_new`].
pub(crate) fn draft(ctx: &Ctx, pool: &Pool, typed: &str, given: BTreeMap<String, String>) -> Result<User> {
    let sub = ids::uuid(ctx)?;
    let mut attributes = folded(pool, given);
    let username = match names::check_new(pool, typed)? {
        None => names::fold(pool, typed),
        Some(attribute) => {
            attributes.insert(attribute.to_owned(), names::fold(pool, typed));
            sub.clone()
        }
    };
    let new = User::new(pool.id(), sub, (username.clone(), username), ctx.now());
    Ok(User { status: status::UNCONFIRMED.to_owned(), attributes, ..new })
}

/// Attributes as the pool keeps them. AWS: a pool that ignores case keeps e-mail addresses and preferred usernames
/// in lower case, and every pool the flags of addresses. An empty value is no value.
pub(crate) fn folded(pool: &Pool, given: BTreeMap<String, String>) -> BTreeMap<String, String> {
    given
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| match name.as_str() {
            "email" | "preferred_username" => (name, names::fold(pool, &value)),
            _ if schema::is_flag(&name) => (name, value.to_ascii_lowercase()),
            _ => (name, value),
        })
        .collect()
}

/// The answer to a new user whose batch missed at the statement `tag`; `otherwise` where the username itself is
/// taken.
pub(super) fn missed(pool: &Pool, tag: &str, otherwise: impl Fn() -> Error) -> Error {
    match tag.strip_prefix("aliases.") {
        Some(attribute) if pool.has_username_attribute(attribute) => {
            Error::about(Reason::AttributeAccountExists, attribute)
        }
        Some(_) => users::taken(tag),
        None => otherwise(),
    }
}

/// The answer to a name that somebody has.
pub(super) fn taken(pool: &Pool, typed: &str, otherwise: Reason) -> Error {
    match names::check_new(pool, typed) {
        Ok(Some(attribute)) => Error::about(Reason::AttributeAccountExists, attribute),
        _ => Error::new(otherwise),
    }
}
