//! The profile of somebody in the directory: found by the entry's id, made at the first sign-in or by a sync, and kept as the
//! directory has it.
//! AWS has no directories; what it does of a provider's users is done here: `federation::mapping`, PreSignUp with the source
//! of providers, PostConfirmation.
//!
//! A name that is somebody else's in the pool is nobody's to take: neither that of a user of the pool's own nor that of
//! another entry.

use std::collections::BTreeMap;

use store::linked_identities as links;
use store::users::User;
use store::{Outcome, room};

use super::groups::{self, Changes};
use super::mark::{self, Mark};
use super::{Entry, Served};
use crate::account::sign_up;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::federation::mapping;
use crate::pools::{self, Pool};
use crate::signin::lockout;
use crate::triggers::{Cause, post_confirmation, pre_sign_up};
use crate::users::{self, names, status};

/// How often what has moved is loaded again.
const TRIES: usize = 4;

/// The longest username. AWS: UsernameType.
const LONGEST_NAME: usize = 128;

/// Where an entry is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// Its directory.
    pub served: &'a Served,
    /// The sign-in, if it is one.
    pub cause: Cause<'a>,
}

/// What has become of an entry.
pub(crate) enum Settled {
    /// It was a user already, and nothing has changed.
    Same(User),
    /// It was a user already, and is now as the directory has it.
    Changed(User),
    /// It is one now.
    Made(User),
}

impl Settled {
    /// The user.
    pub(crate) fn user(self) -> User {
        let (Settled::Same(user) | Settled::Changed(user) | Settled::Made(user)) = self;
        user
    }
}

/// The user that an entry is, as the directory has it: brought up to date, or made.
///
/// Errors: `DirectoryNameTaken`, `DirectoryEntryUnfit`, those of PreSignUp and PostConfirmation, `PoolNotFound`.
pub(crate) async fn settle(ctx: &Ctx, place: Place<'_>, entry: &Entry) -> Result<Settled> {
    for _ in 0..TRIES {
        let settled = match mark::owner(ctx, place.pool, &entry.id).await? {
            Some(user) => renew(ctx, place, &user, entry).await,
            None => make(ctx, place, entry).await.map(Settled::Made),
        };
        match settled {
            Err(error) if error.reason() == Reason::Moved => {}
            settled => return settled,
        }
    }
    Err(Error::new(Reason::Moved))
}

/// Writes what has changed. Errors: `Moved`, and those of [`settle`].
async fn renew(ctx: &Ctx, place: Place<'_>, user: &User, entry: &Entry) -> Result<Settled> {
    let Place { pool, served, .. } = place;
    // One whom an administrator has made the pool's own keeps nothing of the directory.
    let had = mark::of(user)?.ok_or_else(|| taken(place, entry))?;
    let wanted = attributes(served, user, entry);
    let mut after = mapping::over(pool, None, user, (wanted, false)).map_err(unfit)?;
    let of = (had.groups.as_slice(), groups::wanted(&served.settings.mapping.groups, entry));
    let changes = Changes::of(ctx, pool, user, of).await?;
    let has =
        Mark { id: had.id.clone(), name: entry.name.clone(), groups: changes.given.clone(), is_out: false };
    // It was only a sync that kept them out, and the directory lets them in.
    after.is_enabled = user.is_enabled || had.is_out;
    if after.attributes == user.attributes
        && has == had
        && changes.is_empty()
        && after.is_enabled == user.is_enabled
    {
        return Ok(Settled::Same(user.clone()));
    }
    mark::set(&mut after, Some(has))?;
    after.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    users::update(&mut batch, pool, user, after);
    changes.put(ctx, &mut batch, user);
    match ctx.try_commit(batch).await? {
        Outcome::Done => again(ctx, pool, user).await.map(Settled::Changed),
        Outcome::Missed { tag, .. } => Err(missed(place, tag)),
    }
}

async fn make(ctx: &Ctx, place: Place<'_>, entry: &Entry) -> Result<User> {
    let Place { pool, served, cause } = place;
    let mut user = draft(ctx, place, entry)?;
    let event = pre_sign_up::Event { pool, user: &user, validation_data: None, cause };
    for address in pre_sign_up::by_provider(ctx, &event).await? {
        if user.attributes.contains_key(address) {
            user.attributes.insert(format!("{address}_verified"), "true".to_owned());
        }
    }
    let wanted = groups::wanted(&served.settings.mapping.groups, entry);
    let changes = Changes::of(ctx, pool, &user, (&[], wanted)).await?;
    let (id, name) = (entry.id.clone(), entry.name.clone());
    mark::set(&mut user, Some(Mark { id, name, groups: changes.given.clone(), is_out: false }))?;
    let mut batch = ctx.batch()?;
    store::users::insert(&mut batch, &user, &names::all(pool, &user));
    links::insert(&mut batch, &mark::link(&user, &entry.id));
    changes.put(ctx, &mut batch, &user);
    lockout::forget_unknown(&mut batch, pool, &entry.name);
    match ctx.try_commit(batch).await? {
        Outcome::Done => {}
        Outcome::Missed { tag, .. } => {
            // Another sign-in of the same person may have come first.
            let is_there = mark::owner(ctx, pool, &entry.id).await?.is_some();
            return Err(if is_there { Error::new(Reason::Moved) } else { missed(place, tag) });
        }
    }
    post_confirmation::sign_up(ctx, pool, &user, cause).await?;
    again(ctx, pool, &user).await
}

