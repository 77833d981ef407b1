//! The tokens of identities: what STS takes, and what a developer's app brings back for credentials.
//! AWS: API_GetOpenIdToken, API_GetOpenIdTokenForDeveloperIdentity; the claims as published tokens show them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::keys;
use super::logins::{Proof, saml};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{IdentityPool, SERVICE};

/// AWS: how long a token of GetOpenIdToken is good, in seconds.
pub const LIFE_S: i64 = 600;

/// AWS: how long one of a developer's identity is where nothing else was said.
pub const DEVELOPERS_LIFE_S: i64 = 900;

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The identity.
    pub sub: String,
    /// The identity pool.
    pub aud: String,
    /// `authenticated` or `unauthenticated`, and by what.
    pub amr: Vec<String>,
    iss: String,
    #[serde(rename = "https://cognito-identity.amazonaws.com/identity-pool-arn")]
    pool_arn: String,
    /// The tags of sessions that begin with it.
    #[serde(rename = "https://aws.amazon.com/tags", default, skip_serializing_if = "Option::is_none")]
    tags: Option<Tags>,
    exp: i64,
    iat: i64,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Tags {
    #[serde(default)]
    principal_tags: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    transitive_tag_keys: Vec<String>,
}

impl Claims {
    /// Principal tags by key.
    pub fn principal_tags(&self) -> BTreeMap<String, String> {
        let tags = self.tags.iter().flat_map(|tags| &tags.principal_tags);
        tags.filter_map(|(key, values)| Some((key.clone(), values.first()?.clone()))).collect()
    }
}

/// How somebody came to be who they are: `amr`.
pub fn amr(proofs: &[Proof]) -> Vec<String> {
    if proofs.is_empty() {
        return vec!["unauthenticated".to_owned()];
    }
    let ways = proofs.iter().flat_map(|proof| [proof.provider.clone(), proof.detail.clone()]);
    std::iter::once("authenticated".to_owned()).chain(ways).collect()
}

/// Has the account's key at hand, and looks whether tokens are given for such logins: asked before any is linked, so that what
/// cannot be had leaves nothing half done.
///
/// Errors: `LoginOfEnhancedFlow`.
pub async fn ready(ctx: &Ctx, given: &BTreeMap<String, String>) -> Result<()> {
    if given.keys().any(|provider| saml::is_one(provider)) {
        return Err(Error::new(Reason::LoginOfEnhancedFlow));
    }
    keys::of_account(ctx).await.map(drop)
}

/// A token for an identity of a pool, by these proofs.
pub async fn issue(
    ctx: &Ctx,
    pool: &IdentityPool,
    (identity_id, proofs): (&str, &[Proof]),
    tags: BTreeMap<String, String>,
    life_s: i64,
) -> Result<String> {
    let now = ctx.now() / 1_000;
    let tags = Tags {
        principal_tags: tags.into_iter().map(|(key, value)| (key, vec![value])).collect(),
        transitive_tag_keys: Vec::new(),
    };
    let claims = Claims {
        sub: identity_id.to_owned(),
        aud: pool.id().to_owned(),
        amr: amr(proofs),
        iss: keys::issuer(ctx.config()),
        pool_arn: pool.arn(),
        tags: Some(tags).filter(|tags| !tags.principal_tags.is_empty()),
        exp: now + life_s,
        iat: now,
    };
    let payload = serde_json::to_vec(&claims)?;
    let key = keys::of_account(ctx).await?;
    ctx.compute(move || key.signing.sign_rs512(&key.kid, &payload)).await
}

/// What a token of ours says that has not expired. Whom it is for is the caller's to judge.
///
/// Errors: `LoginTokenUnreadable`, `LoginTokenIssuer`, `LoginTokenInvalid`, `LoginTokenExpired`.
pub async fn opened(ctx: &Ctx, text: &str) -> Result<Claims> {
    let unreadable = || Error::new(Reason::LoginTokenUnreadable);
    let token = crypto::jose::foreign::parse(text).map_err(|_| unreadable())?;
    let claims: Claims = serde_json::from_slice(&token.payload).map_err(|_| unreadable())?;
    if claims.iss != keys::issuer(ctx.config()) && claims.iss != format!("https://{SERVICE}") {
        return Err(Error::new(Reason::LoginTokenIssuer));
    }
    let key = keys::of_account(ctx).await?;
    if token.kid != key.kid || !key.verifying.verifies(&token) {
        return Err(Error::new(Reason::LoginTokenInvalid));
    }
    let now = ctx.now() / 1_000;
    match claims.exp > now {
        true => Ok(claims),
        false => Err(Error::about(Reason::LoginTokenExpired, claims.exp.to_string()).and(now.to_string())),
    }
}
