//! Refresh tokens: a sealed name of a sign-in's family and generation; using, rotating and revoking one.
//! AWS: API_GetTokensFromRefreshToken, API_RevokeToken; the developer guide on refresh token rotation.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::families::Family;
use store::users::{TokenView, User};

use super::claims::Subject;
use super::dpop::{self, Key};
use super::issue::{self, Issued};
use super::sessions::{self, Tracked};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::federation::{Door, Federated, renewal};
use crate::pools::{self, Pool};
use crate::signin::Factor;
use crate::triggers::Metadata;
use crate::triggers::pre_token_generation::{self, Event, Source};

/// What a family keeps beside its columns, as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// The sign-in's event.
    pub event_id: String,
    /// What the access tokens allow.
    pub scopes: Vec<String>,
    /// What was proved at the sign-in, in order.
    #[serde(default)]
    pub proved: Vec<Factor>,
    /// The device that signed in, in a pool that tracks devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_key: Option<String>,
    /// The session that it is, in a pool that tracks sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Tracked>,
    /// What it has of a sign-in on the hosted pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosted: Option<Hosted>,
    /// The provider that has proved the person, and what it says of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federated: Option<Federated>,
    /// The key that its refresh tokens are bound to, by its thumbprint: of a client that has no other proof. RFC: 9449
    /// section 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// What the tokens of a sign-in on the hosted pages have beside the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hosted {
    /// The one resource that access tokens are for. RFC: 8707.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The browser session that it came out of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_session: Option<String>,
}

impl Grant {
    /// Whether an ID token belongs to it: always for an SDK, by the scope `openid` for the hosted pages.
    pub fn has_id_token(&self) -> bool {
        self.hosted.is_none() || self.scopes.iter().any(|scope| scope == "openid")
    }
}

/// Which token a caller holds.
struct Name {
    sub: String,
    origin_jti: String,
    generation: i64,
}

const KIND: &str = "refresh";

/// The refresh token of a family's generation: the same text each time, so that a retry within the grace period
/// gets what the lost answer held.
pub fn token(pool: &Pool, family: &Family) -> String {
    let name = format!("{} {} {}", family.sub, family.origin_jti, family.generation);
    let mut salt = [0; 24];
    salt.copy_from_slice(&pool.mac("refresh token salt", name.as_bytes())[..24]);
    pool.key.seal_token(KIND, &salt, name.as_bytes())
}

/// How the caller wants its refresh token treated.
#[derive(Clone, Copy)]
pub enum Manner<'a> {
    /// REFRESH_TOKEN_AUTH: never a new refresh token. AWS: its ClientMetadata reaches no function.
    Plain,
    /// GetTokensFromRefreshToken: a new one where the client rotates. With ClientMetadata.
    Rotating(Option<&'a Metadata>),
    /// The token endpoint: the same, with the key that the request has proved to hold.
    Hosted(Option<&'a Key>),
}

impl<'a> Manner<'a> {
    fn key(self) -> Option<&'a Key> {
        if let Manner::Hosted(key) = self { key } else { None }
    }
}

/// A refresh token of ours with what it names.
pub struct Held {
    name: Name,
    view: TokenView,
}

impl Held {
    /// The sign-in that the token comes from, if it is there.
    pub fn family(&self) -> Option<&Family> {
        self.view.family.as_ref()
    }
}

/// The pool and client of a call with a refresh token, and what the token names, if it is of this client's pool.
/// One query when the caches are warm: it reads the revisions of both, so a changed client counts at once.
///
/// Errors: `ClientNotFound`.
pub async fn hold(ctx: &Ctx, client_id: &str, text: &str) -> Result<(Arc<Pool>, Arc<Client>, Option<Held>)> {
    let (pool, _) = clients::with_pool_cached(ctx, client_id).await?;
    if let Some(name) = open(&pool, text) {
        let (sub, origin_jti) = (&name.sub, &name.origin_jti);
        let view = store::users::token_view(&ctx.read(), pool.id(), client_id, sub, origin_jti).await?;
        if let (Some(of_pool), Some(of_client)) = (view.pool_revision, view.client_revision) {
            let pool = pools::at_revision(ctx, pool.id(), of_pool).await?;
            let client = clients::at_revision(ctx, &pool, client_id, of_client).await?;
            return Ok((pool, client, Some(Held { name, view })));
        }
    }
    let (pool, client) = clients::with_pool(ctx, client_id).await?;
    Ok((pool, client, None))
}

