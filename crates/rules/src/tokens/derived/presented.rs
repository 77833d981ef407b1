//! Tokens that are presented for an exchange: whose they are, and what of them goes on into the new one.
//! AWS: API_GetDerivedToken. RFC: 8693 sections 2.1 and 4.

use serde_json::{Map, Value, json};
use store::users::User;

use super::super::access::{self, By, Claims, Kind, Presented};
use super::super::dpop::Key;
use super::Given;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::federation::{Door, exchange};
use crate::pools::Pool;

/// What errors call the two tokens.
const SUBJECT: &str = "subject";
const ACTOR: &str = "actor";

/// Whose token it is.
pub(super) struct Subject {
    /// The user.
    pub user: User,
    /// When what is made of it ends at the latest, epoch seconds.
    pub exp: Option<i64>,
    /// Who acts already.
    pub act: Option<Value>,
    /// What it tells of the sign-in.
    pub claims: Map<String, Value>,
    scope: String,
}

impl Subject {
    /// Whether a token of the pool allows a scope.
    pub fn allows(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|had| had == scope)
    }
}

/// Whose a token is.
///
/// Errors: `ExchangeTokenUnsupported`, `ExchangeTokenInvalid`, `ExchangeRefused`, `UserNotFound`, `UserDisabled`.
pub(super) async fn subject(ctx: &Ctx, door: Door<'_>, given: &Given, key: Option<&Key>) -> Result<Subject> {
    if given.is_assertion() {
        let proved = exchange::by_assertion(ctx, door, assertion(given, SUBJECT)?, SUBJECT).await?;
        let vouched = proved.vouched;
        let claims = [
            ("event_id", json!(vouched.event_id)),
            ("auth_time", json!(proved.auth_time)),
            ("amr", json!(vouched.federated.amr)),
        ];
        let claims = claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let (user, exp, scope) = (vouched.user, proved.ends_at, String::new());
        return Ok(Subject { user, exp, act: None, claims, scope });
    }
    let Presented { holder, claims: from } = user(ctx, door.pool, given, (SUBJECT, key)).await?;
    access::check_enabled(&holder)?;
    let kept = [
        ("origin_jti", from.origin_jti.as_ref().map(|value| json!(value))),
        ("event_id", from.event_id.as_ref().map(|value| json!(value))),
        ("auth_time", from.auth_time.map(|value| json!(value))),
        ("acr", from.acr.as_ref().map(|value| json!(value))),
        ("amr", Some(json!(from.amr)).filter(|_| !from.amr.is_empty())),
    ];
    let claims = kept.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Ok(Subject { user: holder.user, exp: Some(from.exp), act: from.act, claims, scope: from.scope })
}

/// What ended while a function ran has ended.
///
/// Errors: those of [`subject`].
pub(super) async fn still(
    ctx: &Ctx,
    door: Door<'_>,
    (given, before): (&Given, &Subject),
    key: Option<&Key>,
) -> Result<()> {
    if !given.is_assertion() {
        return access::check_enabled(&user(ctx, door.pool, given, (SUBJECT, key)).await?.holder);
    }
    let user = store::users::get(&ctx.read(), door.pool.id(), &before.user.sub).await?;
    let user = user.ok_or_else(|| Error::new(Reason::UserNotFound))?;
    match (user.is_enabled, user.signed_out_at == before.user.signed_out_at) {
        (false, _) => Err(Error::new(Reason::UserDisabled)),
        (true, false) => Err(Error::about(Reason::ExchangeTokenInvalid, SUBJECT)),
        (true, true) => Ok(()),
    }
}

/// Who acts, as the claim tells it: a machine by its client, or a user.
pub(super) async fn actor(ctx: &Ctx, door: Door<'_>, given: &Given, key: Option<&Key>) -> Result<Value> {
    if given.is_assertion() {
        let proved = exchange::by_assertion(ctx, door, assertion(given, ACTOR)?, ACTOR).await?;
        return Ok(json!({ "sub": proved.vouched.user.sub }));
    }
    let pool = door.pool;
    let kind = kind(given, ACTOR)?;
    let refused = || Error::about(Reason::ExchangeTokenInvalid, ACTOR);
    let (of, claims) =
        access::verified(ctx, &given.token, kind, By::Anyhow).await.map_err(|error| invalid(error, ACTOR))?;
    check_held(&claims, (ACTOR, key))?;
    if kind == Kind::Access && claims.sub == claims.client() {
        let is_good = of.id() == pool.id() && claims.exp > ctx.now() / 1_000;
        let client = crate::clients::of_pool(ctx, pool, claims.client()).await;
        let client = client.map_err(|error| error.replaced(Reason::ClientNotFound, refused))?;
        return if is_good {
            Ok(json!({ "sub": client.id(), "client_id": client.id() }))
        } else {
            Err(refused())
        };
    }
    let presented = user(ctx, pool, given, (ACTOR, key)).await?;
    access::check_enabled(&presented.holder)?;
    Ok(json!({ "sub": claims.sub, "client_id": presented.holder.client.id() }))
}

/// The provider and the text of an assertion. Errors: `ExchangeTokenUnsupported` where no provider is named.
fn assertion<'a>(given: &'a Given, role: &str) -> Result<(&'a str, &'a str)> {
    let provider = given.provider.as_deref();
    let provider = provider.ok_or_else(|| Error::about(Reason::ExchangeTokenUnsupported, role))?;
    Ok((provider, &given.token))
}

/// The user of a token of this pool. Errors: `ExchangeTokenUnsupported`, `ExchangeTokenInvalid`, `UserNotFound`.
async fn user(ctx: &Ctx, pool: &Pool, given: &Given, (role, key): (&str, Option<&Key>)) -> Result<Presented> {
    let presented = access::presented(ctx, &given.token, kind(given, role)?, By::Anyhow).await;
    let presented = presented.map_err(|error| invalid(error, role))?;
    check_held(&presented.claims, (role, key))?;
    // Another pool's user is nobody here.
    match presented.holder.pool.id() == pool.id() {
        true => Ok(presented),
        false => Err(Error::about(Reason::ExchangeTokenInvalid, role)),
    }
}

/// A token that is bound to a key is exchanged by its holder alone. Errors: `ExchangeTokenInvalid`.
fn check_held(claims: &Claims, (role, key): (&str, Option<&Key>)) -> Result<()> {
    match !claims.is_bound() || key.is_some_and(|key| claims.is_bound_to(&key.thumbprint)) {
        true => Ok(()),
        false => Err(Error::about(Reason::ExchangeTokenInvalid, role)),
    }
}

/// The kind of a token that this pool has issued itself. Errors: `ExchangeTokenUnsupported`.
fn kind(given: &Given, role: &str) -> Result<Kind> {
    match (given.kind.as_str(), &given.provider) {
        ("ACCESS_TOKEN", None) => Ok(Kind::Access),
        ("ID_TOKEN", None) => Ok(Kind::Id),
        // What others issue is taken in the one form in which it is meant for the pool.
        _ => Err(Error::about(Reason::ExchangeTokenUnsupported, role)),
    }
}

/// Why a token was refused, without saying which check it failed.
fn invalid(error: Error, role: &str) -> Error {
    match error.reason() {
        Reason::AccessTokenInvalid | Reason::AccessTokenExpired | Reason::AccessTokenRevoked => {
            Error::about(Reason::ExchangeTokenInvalid, role)
        }
        _ => error,
    }
}
