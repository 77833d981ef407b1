//! Logins by ID tokens of OpenID providers: signature, issuer, audience and time.
//! AWS: the developer guide, "Setting up an OIDC provider as an identity pool IdP". RFC: OpenID Connect Core 3.1.3.7.

use serde::Deserialize;
use serde_json::{Map, Value};
use store::iam_entities::Kind;

use super::documents::{self, Source, strip};
use super::{Proof, subject, unreadable};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::entities;

/// AWS: how far the provider's clock may be off, in seconds.
const SKEW_S: i64 = 300;

/// What every ID token says.
#[derive(Deserialize)]
struct Said {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    nbf: Option<i64>,
}

/// One audience or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let list = match self {
            Audience::One(one) => std::slice::from_ref(one),
            Audience::Many(many) => many.as_slice(),
        };
        list.iter().map(String::as_str)
    }
}

/// A token of a provider that IAM knows. Errors: `LoginTokenInvalid` and its relatives, `ProviderUnreachable`.
pub(super) async fn verify(ctx: &Ctx, provider: &str, arn: &str, token: &str) -> Result<Proof> {
    let apps = audiences(ctx, provider, arn).await?;
    let (sub, claims) =
        checked(ctx, provider, token, |audience| apps.iter().any(|app| app == audience)).await?;
    Ok(Proof {
        provider: provider.to_owned(),
        mappings: vec![arn.to_owned(), provider.to_owned()],
        detail: format!("{arn}:OIDC:{sub}"),
        subject: sub,
        claims,
        assertion: None,
    })
}

/// Whom a provider's tokens may be for: the apps of IAM's provider, and what the operator lists. Nothing listed is nobody.
async fn audiences(ctx: &Ctx, provider: &str, arn: &str) -> Result<Vec<String>> {
    let listed = &ctx.config().login_audiences;
    let of = |key: &str| listed.get(key).into_iter().flatten().cloned();
    let known = entities::by_arn(ctx, Kind::OidcProvider, arn).await?;
    let apps = known.map(|provider| provider.settings.client_ids).unwrap_or_default();
    Ok(of(provider).chain(of(arn)).chain(apps).collect())
}

/// The subject and the claims of a token of this issuer, for an audience that is taken.
///
/// Errors: `LoginTokenInvalid` and its relatives, `ProviderUnreachable`.
pub(crate) async fn checked(
    ctx: &Ctx,
    issuer: &str,
    token: &str,
    is_audience: impl Fn(&str) -> bool,
) -> Result<(String, Map<String, Value>)> {
    let parsed = crypto::jose::foreign::parse(token).map_err(|_| unreadable())?;
    let kind = || Error::new(Reason::LoginTokenKind);
    let said: Said = serde_json::from_slice(&parsed.payload).map_err(|_| kind())?;
    if strip(&said.iss) != issuer {
        return Err(Error::new(Reason::LoginTokenIssuer));
    }
    if !documents::has_signed(ctx, Source::Issuer(issuer), &parsed).await? {
        return Err(Error::new(Reason::LoginTokenInvalid));
    }
    // AWS: whom the token was issued to counts before whom it is for, where it says both.
    let is_ours = match &said.azp {
        Some(azp) => is_audience(azp),
        None => said.aud.iter().any(&is_audience),
    };
    if !is_ours {
        return Err(Error::new(Reason::LoginTokenAudience));
    }
    let now = ctx.now() / 1_000;
    if said.exp.saturating_add(SKEW_S) <= now {
        return Err(Error::about(Reason::LoginTokenExpired, said.exp.to_string()).and(now.to_string()));
    }
    if said.nbf.is_some_and(|from| from > now.saturating_add(SKEW_S)) {
        return Err(Error::new(Reason::LoginTokenInvalid));
    }
    Ok((subject(&said.sub)?, serde_json::from_slice(&parsed.payload).map_err(|_| kind())?))
}
