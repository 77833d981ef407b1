//! Linking: an identity at a provider becomes one of a user's, or no longer is one.
//! AWS: API_AdminLinkProviderForUser, API_AdminDisableProviderForUser; the developer guide, "Linking federated users to
//! an existing user profile".

use store::linked_identities::{self as links, LinkedIdentity};
use store::users::User;
use store::{Miss, Outcome};
use wire::idp::ProviderUserIdentifierType;

use super::{OWN, Provider};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::quotas::Quota;
use crate::users::identities::{self, Identity};
use crate::users::{self, names, password, status};

/// What AWS calls the name by which a provider tells its users apart, whatever its claim is called.
pub(crate) const SUBJECT: &str = "Cognito_Subject";

/// The most claims by which identities of one provider are linked.
const MOST_ATTRIBUTES: usize = 5;

/// One user of one provider.
struct Named {
    provider: String,
    attribute: Option<String>,
    value: String,
}

impl Named {
    /// Errors: `InvalidParameter` for what is missing, or is nobody's name. (guess) The texts.
    fn read(which: &str, given: ProviderUserIdentifierType) -> Result<Named> {
        let wrong = |text: String| Error::about(Reason::InvalidParameter, text);
        let missing = |member: &str| wrong(format!("{which} is missing {member}."));
        let value = given.provider_attribute_value.filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| missing("ProviderAttributeValue"))?;
        if value.len() > 2_048 || value.contains('\0') {
            return Err(wrong(format!("{which} has an invalid ProviderAttributeValue.")));
        }
        let attribute = given.provider_attribute_name.filter(|name| !name.is_empty());
        // Both stand in an index.
        if attribute.as_ref().is_some_and(|name| name.len() > 512 || name.contains('\0')) {
            return Err(wrong(format!("{which} has an invalid ProviderAttributeName.")));
        }
        Ok(Named { provider: given.provider_name.ok_or_else(|| missing("ProviderName"))?, attribute, value })
    }

    /// Whether it is a user of the pool itself.
    fn is_own(&self) -> bool {
        self.provider.eq_ignore_ascii_case(OWN)
    }

    /// The claim that tells the user apart. Errors: `InvalidParameter` when it is not named.
    fn attribute(&self, which: &str) -> Result<&str> {
        self.attribute.as_deref().ok_or_else(|| {
            Error::about(Reason::InvalidParameter, format!("{which} is missing ProviderAttributeName."))
        })
    }
}

/// Links the identity `source` to the user `destination`.
///
/// Errors: `SourceIsOwn`, `NoSuchProvider`, `InvalidParameter` for a claim that the provider does not map,
/// `UserNotFound`, `SourceExists`, `AlreadyLinked`, `AliasExists`, `TooManyIdentities`,
/// `TooManyLinkAttributes`.
pub async fn link(
    ctx: &Ctx,
    pool: &Pool,
    destination: ProviderUserIdentifierType,
    source: ProviderUserIdentifierType,
) -> Result<()> {
    let destination = Named::read("DestinationUser", destination)?;
    let source = Named::read("SourceUser", source)?;
    if source.is_own() {
        return Err(Error::new(Reason::SourceIsOwn));
    }
    let attribute = source.attribute("SourceUser")?.to_owned();
    let provider = super::get(ctx, pool, &source.provider).await?;
    check_attribute(&provider, &attribute)?;
    let user = user_of(ctx, pool, &destination).await?.ok_or_else(|| Error::new(Reason::UserNotFound))?;
    if attribute == SUBJECT && profile(ctx, pool, &source).await?.is_some() {
        return Err(Error::new(Reason::SourceExists));
    }
    match links::owner(&ctx.read(), pool.id(), &source.provider, &attribute, &source.value).await? {
        Some(owner) if owner == user.sub => return Err(Error::new(Reason::AlreadyLinked)),
        Some(_) => return Err(Error::about(Reason::AliasExists, "identity")),
        None => {}
    }
    let mut all = identities::of_user(&user)?;
    let linked = all.iter().filter(|identity| !identity.primary).count();
    if ctx.config().quotas.is_full(Quota::LinkedIdentities, linked) {
        return Err(ctx.exceeded(Quota::LinkedIdentities));
    }
    let used = links::attributes(&ctx.read(), pool.id(), &source.provider, MOST_ATTRIBUTES).await?;
    if used.len() >= MOST_ATTRIBUTES && !used.contains(&attribute) {
        return Err(Error::new(Reason::TooManyLinkAttributes));
    }
    all.push(Identity {
        user_id: source.value.clone(),
        provider_name: source.provider.clone(),
        provider_type: provider.row.kind.clone(),
        issuer: provider.kept.metadata.as_ref().map(|metadata| metadata.entity_id.clone()),
        primary: false,
        date_created: ctx.now(),
    });
    let mut after = user.clone();
    identities::set(&mut after, &all)?;
    let mut batch = ctx.batch()?;
    // A provider that goes meanwhile leaves no link behind that nobody has checked.
    store::identity_providers::touch(&mut batch, pool.id(), &source.provider);
    let identity = LinkedIdentity {
        pool_id: pool.id().to_owned(),
        provider: source.provider,
        attribute,
        value: source.value,
        sub: user.sub.clone(),
        origin: super::origin(&provider.row.kind, &provider.kept),
    };
    links::insert(&mut batch, &identity);
    users::update(&mut batch, pool, &user, after);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        // Somebody was faster with this very identity: what they did says which answer it is.
        Outcome::Missed { miss: Miss::Taken, .. } => Err(Error::new(Reason::Moved)),
        Outcome::Missed { .. } => Err(Error::new(Reason::UserNotFound)),
    }
}

