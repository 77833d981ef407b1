//! Metadata by URL, fetched anew: after six hours at the latest, and when a response comes that no known key has signed. What
//! was had last stays good until something newer is; and certificates that end are told of ahead.
//! AWS: the developer guide, "SAML identity providers": metadata is refreshed every six hours.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use store::identity_providers::IdentityProvider as Row;

use super::details::Kept;
use super::{Provider, details, metadata};
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::pools::{self, Pool};

/// AWS: how old metadata may get.
const FRESH_MS: i64 = 6 * 3_600_000;

/// How long a provider that has not answered is let be.
const PAUSE_MS: i64 = 600_000;

/// How long one is let be whose responses nobody has signed: whoever sends such is not to have us ask all the time.
const HASTE_MS: i64 = 60_000;

/// How long before its end a certificate is told of.
const AHEAD_S: i64 = 30 * 86_400;

/// How often what was had is written where somebody else has just written the same provider.
const TRIES: usize = 3;

/// Providers that are looked at in one query, and the most that are told of.
const PAGE: i64 = 100;
const MOST: usize = 100;

/// A provider of which a certificate ends soon, or has ended: the last by which it signs, or the one of ours that it encrypts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The pool.
    pub pool_id: String,
    /// The provider's name.
    pub provider: String,
    /// When, in epoch seconds.
    pub ends_at: i64,
    /// Whether the certificate is ours.
    pub is_ours: bool,
}

/// What this node has found when it last looked, and whom it has asked.
#[derive(Default)]
pub struct Endings {
    found: Mutex<Vec<Ending>>,
    asked: Mutex<BTreeMap<(String, String), i64>>,
}

impl Endings {
    /// All that was found.
    pub fn all(&self) -> Vec<Ending> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether this node has let a provider be for long enough; if so, it asks now.
    fn may_ask(&self, of: &(String, String), now: i64) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, at| now - *at < HASTE_MS);
        let may_ask = !asked.contains_key(of);
        if may_ask {
            asked.insert(of.clone(), now);
        }
        may_ask
    }

    /// Notes what was found; gives what was not known before.
    fn set(&self, found: Vec<Ending>) -> Vec<Ending> {
        let mut known = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *known, found);
        known.iter().filter(|ending| !before.contains(ending)).cloned().collect()
    }
}

/// The provider with newer metadata, where it was due and could be had; none where what was loaded serves.
///
/// Errors: `Internal`.
pub async fn if_due(ctx: &Ctx, pool: &Pool, provider: &Provider) -> Result<Option<Provider>> {
    let is_due = |kept: &Kept| ctx.now() - kept.had_at >= FRESH_MS && ctx.now() - kept.asked_at >= PAUSE_MS;
    if !is_due(&provider.kept) || !is_by_url(provider) {
        return Ok(None);
    }
    let name = &provider.row.name;
    let _turn = ctx.world().turns.take(&turn(pool, name)).await;
    let found = super::get(ctx, pool, name).await?;
    if is_due(&found.kept) { anew(ctx, pool, name).await } else { Ok(Some(found)) }
}

fn turn(pool: &Pool, name: &str) -> String {
    format!("{} {name}", pool.id())
}

/// The same where a response was signed by a key that nobody knows. One asks, and whoever comes meanwhile is served by what
/// that brings; another node that asks at the same time keeps nobody waiting.
///
/// Errors: `Internal`.
pub async fn again(ctx: &Ctx, pool: &Pool, provider: &Provider) -> Result<Option<Provider>> {
    if !is_by_url(provider) {
        return Ok(None);
    }
    let of = (pool.id().to_owned(), provider.row.name.clone());
    let _turn = ctx.world().turns.take(&turn(pool, &of.1)).await;
    let found = super::get(ctx, pool, &of.1).await?;
    if found.kept.metadata != provider.kept.metadata {
        return Ok(Some(found));
    }
    let Kept { asked_at, had_at, .. } = found.kept;
    let is_due = ctx.now() - asked_at >= HASTE_MS;
    // Whoever has asked for it has not had it, or not yet, and may be another node.
    let is_open = had_at < asked_at && ctx.world().endings.may_ask(&of, ctx.now());
    if is_due || is_open { anew(ctx, pool, &of.1).await } else { Ok(None) }
}

fn is_by_url(provider: &Provider) -> bool {
    provider.kept.details.contains_key("MetadataURL")
}

