//! Roles that are assumed with the token of somebody whom a provider vouches for: our identity pools, our user pools, and
//! whoever else is registered as a provider of OpenID Connect.
//! AWS: API_AssumeRoleWithWebIdentity; the IAM user guide, "Available keys for AWS web identity federation".

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use store::iam_entities::{self, Kind};

use super::assume::{self, Assumed, Wanted};
use super::entities::{self, Entity};
use crate::credentials::{self, Principal, Session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identities::logins::{self, oidc};
use crate::identities::open_id_token;
use crate::identity_pools::{self, SERVICE};
use crate::policy::{self, Context, trust};
use crate::tokens::id_tokens::{self, Unheld};

/// What a provider says of the bearer of its token.
struct Vouched {
    /// As trust policies name it.
    provider: String,
    /// What begins the keys of what it says.
    prefix: String,
    subject: String,
    audience: String,
    amr: Vec<String>,
    tags: BTreeMap<String, String>,
}

/// A role that was assumed, and by whom.
pub struct ByWeb {
    /// The role's session.
    pub assumed: Assumed,
    /// Who it is at the provider.
    pub subject: String,
    /// Whom the token is for.
    pub audience: String,
    /// The provider.
    pub provider: String,
}

/// Assumes a role for the bearer of a token.
///
/// Errors: `IdentityTokenInvalid`, `IdentityTokenExpired`, `IdentityTokenUnproved`, `WebIdentityDenied`, `SessionLength`, and
/// those of [`assume::scope`].
pub async fn role(ctx: &Ctx, wanted: Wanted, token: &str) -> Result<ByWeb> {
    let (scope, packed_size) = assume::scope(ctx, &wanted).await?;
    let vouched = vouched(ctx, token).await?;
    let denied = || Error::new(Reason::WebIdentityDenied);
    let role = entities::by_arn(ctx, Kind::Role, &wanted.role_arn).await?.ok_or_else(denied)?;
    let mut context = Context::new();
    assume::say(ctx, &mut context, &wanted);
    let claims = [
        ("sub", policy::Value::One(vouched.subject.clone())),
        ("aud", policy::Value::One(vouched.audience.clone())),
        ("amr", policy::Value::Many(vouched.amr.clone())),
    ];
    let asking = trust::Asking::Federated { provider: &vouched.provider, claims: &claims };
    let tags: Vec<(&str, &str)> = vouched.tags.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    if !assume::trusts(&role, "sts:AssumeRoleWithWebIdentity", asking, &context, &tags, None)? {
        return Err(denied());
    }
    let seconds = assume::duration(&role, wanted.duration_s, false)?;
    let mut session = assume::session(ctx, &role, wanted.session_name, seconds, scope);
    let key = |name: &str| format!("{}:{name}", vouched.prefix);
    session.federated = BTreeMap::from([
        (key("sub"), vec![vouched.subject.clone()]),
        (key("aud"), vec![vouched.audience.clone()]),
    ]);
    if !vouched.amr.is_empty() {
        session.federated.insert(key("amr"), vouched.amr);
    }
    session.principal_tags = vouched.tags;
    session.provider = Some(vouched.provider.clone());
    let credentials = credentials::mint(ctx, &session)?;
    tracing::info!(role = session.arn(), provider = vouched.provider, "a role was assumed by a token");
    Ok(ByWeb {
        assumed: Assumed { session, credentials, packed_size },
        subject: vouched.subject,
        audience: vouched.audience,
        provider: vouched.provider,
    })
}

/// Lets a session that a provider vouches for into its role, whose id it gets: whether the role trusts it; nothing where
/// there is no such role.
pub async fn enter(ctx: &Ctx, session: &mut Session) -> Result<Option<bool>> {
    let Principal::Role { arn, id, session_name } = &mut session.principal else { return Ok(None) };
    let Some(role) = entities::by_arn(ctx, Kind::Role, arn).await? else { return Ok(None) };
    id.clone_from(&role.row.id);
    let mut context = Context::new();
    context.set("sts:RoleSessionName", session_name.as_str());
    for (key, values) in &session.federated {
        match values.as_slice() {
            [value] if !key.ends_with(":amr") => context.set(key, value.as_str()),
            _ => context.set(key, values.clone()),
        }
    }
    let provider = session.provider.as_deref().unwrap_or_default();
    let asking = trust::Asking::Federated { provider, claims: &[] };
    let tags: Vec<(&str, &str)> =
        session.principal_tags.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assume::trusts(&role, "sts:AssumeRoleWithWebIdentity", asking, &context, &tags, None).map(Some)
}

async fn vouched(ctx: &Ctx, token: &str) -> Result<Vouched> {
    match open_id_token::opened(ctx, token).await {
        Ok(claims) => {
            return Ok(Vouched {
                provider: SERVICE.to_owned(),
                prefix: SERVICE.to_owned(),
                tags: claims.principal_tags(),
                subject: claims.sub,
                audience: claims.aud,
                amr: claims.amr,
            });
        }
        // The token of somebody else.
        Err(error) if matches!(error.reason(), Reason::LoginTokenIssuer | Reason::LoginTokenUnreadable) => {}
        Err(error) => return Err(told(error)),
    }
    let issuer = issuer(token)?;
    let provider = registered(ctx, &issuer).await?;
    let name = &provider.row.name;
    let is_audience = |audience: &str| provider.settings.client_ids.iter().any(|id| id == audience);
    let (subject, claims) = match identity_pools::user_pool(ctx.config(), name) {
        Some(pool_id) => of_user_pool(ctx, pool_id, token).await?,
        None => oidc::checked(ctx, name, token, is_audience).await.map_err(told)?,
    };
    let audience = audience(&claims, is_audience).ok_or_else(|| invalid("Incorrect token audience"))?;
    let amr = claims.get("amr").and_then(Value::as_array).into_iter().flatten();
    Ok(Vouched {
        provider: provider.arn(),
        prefix: name.clone(),
        subject,
        audience,
        amr: amr.filter_map(|way| way.as_str().map(str::to_owned)).collect(),
        tags: tags(&claims),
    })
}

/// The issuer that a token names. Errors: `IdentityTokenInvalid`.
fn issuer(token: &str) -> Result<String> {
    let unreadable = || {
        invalid(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        )
    };
    let parsed = crypto::jose::foreign::parse(token).map_err(|_| unreadable())?;
    let claims: Map<String, Value> = serde_json::from_slice(&parsed.payload).map_err(|_| unreadable())?;
    claims.get("iss").and_then(Value::as_str).map(str::to_owned).ok_or_else(unreadable)
}

/// The provider of an issuer. Errors: `IdentityTokenInvalid`.
async fn registered(ctx: &Ctx, issuer: &str) -> Result<Entity> {
    let name = logins::documents::strip(issuer);
    let found = iam_entities::get(&ctx.read(), &ctx.config().account, Kind::OidcProvider, name).await?;
    let missing = || invalid(&format!("No OpenIDConnect provider found in your account for {issuer}"));
    Entity::read(found.ok_or_else(missing)?)
}

/// Subject and claims of an ID token of a pool of ours.
async fn of_user_pool(ctx: &Ctx, pool_id: &str, token: &str) -> Result<(String, Map<String, Value>)> {
    let claims = id_tokens::claims(ctx, pool_id, token).await.map_err(|why| match why {
        Unheld::Expired { exp, now } => expired(&exp.to_string(), &now.to_string()),
        Unheld::Failed(error) => error,
        _ => invalid("Couldn't verify the token's signature, or it is no ID token"),
    })?;
    let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok((subject, claims))
}

/// Whom a token is for. AWS: `azp` counts before `aud`, where it is there.
fn audience(claims: &Map<String, Value>, is_audience: impl Fn(&str) -> bool) -> Option<String> {
    let listed: Vec<&str> = match (claims.get("azp"), claims.get("aud")) {
        (Some(azp), _) => azp.as_str().into_iter().collect(),
        (None, Some(Value::Array(all))) => all.iter().filter_map(Value::as_str).collect(),
        (None, aud) => aud.and_then(Value::as_str).into_iter().collect(),
    };
    listed.into_iter().find(|audience| is_audience(audience)).map(str::to_owned)
}

/// Tags that a provider puts into its tokens.
fn tags(claims: &Map<String, Value>) -> BTreeMap<String, String> {
    let tags = claims.get("https://aws.amazon.com/tags").and_then(|tags| tags.get("principal_tags"));
    let tags = tags.and_then(Value::as_object).into_iter().flatten();
    tags.filter_map(|(key, values)| Some((key.clone(), values.get(0)?.as_str()?.to_owned()))).collect()
}

fn invalid(text: &str) -> Error {
    Error::about(Reason::IdentityTokenInvalid, text)
}

fn expired(exp: &str, now: &str) -> Error {
    Error::about(Reason::IdentityTokenExpired, now).and(exp)
}

/// What STS calls what a login's check has found.
fn told(error: Error) -> Error {
    match error.reason() {
        Reason::LoginTokenExpired => {
            let message = error.message();
            let mut numbers = message.split(|c: char| !c.is_ascii_digit()).filter(|text| !text.is_empty());
            let (exp, now) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
            expired(exp, now)
        }
        Reason::LoginTokenAudience => invalid("Incorrect token audience"),
        Reason::ProviderUnreachable => Error::new(Reason::IdentityTokenUnproved),
        Reason::Internal => error,
        _ => invalid("Couldn't verify the token's signature, or it is no ID token"),
    }
}
