//! Identity providers of a pool: who else may say who somebody is.
//! AWS: API_CreateIdentityProvider, API_UpdateIdentityProvider, API_DeleteIdentityProvider, API_IdentityProviderType.

pub mod certificates;
pub mod details;
pub mod linking;
pub mod metadata;
pub mod refresh;

use std::collections::{BTreeMap, BTreeSet};

use store::identity_providers::IdentityProvider as Row;
use store::seal::Place;
use store::{Miss, Outcome, room};
use wire::Settings;
use wire::idp::{IdentityProviderType, UserPoolClientType};

use self::details::{Details, Kept};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};
use crate::quotas::Quota;

/// The provider that is the pool itself.
pub const OWN: &str = "COGNITO";

/// An identity provider.
pub struct Provider {
    /// The row as it is kept.
    pub row: Row,
    /// Mapping, identifiers and levels, in AWS's own shape, without the details.
    pub settings: IdentityProviderType,
    /// The details, opened.
    pub kept: Kept,
}

/// What a caller says of a provider.
#[derive(Default)]
pub struct Said {
    /// Addresses and secrets.
    pub details: Option<Details>,
    /// Attributes of the pool, and the claims that fill them.
    pub attribute_mapping: Option<BTreeMap<String, String>>,
    /// Further names of the provider.
    pub idp_identifiers: Option<Vec<String>>,
    /// What the provider calls the pool's levels of assurance.
    pub acr_mapping: Option<BTreeMap<String, String>>,
}

impl Provider {
    /// Reads a row. Errors: `Internal` when the details do not open or something does not parse.
    pub fn open(pool: &Pool, row: Row) -> Result<Provider> {
        let settings = IdentityProviderType::from_json(&row.settings).map_err(pools::unreadable)?;
        let kept = serde_json::from_slice(&pool.key.open(&place(&row.name), &row.details)?)?;
        Ok(Provider { row, settings, kept })
    }

    /// Attributes of the pool, and the claims that fill them. AWS: the user's name at the provider where nothing was
    /// said; nothing for SAML.
    pub fn attribute_mapping(&self) -> Option<BTreeMap<String, String>> {
        let said = self.settings.attribute_mapping.clone().filter(|mapping| !mapping.is_empty());
        said.or_else(|| {
            let claim = match self.row.kind.as_str() {
                "SAML" => return None,
                "Facebook" => "id",
                "LoginWithAmazon" => "user_id",
                _ => "sub",
            };
            Some(BTreeMap::from([("username".to_owned(), claim.to_owned())]))
        })
    }
}

fn place(name: &str) -> Place<'_> {
    Place { table: "identity_providers", row: name, column: "details" }
}