/// A user who is not kept yet.
fn draft(ctx: &Ctx, place: Place<'_>, entry: &Entry) -> Result<User> {
    let Place { pool, served, .. } = place;
    let nobody = User::new(pool.id(), String::new(), (String::new(), String::new()), 0);
    let wanted = attributes(served, &nobody, entry);
    // Where people sign up with an address, that is what names them.
    let address = ["email", "phone_number"].into_iter().filter(|name| pool.has_username_attribute(name));
    let address = address.filter_map(|name| wanted.get(name)).find(|value| !value.is_empty());
    let typed = address.unwrap_or(&entry.name);
    let is_fit = |c: char| !c.is_whitespace() && !c.is_control();
    if entry.id.is_empty()
        || !(1..=LONGEST_NAME).contains(&typed.chars().count())
        || !typed.chars().all(is_fit)
    {
        return Err(Error::about(Reason::DirectoryEntryUnfit, "its login name is no username."));
    }
    let user = sign_up::draft(ctx, pool, typed, BTreeMap::new())
        .map_err(|why| Error::about(Reason::DirectoryEntryUnfit, why.message()))?;
    // The password is not the pool's, as a provider's user's is not.
    let user = User { status: status::EXTERNAL_PROVIDER.to_owned(), ..user };
    let user = mapping::over(pool, None, &user, (wanted, true)).map_err(unfit)?;
    match mapping::lacking(pool, &user).as_slice() {
        [] => Ok(user),
        lacking => Err(unfit(mapping::missing(lacking))),
    }
}

/// What the mapping makes of an entry. An attribute takes one value: that which the user has, if it is still there, else the
/// first; one of the pool's own attributes takes all, as those of providers do.
fn attributes(served: &Served, user: &User, entry: &Entry) -> BTreeMap<String, String> {
    let mapping = &served.settings.mapping;
    let mut wanted = BTreeMap::new();
    for (name, theirs) in mapping.attributes.iter().filter(|(name, _)| mapping::may_be_mapped(name)) {
        let values =
            entry.attributes.iter().find(|(has, _)| has.eq_ignore_ascii_case(theirs)).map(|(_, v)| v);
        let Some(values) = values.filter(|values| !values.is_empty()) else { continue };
        let value = match name.starts_with("custom:") {
            true => mapping::text(values),
            false => {
                let kept = user.attributes.get(name).filter(|kept| values.contains(kept));
                kept.or(values.first()).cloned().unwrap_or_default()
            }
        };
        wanted.insert(name.clone(), value);
    }
    for address in ["email", "phone_number"] {
        if mapping.verified.contains(address) && wanted.get(address).is_some_and(|value| !value.is_empty()) {
            wanted.insert(format!("{address}_verified"), "true".to_owned());
        }
    }
    wanted
}

fn unfit(why: crate::federation::Failure) -> Error {
    match why {
        crate::federation::Failure::Failed(error) => error,
        crate::federation::Failure::Told(_, text) => Error::about(Reason::DirectoryEntryUnfit, text),
        other => Error::internal(format!("{other:?}")),
    }
}

/// What a batch that missed means.
fn missed(place: Place<'_>, tag: &str) -> Error {
    match tag {
        "users.username" => Error::new(Reason::DirectoryNameTaken),
        "pools" => pools::not_found(place.pool.id()),
        room::TAG => Error::about(Reason::DirectoryEntryUnfit, "the pool has no room for more groups."),
        _ => match tag.strip_prefix("aliases.") {
            Some(_) => Error::about(Reason::DirectoryEntryUnfit, users::taken(tag).message()),
            None => Error::new(Reason::Moved),
        },
    }
}

fn taken(place: Place<'_>, entry: &Entry) -> Error {
    tracing::warn!(
        pool.id = place.pool.id(),
        entry.id,
        "a user of the pool's own was an entry of the directory"
    );
    Error::new(Reason::DirectoryNameTaken)
}

/// The user as the store has it now. Errors: `Moved` for one who is gone.
async fn again(ctx: &Ctx, pool: &Pool, user: &User) -> Result<User> {
    let user = store::users::get(&ctx.read(), pool.id(), &user.sub).await?;
    user.ok_or_else(|| Error::new(Reason::Moved))
}
