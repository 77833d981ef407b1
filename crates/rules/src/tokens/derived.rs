//! Token exchange: a service turns a user's token into a narrower one for another service, as the user (impersonation)
//! or on the user's behalf (delegation, which the claim `act` tells).
//! AWS: API_GetDerivedToken; the developer guide, "Exchanging tokens for downstream services". RFC: 8693.
//!
//! What is issued ends no later than what it was made from, and with the same sign-in.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use store::groups::Group;

use super::access::{self, By, Claims, Kind, Presented};
use super::dpop::{self, Key};
use super::keys;
use super::overrides::Changes;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::triggers::pre_token_generation::{self, Event, Source};

/// A token to exchange, or of whom exchanges it.
pub struct Given {
    /// The token.
    pub token: String,
    /// ACCESS_TOKEN, ID_TOKEN or SAML2.
    pub kind: String,
    /// The identity provider that issued it, where that is not the pool.
    pub provider: Option<String>,
}

/// What is asked for.
pub struct Wish {
    /// Whose token it shall be.
    pub subject: Given,
    /// Who acts, if that is to be told.
    pub actor: Option<Given>,
    /// Scopes; those of the subject and client where none are named.
    pub scopes: Vec<String>,
    /// The one audience or resource.
    pub audience: Option<String>,
    /// The kind of token.
    pub kind: Kind,
    /// The key that whoever exchanges has proved to hold: an access token is bound to it, and those that are given may be.
    pub key: Option<Key>,
}

/// A token made from another.
pub struct Issued {
    /// The token.
    pub token: String,
    /// Its life, in seconds.
    pub expires_in_s: i64,
    /// What it allows; nothing for an ID token.
    pub scopes: Option<Vec<String>>,
}

const IMPERSONATION: &str = "ALLOW_TOKEN_EXCHANGE_IMPERSONATION";
const DELEGATION: &str = "ALLOW_TOKEN_EXCHANGE_DELEGATION";

