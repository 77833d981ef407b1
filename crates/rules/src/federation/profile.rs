//! Whose identity at a provider it is: somebody's to whom it was linked, the profile that its first sign-in made, or nobody's
//! yet.
//! AWS: the developer guide, "Linking federated users to an existing user profile"; names are `Provider_subject`.
//!
//! A user who merely has the name of such a profile is not it: what counts is the identity that is kept with the user.

use store::linked_identities::{self as links, LinkedIdentity};
use store::users::User;
use store::{Batch, Outcome};

use super::{Arrival, Claims, Failure, mapping};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::providers::{self, Provider, linking};
use crate::users::identities::{self, Identity};
use crate::users::{self, names, status};

/// The longest name of a profile. AWS: UsernameType.
const LONGEST_NAME: usize = 128;

/// The most claims by which identities of a provider are linked.
const MOST_ATTRIBUTES: usize = 5;

/// Whose it is.
pub(super) enum Found {
    /// A user's to whom it was linked; by another claim than the subject as long as nobody has come by it.
    Linked(Box<User>, Option<Box<LinkedIdentity>>),
    /// The profile that it made itself.
    Own(Box<User>),
    /// Nobody's.
    Nobody,
}

/// The name of a profile. AWS: where case does not count, the whole of it is in lower case.
///
/// Errors, for the app: a subject that names nobody, or that no user's name can hold.
pub(super) fn name(pool: &Pool, arrival: &Arrival) -> Result<String, Failure> {
    let subject = arrival.subject.as_str();
    // What stands for nothing at all in some language is nobody's name.
    let is_nobody = matches!(subject, "" | "0" | "null" | "undefined" | "None" | "false");
    let name = names::fold(pool, &format!("{}_{subject}", arrival.provider));
    let is_fit = |c: char| !c.is_whitespace() && !c.is_control();
    match !is_nobody && name.chars().count() <= LONGEST_NAME && name.chars().all(is_fit) {
        true => Ok(name),
        false => Err(Failure::told("Invalid user attributes: the provider names no user.")),
    }
}

/// Finds out whose an identity is. Errors: a user of the name who did not come from the provider.
pub(super) async fn find(
    ctx: &Ctx,
    pool: &Pool,
    provider: &Provider,
    (arrival, claims): (&Arrival, &Claims),
) -> Result<Found, Failure> {
    if let Some((user, link)) = linked(ctx, pool, provider, (arrival, claims)).await? {
        let by_claim = (link.attribute != linking::SUBJECT).then(|| Box::new(link));
        return Ok(Found::Linked(Box::new(user), by_claim));
    }
    let name = name(pool, arrival)?;
    let user = users::find(ctx, pool, &name).await?;
    let Some(user) = user.filter(|user| user.username_key == names::fold(pool, &name)) else {
        return Ok(Found::Nobody);
    };
    match is_own(pool, provider, &user, &arrival.subject)? {
        true => Ok(Found::Own(Box::new(user))),
        false => Err(Failure::told(format!("Already found an entry for username {name}"))),
    }
}

/// Whether the user came to be by this very identity. Names at SAML providers differ in case from one sign-in to the next;
/// subjects of others that do are two people.
fn is_own(pool: &Pool, provider: &Provider, user: &User, subject: &str) -> Result<bool> {
    let is_same = |kept: &str| match provider.row.kind.as_str() {
        // Two letters may have one small letter: those that differ as capitals too are not the same.
        "SAML" => {
            names::fold(pool, kept) == names::fold(pool, subject)
                && (kept == subject || kept.to_uppercase() == subject.to_uppercase())
        }
        _ => kept == subject,
    };
    let all = identities::of_user(user)?;
    Ok(all.iter().any(|one| one.provider_name == provider.row.name && is_same(&one.user_id)))
}

