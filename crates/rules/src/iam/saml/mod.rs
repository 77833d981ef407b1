//! Roles that are assumed by whom a SAML provider's assertion names.
//! AWS: API_AssumeRoleWithSAML; the IAM user guide, "Configure SAML assertions for the authentication response" and
//! "Troubleshoot SAML federation", whose texts these are.

pub mod assertion;
mod keys;

use std::collections::BTreeMap;

use crypto::saml::Refusal;
use store::iam_entities::Kind;

use super::assume::{self, Assumed, Wanted};
use super::entities::{self, Entity};
use crate::credentials::{self, Principal, Session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::policy::{Context, trust};

use assertion::{Unheld, Vouched};

/// Assumes a role for whom an assertion names. What the session is called, and what it is tagged with, the assertion says.
///
/// Errors: `IdentityTokenInvalid`, `AssertionExpired`, `AssertionRejected`, `SamlDenied`, `SessionLength`, and those of
/// [`assume::scope`].
pub async fn role(
    ctx: &Ctx,
    mut wanted: Wanted,
    provider_arn: &str,
    text: &str,
) -> Result<(Assumed, Vouched)> {
    let (scope, packed_size) = assume::scope(ctx, &wanted).await?;
    let provider = entities::by_arn(ctx, Kind::SamlProvider, provider_arn).await?;
    let provider = provider.ok_or_else(|| invalid("Specified provider doesn't exist"))?;
    let vouched = assertion::verify(ctx, &provider, text).await.map_err(told)?;
    let denied = || Error::new(Reason::SamlDenied);
    if !vouched.roles().contains(&wanted.role_arn) {
        return Err(denied());
    }
    wanted.session_name = session_name(&vouched)?;
    let tags = vouched.tags().map_err(told)?;
    let transitive = vouched.transitive_tag_keys();
    let source_identity = source_identity(&vouched)?;
    let role = entities::by_arn(ctx, Kind::Role, &wanted.role_arn).await?.ok_or_else(denied)?;
    let mut context = Context::new();
    assume::say(ctx, &mut context, &wanted);
    context.set("sts:TransitiveTagKeys", transitive.clone());
    if !trusts(&role, &vouched, &context, (&tags, source_identity.as_deref()))? {
        return Err(denied());
    }
    let seconds = assume::duration(&role, wanted.duration_s.or(duration(&vouched)?), false)?;
    let mut session = assume::session(ctx, &role, wanted.session_name, seconds, scope);
    // AWS: whichever is shorter.
    if let Some(end) = vouched.ends_at {
        session.expires_at = session.expires_at.min(end.saturating_mul(1_000));
    }
    if session.expires_at <= session.issued_at {
        return Err(Error::new(Reason::AssertionExpired));
    }
    session.federated = vouched.lasting();
    session.principal_tags = tags;
    session.transitive_tag_keys = transitive;
    session.source_identity = source_identity;
    session.provider = Some(vouched.provider.clone());
    assertion::spend(ctx, &vouched).await.map_err(told)?;
    let credentials = credentials::mint(ctx, &session)?;
    tracing::info!(role = session.arn(), provider = vouched.provider, "a role was assumed by an assertion");
    Ok((Assumed { session, credentials, packed_size }, vouched))
}

/// Whether a role trusts the provider of the assertion that a session of an identity pool came by. The session says the rest.
pub async fn is_trusted(ctx: &Ctx, session: &Session, vouched: &Vouched) -> Result<bool> {
    let Principal::Role { arn, session_name, .. } = &session.principal else { return Ok(false) };
    let Some(role) = entities::by_arn(ctx, Kind::Role, arn).await? else { return Ok(false) };
    let mut context = Context::new();
    context.set("sts:RoleSessionName", session_name.as_str());
    trusts(&role, vouched, &context, (&session.principal_tags, None))
}

fn trusts(
    role: &Entity,
    vouched: &Vouched,
    context: &Context,
    (tags, source_identity): (&BTreeMap<String, String>, Option<&str>),
) -> Result<bool> {
    let claims = keys::of(vouched);
    let asking = trust::Asking::Federated { provider: &vouched.provider, claims: &claims };
    let tags: Vec<(&str, &str)> = tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assume::trusts(role, "sts:AssumeRoleWithSAML", asking, context, &tags, source_identity)
}

/// Errors: `IdentityTokenInvalid`.
fn session_name(vouched: &Vouched) -> Result<String> {
    let name = vouched.attribute("RoleSessionName");
    let name = name.ok_or_else(|| invalid("RoleSessionName is required in AuthnResponse"))?;
    match is_name(name) {
        true => Ok(name.to_owned()),
        false => Err(invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}")),
    }
}

/// Errors: `IdentityTokenInvalid`.
fn source_identity(vouched: &Vouched) -> Result<Option<String>> {
    match vouched.attribute("SourceIdentity") {
        Some(name) if !is_name(name) || name.to_lowercase().starts_with("aws:") => {
            let text = "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"";
            Err(invalid(text))
        }
        name => Ok(name.map(str::to_owned)),
    }
}

fn is_name(text: &str) -> bool {
    (2..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte))
}

/// How long the provider wants the session to be. Errors: `IdentityTokenInvalid`.
fn duration(vouched: &Vouched) -> Result<Option<i32>> {
    let Some(text) = vouched.attribute("SessionDuration") else { return Ok(None) };
    let seconds = text.trim().parse().ok().filter(|seconds| (900..=43_200).contains(seconds));
    // (guess)
    let wrong = || invalid("SessionDuration in AuthnResponse must be between 900 and 43200");
    seconds.map(Some).ok_or_else(wrong)
}

fn invalid(text: &str) -> Error {
    Error::about(Reason::IdentityTokenInvalid, text)
}

/// What STS calls what a check has found.
fn told(why: Unheld) -> Error {
    match why {
        Unheld::Encoding => invalid("Invalid base64 SAMLResponse"),
        Unheld::Refused(Refusal::Signature | Refusal::Unsigned) => invalid("Response signature invalid"),
        Unheld::Refused(Refusal::Issuer) => invalid("Issuer not present in specified provider"),
        Unheld::Refused(Refusal::Audience | Refusal::Recipient) => {
            invalid("Response does not contain the required audience.")
        }
        Unheld::Refused(Refusal::Time) | Unheld::Old { .. } => Error::new(Reason::AssertionExpired),
        // (guess)
        Unheld::Refused(Refusal::Status(code)) => {
            Error::about(Reason::AssertionRejected, format!("The provider answered {code}"))
        }
        // (guess) for all that is no response as we read them.
        Unheld::Refused(why) => invalid(&format!("Invalid SAML response: {why}")),
        Unheld::Claim(text) => invalid(&text),
        // DEVIATION: AWS takes an assertion again within its five minutes.
        Unheld::Spent => invalid("The assertion was used before"),
        Unheld::Failed(error) => error,
    }
}