/// Loads a provider and fetches its metadata, if it has it by URL. That it was asked is written first, so that not all who
/// come meanwhile ask it too.
async fn anew(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Option<Provider>> {
    let mut provider = super::get(ctx, pool, name).await?;
    let Some(url) = provider.kept.details.get("MetadataURL").cloned() else { return Ok(None) };
    provider.kept.asked_at = ctx.now();
    ctx.world().endings.may_ask(&(pool.id().to_owned(), name.to_owned()), ctx.now());
    if !super::rewrite(ctx, pool, &mut provider).await? {
        // Somebody else has written it: what stands there now is the newest.
        return super::get(ctx, pool, name).await.map(Some);
    }
    let text = match details::fetch(ctx, &url).await {
        Ok(text) => text,
        Err(error) => return kept(pool, &provider, &error.to_string()),
    };
    let metadata = match metadata::read(ctx, &text) {
        Ok(metadata) => metadata,
        Err(error) => return kept(pool, &provider, &error.to_string()),
    };
    for _ in 0..TRIES {
        // Its users' identities are those of the provider that was set up.
        if provider.kept.metadata.as_ref().is_some_and(|old| old.entity_id != metadata.entity_id) {
            return kept(pool, &provider, "it is another provider's");
        }
        details::show(&metadata, &mut provider.kept.details);
        provider.kept.metadata = Some(metadata.clone());
        provider.kept.had_at = ctx.now();
        if super::rewrite(ctx, pool, &mut provider).await? {
            return Ok(Some(provider));
        }
        provider = super::get(ctx, pool, name).await?;
        if provider.kept.details.get("MetadataURL") != Some(&url) {
            break;
        }
    }
    Ok(Some(provider))
}

/// What was had last stays.
fn kept(pool: &Pool, provider: &Provider, why: &str) -> Result<Option<Provider>> {
    tracing::warn!(
        pool.id = pool.id(),
        provider = provider.row.name,
        why,
        "the metadata of a SAML provider cannot be had anew; what was had last is used"
    );
    Ok(None)
}

/// Looks at all SAML providers: fetches what is due, if this node is the one `to_fetch`, and notes whose certificates end
/// within 30 days, ours that they encrypt to among them. The one by which we sign is renewed each year.
///
/// Errors: those of the store. A provider that cannot be looked at is passed over, and the log says so.
pub async fn look(ctx: &Ctx, to_fetch: bool) -> Result<()> {
    let mut endings = Vec::new();
    let (mut pool_id, mut name) = (String::new(), String::new());
    loop {
        let page = store::identity_providers::of_kind(&ctx.read(), "SAML", (&pool_id, &name), PAGE).await?;
        let Some(last) = page.last() else { break };
        pool_id.clone_from(&last.pool_id);
        name.clone_from(&last.name);
        for row in page {
            let of = (row.pool_id.clone(), row.name.clone());
            match look_at(ctx, row, to_fetch).await {
                Ok(found) => endings.extend(found),
                // Somebody else has just changed or deleted it.
                Err(error)
                    if matches!(
                        error.reason(),
                        Reason::Moved | Reason::NoSuchProvider | Reason::PoolNotFound
                    ) => {}
                Err(error) => {
                    tracing::warn!(pool.id = of.0, provider = of.1, %error, "a SAML provider cannot be looked at");
                }
            }
        }
    }
    endings.sort_by_key(|ending: &Ending| ending.ends_at);
    metrics::gauge!("cenote_saml_certificates_ending").set(u32::try_from(endings.len()).unwrap_or(u32::MAX));
    endings.truncate(MOST);
    for ending in ctx.world().endings.set(endings) {
        let Ending { pool_id, provider, ends_at, is_ours } = ending;
        let ends_at = jiff::Timestamp::from_second(ends_at).unwrap_or_default().to_string();
        if is_ours {
            tracing::warn!(
                pool.id = pool_id,
                provider,
                ends_at,
                "the certificate that a SAML provider encrypts to ends within 30 days or has ended: the provider may refuse it then"
            );
        } else {
            tracing::warn!(
                pool.id = pool_id,
                provider,
                ends_at,
                "the last signing certificate of a SAML provider ends within 30 days or has ended: nobody signs in by it then"
            );
        }
    }
    Ok(())
}

async fn look_at(ctx: &Ctx, row: Row, to_fetch: bool) -> Result<Vec<Ending>> {
    let pool = pools::get(ctx, &row.pool_id).await?;
    let mut provider = Provider::open(&pool, row)?;
    if to_fetch && let Some(newer) = if_due(ctx, &pool, &provider).await? {
        provider = newer;
    }
    if to_fetch && provider.row.origin.is_empty() {
        super::rewrite(ctx, &pool, &mut provider).await?;
    }
    let kept = &provider.kept;
    let its = kept.metadata.as_ref().and_then(metadata::Metadata::ends_at).unwrap_or_default();
    let given = kept.details.get("ActiveEncryptionCertificate").and_then(|text| STANDARD.decode(text).ok());
    let ours = given.and_then(|der| crypto::x509::ends_at(&der));
    let ends = std::iter::once((its, false)).chain(ours.map(|ends_at| (ends_at, true)));
    let soon = ends.filter(|(ends_at, _)| ends_at - ctx.now() / 1_000 <= AHEAD_S);
    let (pool_id, provider) = (pool.id().to_owned(), provider.row.name.clone());
    let ending = |(ends_at, is_ours)| Ending {
        pool_id: pool_id.clone(),
        provider: provider.clone(),
        ends_at,
        is_ours,
    };
    Ok(soon.map(ending).collect())
}