/// The provider of a name. Errors: `NoSuchProvider`.
pub async fn get(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Provider> {
    let row = store::identity_providers::get(&ctx.read(), pool.id(), name).await?;
    Provider::open(pool, row.ok_or_else(|| Error::about(Reason::NoSuchProvider, name))?)
}

/// The provider of a name, if there is one.
pub async fn named(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Option<Provider>> {
    if name.contains('\0') {
        return Ok(None);
    }
    let row = store::identity_providers::get(&ctx.read(), pool.id(), name).await?;
    row.map(|row| Provider::open(pool, row)).transpose()
}

/// The most SAML providers of one entity id in a pool: apps that a company has set up there one by one.
const MOST_OF_ONE: i64 = 20;

/// The SAML providers of an entity id, which may be anything that a stranger sends: two look-ups by index, however many
/// providers the pool has.
pub async fn of_entity(ctx: &Ctx, pool: &Pool, entity_id: &str) -> Result<Vec<Provider>> {
    const KIND: &str = "SAML";
    let (read, origin) = (ctx.read(), origin_of(KIND, entity_id));
    let known = store::identity_providers::of_origin(&read, pool.id(), (KIND, &origin), MOST_OF_ONE).await?;
    // Of before there was an index, until the job has looked at them.
    let older = store::identity_providers::of_origin(&read, pool.id(), (KIND, ""), MOST_UNKNOWN).await?;
    let opened = known.into_iter().chain(older).map(|row| Provider::open(pool, row));
    let all: Vec<Provider> = opened.collect::<Result<_>>()?;
    let is_of = |provider: &Provider| {
        provider.kept.metadata.as_ref().is_some_and(|metadata| metadata.entity_id == entity_id)
    };
    Ok(all.into_iter().filter(is_of).collect())
}

/// As many as a pool has at most, unless somebody gave it more.
const MOST_UNKNOWN: i64 = 300;

/// The provider of an identifier, if there is one.
pub async fn identified(ctx: &Ctx, pool: &Pool, identifier: &str) -> Result<Option<Provider>> {
    if identifier.contains('\0') {
        return Ok(None);
    }
    let row = store::identity_providers::by_identifier(&ctx.read(), pool.id(), identifier).await?;
    row.map(|row| Provider::open(pool, row)).transpose()
}

/// The provider of an identifier. Errors: `NoSuchProvider`.
pub async fn by_identifier(ctx: &Ctx, pool: &Pool, identifier: &str) -> Result<Provider> {
    let row = store::identity_providers::by_identifier(&ctx.read(), pool.id(), identifier).await?;
    Provider::open(pool, row.ok_or_else(|| Error::about(Reason::NoSuchProvider, identifier))?)
}

/// Makes a provider, and the group of those who sign in with it.
///
/// Errors: `ProviderOfType`, `ProviderExists`, `ProviderNameUsed`, `TooManyProviders`, those of [`checked`] and of
/// [`details::complete`], `PoolNotFound` when the pool goes meanwhile.
pub async fn create(ctx: &Ctx, pool: &Pool, name: String, kind: String, said: Said) -> Result<Provider> {
    check_name(&name, &kind)?;
    let exists = || Error::about(Reason::ProviderExists, &name).and(pool.id());
    // Looked for before the provider is asked; the insert decides.
    if store::identity_providers::get(&ctx.read(), pool.id(), &name).await?.is_some() {
        return Err(exists());
    }
    let identifiers = said.idp_identifiers.clone().unwrap_or_default();
    let given = said.details.clone().unwrap_or_default();
    let settings = checked(pool, &kind, said, IdentityProviderType::default())?;
    let kept = details::complete(ctx, pool, &kind, given, None).await?;
    let own = origin(&kind, &kept);
    if store::linked_identities::other_origin(&ctx.read(), pool.id(), &name, &own).await?.is_some() {
        return Err(Error::about(Reason::ProviderNameUsed, name));
    }
    let now = ctx.now();
    let row = Row {
        pool_id: pool.id().to_owned(),
        revision: 0,
        settings: settings.to_json(),
        details: seal(ctx, pool, &name, &kept)?,
        origin: own,
        created_at: now,
        updated_at: now,
        name: name.clone(),
        kind,
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::IdentityProviders, pool.id(), ctx.most(Quota::IdentityProviders));
    store::identity_providers::insert(&mut batch, &row, &identifiers);
    store::groups::insert_missing(&mut batch, &group(&row));
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Provider { row, settings, kept }),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(pools::not_found(pool.id())),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::IdentityProviders)),
        Outcome::Missed { tag: "provider_identifiers", .. } => Err(Error::new(Reason::IdentifierTaken)),
        Outcome::Missed { .. } => Err(exists()),
    }
}

/// Changes what is given, each map and list as a whole, and keeps the rest. Details that change are given whole: an
/// address cannot be changed under a secret that is kept.
///
/// Errors: `NoSuchProvider`, `IdentifierTaken`, those of [`checked`] and of [`details::complete`].
pub async fn update(ctx: &Ctx, pool: &Pool, name: &str, mut said: Said) -> Result<Provider> {
    let Provider { mut row, settings, mut kept } = get(ctx, pool, name).await?;
    let given = said.details.take();
    let settings = checked(pool, &row.kind, said, settings)?;
    if let Some(given) = given {
        kept = details::complete(ctx, pool, &row.kind, given, Some(&kept)).await?;
    }
    row.settings = settings.to_json();
    row.details = seal(ctx, pool, name, &kept)?;
    row.origin = origin(&row.kind, &kept);
    let mut batch = ctx.batch()?;
    let identifiers = settings.idp_identifiers.clone().unwrap_or_default();
    store::identity_providers::update(&mut batch, &row, &identifiers);
    row.updated_at = batch.at();
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Provider { row, settings, kept }),
        Outcome::Missed { .. } => Err(Error::new(Reason::IdentifierTaken)),
    }
}

/// Writes what was found out about a provider. False where it has moved meanwhile: whoever was faster knows better.
pub(crate) async fn rewrite(ctx: &Ctx, pool: &Pool, provider: &mut Provider) -> Result<bool> {
    provider.row.details = seal(ctx, pool, &provider.row.name, &provider.kept)?;
    provider.row.origin = origin(&provider.row.kind, &provider.kept);
    let mut batch = ctx.batch()?;
    store::identity_providers::refresh(&mut batch, &provider.row);
    let is_done = ctx.try_commit(batch).await? == Outcome::Done;
    provider.row.revision += i64::from(is_done);
    Ok(is_done)
}

