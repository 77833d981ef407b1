//! Logins by assertions of SAML providers that IAM knows.
//! AWS: the developer guide, "SAML providers as an identity pool IdP": the enhanced flow alone, and the roles that the
//! assertion names.

use serde_json::{Map, Value, json};
use store::iam_entities::Kind;

use super::{Proof, subject};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::entities;
use crate::iam::saml::assertion::{self, Unheld, Vouched};
use crate::identity_pools::IdentityPool;
use crypto::saml::Refusal;

/// Whether this is the name of such a provider.
pub fn is_one(provider: &str) -> bool {
    provider.contains(":saml-provider/")
}

/// Errors: `LoginUnsupported` for a provider that the pool takes no logins of, `LoginTokenInvalid` and its relatives.
pub(super) async fn verify(ctx: &Ctx, pool: &IdentityPool, arn: &str, text: &str) -> Result<Proof> {
    let unsupported = || Error::new(Reason::LoginUnsupported);
    if !pool.settings.saml_provider_arns.iter().flatten().any(|known| known == arn) {
        return Err(unsupported());
    }
    let provider = entities::by_arn(ctx, Kind::SamlProvider, arn).await?.ok_or_else(unsupported)?;
    let vouched = assertion::verify(ctx, &provider, text).await.map_err(refused)?;
    // Before anything is linked by it; that it is spent once, whoever comes first, is sure when credentials are given.
    if assertion::is_spent(ctx, &vouched).await.map_err(refused)? {
        return Err(refused(Unheld::Spent));
    }
    let sub = subject(&vouched.subject)?;
    Ok(Proof {
        provider: arn.to_owned(),
        mappings: vec![arn.to_owned()],
        detail: format!("{arn}:SAML:{sub}"),
        subject: sub,
        claims: claims(&vouched),
        assertion: Some(vouched),
    })
}

/// What role mappings and tag maps see: attributes by their names, and what is said of the subject. The roles are those that
/// the assertion pairs with this provider.
fn claims(vouched: &Vouched) -> Map<String, Value> {
    let mut claims: Map<String, Value> =
        vouched.attributes.iter().map(|(name, values)| (name.clone(), json!(values))).collect();
    let roles = vouched.roles();
    claims.insert("sub".to_owned(), json!(vouched.subject));
    claims.insert("aud".to_owned(), json!(vouched.recipient));
    claims.insert("iss".to_owned(), json!(vouched.issuer));
    match roles.as_slice() {
        [only] => claims.insert("cognito:preferred_role".to_owned(), json!(only)),
        _ => claims.remove("cognito:preferred_role"),
    };
    claims.insert("cognito:roles".to_owned(), json!(roles));
    claims
}

/// What identity pools call what a check has found.
pub(crate) fn refused(why: Unheld) -> Error {
    match why {
        Unheld::Encoding | Unheld::Refused(Refusal::Unreadable(_)) => super::unreadable(),
        Unheld::Refused(Refusal::Issuer) => Error::new(Reason::LoginTokenIssuer),
        Unheld::Refused(Refusal::Audience | Refusal::Recipient) => Error::new(Reason::LoginTokenAudience),
        Unheld::Old { until, now } => {
            Error::about(Reason::LoginTokenExpired, until.to_string()).and(now.to_string())
        }
        Unheld::Refused(Refusal::Time) => Error::new(Reason::LoginTokenEnded),
        Unheld::Spent => Error::new(Reason::LoginTokenSpent),
        Unheld::Refused(_) | Unheld::Claim(_) => Error::new(Reason::LoginTokenInvalid),
        Unheld::Failed(error) => error,
    }
}
