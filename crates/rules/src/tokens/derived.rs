//! Token exchange: a service turns a user's token into a narrower one for another service, as the user (impersonation)
//! or on the user's behalf (delegation, which the claim `act` tells).
//! AWS: API_GetDerivedToken; the developer guide, "Exchanging tokens for downstream services". RFC: 8693.
//!
//! What is issued ends no later than what it was made from, and with the same sign-in. Whose tokens they are is found in
//! [`presented`].

use std::sync::Arc;

use serde_json::{Map, Value, json};
use store::groups::Group;

use self::presented::Subject;
use super::access::Kind;
use super::dpop::{self, Key};
use super::keys;
use super::overrides::Changes;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::federation::Door;
use crate::ids;
use crate::pools::Pool;
use crate::triggers::pre_token_generation::{self, Event, Source};

mod presented;

/// A token to exchange, or of whom exchanges it.
pub struct Given {
    /// The token.
    pub token: String,
    /// ACCESS_TOKEN, ID_TOKEN or SAML2.
    pub kind: String,
    /// The identity provider that issued it, where that is not the pool.
    pub provider: Option<String>,
}

impl Given {
    /// Whether a provider elsewhere has signed it.
    fn is_assertion(&self) -> bool {
        self.kind == "SAML2"
    }
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
/// `ScopeNotAllowed` where nothing is left of the scopes asked for, `ExchangeRefused`, those of PreTokenGeneration.
pub async fn exchange(ctx: &Ctx, door: Door<'_>, wish: &Wish) -> Result<Issued> {
    let Door { pool, client } = door;
    let flow = if wish.actor.is_some() { DELEGATION } else { IMPERSONATION };
    if !client.lists(flow) {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    // Before an assertion is used up.
    let is_foreign = wish.subject.is_assertion();
    let granted = if is_foreign { Some(scopes(client, None, &wish.scopes)?) } else { None };
    let actor = match &wish.actor {
        Some(given) if is_foreign => Some(presented::actor(ctx, door, given, wish.key.as_ref()).await?),
        _ => None,
    };
    let subject = presented::subject(ctx, door, &wish.subject, wish.key.as_ref()).await?;
    let actor = match (actor, &wish.actor) {
        (None, Some(given)) => Some(presented::actor(ctx, door, given, wish.key.as_ref()).await?),
        (actor, _) => actor,
    };
    let scopes = match granted {
        Some(granted) => granted,
        None => scopes(client, Some(&subject), &wish.scopes)?,
    };
    let now_s = ctx.now() / 1_000;
    let ttl_s = match wish.kind {
        Kind::Access => client.access_ttl_s(),
        Kind::Id => client.id_ttl_s(),
    };
    let exp = subject.exp.map_or(now_s + ttl_s, |exp| exp.min(now_s + ttl_s));
    let mut claims = common(ctx, pool, &subject, exp)?;
    // Who acted before goes on being told: a second exchange does not wash the first away.
    let before = subject.act.clone();
    let act = match (actor, before) {
        (Some(mut actor), Some(before)) => {
            actor["act"] = before;
            Some(actor)
        }
        (actor, before) => actor.or(before),
    };
    claims.extend(act.map(|act| ("act".to_owned(), act)));
    let user = &subject.user;
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
        presented::still(ctx, door, (&wish.subject, &subject), wish.key.as_ref()).await?;
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

/// What is asked for, of what both the subject's token and the client have. Errors: `ScopeNotAllowed`.
///
/// An assertion says nothing of scopes: what the client may have it gets by asking for it by name, and nothing else.
fn scopes(client: &Client, subject: Option<&Subject>, asked: &[String]) -> Result<Vec<String>> {
    let granted = client.scopes().filter(|scope| subject.is_none_or(|subject| subject.allows(scope)));
    let granted: Vec<String> = match asked.is_empty() {
        true => granted.filter(|_| subject.is_some()).map(str::to_owned).collect(),
        false => granted.filter(|scope| asked.iter().any(|a| a == scope)).map(str::to_owned).collect(),
    };
    match asked.first() {
        Some(first) if granted.is_empty() => Err(Error::about(Reason::ScopeNotAllowed, first)),
        _ => Ok(granted),
    }
}

fn common(ctx: &Ctx, pool: &Pool, subject: &Subject, exp: i64) -> Result<Map<String, Value>> {
    let mut claims = subject.claims.clone();
    claims.insert("sub".to_owned(), json!(subject.user.sub));
    claims.insert("iss".to_owned(), json!(pool.issuer(ctx)));
    claims.insert("iat".to_owned(), json!(ctx.now() / 1_000));
    claims.insert("exp".to_owned(), json!(exp));
    claims.insert("jti".to_owned(), json!(ids::timed(ctx)?));
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