/// Deletes a provider. AWS: its users and their group stay; clients that listed it list it no more.
///
/// Errors: `NoSuchProvider`.
pub async fn delete(ctx: &Ctx, pool: &Pool, name: &str) -> Result<()> {
    const PAGE: i64 = 200;
    let provider = get(ctx, pool, name).await?;
    let mut batch = ctx.batch()?;
    store::identity_providers::delete(&mut batch, &provider.row);
    let mut after = String::new();
    loop {
        let page = store::clients::page(&ctx.read(), pool.id(), &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        for mut client in page {
            let mut settings = UserPoolClientType::from_json(&client.settings).map_err(pools::unreadable)?;
            let Some(listed) = &mut settings.supported_identity_providers else { continue };
            if listed.iter().any(|entry| entry == name) {
                listed.retain(|entry| entry != name);
                client.settings = settings.to_json();
                store::clients::update(&mut batch, &client);
            }
        }
    }
    ctx.commit(batch).await
}

/// Of these names, the first that is no provider of the pool.
pub async fn missing<'a>(ctx: &Ctx, pool: &Pool, names: &BTreeSet<&'a str>) -> Result<Option<&'a str>> {
    if names.iter().all(|name| *name == OWN) {
        return Ok(None);
    }
    let listed = store::identity_providers::page(&ctx.read(), pool.id(), "", i64::MAX).await?;
    let is_there = |name: &str| name == OWN || listed.iter().any(|provider| provider.name == name);
    Ok(names.iter().copied().find(|name| !is_there(name)))
}

/// AWS: a social provider has the name of its type, and no other may have it. Errors: `ProviderOfType`,
/// `InvalidParameter`.
fn check_name(name: &str, kind: &str) -> Result<()> {
    let of_type = || Err(Error::about(Reason::ProviderOfType, name).and(kind));
    if details::is_social(kind) {
        return if name == kind { Ok(()) } else { of_type() };
    }
    // What names the pool itself in SDKs and pages is nobody else's.
    if details::is_social(name) || name.eq_ignore_ascii_case(OWN) {
        return of_type();
    }
    // AWS's pattern lets characters pass with which no later call could name the provider.
    match name.chars().any(char::is_control) {
        true => Err(Error::about(Reason::InvalidParameter, "ProviderName contains an invalid character.")),
        false => Ok(()),
    }
}

/// Settings with what is said laid over them. Errors: `MappingInvalid`, `IdentifierTaken` for one that is given
/// twice, `InvalidParameter`.
fn checked(
    pool: &Pool,
    kind: &str,
    said: Said,
    mut settings: IdentityProviderType,
) -> Result<IdentityProviderType> {
    let is_attribute = |name: &str| {
        name == "username" || (!matches!(name, "sub" | "identities") && pool.schema(name).is_some())
    };
    let unknown = said.attribute_mapping.iter().flatten().map(|(name, _)| name.as_str());
    let unknown: Vec<&str> = unknown.filter(|name| !is_attribute(name)).collect();
    if !unknown.is_empty() {
        return Err(Error::about(Reason::MappingInvalid, unknown.join(", ")));
    }
    let mut seen = BTreeSet::new();
    if !said.idp_identifiers.iter().flatten().all(|identifier| seen.insert(identifier)) {
        return Err(Error::new(Reason::IdentifierTaken));
    }
    if kind != "OIDC" && said.acr_mapping.as_ref().is_some_and(|mapping| !mapping.is_empty()) {
        let text = "AcrMapping can only be set for OIDC providers.";
        return Err(Error::about(Reason::InvalidParameter, text));
    }
    settings.attribute_mapping = said.attribute_mapping.or(settings.attribute_mapping);
    settings.idp_identifiers =
        said.idp_identifiers.or(settings.idp_identifiers).filter(|all| !all.is_empty());
    settings.acr_mapping = said.acr_mapping.or(settings.acr_mapping);
    Ok(settings)
}

/// Whose word a provider's is. DEVIATION: AWS lets any provider of the same name inherit the links of one that was
/// deleted; here it is to be the same provider.
pub(crate) fn origin(kind: &str, kept: &Kept) -> String {
    let issuer = match &kept.metadata {
        Some(metadata) => metadata.entity_id.as_str(),
        None => kept.details.get("oidc_issuer").map_or("", |issuer| issuer.trim_end_matches('/')),
    };
    origin_of(kind, issuer)
}

fn origin_of(kind: &str, issuer: &str) -> String {
    // It stands in an index.
    hex::encode(crypto::mac::sha256(format!("{kind} {issuer}").as_bytes()))
}

fn seal(ctx: &Ctx, pool: &Pool, name: &str, kept: &Kept) -> Result<Vec<u8>> {
    Ok(pool.key.seal(&place(name), &ctx.random()?, &serde_json::to_vec(kept)?))
}

/// AWS: who signs in with a provider is put into a group of this name.
pub(crate) fn group(provider: &Row) -> store::groups::Group {
    store::groups::Group {
        pool_id: provider.pool_id.clone(),
        name: format!("{}_{}", provider.pool_id, provider.name),
        revision: 0,
        description: Some(format!("Autogenerated group for users who sign in using {}", provider.name)),
        role_arn: None,
        precedence: None,
        created_at: provider.created_at,
        updated_at: provider.updated_at,
    }
}