/// New tokens for a refresh token. A plain refresh writes nothing, but for a note of its session now and then.
/// `is_proved` checks what the client proves itself with, which may take the name that only the token tells.
///
/// Errors: `RefreshTokenInvalid`, `RefreshTokenExpired`, `RefreshTokenRevoked`, which the provider of a sign-in may bring about,
/// `RefreshTokenReused`, `UserDisabled`, those of PreTokenGeneration.
pub async fn redeem(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    client: &Arc<Client>,
    held: Option<Held>,
    manner: Manner<'_>,
    is_proved: impl FnOnce(&User) -> Result<()>,
) -> Result<Issued> {
    let (held, mut user, mut family) = opened(client, held)?;
    is_proved(&user)?;
    let now = ctx.now();
    check_live(now, &user, &family)?;
    let client_metadata = match manner {
        Manner::Plain | Manner::Hosted(_) => None,
        Manner::Rotating(metadata) => metadata,
    };
    let rotates = !matches!(manner, Manner::Plain) && client.rotates();
    let mut grant: Grant = serde_json::from_str(&family.settings)?;
    let key = manner.key();
    // Before a reused token ends anything: who cannot prove the key has no say in it.
    if grant.key.as_deref().is_some_and(|bound| key.is_none_or(|key| key.thumbprint != bound)) {
        return Err(Error::new(Reason::RefreshTokenInvalid));
    }
    let is_current = match family.generation - held.generation {
        0 => true,
        1 if now < family.rotated_at + client.grace_ms() => false,
        _ => return Err(reused(ctx, &family, manner).await?),
    };
    let is_asked = asking::check_refresh(ctx, pool, &user).await?;
    if renewal::if_due(ctx, Door { pool, client }, &family, &grant).await? || is_asked {
        user = still(ctx, &user, &family).await?;
    }
    let is_noted = sessions::note(ctx, &mut grant);
    if is_noted {
        family.settings = serde_json::to_string(&grant)?;
    }
    let mut groups = issue::groups(ctx, pool, &user).await?;
    let event = Event { pool, client, user: Some((&user, &groups)), scopes: &grant.scopes, client_metadata };
    let changes = pre_token_generation::ask(ctx, &event, Source::Refresh).await?;
    if pre_token_generation::is_configured(pool) {
        user = still(ctx, &user, &family).await?;
        groups = issue::groups(ctx, pool, &user).await?;
    }
    let mut issued = {
        let (user, family, groups, grant) = (&user, &family, groups.as_slice(), &grant);
        let key = key.map(|key| key.thumbprint.as_str());
        issue::sign(ctx, &Subject { pool, client, user, family, groups, grant, nonce: None, key }, &changes)
            .await?
    };
    // Last, since whoever is not told of the successor is left with a token that serves no more.
    let is_turned = rotates && is_current;
    if is_turned || is_noted || key.is_some() {
        let mut batch = ctx.batch()?;
        key.into_iter().for_each(|key| key.spend(&mut batch));
        match is_turned {
            true => store::families::rotate(&mut batch, &family, now),
            false if is_noted => store::families::set_settings(&mut batch, &family),
            false => {}
        }
        dpop::commit(ctx, batch).await?;
        family.generation += i64::from(is_turned);
    }
    issued.refresh_token = rotates.then(|| token(pool, &family));
    Ok(issued)
}

/// Ends the family of a refresh token. A token that names none of this client's is none of its business.
///
/// Errors: `TokenTypeUnsupported` for an access or ID token, `RevocationDisabled`.
pub async fn revoke(ctx: &Ctx, pool: &Pool, client: &Client, text: &str) -> Result<()> {
    if crypto::jose::parse(text).is_ok() {
        return Err(Error::new(Reason::TokenTypeUnsupported));
    }
    if !client.revokes_tokens() {
        return Err(Error::new(Reason::RevocationDisabled));
    }
    let Some(held) = open(pool, text) else { return Ok(()) };
    let Some(family) = store::families::get(&ctx.read(), pool.id(), &held.origin_jti).await? else {
        return Ok(());
    };
    if family.client_id != client.id() {
        return Err(Error::new(Reason::ClientUnauthorized));
    }
    let mut batch = ctx.batch()?;
    store::families::revoke(&mut batch, pool.id(), &family.origin_jti, ctx.now());
    ctx.commit(batch).await
}

