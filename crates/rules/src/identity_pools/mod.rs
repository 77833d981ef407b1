//! An identity pool with its settings read, and the questions that rules ask of it.
//! AWS: API_IdentityPool; the developer guide, "Amazon Cognito identity pools".

mod check;
pub mod configure;
pub mod roles;
pub mod tag_maps;
pub mod tags;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::seal::Place;
use wire::Settings;
use wire::identity::{CognitoIdentityProvider, IdentityPool as Shape, RoleMapping};

use crate::ctx::{Caller, Config, Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::pools::unreadable;

/// The name of the service, as tokens, trust policies and logins call it.
pub const SERVICE: &str = "cognito-identity.amazonaws.com";

/// The public providers that pools take logins from, as these name them.
pub const PUBLIC: [&str; 6] = [
    "accounts.google.com",
    "api.twitter.com",
    "appleid.apple.com",
    "graph.facebook.com",
    "www.amazon.com",
    "www.digits.com",
];

/// Whether this is the name of a public provider.
pub fn is_public(provider: &str) -> bool {
    PUBLIC.contains(&provider)
}

/// An identity pool.
pub struct IdentityPool {
    /// The row as it is kept.
    pub row: store::identity_pools::IdentityPool,
    /// The settings, in AWS's own shape.
    pub settings: Shape,
    /// What operations of their own set.
    pub more: More,
}

/// What is kept beside the settings that an update replaces.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct More {
    /// ARNs of the roles for `authenticated` and `unauthenticated` identities.
    pub roles: BTreeMap<String, String>,
    /// How the role is chosen, by provider.
    pub role_mappings: BTreeMap<String, RoleMapping>,
    /// Which claims become tags, by provider.
    pub tag_maps: BTreeMap<String, TagMap>,
    /// What is decided of datasets.
    pub sync: crate::sync::settings::Settings,
}

/// Which claims of a provider become principal tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagMap {
    /// Whether AWS's own map is in force: [`tag_maps::DEFAULTS`].
    pub use_defaults: bool,
    /// Claims by tag.
    pub tags: BTreeMap<String, String>,
}

/// The pool of this id. AWS: an administrator sees the pools of the region that the signature names.
///
/// Errors: `IdentityPoolNotFound`.
pub async fn get(ctx: &Ctx, id: &str) -> Result<IdentityPool> {
    let row = store::identity_pools::get(&ctx.read(), id).await?.ok_or_else(|| not_found(id))?;
    match &ctx.caller {
        Caller::Administrator { region, .. } if *region != row.region => Err(not_found(id)),
        _ => IdentityPool::open(ctx.world(), row),
    }
}

/// "IdentityPool '{id}' not found."
pub fn not_found(id: &str) -> Error {
    Error::about(Reason::IdentityPoolNotFound, id)
}

impl IdentityPool {
    /// Reads a row. Errors: `Internal` when it does not open or parse.
    pub fn open(world: &World, row: store::identity_pools::IdentityPool) -> Result<IdentityPool> {
        let mut settings = Shape::from_json(&row.settings).map_err(unreadable)?;
        let providers = world.ring.open(&place(&row.id), &row.login_providers)?;
        settings.supported_login_providers = serde_json::from_slice(&providers)?;
        let more = serde_json::from_str(&row.more)?;
        Ok(IdentityPool { row, settings, more })
    }

    /// The pool's id.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// The pool's ARN.
    pub fn arn(&self) -> String {
        let (region, account) = (&self.row.region, &self.row.account);
        format!("arn:aws:cognito-identity:{region}:{account}:identitypool/{}", self.row.id)
    }

    /// What a public provider calls the pool's app, of those that the pool takes logins from.
    pub fn app_of(&self, provider: &str) -> Option<&str> {
        self.settings.supported_login_providers.as_ref()?.get(provider).map(String::as_str)
    }

    /// The apps of a user pool that logins are taken from, by the user pool's id.
    pub fn clients_of<'a>(
        &'a self,
        config: &'a Config,
        pool: &'a str,
    ) -> impl Iterator<Item = &'a CognitoIdentityProvider> {
        let providers = self.settings.cognito_identity_providers.iter().flatten();
        providers.filter(move |provider| {
            provider.provider_name.as_deref().and_then(|name| user_pool(config, name)) == Some(pool)
        })
    }
}

/// The id of the user pool that a login's provider names: in AWS's form, or by our issuer without its scheme.
/// DEVIATION: our issuer's form, beside AWS's.
pub fn user_pool<'a>(config: &Config, provider: &'a str) -> Option<&'a str> {
    let own = config.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let rest = provider.strip_prefix(own).filter(|_| !own.is_empty());
    if let Some(id) = rest.and_then(|rest| rest.strip_prefix('/')) {
        return Some(id).filter(|id| is_pool_id(id));
    }
    let (host, id) = provider.split_once('/')?;
    let region = host.strip_prefix("cognito-idp.").or_else(|| host.strip_prefix("issuer-cognito-idp."))?;
    let region = region.strip_suffix(".amazonaws.com")?;
    (is_pool_id(id) && id.split_once('_').is_some_and(|(of, _)| of == region)).then_some(id)
}

/// A user pool's name as logins are kept under: AWS's form, whichever was used.
pub fn canonical(config: &Config, provider: &str) -> String {
    match user_pool(config, provider) {
        Some(id) => {
            let region = id.split_once('_').map_or("", |(region, _)| region);
            format!("cognito-idp.{region}.amazonaws.com/{id}")
        }
        None => provider.to_owned(),
    }
}

fn is_pool_id(id: &str) -> bool {
    let is_word =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    id.split_once('_').is_some_and(|(region, name)| is_word(region) && is_word(name))
}

fn place(id: &str) -> Place<'_> {
    Place { table: "identity_pools", row: id, column: "login_providers" }
}