/// Exchanges a token for a client that has proved itself.
///
/// Errors: `AuthFlowNotEnabled`, `ExchangeTokenUnsupported`, `ExchangeTokenInvalid`, `UserNotFound`, `UserDisabled`,
/// `ScopeNotAllowed` where nothing is left of the scopes asked for, those of PreTokenGeneration.
pub async fn exchange(ctx: &Ctx, pool: &Pool, client: &Client, wish: &Wish) -> Result<Issued> {
    let flow = if wish.actor.is_some() { DELEGATION } else { IMPERSONATION };
    if !client.lists(flow) {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    let subject = user(ctx, pool, &wish.subject, ("subject", wish.key.as_ref())).await?;
    access::check_enabled(&subject.holder)?;
    let actor = match &wish.actor {
        None => None,
        Some(given) => Some(actor(ctx, pool, given, wish.key.as_ref()).await?),
    };
    let scopes = scopes(client, &subject.claims, &wish.scopes)?;
    let now_s = ctx.now() / 1_000;
    let ttl_s = match wish.kind {
        Kind::Access => client.access_ttl_s(),
        Kind::Id => client.id_ttl_s(),
    };
    let exp = subject.claims.exp.min(now_s + ttl_s);
    let mut claims = common(ctx, pool, &subject, exp)?;
    // Who acted before goes on being told: a second exchange does not wash the first away.
    let before = subject.claims.act.clone();
    let act = match (actor, before) {
        (Some(mut actor), Some(before)) => {
            actor["act"] = before;
            Some(actor)
        }
        (actor, before) => actor.or(before),
    };
    claims.extend(act.map(|act| ("act".to_owned(), act)));
    let user = &subject.holder.user;
    match wish.kind {
        Kind::Access => {
            claims.insert("client_id".to_owned(), json!(client.id()));
            claims.insert("username".to_owned(), json!(user.username));
            claims.insert("scope".to_owned(), json!(scopes.join(" ")));
            let key = wish.key.as_ref().map(|key| super::claims::confirmation(&key.thumbprint));
            claims.extend(key.map(|key| ("cnf".to_owned(), key)));
            claims.extend(wish.audience.iter().map(|audience| ("aud".to_owned(), json!(audience))));
        }
        Kind::Id => {
            let audience = wish.audience.as_deref().unwrap_or(client.id());
            claims.insert("aud".to_owned(), json!(audience));
            claims.insert("cognito:username".to_owned(), json!(user.username));
            super::claims::add_attributes(&mut claims, client, user);
        }
    }
    let groups: Vec<Group> = store::groups::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    let (user, client_metadata) = (Some((user, groups.as_slice())), None);
    let event = Event { pool, client, user, scopes: &scopes, client_metadata };
    // AWS: GetDerivedToken declares the exceptions of functions, and its source is written nowhere.
    let changes = pre_token_generation::ask(ctx, &event, Source::Authentication).await?;
    if pre_token_generation::is_configured(pool) {
        // What ended while the function ran has ended.
        access::check_enabled(
            &self::user(ctx, pool, &wish.subject, ("subject", wish.key.as_ref())).await?.holder,
        )?;
    }
    super::claims::add_groups(&mut claims, &groups);
    if wish.kind == Kind::Id {
        super::claims::add_roles(&mut claims, &groups);
    }
    let token = sign(ctx, pool, (wish.kind, client.id()), claims, &changes).await?;
    dpop::spend(ctx, wish.key.as_ref()).await?;
    let scopes = (wish.kind == Kind::Access).then_some(scopes);
    Ok(Issued { token, expires_in_s: exp - now_s, scopes })
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

/// Who acts, as the claim tells it: a machine by its client, or a user.
async fn actor(ctx: &Ctx, pool: &Pool, given: &Given, key: Option<&Key>) -> Result<Value> {
    const ROLE: &str = "actor";
    let kind = kind(given, ROLE)?;
    let refused = || Error::about(Reason::ExchangeTokenInvalid, ROLE);
    let (of, claims) =
        access::verified(ctx, &given.token, kind, By::Anyhow).await.map_err(|error| invalid(error, ROLE))?;
    check_held(&claims, (ROLE, key))?;
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
    let presented = user(ctx, pool, given, (ROLE, key)).await?;
    access::check_enabled(&presented.holder)?;
    Ok(json!({ "sub": claims.sub, "client_id": presented.holder.client.id() }))
}

/// The kind of a token that this pool has issued itself. Errors: `ExchangeTokenUnsupported`.
fn kind(given: &Given, role: &str) -> Result<Kind> {
    match (given.kind.as_str(), &given.provider) {
        ("ACCESS_TOKEN", None) => Ok(Kind::Access),
        ("ID_TOKEN", None) => Ok(Kind::Id),
        // What other providers issue, SAML assertions among it, needs their keys: federation is not built.
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

/// What is asked for, of what both the subject's token and the client have. Errors: `ScopeNotAllowed`.
fn scopes(client: &Client, subject: &Claims, asked: &[String]) -> Result<Vec<String>> {
    let had: BTreeSet<&str> = subject.scope.split(' ').filter(|scope| !scope.is_empty()).collect();
    let granted = client.scopes().filter(|scope| had.contains(scope));
    let granted: Vec<String> = match asked.is_empty() {
        true => granted.map(str::to_owned).collect(),
        false => granted.filter(|scope| asked.iter().any(|a| a == scope)).map(str::to_owned).collect(),
    };
    match asked.first() {
        Some(first) if granted.is_empty() => Err(Error::about(Reason::ScopeNotAllowed, first)),
        _ => Ok(granted),
    }
}

fn common(ctx: &Ctx, pool: &Pool, subject: &Presented, exp: i64) -> Result<Map<String, Value>> {
    let Presented { holder, claims: from } = subject;
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(holder.user.sub));
    claims.insert("iss".to_owned(), json!(pool.issuer(ctx)));
    claims.insert("iat".to_owned(), json!(ctx.now() / 1_000));
    claims.insert("exp".to_owned(), json!(exp));
    claims.insert("jti".to_owned(), json!(ids::timed(ctx)?));
    let kept = [
        ("origin_jti", from.origin_jti.as_ref().map(|value| json!(value))),
        ("event_id", from.event_id.as_ref().map(|value| json!(value))),
        ("auth_time", from.auth_time.map(|value| json!(value))),
        ("acr", from.acr.as_ref().map(|value| json!(value))),
        ("amr", Some(json!(from.amr)).filter(|_| !from.amr.is_empty())),
    ];
    claims.extend(kept.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    Ok(claims)
}

async fn sign(
    ctx: &Ctx,
    pool: &Pool,
    (kind, client_id): (Kind, &str),
    mut claims: Map<String, Value>,
    changes: &Changes,
) -> Result<String> {
    let keys = keys::of_pool(ctx, pool).await?;
    let (key, token_use) = match kind {
        Kind::Access => (Arc::clone(&keys.access), "access"),
        Kind::Id => (Arc::clone(&keys.id), "id"),
    };
    claims.insert("token_use".to_owned(), json!(token_use));
    match kind {
        Kind::Access => changes.apply_to_access(&mut claims, client_id),
        Kind::Id => changes.apply_to_id(&mut claims),
    }
    let claims = serde_json::to_vec(&claims)?;
    ctx.compute(move || key.signing.sign(&key.kid, &claims)).await
}
