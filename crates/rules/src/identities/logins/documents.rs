//! What providers elsewhere publish of themselves: discovery documents and keys, kept for a while.
//! RFC: 8414, 7517; OpenID Connect Discovery 1.0 section 4.3 (the issuer in the document is the one that was asked).
//!
//! All requests go through [`crate::outside::Outbound`], which refuses addresses that are not public. A key that is not
//! there makes the keys be fetched again, and so does a provider that did not answer, but not more often than every half
//! minute: strangers can send any token. Identity pools and federated sign-ins share what is kept.

use std::sync::Arc;

use crypto::jose::foreign::{Foreign, ForeignKey, Jwk};
use quick_cache::sync::Cache;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::ctx::{Config, Ctx};
use crate::error::{Error, Reason, Result};
use crate::outside::Unfetched;

/// How long keys are kept.
const LIFE_MS: i64 = 3_600_000;

/// How long nobody asks again for what was not there.
const PAUSE_MS: i64 = 30_000;

/// The keys of a provider, as they were at a time.
struct Keys {
    keys: Vec<(String, ForeignKey)>,
    fetched_at: i64,
    /// When the provider was asked last, and whether it answered.
    asked_at: i64,
    is_reached: bool,
}

/// Where a provider's keys are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// Where the discovery document of this issuer, without its scheme, says.
    Issuer(&'a str),
    /// At this address.
    Address(&'a str),
}

impl Source<'_> {
    /// An issuer never has a scheme, an address always.
    fn name(self) -> String {
        match self {
            Source::Issuer(issuer) => strip(issuer).to_owned(),
            Source::Address(url) => url.to_owned(),
        }
    }
}

/// Keys by source.
pub struct KeyCache(Cache<String, Arc<Keys>>);

impl Default for KeyCache {
    fn default() -> KeyCache {
        KeyCache(Cache::new(1_000))
    }
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

/// Where a provider is asked: where the operator says, else at its own public address.
pub(crate) fn address(config: &Config, provider: &str, usual: &str) -> String {
    let base = config.login_addresses.get(provider).map_or(usual, String::as_str);
    base.trim_end_matches('/').to_owned()
}

/// Whether the provider whose keys are there has signed a token.
///
/// Errors: `ProviderUnreachable`.
pub(crate) async fn has_signed(ctx: &Ctx, source: Source<'_>, token: &Foreign) -> Result<bool> {
    let issuer = source.name();
    let issuer = issuer.as_str();
    if let Some(said) = by_kept(ctx, issuer, token) {
        return said;
    }
    // One asks, and whoever comes meanwhile is served by what that brings.
    let _turn = ctx.world().turns.take(issuer).await;
    if let Some(said) = by_kept(ctx, issuer, token) {
        return said;
    }
    let cache = &ctx.world().login_keys.0;
    let kept = cache.get(issuer);
    // A pool's own provider may change its keys right after we have looked: the first new one makes us look at once.
    let is_again = kept.as_ref().is_some_and(|kept| ctx.now() - kept.fetched_at < LIFE_MS);
    let is_first = matches!(source, Source::Address(_)) && !is_again;
    match fetch(ctx, source).await {
        Ok(keys) => {
            let asked_at = if is_first { 0 } else { ctx.now() };
            let fetched = Keys { keys, fetched_at: ctx.now(), asked_at, is_reached: true };
            let is_signed = fetched.key(token).is_some_and(|key| key.verifies(token));
            cache.insert(issuer.to_owned(), Arc::new(fetched));
            Ok(is_signed)
        }
        Err(error) => {
            let (keys, fetched_at) =
                kept.map_or((Vec::new(), 0), |kept| (kept.keys.clone(), kept.fetched_at));
            let failed = Keys { keys, fetched_at, asked_at: ctx.now(), is_reached: false };
            cache.insert(issuer.to_owned(), Arc::new(failed));
            Err(error)
        }
    }
}

impl Keys {
    fn key(&self, token: &Foreign) -> Option<&ForeignKey> {
        self.keys.iter().find(|(kid, _)| *kid == token.kid).map(|(_, key)| key)
    }
}

/// The same by the keys that are kept; none where the provider is to be asked.
fn by_kept(ctx: &Ctx, issuer: &str, token: &Foreign) -> Option<Result<bool>> {
    let now = ctx.now();
    let kept = ctx.world().login_keys.0.get(issuer)?;
    if let Some(key) = kept.key(token).filter(|_| now - kept.fetched_at < LIFE_MS) {
        return Some(Ok(key.verifies(token)));
    }
    let is_let_be = now - kept.asked_at < PAUSE_MS;
    is_let_be.then(|| if kept.is_reached { Ok(false) } else { Err(unreachable(issuer)) })
}

/// All usable keys of a provider, as it publishes them now. Errors: `ProviderUnreachable`.
pub(crate) async fn fetch(ctx: &Ctx, source: Source<'_>) -> Result<Vec<(String, ForeignKey)>> {
    match source {
        Source::Issuer(issuer) => discovered(ctx, issuer).await,
        Source::Address(url) => published(ctx, url, url).await,
    }
}

async fn discovered(ctx: &Ctx, issuer: &str) -> Result<Vec<(String, ForeignKey)>> {
    let base = address(ctx.config(), issuer, &format!("https://{issuer}"));
    let discovery: Discovery = json(ctx, &format!("{base}/.well-known/openid-configuration"))
        .await?
        .ok_or_else(|| unreachable(issuer))?;
    // The document says whom it speaks for; where it was asked for is the operator's word alone.
    if strip(&discovery.issuer) != issuer {
        tracing::info!(
            issuer,
            told = discovery.issuer,
            "a provider's discovery document names another issuer"
        );
        return Err(unreachable(issuer));
    }
    published(ctx, &discovery.jwks_uri, issuer).await
}

async fn published(ctx: &Ctx, url: &str, of: &str) -> Result<Vec<(String, ForeignKey)>> {
    let set: KeySet = json(ctx, url).await?.ok_or_else(|| unreachable(of))?;
    let keys = set.keys.into_iter().filter_map(|key| {
        // Keys of other kinds stand beside those that we can use.
        let jwk: Jwk = serde_json::from_value(key).ok()?;
        Some((jwk.kid.clone()?, ForeignKey::from_jwk(&jwk).ok()?))
    });
    Ok(keys.collect())
}

/// An issuer without its scheme, as logins name it.
pub(crate) fn strip(issuer: &str) -> &str {
    let rest = issuer.strip_prefix("https://").or_else(|| issuer.strip_prefix("http://"));
    rest.unwrap_or(issuer).trim_end_matches('/')
}

/// A JSON document; nothing where a server says that it has none for us.
///
/// Errors: `ProviderUnreachable` for one that does not answer or not in JSON.
pub(super) async fn json<T: DeserializeOwned>(ctx: &Ctx, url: &str) -> Result<Option<T>> {
    let host = url.split('?').next().unwrap_or_default();
    match ctx.world().outbound.get(url).await {
        Ok(body) => serde_json::from_slice(&body).map(Some).map_err(|_| unreachable(host)),
        Err(Unfetched::Status(status)) if (400..500).contains(&status) => Ok(None),
        Err(why) => {
            tracing::info!(url = host, %why, "a provider of logins was not reached");
            Err(unreachable(host))
        }
    }
}

fn unreachable(host: &str) -> Error {
    Error::about(Reason::ProviderUnreachable, strip(host).split('/').next().unwrap_or_default())
}
