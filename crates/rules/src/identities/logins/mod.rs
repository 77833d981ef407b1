//! Logins: tokens of providers, each checked by the rules of its kind before anything is made of it.
//! AWS: the developer guide, "External identity providers" of identity pools; the messages as clients quote them.
//!
//! Any token that does not hold fails the whole call. What a provider elsewhere knows is fetched by [`documents`], from where
//! the operator says, else from the provider's own public address.

pub mod documents;
pub(crate) mod oidc;
pub(crate) mod saml;
mod social;
mod twitter;
mod user_pool;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use store::identities::Login;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::saml::assertion::Vouched;
use crate::identity_pools::{self, IdentityPool, SERVICE};

/// A login that holds.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The provider, as logins are kept under.
    pub provider: String,
    /// Who it is there.
    pub subject: String,
    /// What role mappings and tag maps may call the provider, the narrowest name first.
    pub mappings: Vec<String>,
    /// How the token of an identity tells of this login: the third entry of `amr`.
    pub detail: String,
    /// What the provider says.
    pub claims: Map<String, Value>,
    /// The assertion that it is, which gives credentials once.
    pub assertion: Option<Vouched>,
}

impl Proof {
    /// The login as it is kept.
    pub fn login(&self, identity_id: &str) -> Login {
        Login {
            provider: self.provider.clone(),
            subject: self.subject.clone(),
            identity_id: identity_id.to_owned(),
        }
    }

    /// Whether it is of this login.
    pub fn is(&self, login: &Login) -> bool {
        self.provider == login.provider && self.subject == login.subject
    }
}

/// AWS: the longest token.
const LONGEST: usize = 50_000;

/// Verifies logins, tokens by provider.
///
/// Errors: `PublicProviderNeeded` for a developer's own, `LoginUnsupported`, `LoginTokenInvalid` and its relatives,
/// `ProviderUnreachable`.
pub async fn verify(ctx: &Ctx, pool: &IdentityPool, given: &BTreeMap<String, String>) -> Result<Vec<Proof>> {
    let mut proofs: Vec<Proof> = Vec::new();
    for (provider, token) in given {
        let proof = one(ctx, pool, provider, token).await?;
        // A pool named twice by two names, with one user: once is enough.
        if !proofs.iter().any(|other| other.provider == proof.provider && other.subject == proof.subject) {
            proofs.push(proof);
        }
    }
    Ok(proofs)
}

async fn one(ctx: &Ctx, pool: &IdentityPool, provider: &str, token: &str) -> Result<Proof> {
    if token.len() > LONGEST {
        return Err(unreadable());
    }
    if pool.settings.developer_provider_name.as_deref() == Some(provider) || provider == SERVICE {
        return Err(Error::new(Reason::PublicProviderNeeded));
    }
    if let Some(id) = identity_pools::user_pool(ctx.config(), provider) {
        return user_pool::verify(ctx, pool, id, token).await;
    }
    if identity_pools::is_public(provider) {
        let app = pool.app_of(provider).ok_or_else(|| Error::new(Reason::LoginUnsupported))?;
        return social::verify(ctx, provider, app, token).await;
    }
    if saml::is_one(provider) {
        return saml::verify(ctx, pool, provider, token).await;
    }
    let arns = pool.settings.open_id_connect_provider_arns.iter().flatten();
    let arn = arns.into_iter().find(|arn| tail(arn) == Some(provider));
    match arn {
        Some(arn) => oidc::verify(ctx, provider, arn, token).await,
        None => Err(Error::new(Reason::LoginUnsupported)),
    }
}

/// The issuer that an IAM provider's ARN names, without its scheme.
fn tail(arn: &str) -> Option<&str> {
    arn.split_once(":oidc-provider/").map(|(_, tail)| tail)
}

/// Whether a subject can be kept. Errors: `LoginTokenInvalid`.
fn subject(text: &str) -> Result<String> {
    const LONGEST: usize = 1_024;
    match !text.is_empty() && text.len() <= LONGEST && !text.contains('\0') {
        true => Ok(text.to_owned()),
        false => Err(Error::new(Reason::LoginTokenInvalid)),
    }
}

/// "Invalid login token. Can't parse."
fn unreadable() -> Error {
    Error::new(Reason::LoginTokenUnreadable)
}