/// Keeps a user from signing in with a provider: takes a link away, or the password of a user of the pool itself.
///
/// Errors: `UserNotFound`, `InvalidParameter`.
pub async fn disable(ctx: &Ctx, pool: &Pool, user: ProviderUserIdentifierType) -> Result<()> {
    let named = Named::read("User", user)?;
    let attribute = named.attribute("User")?.to_owned();
    if named.is_own() {
        return match attribute == SUBJECT {
            true => without_password(ctx, pool, &named.value).await,
            false => Err(Error::about(Reason::InvalidParameter, "Invalid ProviderAttributeName.")),
        };
    }
    let owner = links::owner(&ctx.read(), pool.id(), &named.provider, &attribute, &named.value).await?;
    let user = match &owner {
        Some(sub) => store::users::get(&ctx.read(), pool.id(), sub).await?,
        // AWS: a user who came to be at the provider is named by what it calls them.
        None if attribute == SUBJECT => profile(ctx, pool, &named).await?,
        None => None,
    };
    let user = user.ok_or_else(|| Error::new(Reason::UserNotFound))?;
    let mut all = identities::of_user(&user)?;
    let is_it =
        |identity: &Identity| identity.provider_name == named.provider && identity.user_id == named.value;
    let at = all.iter().position(is_it).ok_or_else(|| Error::new(Reason::UserNotFound))?;
    all.remove(at);
    let mut after = user.clone();
    identities::set(&mut after, &all)?;
    let mut batch = ctx.batch()?;
    let identity = LinkedIdentity {
        pool_id: pool.id().to_owned(),
        provider: named.provider,
        attribute,
        value: named.value,
        sub: user.sub.clone(),
        origin: String::new(),
    };
    links::delete(&mut batch, &identity);
    users::commit_update(ctx, batch, pool, &user, after).await
}

/// Takes a user's password away for good: what is left are the providers, until an administrator sets another.
/// (guess) The status that the user has then; AWS's says that no password is there to reset.
async fn without_password(ctx: &Ctx, pool: &Pool, username: &str) -> Result<()> {
    let user = users::require(ctx, pool, username).await?;
    if user.status == status::EXTERNAL_PROVIDER && user.verifier.is_none() {
        return Ok(());
    }
    let mut after = user.clone();
    password::clear(ctx, pool, &mut after)?;
    after.status = status::EXTERNAL_PROVIDER.to_owned();
    users::commit_update(ctx, ctx.batch()?, pool, &user, after).await
}

/// AWS: of social providers the subject alone; of others any claim that fills an attribute. Both names of a mapping are
/// taken, since AWS's pages name either.
fn check_attribute(provider: &Provider, attribute: &str) -> Result<()> {
    let is_mapped = |mapping: std::collections::BTreeMap<String, String>| {
        mapping.iter().any(|(name, claim)| name == attribute || claim == attribute)
    };
    let is_right = attribute == SUBJECT
        || (!super::details::is_social(&provider.row.kind)
            && provider.attribute_mapping().is_some_and(is_mapped));
    match is_right {
        true => Ok(()),
        false => Err(Error::about(
            Reason::InvalidParameter,
            "Invalid SourceUser: ProviderAttributeName must be Cognito_Subject or an attribute that the provider maps.",
        )),
    }
}

async fn user_of(ctx: &Ctx, pool: &Pool, named: &Named) -> Result<Option<User>> {
    if named.is_own() {
        return users::find(ctx, pool, &named.value).await;
    }
    match links::owner(&ctx.read(), pool.id(), &named.provider, SUBJECT, &named.value).await? {
        Some(sub) => Ok(store::users::get(&ctx.read(), pool.id(), &sub).await?),
        None => profile(ctx, pool, named).await,
    }
}

/// The user who came to be when this one signed in at the provider. Whoever merely has the name of one is not it.
async fn profile(ctx: &Ctx, pool: &Pool, named: &Named) -> Result<Option<User>> {
    let username = format!("{}_{}", named.provider, named.value);
    let key = names::fold(pool, &username);
    let user = users::find(ctx, pool, &username).await?.filter(|user| user.username_key == key);
    let Some(user) = user else { return Ok(None) };
    let is_of = |identity: &Identity| identity.provider_name == named.provider;
    Ok(identities::of_user(&user)?.iter().any(is_of).then_some(user))
}
