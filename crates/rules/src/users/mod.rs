//! Users: finding them by any of their names, what the wire shows of them, and changing them with their names.
//! AWS: the developer guide's pages on user attributes, aliases and usernames.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::Batch;
use store::aliases::Kind;
use store::users::User;
use wire::idp::AttributeType;

use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::directory::mark::Mark;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

pub mod attempts;
pub mod codes;
pub mod contact;
pub mod devices;
pub mod filter;
pub mod groups;
pub mod guesses;
pub mod identities;
pub mod mfa;
pub mod names;
pub mod one_time_codes;
pub mod passkeys;
pub mod password;
pub mod schema;
pub mod software_tokens;

/// What a user's row keeps beside its columns, as JSON.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extra {
    /// New addresses that wait for their code, by attribute.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pending: BTreeMap<String, String>,
    /// The sealed hash that the user was imported with, base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_hash: Option<String>,
    /// Second factors.
    #[serde(default, skip_serializing_if = "mfa::Mfa::is_empty")]
    pub mfa: mfa::Mfa,
    /// Which entry of the pool's directory it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Mark>,
}

/// A user's [`Extra`].
pub fn extra(user: &User) -> Result<Extra> {
    Ok(serde_json::from_str(&user.settings)?)
}

/// AWS's user statuses.
pub mod status {
    /// Signed up, not yet confirmed.
    pub const UNCONFIRMED: &str = "UNCONFIRMED";
    /// May sign in.
    pub const CONFIRMED: &str = "CONFIRMED";
    /// Has a temporary password.
    pub const FORCE_CHANGE_PASSWORD: &str = "FORCE_CHANGE_PASSWORD";
    /// Must go through the forgotten-password flow.
    pub const RESET_REQUIRED: &str = "RESET_REQUIRED";
    /// Comes from an identity provider.
    pub const EXTERNAL_PROVIDER: &str = "EXTERNAL_PROVIDER";
}

/// The user of this name, sub or alias.
pub async fn find(ctx: &Ctx, pool: &Pool, username: &str) -> Result<Option<User>> {
    Ok(store::users::find(&ctx.read(), pool.id(), &names::Lookup::new(pool, username).name()).await?)
}

/// The user of this name. Errors: `UserNotFound`.
pub async fn require(ctx: &Ctx, pool: &Pool, username: &str) -> Result<User> {
    find(ctx, pool, username).await?.ok_or_else(|| Error::new(Reason::UserNotFound))
}

/// A public request's client, pool and user, from one query when the caches are warm.
pub struct Known {
    /// The pool.
    pub pool: Arc<Pool>,
    /// The client.
    pub client: Arc<Client>,
    /// The user, if the name is one's.
    pub user: Option<User>,
}

impl Known {
    /// Checks the secret hash of a request, over the name as it was typed or as it is kept.
    ///
    /// Errors: `SecretHashMissing`, `SecretHashWrong`.
    pub fn check_secret_hash(&self, sent: Option<&str>, typed: &str) -> Result<()> {
        let kept = self.user.as_ref().map_or("", |user| user.username.as_str());
        self.client.check_secret_hash(sent, &[typed, kept])
    }
}

/// Loads what a public request names. A disabled client or a changed policy counts at once, since the query that
/// loads the user reads the revisions of both.
///
/// Errors: `ClientNotFound`.
pub async fn of_client(ctx: &Ctx, client_id: &str, username: &str) -> Result<Known> {
    let (mut pool, mut client) = clients::with_pool_cached(ctx, client_id).await?;
    loop {
        let name = names::Lookup::new(&pool, username);
        let view = store::users::find_by_client(&ctx.read(), client_id, &name.name()).await?;
        let view = view.ok_or_else(|| clients::not_found(client_id))?;
        if view.pool_revision == pool.row.revision && view.client_revision == client.row.revision {
            return Ok(Known { pool, client, user: view.user });
        }
        pool = pools::at_revision(ctx, &view.pool_id, view.pool_revision).await?;
        client = clients::at_revision(ctx, &pool, client_id, view.client_revision).await?;
    }
}

/// A user's attributes as the wire lists them: `sub` first, then by name.
pub fn attributes(user: &User) -> Vec<AttributeType> {
    let own = AttributeType { name: "sub".to_owned(), value: Some(user.sub.clone()) };
    let rest = user.attributes.iter();
    let rest = rest.map(|(name, value)| AttributeType { name: name.clone(), value: Some(value.clone()) });
    std::iter::once(own).chain(rest).collect()
}

/// The attributes that a client may read.
pub fn readable_attributes(user: &User, client: &Client) -> Vec<AttributeType> {
    attributes(user).into_iter().filter(|a| client.reads(&a.name)).collect()
}

/// Puts a changed user into the batch, its names and search rows with it.
///
/// The commit can miss with `Taken` where a new alias is somebody else's: [`taken`] names the answer.
pub fn update(batch: &mut Batch, pool: &Pool, before: &User, after: User) {
    store::users::update(batch, &after, &names::all(pool, before), &names::all(pool, &after));
}

/// Commits a changed user. Errors: `AliasExists` for a name that is somebody else's, `Moved`.
pub async fn commit_update(
    ctx: &Ctx,
    mut batch: Batch,
    pool: &Pool,
    before: &User,
    after: User,
) -> Result<()> {
    update(&mut batch, pool, before, after);
    match ctx.try_commit(batch).await? {
        store::Outcome::Done => Ok(()),
        store::Outcome::Missed { tag, .. } => Err(taken(tag)),
    }
}

/// What a taken name means to the caller: `tag` is the one of the statement that missed.
pub fn taken(tag: &str) -> Error {
    match tag.strip_prefix("aliases.") {
        Some(attribute) => Error::about(Reason::AliasExists, attribute),
        None if tag == "users.username" => Error::new(Reason::UsernameExists),
        None => Error::new(Reason::Moved),
    }
}

/// Takes the aliases that `after` would have away from whoever has them: the former owner's attribute becomes
/// unverified. AWS: ForceAliasCreation, and VerifyUserAttribute.
pub async fn take_aliases(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    before: &User,
    after: &User,
) -> Result<()> {
    let had = names::all(pool, before).aliases;
    // By owner: one who has several of them is written once.
    let mut owners = BTreeMap::<String, (User, User)>::new();
    for alias in names::all(pool, after).aliases {
        if had.contains(&alias) {
            continue;
        }
        let owner = store::aliases::owner(&ctx.read(), pool.id(), &alias).await?;
        let Some(sub) = owner.filter(|sub| *sub != after.sub) else { continue };
        if !owners.contains_key(&sub) {
            let Some(owner) = store::users::get(&ctx.read(), pool.id(), &sub).await? else { continue };
            owners.insert(sub.clone(), (owner.clone(), owner));
        }
        let Some((_, stripped)) = owners.get_mut(&sub) else { continue };
        match alias.kind {
            Kind::PreferredUsername => stripped.attributes.remove("preferred_username"),
            kind => stripped.attributes.insert(format!("{}_verified", kind.as_str()), "false".to_owned()),
        };
    }
    for (owner, mut stripped) in owners.into_values() {
        stripped.updated_at = ctx.now();
        update(batch, pool, &owner, stripped);
    }
    Ok(())
}