/// What a refresh token says while it is good, to its own client alone. RFC: 7662 section 2.2.
pub(super) async fn inspect(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    text: &str,
) -> Result<Option<Map<String, Value>>> {
    let Some(name) = open(pool, text) else { return Ok(None) };
    let generation = name.generation;
    let user = store::users::get(&ctx.read(), pool.id(), &name.sub).await?;
    let family = store::families::get(&ctx.read(), pool.id(), &name.origin_jti).await?;
    let (Some(user), Some(family)) = (user, family) else { return Ok(None) };
    let is_own = family.client_id == client.id() && family.sub == user.sub;
    let is_in_grace = ctx.now() < family.rotated_at + client.grace_ms();
    let serves = family.generation == generation || (family.generation - generation == 1 && is_in_grace);
    if !is_own || !serves || check_live(ctx.now(), &user, &family).is_err() {
        return Ok(None);
    }
    let grant: Grant = serde_json::from_str(&family.settings)?;
    let claims = [
        ("active", json!(true)),
        ("token_type", json!("refresh_token")),
        ("scope", json!(grant.scopes.join(" "))),
        ("client_id", json!(client.id())),
        ("username", json!(user.username)),
        ("sub", json!(user.sub)),
        ("iss", json!(pool.issuer(ctx))),
        ("auth_time", json!(family.auth_time / 1_000)),
        ("exp", json!(family.expires_at / 1_000)),
    ];
    Ok(Some(claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

/// What the token names, if it is this client's. Errors: `RefreshTokenInvalid`.
fn opened(client: &Client, held: Option<Held>) -> Result<(Name, User, Family)> {
    let invalid = || Error::new(Reason::RefreshTokenInvalid);
    let Some(Held { name, view: TokenView { user: Some(user), family: Some(family), .. } }) = held else {
        return Err(invalid());
    };
    if family.client_id != client.id() || family.sub != user.sub {
        return Err(invalid());
    }
    Ok((name, user, family))
}

/// The user, once a function has run: what ended meanwhile has ended. Errors: `RefreshTokenInvalid`, and those of
/// [`check_live`].
async fn still(ctx: &Ctx, user: &User, family: &Family) -> Result<User> {
    let invalid = || Error::new(Reason::RefreshTokenInvalid);
    let now = store::users::get(&ctx.read(), &user.pool_id, &user.sub).await?.ok_or_else(invalid)?;
    let family = store::families::get(&ctx.read(), &family.pool_id, &family.origin_jti).await?;
    check_live(ctx.now(), &now, &family.ok_or_else(invalid)?)?;
    Ok(now)
}

/// Errors, in this order: `UserDisabled`, `RefreshTokenRevoked`, `RefreshTokenInvalid` after signing out everywhere,
/// `RefreshTokenExpired`.
fn check_live(now: i64, user: &User, family: &Family) -> Result<()> {
    // Disabling signs out too: what is told is the reason that lasts.
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    if family.revoked_at.is_some() {
        return Err(Error::new(Reason::RefreshTokenRevoked));
    }
    if family.auth_time <= user.signed_out_at {
        return Err(Error::new(Reason::RefreshTokenInvalid));
    }
    if family.expires_at <= now {
        return Err(Error::new(Reason::RefreshTokenExpired));
    }
    Ok(())
}

/// The answer to a token that a successor has replaced. AWS: the family lives on.
// DEVIATION: with `reuse_revokes` it ends, as OAuth 2.1 advises.
async fn reused(ctx: &Ctx, family: &Family, manner: Manner<'_>) -> Result<Error> {
    if ctx.config().reuse_revokes {
        let mut batch = ctx.batch()?;
        store::families::revoke(&mut batch, &family.pool_id, &family.origin_jti, ctx.now());
        ctx.commit(batch).await?;
    }
    // InitiateAuth does not know the other one. It meets such a token when a client rotated and no longer does.
    Ok(Error::new(match manner {
        Manner::Plain => Reason::RefreshTokenInvalid,
        Manner::Rotating(_) | Manner::Hosted(_) => Reason::RefreshTokenReused,
    }))
}

/// The family that a refresh token of this pool names.
pub(super) fn origin_jti(pool: &Pool, text: &str) -> Option<String> {
    open(pool, text).map(|name| name.origin_jti)
}

fn open(pool: &Pool, text: &str) -> Option<Name> {
    let plain = String::from_utf8(pool.key.open_token(KIND, text)?).ok()?;
    let mut parts = plain.split(' ');
    let (sub, origin_jti) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    Some(Name { sub, origin_jti, generation: parts.next()?.parse().ok()? })
}