/// The user to whom an identity is linked, by its subject or by another claim.
async fn linked(
    ctx: &Ctx,
    pool: &Pool,
    provider: &Provider,
    (arrival, claims): (&Arrival, &Claims),
) -> Result<Option<(User, LinkedIdentity)>> {
    let (pool_id, name) = (pool.id(), provider.row.name.as_str());
    let attributes = links::attributes(&ctx.read(), pool_id, name, MOST_ATTRIBUTES + 1).await?;
    let (subject, others): (Vec<String>, Vec<String>) =
        attributes.into_iter().partition(|attribute| attribute == linking::SUBJECT);
    let mapped = provider.attribute_mapping().unwrap_or_default();
    let said = |attribute: &str| {
        let claim = mapped.get(attribute).map_or(attribute, String::as_str);
        claims.get(claim).map(|values| mapping::text(values)).filter(|value| !value.is_empty())
    };
    let subject = subject.into_iter().map(|attribute| (attribute, Some(arrival.subject.clone())));
    let others = others.into_iter().map(|attribute| {
        let value = said(&attribute);
        (attribute, value)
    });
    for (attribute, value) in subject.chain(others.collect::<Vec<_>>()) {
        let Some(value) = value.filter(|value| value.len() <= 2_048 && !value.contains('\0')) else {
            continue;
        };
        let Some(sub) = links::owner(&ctx.read(), pool_id, name, &attribute, &value).await? else { continue };
        let Some(user) = store::users::get(&ctx.read(), pool_id, &sub).await? else { continue };
        let link = LinkedIdentity {
            pool_id: pool_id.to_owned(),
            provider: name.to_owned(),
            attribute,
            value,
            sub,
            origin: providers::origin(&provider.row.kind, &provider.kept),
        };
        return Ok(Some((user, link)));
    }
    Ok(None)
}

/// Binds an identity that was linked by another claim to its subject, now that it is known. AWS: from the first sign-in on
/// the link goes by the subject.
pub(super) fn bind(batch: &mut Batch, user: &mut User, link: &LinkedIdentity, subject: &str) -> Result<()> {
    let mut all = identities::of_user(user)?;
    for identity in &mut all {
        if identity.provider_name == link.provider && identity.user_id == link.value && !identity.primary {
            subject.clone_into(&mut identity.user_id);
        }
    }
    identities::set(user, &all)?;
    links::delete(batch, link);
    let bound =
        LinkedIdentity { attribute: linking::SUBJECT.to_owned(), value: subject.to_owned(), ..link.clone() };
    links::insert(batch, &bound);
    Ok(())
}

/// A profile that is not kept yet.
pub(super) fn draft(ctx: &Ctx, pool: &Pool, provider: &Provider, arrival: &Arrival) -> Result<User, Failure> {
    let (name, now) = (name(pool, arrival)?, ctx.now());
    let key = names::fold(pool, &name);
    let new = User::new(pool.id(), crate::ids::uuid(ctx)?, (name, key), now);
    let mut user = User { status: status::EXTERNAL_PROVIDER.to_owned(), ..new };
    let identity = Identity {
        user_id: arrival.subject.clone(),
        provider_name: provider.row.name.clone(),
        provider_type: provider.row.kind.clone(),
        issuer: arrival.issuer.clone(),
        primary: true,
        date_created: now,
    };
    identities::set(&mut user, &[identity])?;
    Ok(user)
}

/// Keeps a new profile, in the group of its provider.
///
/// Errors: `Moved` where somebody was faster with its name, `AliasExists`, `PoolNotFound`.
pub(super) async fn insert(ctx: &Ctx, pool: &Pool, provider: &Provider, user: &User) -> Result<()> {
    let mut batch = ctx.batch()?;
    // A provider that goes meanwhile leaves nobody behind.
    store::identity_providers::hold(&mut batch, &provider.row);
    store::users::insert(&mut batch, user, &names::all(pool, user));
    store::groups::join(&mut batch, &providers::group(&provider.row), &user.sub);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { tag: "users.username", .. } => Err(Error::new(Reason::Moved)),
        Outcome::Missed { tag: "pools", .. } => Err(crate::pools::not_found(pool.id())),
        Outcome::Missed { tag, .. } => Err(users::taken(tag)),
    }
}
