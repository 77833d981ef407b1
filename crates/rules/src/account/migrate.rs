//! Users whom the pool's function knows from elsewhere: made at their first sign-in, or when they have forgotten their
//! password.
//! AWS: the developer guide, "Importing users with a user migration Lambda trigger".

use store::Outcome;
use store::users::User;

use super::sign_up;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::guard::Asker;
use crate::messages::{self, Draft, Kind, Posted};
use crate::pools::Pool;
use crate::pools::mfa::Method;
use crate::signin::lockout;
use crate::triggers::Cause;
use crate::triggers::user_migration::{self, Answer, Event};
use crate::users::contact::Contact;
use crate::users::password;
use crate::users::schema::{self, Writer};
use crate::users::{self, names, status};

/// The longest username. AWS: UsernameType.
const LONGEST_NAME: usize = 128;

/// Whether the pool has somewhere to ask.
pub(crate) fn is_possible(pool: &Pool) -> bool {
    user_migration::is_configured(pool)
}

/// Asks the pool's function for whom the pool does not know, and makes the user of the answer. None where the function
/// knows nobody, or describes somebody whom the pool cannot have: why is told to the operator alone.
pub(crate) async fn bring(ctx: &Ctx, event: &Event<'_>) -> Result<Option<User>> {
    let Some(answer) = user_migration::ask(ctx, event).await? else { return Ok(None) };
    match make(ctx, event, answer).await {
        Ok(user) => Ok(Some(user)),
        Err(why) if matches!(why.reason(), Reason::Internal | Reason::Moved) => Err(why),
        Err(why) => {
            tracing::warn!(pool.id = event.about.pool.id(), %why, "a user who was to be migrated cannot be kept");
            Ok(None)
        }
    }
}

async fn make(ctx: &Ctx, event: &Event<'_>, answer: Answer) -> Result<User> {
    let pool = event.about.pool;
    let mut user = draft(ctx, event, &answer)?;
    if answer.final_user_status.as_deref() == Some(status::CONFIRMED) {
        user.status = status::CONFIRMED.to_owned();
        if let Some(typed) = event.password {
            // AWS: the pool's policy is not asked about a password that was somebody's before.
            let hashed = password::hash(ctx, pool, &user.username, typed).await?;
            password::set(ctx, pool, &mut user, &hashed)?;
        }
    }
    let contacts = if answer.message_action.as_deref() == Some("SUPPRESS") {
        Vec::new()
    } else {
        contacts(&user, answer.desired_delivery_mediums.as_deref().unwrap_or_default())
    };
    let mut written = Vec::new();
    for contact in &contacts {
        let cause = Cause { client_id: event.about.client_id, client_metadata: event.client_metadata };
        let draft = Draft { user: &user, what: Kind::Welcome, contact, cause, asker: Asker::Known };
        written.push(messages::compose(ctx, pool, &draft).await?);
    }
    let mut batch = ctx.batch()?;
    if answer.force_alias_creation == Some(true) {
        users::take_aliases(ctx, &mut batch, pool, &sign_up::nameless(&user), &user).await?;
    }
    store::users::insert(&mut batch, &user, &names::all(pool, &user));
    lockout::forget_unknown(&mut batch, pool, event.about.username);
    let posted: Vec<Posted> = written
        .into_iter()
        .map(|written| messages::post(ctx, &mut batch, pool, written, ""))
        .collect::<Result<_>>()?;
    if let Outcome::Missed { tag, .. } = ctx.try_commit(batch).await? {
        // Another sign-in of the same person may have come first; else the name is somebody else's.
        let there = users::find(ctx, pool, event.about.username).await?;
        return there.ok_or_else(|| sign_up::missed(pool, tag, || Error::new(Reason::UsernameExists)));
    }
    for posted in posted {
        // A welcome that does not arrive keeps nobody out.
        _ = messages::deliver(ctx, posted).await;
    }
    Ok(user)
}

/// The user as the function describes it.
///
/// Errors: those of names and schema, `SchemaMismatch` for a username that cannot be one.
fn draft(ctx: &Ctx, event: &Event<'_>, answer: &Answer) -> Result<User> {
    let pool = event.about.pool;
    let typed = event.about.username;
    let mut attributes = answer.user_attributes.clone();
    let own = attributes.remove("username").filter(|name| !name.is_empty());
    let name = match alias(pool, typed) {
        // AWS: an alias needs a username beside it, and must be the user's.
        Some(attribute) => {
            let same = |value: &String| names::fold(pool, value) == names::fold(pool, typed);
            let is_theirs = attributes.get(attribute).is_some_and(same);
            own.filter(|_| is_theirs).ok_or_else(|| unfit("it stands beside no alias"))?
        }
        None => typed.to_owned(),
    };
    let is_fit = |c: char| !c.is_whitespace() && !c.is_control();
    if name.chars().count() > LONGEST_NAME || !name.chars().all(is_fit) {
        return Err(unfit("it is too long or has blanks"));
    }
    // The wire's own constraints have not seen these.
    if attributes.values().any(|value| value.contains('\0')) {
        return Err(unfit("an attribute holds a zero byte"));
    }
    let mut user = sign_up::draft(ctx, pool, &name, attributes)?;
    schema::check_new(pool, Writer::Administrator, &user.attributes)?;
    schema::check_required(pool, &user.attributes)?;
    user.status = status::RESET_REQUIRED.to_owned();
    if answer.enable_sms_mfa == Some(true) && user.attributes.contains_key("phone_number") {
        let mut extra = users::extra(&user)?;
        extra.mfa.prefer(Method::Sms);
        user.settings = serde_json::to_string(&extra)?;
    }
    Ok(user)
}

/// The alias that a typed name is.
fn alias(pool: &Pool, typed: &str) -> Option<&'static str> {
    if pool.has_alias("email") && names::is_email(typed) {
        return Some("email");
    }
    (pool.has_alias("phone_number") && names::is_phone(typed)).then_some("phone_number")
}

/// Where the welcome goes. AWS: by text message where nothing is said.
fn contacts(user: &User, mediums: &[String]) -> Vec<Contact> {
    let of = |medium: &str| match medium {
        "EMAIL" => Contact::of(user, "email"),
        _ => Contact::of(user, "phone_number"),
    };
    match mediums {
        // DEVIATION: as with invitations, by e-mail where there is no phone number.
        [] => of("SMS").or_else(|| of("EMAIL")).into_iter().collect(),
        mediums => mediums.iter().filter_map(|medium| of(medium)).collect(),
    }
}

fn unfit(why: &str) -> Error {
    Error::about(Reason::SchemaMismatch, format!("username: {why}\n"))
}
